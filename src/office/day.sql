-- :query day_counts  Handed in within a day, due in it, and overdue by now; of one unit unless it is 0.
SELECT (SELECT count(*) FROM receipt r JOIN item i ON i.id = r.item
		WHERE r.at >= $1 AND r.at < $2 AND (CAST($3 AS BIGINT) = 0 OR i.unit = $3)),
	(SELECT count(*) FROM duty d WHERE d.state IN ('open', 'met') AND d.due_before > $1
		AND d.due_before <= $2 AND (CAST($3 AS BIGINT) = 0 OR d.unit = $3)),
	(SELECT count(*) FROM duty d WHERE d.state = 'open' AND d.due_before <= $4
		AND (CAST($3 AS BIGINT) = 0 OR d.unit = $3));

-- :query day_received  What was handed in within a day, newest first.
SELECT r.code, r.item, i.title, u.code, u.name, r.at, r.due_before, r.late_ms
FROM receipt r JOIN item i ON i.id = r.item JOIN unit u ON u.id = i.unit
WHERE r.at >= $1 AND r.at < $2 AND (CAST($3 AS BIGINT) = 0 OR i.unit = $3)
ORDER BY r.at DESC, r.id DESC LIMIT $4;

-- :query day_due  Duties in some states that fall due within a time, as figure_duties gives them.
SELECT d.id, d.matter, m.title, d.unit, u.code, u.name, d.rule, d.opened_at, d.last_day, d.due_before,
	d.outcome, d.met_at, d.late_ms, d.took_ms
FROM duty d JOIN matter m ON m.id = d.matter JOIN unit u ON u.id = d.unit
WHERE d.state IN ('open', $1) AND d.due_before > $2 AND d.due_before <= $3
	AND (CAST($4 AS BIGINT) = 0 OR d.unit = $4)
ORDER BY d.due_before, d.id LIMIT $5;
