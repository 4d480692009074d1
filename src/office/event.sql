-- :query event_add  A unit tells of an event.
INSERT INTO event (unit, kind, title, place, starts_at, ends_at, needs_coverage, state, note,
	matter, host, attendees, documents, notified_by, notified_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, 'notified', $8, $9, $10, $11, $12, $13, $14) RETURNING id;

-- :part event_row  As row_read takes it.
SELECT e.id, e.unit, u.code, u.name, e.kind, e.title, e.place, e.starts_at, e.ends_at,
	e.needs_coverage, e.state, e.note, e.version, COALESCE(e.matter, 0), e.host, e.attendees,
	e.documents, e.notified_at, COALESCE(a.name, '')
FROM event e JOIN unit u ON u.id = e.unit LEFT JOIN account a ON a.id = e.notified_by

-- :query event_load  One event with its unit and who told of it.
:event_row
WHERE e.id = $1;

-- :query event_of_matter  The event that a matter is about.
SELECT id FROM event WHERE matter = $1;

-- :query event_page  In the order of time behind the pair (start, id), of one reporter unless it is 0.
:event_row
WHERE (e.starts_at, e.id) > ($1, $2) AND e.starts_at < $3
	AND (CAST($5 AS BIGINT) = 0 OR EXISTS (SELECT 1 FROM event_assignment s
		WHERE s.event = e.id AND s.account = $5 AND s.state IN ('asked', 'accepted', 'done')))
ORDER BY e.starts_at, e.id LIMIT $4;

-- :query event_page_unit  The same of one unit, with those of units that it has taken in.
:event_row
WHERE (e.starts_at, e.id) > ($1, $2) AND e.starts_at < $3
	AND (CAST($5 AS BIGINT) = 0 OR EXISTS (SELECT 1 FROM event_assignment s
		WHERE s.event = e.id AND s.account = $5 AND s.state IN ('asked', 'accepted', 'done')))
	AND e.unit IN (SELECT CAST($6 AS BIGINT) UNION ALL SELECT t.unit FROM heir t WHERE t.heir = $6)
ORDER BY e.starts_at, e.id LIMIT $4;

-- :query event_save  What follows from an act, by compare and swap.
UPDATE event SET state = $3, place = $4, starts_at = $5, ends_at = $6, documents = $7,
	version = version + 1
WHERE id = $1 AND version = $2;

-- :query event_act_add  What was done.
INSERT INTO event_act (event, kind, at, account, person, reason, was_starts_at, was_ends_at, was_place)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- :query event_act_list  What was done about one, in order.
SELECT x.kind, x.at, COALESCE(a.name, ''), COALESCE(p.name, ''), x.reason, x.was_starts_at,
	x.was_ends_at, x.was_place
FROM event_act x LEFT JOIN account a ON a.id = x.account LEFT JOIN account p ON p.id = x.person
WHERE x.event = $1 ORDER BY x.id LIMIT $2;

-- :query event_assignment_add  A reporter is asked to go.
INSERT INTO event_assignment (event, account, state, assigned_by, assigned_at, changed_at)
VALUES ($1, $2, 'asked', $3, $4, $4);

-- :query event_assignment_list  Who was asked, in order.
SELECT s.id, s.account, a.name, s.state, s.assigned_at, s.changed_at, s.reason, COALESCE(s.item, 0)
FROM event_assignment s JOIN account a ON a.id = s.account
WHERE s.event = $1 ORDER BY s.id LIMIT $2;

-- :query event_assignment_move  An open one changes, by compare and swap on its state.
UPDATE event_assignment SET state = $3, changed_at = $4, reason = $5, item = $6
WHERE id = $1 AND state = $2;

-- :query event_clash  What else reporters are asked to do in that time. CROSS: SQLite begins with the
-- open assignments, which are few, and not with all events before that time.
SELECT s.account, e.id, e.title, e.starts_at, e.ends_at
FROM event_assignment s CROSS JOIN event e
WHERE e.id = s.event AND s.state IN ('asked', 'accepted') AND e.id <> $1 AND e.starts_at < $3
	AND e.ends_at > $2
	AND e.state <> 'cancelled'
ORDER BY e.starts_at, e.id LIMIT $4;
