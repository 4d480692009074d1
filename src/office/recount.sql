-- :query recount_walk  Open duties behind one, of the units that have a calendar (or one of them).
SELECT d.id, d.unit, d.rule, d.anchor_at, d.last_day, d.due_before, d.unconfirmed,
	d.other_last_day, d.other_due_before, m.regulation, m.opened_by
FROM duty d JOIN matter m ON m.id = d.matter
WHERE d.state = 'open' AND d.id > $1 AND d.unit + 0 IN (SELECT u.id FROM unit u
	WHERE (CAST($2 AS BIGINT) = 0 OR u.id = $2)
		AND coalesce(u.calendar, (SELECT c.id FROM calendar c WHERE c.code = 'vn')) = $3)
ORDER BY d.id LIMIT $4;

-- :query recount_save_dates  Other dates. No column with a foreign key: SQLite needs no journal for it.
UPDATE duty SET last_day = $2, due_before = $3, other_last_day = $4, other_due_before = $5,
	unconfirmed = $6, version = version + 1
WHERE id = $1 AND state = 'open';

-- :query recount_wake  It ends earlier than before: reminders are looked at anew.
UPDATE duty SET remind_at = 0 WHERE id = $1 AND state = 'open' AND paused = 0;

-- :query recount_save_doubt  The same dates, but otherwise confirmed.
UPDATE duty SET other_last_day = $2, other_due_before = $3, unconfirmed = $4
WHERE id = $1 AND state = 'open';

-- :query recount_judge  All open duties are judged by that version, moved or not.
UPDATE duty SET calendar_version = $1
WHERE state = 'open' AND coalesce(calendar_version, 0) <> $1 AND unit + 0 IN (
	SELECT u.id FROM unit u WHERE (CAST($2 AS BIGINT) = 0 OR u.id = $2)
		AND coalesce(u.calendar, (SELECT c.id FROM calendar c WHERE c.code = 'vn')) = $3);

-- :query recount_add  A recount, before its duties were looked at.
INSERT INTO recount (version, unit, account, at) VALUES ($1, $2, $3, $4) RETURNING id;

-- :query recount_save_counts  What came of it.
UPDATE recount SET duties = $2, moved = $3, turned_late = $4, turned_timely = $5 WHERE id = $1;

-- :query recount_move_add  One duty that it moved.
INSERT INTO recount_move (recount, unit, duty, last_day_before, due_before_before, last_day_after,
	due_before_after)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- :part recount_row  As row_read takes it.
SELECT r.id, r.version, c.name, v.number, r.unit, u.code, u.name, r.account, a.name, r.at,
	r.duties, r.moved, r.turned_late, r.turned_timely
FROM recount r JOIN calendar_version v ON v.id = r.version JOIN calendar c ON c.id = v.calendar
LEFT JOIN unit u ON u.id = r.unit LEFT JOIN account a ON a.id = r.account

-- :query recount_load  One recount.
:recount_row
WHERE r.id = $1;

-- :query recount_list  Newest first.
:recount_row
WHERE r.id < $1 ORDER BY r.id DESC LIMIT $2;

-- :part move_row  As move_read takes it.
SELECT x.duty, d.matter, m.title, x.unit, u.code, u.name, m.regulation, d.rule, d.anchor_at,
	x.last_day_before, x.due_before_before, x.last_day_after, x.due_before_after
FROM recount_move x JOIN duty d ON d.id = x.duty JOIN matter m ON m.id = d.matter
JOIN unit u ON u.id = x.unit

-- :query recount_moves  What it moved, behind a unit and duty.
:move_row
WHERE x.recount = $1 AND (x.unit, x.duty) > ($2, $3)
ORDER BY x.unit, x.duty LIMIT $4;

-- :query recount_moves_unit  The same of one unit, behind a duty.
:move_row
WHERE x.recount = $1 AND x.unit = $2 AND x.duty > $3
ORDER BY x.duty LIMIT $4;

-- :query recount_of_duty  The recounts that moved a duty.
SELECT r.id, r.version, c.name, v.number, r.unit, u.code, u.name, r.account, a.name, r.at,
	r.duties, r.moved, r.turned_late, r.turned_timely,
	x.last_day_before, x.due_before_before, x.last_day_after, x.due_before_after
FROM recount_move x JOIN recount r ON r.id = x.recount
JOIN calendar_version v ON v.id = r.version JOIN calendar c ON c.id = v.calendar
LEFT JOIN unit u ON u.id = r.unit LEFT JOIN account a ON a.id = r.account
WHERE x.duty = $1 ORDER BY x.recount LIMIT $2;

-- :query recount_duty_words  What a list says of a duty besides its dates.
SELECT m.id, m.title, u.code, u.name
FROM duty d JOIN matter m ON m.id = d.matter JOIN unit u ON u.id = d.unit WHERE d.id = $1;
