-- :query reminder_next  When the next duty is to be looked at.
SELECT remind_at FROM duty WHERE remind_at IS NOT NULL ORDER BY remind_at LIMIT 1;

-- :query reminder_due  Duties to be looked at. The state's indices would read all that are open: none is asked.
SELECT d.id, d.unit, d.rule, d.extension, d.anchor_at, d.version, d.last_day, d.due_before,
	d.other_last_day, d.other_due_before, d.unconfirmed, m.title, m.regulation
FROM duty d JOIN matter m ON m.id = d.matter
WHERE d.remind_at <= $1 AND COALESCE(d.state, '') = 'open' AND d.paused = 0
ORDER BY d.remind_at, d.id LIMIT $2;

-- :query reminder_set  When to look again, unless the duty was changed meanwhile.
UPDATE duty SET remind_at = $3 WHERE id = $1 AND version = $2;

-- :query reminder_add  One reminder, once.
INSERT INTO reminder (duty, rule, kind, due, at, told) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (duty, rule, kind, due) DO NOTHING;
