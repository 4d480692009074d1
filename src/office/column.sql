-- :query column_add  A column with its first text.
INSERT INTO portal_column (matter, duty, state, edition) VALUES ($1, $2, 'open', 1) RETURNING id;

-- :query column_edition_add  One saved text.
INSERT INTO column_edition (portal_column, number, title, purpose, begins_on, ends_on, parts, author, at, declared)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- :query column_edition_publish  A second person lets it out.
UPDATE column_edition SET published_by = $3, published_at = $4
WHERE portal_column = $1 AND number = $2 AND published_by IS NULL;

-- :query column_hands  Who wrote what the public does not read yet: in whose place, and the person.
SELECT DISTINCT COALESCE(a.stands_for, a.id), COALESCE(a.deputy, a.id)
FROM column_edition e JOIN portal_column c ON c.id = e.portal_column JOIN account a ON a.id = e.author
WHERE c.id = $1 AND e.number > COALESCE(c.live_edition, c.withdrawn_edition, 0);

-- :part column_row  As row_read takes it, of one of its texts.
SELECT c.id, c.matter, c.duty, c.state, c.edition, c.live_edition, c.published_at, c.closed_at, c.reason, c.version,
	e.title, e.purpose, e.begins_on, e.ends_on, e.parts, a.name, e.at, m.regulation, e.declared,
	c.withdrawn_edition, c.withdrawn_at, c.withdrawn_reason
FROM portal_column c JOIN matter m ON m.id = c.matter

-- :query column_load  One column with its working text.
:column_row
JOIN column_edition e ON e.portal_column = c.id AND e.number = c.edition JOIN account a ON a.id = e.author
WHERE c.id = $1;

-- :query column_load_live  One column as the public reads it, or read it until it was withdrawn.
:column_row
JOIN column_edition e ON e.portal_column = c.id AND e.number = COALESCE(c.live_edition, c.withdrawn_edition) JOIN account a ON a.id = e.author
WHERE c.id = $1;

-- :query column_page  Newest first below a number; of those that asked a unit for something (0: all).
:column_row
JOIN column_edition e ON e.portal_column = c.id AND e.number = c.edition JOIN account a ON a.id = e.author
WHERE c.id < $1 AND (CAST($2 AS BIGINT) = 0
	OR EXISTS (SELECT 1 FROM column_ask k WHERE k.portal_column = c.id
		AND k.unit IN (SELECT CAST($2 AS BIGINT) UNION ALL SELECT unit FROM heir WHERE heir = $2)))
ORDER BY c.id DESC LIMIT $3;

-- :query column_page_live  What the public reads: those that run first, then the newest first.
:column_row
JOIN column_edition e ON e.portal_column = c.id AND e.number = c.live_edition JOIN account a ON a.id = e.author
ORDER BY c.state DESC, c.id DESC LIMIT $1;

-- :query column_is_asked  Whether a unit, or one that it has taken in, was asked for something.
SELECT count(*) FROM column_ask WHERE portal_column = $2
	AND unit IN (SELECT CAST($1 AS BIGINT) UNION ALL SELECT unit FROM heir WHERE heir = $1);

-- :query column_of_matter  The column that a matter, of the Portal or of a unit, belongs to.
SELECT id FROM portal_column WHERE matter = $1
UNION SELECT portal_column FROM column_ask WHERE matter = $1;

-- :query column_save  By compare and swap.
UPDATE portal_column SET state = $3, edition = $4, live_edition = $5, published_at = $6, closed_at = $7,
	reason = $8, withdrawn_edition = $9, withdrawn_at = $10, withdrawn_reason = $11, version = version + 1
WHERE id = $1 AND version = $2;

-- :query column_act_add  One thing that was done.
INSERT INTO column_act (portal_column, ask, kind, at, account, reason, detail)
VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id;

-- :part act_row  As column_act_read takes it.
SELECT t.id, t.ask, t.kind, t.at, COALESCE(a.name, ''), t.reason, t.detail
FROM column_act t LEFT JOIN account a ON a.id = t.account

-- :query column_act_list  What was done about the column itself, newest first.
:act_row
WHERE t.portal_column = $1 AND t.ask IS NULL ORDER BY t.id DESC LIMIT $2;

-- :query column_act_of_ask  What was done about one ask, newest first.
:act_row
WHERE t.ask = $1 ORDER BY t.id DESC LIMIT $2;

-- :query column_act_of_matter  What a matter, of the Portal or of a unit, has to tell.
:act_row
WHERE (t.ask IS NULL AND t.portal_column = (SELECT id FROM portal_column WHERE matter = $1))
	OR t.ask IN (SELECT id FROM column_ask WHERE matter = $1)
ORDER BY t.id LIMIT $2;

-- :query column_act_load  One act of a column.
:act_row
WHERE t.id = $1 AND t.portal_column = $2;

-- :query column_ask_add  A part, asked of a unit.
INSERT INTO column_ask (portal_column, part, unit, matter, duty, request, asked_by, asked_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id;

-- :query column_ask_save  By compare and swap.
UPDATE column_ask SET request = $3, asked_by = $4, asked_at = $5, said_by = $6, said_at = $7, said = $8,
	version = version + 1
WHERE id = $1 AND version = $2;

-- :part ask_row  As row_read of column_ask.c takes it.
SELECT k.id, k.portal_column, k.part, k.unit, u.code, u.name, k.matter, k.duty, k.request, k.asked_by,
	COALESCE(a.name, ''), k.asked_at, k.said_by, COALESCE(s.name, ''), k.said_at, k.said, k.version, d.state,
	d.last_day, d.due_before, d.other_last_day, d.other_due_before, d.unconfirmed, d.paused, d.met_at, d.met_item,
	d.rule, m.regulation
FROM column_ask k JOIN unit u ON u.id = k.unit JOIN duty d ON d.id = k.duty JOIN matter m ON m.id = k.matter
LEFT JOIN account a ON a.id = k.asked_by LEFT JOIN account s ON s.id = k.said_by

-- :query column_ask_load  One ask with how its duty stands.
:ask_row
WHERE k.id = $1;

-- :query column_ask_list  All of a column, of one unit (0: of all), in Vietnamese order of units.
:ask_row
WHERE k.portal_column = $1 AND (CAST($2 AS BIGINT) = 0 OR k.unit = $2)
ORDER BY u.sort_key, u.id, k.part LIMIT $3;

-- :query column_ask_of_duty  The ask whose duty it is.
SELECT id FROM column_ask WHERE duty = $1;
