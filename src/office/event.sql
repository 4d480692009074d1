-- :query event_add  A unit tells of an event.
INSERT INTO event (unit, kind, title, place, starts_at, ends_at, needs_coverage, state, note)
VALUES ($1, $2, $3, $4, $5, $6, $7, 'notified', $8) RETURNING id;

-- :query event_load  One event with its host.
SELECT e.id, e.unit, u.code, u.name, e.kind, e.title, e.place, e.starts_at, e.ends_at,
	e.needs_coverage, e.state, e.note, e.version
FROM event e JOIN unit u ON u.id = e.unit WHERE e.id = $1;

-- :query event_page  In the order of time behind the pair (start, id), of one unit unless it is 0.
SELECT e.id, e.unit, u.code, u.name, e.kind, e.title, e.place, e.starts_at, e.ends_at,
	e.needs_coverage, e.state, e.note, e.version
FROM event e JOIN unit u ON u.id = e.unit
WHERE (CAST($1 AS BIGINT) = 0 OR e.unit = $1)
	AND (e.starts_at > $2 OR (e.starts_at = $2 AND e.id > $3))
ORDER BY e.starts_at, e.id LIMIT $4;

-- :query event_decide  Compare and swap of what the Portal decided.
UPDATE event SET state = $3, note = $4, version = version + 1 WHERE id = $1 AND version = $2;
