-- :query merger_counts  What would move from a unit, by kind.
SELECT kind, count(*) FROM merging WHERE unit = $1 AND (until IS NULL OR until > $2) GROUP BY kind;

-- :query merger_clash  A part of a column that a unit still owes, and that the other was asked for (its
-- successor: ever; one that ends with it: and owes as well).
SELECT e.title FROM column_ask a
JOIN duty ad ON ad.id = a.duty AND ad.state = 'open'
JOIN column_ask b ON b.portal_column = a.portal_column AND b.part = a.part
JOIN duty bd ON bd.id = b.duty
JOIN portal_column c ON c.id = a.portal_column
JOIN column_edition e ON e.portal_column = c.id AND e.number = c.edition
WHERE a.unit = $1 AND b.unit = $2 AND (bd.state = 'open' OR $3 = 1) LIMIT 1;

-- :query merger_latest  When a unit last began something.
SELECT max(x.at) FROM (
	SELECT max(opened_at) AS at FROM matter WHERE unit = $1
	UNION ALL SELECT max(notified_at) FROM event WHERE unit = $1
	UNION ALL SELECT max(sent_at) FROM item WHERE unit = $1) x;

-- :query merger_add  A merger that is carried out.
INSERT INTO merger (successor, number, decided_on, signer, effective_on, account, at)
VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id;

-- :query merger_note  What is open of a unit, before it moves.
INSERT INTO merger_move (merger, kind, thing, unit)
SELECT CAST($1 AS BIGINT), kind, thing, unit FROM merging
WHERE unit = $2 AND (until IS NULL OR until > $3);

-- :query merger_move_matter  To the successor.
UPDATE matter SET unit = $3, version = version + 1
WHERE id IN (SELECT thing FROM merger_move WHERE merger = $1 AND unit = $2 AND kind = 'matter');

-- :query merger_move_duty  Rule, anchor and acts stay: deadlines are derived from them.
UPDATE duty SET unit = $3, version = version + 1
WHERE id IN (SELECT thing FROM merger_move WHERE merger = $1 AND unit = $2 AND kind = 'duty');

-- :query merger_move_item  Texts on their way.
UPDATE item SET unit = $3, version = version + 1
WHERE id IN (SELECT thing FROM merger_move WHERE merger = $1 AND unit = $2 AND kind = 'item');

-- :query merger_move_question  Questions that wait for an answer.
UPDATE question SET unit = $3, version = version + 1
WHERE id IN (SELECT thing FROM merger_move WHERE merger = $1 AND unit = $2 AND kind = 'question');

-- :query merger_move_help  What it was to contribute, unless the successor is in it already.
UPDATE question_help SET unit = $3
WHERE unit = $2 AND given_at IS NULL
	AND question IN (SELECT thing FROM merger_move WHERE merger = $1 AND unit = $2 AND kind = 'help')
	AND question NOT IN (SELECT h.question FROM question_help h WHERE h.unit = $3)
	AND question NOT IN (SELECT q.id FROM question q WHERE q.unit = $3);

-- :query merger_move_event  Events to come, and those whose matter is open.
UPDATE event SET unit = $3, version = version + 1
WHERE id IN (SELECT thing FROM merger_move WHERE merger = $1 AND unit = $2 AND kind = 'event');

-- :query merger_move_part  What a column still waits for.
UPDATE column_ask SET unit = $3, version = version + 1
WHERE id IN (SELECT thing FROM merger_move WHERE merger = $1 AND unit = $2 AND kind = 'part');

-- :query merger_move_account  The people.
UPDATE account SET unit = $3, version = version + 1
WHERE id IN (SELECT thing FROM merger_move WHERE merger = $1 AND unit = $2 AND kind = 'account');

-- :query merger_move_below  Units below it; the successor itself comes below whom it was below.
UPDATE unit SET version = version + 1, parent = CASE WHEN id = $3
	THEN (SELECT o.parent FROM unit o WHERE o.id = $2) ELSE $3 END
WHERE id IN (SELECT thing FROM merger_move WHERE merger = $1 AND unit = $2 AND kind = 'below');

-- :query merger_end  The unit acts no more; by the version that was read.
UPDATE unit SET active = 0, ended_on = $3, successor = $4, merger = $5, version = version + 1
WHERE id = $1 AND version = $2 AND active = 1;

-- :query merger_save_recount  Its deadlines were computed anew.
UPDATE merger SET recount = $2 WHERE id = $1;

-- :query merger_list  Newest first below a number.
SELECT m.id, m.successor, u.code, u.name, m.number, m.decided_on, m.signer, m.effective_on, a.name, m.at,
	m.recount
FROM merger m JOIN unit u ON u.id = m.successor LEFT JOIN account a ON a.id = m.account
WHERE m.id < $1 ORDER BY m.id DESC LIMIT $2;

-- :query merger_moves  How many of each kind it moved, by unit.
SELECT u.id, u.code, u.name, x.kind, count(x.thing) FROM unit u
LEFT JOIN merger_move x ON x.merger = u.merger AND x.unit = u.id
WHERE u.merger = $1 GROUP BY u.id, u.code, u.name, x.kind ORDER BY u.id, x.kind;

-- :query merger_of_unit  By which merger a unit has ended, and in whom.
SELECT merger, successor FROM unit WHERE id = $1 AND merger IS NOT NULL;

-- :query merger_note_one  A thing that follows the unit that it was of.
INSERT INTO merger_move (merger, kind, thing, unit) VALUES ($1, $2, $3, $4);

-- :query merger_trace  From which units a thing came, oldest first.
SELECT u.code, u.name, m.number, m.effective_on FROM merger_move x
JOIN merger m ON m.id = x.merger JOIN unit u ON u.id = x.unit
WHERE x.kind = $1 AND x.thing = $2 ORDER BY m.id;
