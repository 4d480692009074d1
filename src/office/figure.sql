-- :query figure_facts  What became of the duties that were opened in a time: of one unit unless it
-- is 0, of the listed rules unless the list is empty; with the rule if asked.
SELECT d.unit, d.opened_at, d.outcome, d.due_before, d.took_ms,
	CASE WHEN CAST($5 AS BIGINT) = 0 THEN NULL ELSE d.rule END
FROM unit u CROSS JOIN duty d
WHERE d.unit = u.id AND d.opened_at >= $1 AND d.opened_at < $2
	AND (CAST($3 AS BIGINT) = 0 OR u.id = $3)
	AND ($4 = '' OR $4 LIKE '%,' || d.rule || ',%');

-- :query figure_ways  How long what was first published in a time lay with its unit and with the
-- Portal on its way, of what urgent_counts counts.
SELECT p.unit, p.rule, p.unit_ms, p.portal_ms FROM publication p
WHERE p.live IN (0, 1) AND p.published_at >= $1 AND p.published_at < $2
	AND (CAST($3 AS BIGINT) = 0 OR p.unit = $3)
	AND ($4 = '' OR $4 LIKE '%,' || p.rule || ',%');

-- :query figure_units  Units in Vietnamese order; one unless it is 0.
SELECT id, code, name, active FROM unit
WHERE CAST($1 AS BIGINT) = 0 OR id = $1
ORDER BY sort_key, id;

-- :query figure_duties  Those of them with one of some outcomes (and run out by a time, if asked) behind
-- a place.
SELECT d.id, d.matter, m.title, d.unit, u.code, u.name, d.rule, d.opened_at, d.last_day, d.due_before,
	d.outcome, d.met_at, d.late_ms, d.took_ms
FROM unit u CROSS JOIN duty d JOIN matter m ON m.id = d.matter
WHERE d.unit = u.id AND d.opened_at >= $1 AND d.opened_at < $2
	AND (CAST($3 AS BIGINT) = 0 OR u.id = $3)
	AND ($4 = '' OR $4 LIKE '%,' || d.rule || ',%')
	AND (d.outcome & $5) <> 0 AND (CAST($6 AS BIGINT) = 0 OR d.due_before <= $7)
	AND u.id >= $8 AND (u.id > $8 OR (d.opened_at, d.id) > ($9, $10))
ORDER BY u.id, d.opened_at, d.id LIMIT $11;

-- :query figure_items  What was first published in a time, as urgent_counts counts it, behind a place.
SELECT p.item, p.title, p.unit, u.code, u.name, p.rule, p.published_at, p.live,
	CASE WHEN g.item IS NULL THEN 0 ELSE 1 END
FROM publication p JOIN unit u ON u.id = p.unit
LEFT JOIN (SELECT DISTINCT item FROM urgent WHERE at >= $1 AND at < $2) g ON g.item = p.item
WHERE p.live IN (0, 1) AND p.published_at >= $1 AND p.published_at < $2
	AND (CAST($3 AS BIGINT) = 0 OR p.unit = $3)
	AND ($4 = '' OR $4 LIKE '%,' || p.rule || ',%')
	AND (CAST($5 AS BIGINT) = 0 OR g.item IS NOT NULL)
	AND (p.published_at, p.item) < ($6, $7)
ORDER BY p.published_at DESC, p.item DESC LIMIT $8;
