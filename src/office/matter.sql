-- :query matter_add  Opens a matter.
INSERT INTO matter (unit, regulation, title, happened, state, opened_by, opened_at)
VALUES ($1, $2, $3, $4, 'open', $5, $6) RETURNING id;

-- :query matter_load  One matter with its unit and who opened it.
SELECT m.id, m.unit, u.code, u.name, m.regulation, m.title, m.happened, m.state, m.opened_by,
	a.name, m.opened_at, m.closed_at, m.version, 0, ''
FROM matter m JOIN unit u ON u.id = m.unit JOIN account a ON a.id = m.opened_by
WHERE m.id = $1;

-- :part matter_row  As row_read takes it, with what is due first.
SELECT m.id, m.unit, u.code, u.name, m.regulation, m.title, '', m.state, m.opened_by,
	a.name, m.opened_at, m.closed_at, m.version, d.id, d.rule
FROM matter m JOIN unit u ON u.id = m.unit JOIN account a ON a.id = m.opened_by
LEFT JOIN duty d ON d.id = (SELECT x.id FROM duty x WHERE x.matter = m.id
	ORDER BY x.state <> 'open', x.due_before IS NULL, x.due_before, x.id LIMIT 1)

-- :query matter_page  Newest first.
:matter_row
WHERE m.id < $1
ORDER BY m.id DESC LIMIT $2;

-- :query matter_page_open  Open ones.
:matter_row
WHERE m.id < $1 AND m.state = 'open'
ORDER BY m.id DESC LIMIT $2;

-- :query matter_page_unit  Those of one unit.
:matter_row
WHERE m.id < $1 AND m.unit = $3
ORDER BY m.id DESC LIMIT $2;

-- :query matter_page_unit_open  Open ones of one unit.
:matter_row
WHERE m.id < $1 AND m.unit = $3 AND m.state = 'open'
ORDER BY m.id DESC LIMIT $2;

-- :query matter_open_duties  How many duties of it are not settled. The state's indices would read all that are open: none is asked.
SELECT count(*) FROM duty WHERE matter = $1 AND COALESCE(state, '') = 'open';

-- :query matter_close  Nothing more is owed.
UPDATE matter SET state = 'closed', closed_at = $2, version = version + 1
WHERE id = $1 AND state = 'open';

-- :query matter_reopen  Something is owed after all.
UPDATE matter SET state = 'open', closed_at = NULL, version = version + 1
WHERE id = $1 AND state = 'closed';

-- :query matter_act_add  Ended, or opened again.
INSERT INTO matter_act (matter, kind, at, account, reason) VALUES ($1, $2, $3, $4, $5);

-- :query matter_act_list  What was decided about a matter as a whole, in order.
SELECT m.kind, m.at, COALESCE(a.name, ''), m.reason
FROM matter_act m LEFT JOIN account a ON a.id = m.account WHERE m.matter = $1 ORDER BY m.id;
