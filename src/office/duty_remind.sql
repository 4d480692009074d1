-- :query duty_nudge_add  Once a day.
INSERT INTO duty_nudge (duty, day, account, at) VALUES ($1, $2, $3, $4)
ON CONFLICT (duty, day) DO NOTHING;
