-- :query duty_add  Opens a duty.
INSERT INTO duty (matter, unit, rule, opened_at, anchor_at, evidence, last_day, due_before, other_last_day,
	other_due_before, unconfirmed, calendar_version, state, remind_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'open', 0) RETURNING id;

-- :part duty_row  As row_read takes it.
SELECT d.id, d.matter, d.unit, d.rule, d.anchor_at, d.evidence, d.last_day, d.due_before,
	d.unconfirmed, c.name || ', bản ' || v.number, d.state, d.met_at, d.met_item, d.met_revision, d.late_ms,
	d.version, d.opened_at, d.paused, d.extension, d.other_last_day, d.other_due_before, m.regulation,
	d.calendar_version
FROM duty d JOIN matter m ON m.id = d.matter
LEFT JOIN calendar_version v ON v.id = d.calendar_version LEFT JOIN calendar c ON c.id = v.calendar

-- :query duty_load  One duty with the regulation of its matter.
:duty_row
WHERE d.id = $1;

-- :query duty_of_matter  The duties of a matter.
:duty_row
WHERE d.matter = $1 ORDER BY d.id;

-- :query duty_move  What an open duty is counted from begins at another time.
UPDATE duty SET anchor_at = $3, evidence = $4, version = version + 1
WHERE id = $1 AND version = $2 AND state = 'open';

-- :query duty_save  What follows from an act.
UPDATE duty SET state = $3, paused = $4, extension = $5, last_day = $6, due_before = $7,
	other_last_day = $8, other_due_before = $9, unconfirmed = $10, calendar_version = $11,
	met_at = $12, met_item = $13, met_revision = $14, late_ms = $15, version = version + 1,
	remind_at = CASE WHEN CAST($3 AS TEXT) = 'open' AND CAST($4 AS BIGINT) = 0 THEN 0 END
WHERE id = $1 AND version = $2;
