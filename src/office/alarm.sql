-- :query alarm_add  One alarm, once.
INSERT INTO alarm (key, at, words) VALUES ($1, $2, $3) ON CONFLICT (key) DO NOTHING;

-- :query alarm_list  Newest first.
SELECT id, at, words FROM alarm ORDER BY id DESC LIMIT $1;

-- :query alarm_since  Since an instant, newest first.
SELECT words FROM alarm WHERE at > $1 ORDER BY id DESC;
