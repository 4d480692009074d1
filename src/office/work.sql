-- :part duty_work  A duty as row_read takes it.
SELECT d.id, d.matter, d.unit, u.code, u.name, m.title, m.regulation, d.rule, d.opened_at, d.due_before,
	COALESCE(e.id, 0), e.starts_at
FROM duty d JOIN matter m ON m.id = d.matter JOIN unit u ON u.id = d.unit
LEFT JOIN event e ON e.matter = d.matter

-- :query work_duties_unit  Open duties of one unit that end within a time, first ended first; if asked
-- ($4), those alone that nobody has begun to write for.
:duty_work
WHERE d.unit = $1 AND d.state = 'open' AND d.due_before >= $2 AND d.due_before < $3
	AND (CAST($4 AS BIGINT) = 0 OR NOT EXISTS (SELECT 1 FROM item i WHERE i.matter = d.matter
		AND i.duty = d.id AND i.state NOT IN ('dropped', 'withdrawn')))
ORDER BY d.due_before, d.id LIMIT $5;

-- :query work_duties_all  The same of all units.
:duty_work
WHERE d.state = 'open' AND d.due_before >= $1 AND d.due_before < $2
ORDER BY d.due_before, d.id LIMIT $3;

-- :query work_duties_endless  Those of one unit that end with no day and do not rest, newest first.
:duty_work
WHERE d.unit = $1 AND d.state = 'open' AND d.due_before IS NULL AND d.paused = 0
	AND NOT EXISTS (SELECT 1 FROM item i WHERE i.matter = d.matter
		AND i.duty = d.id AND i.state NOT IN ('dropped', 'withdrawn'))
ORDER BY d.id DESC LIMIT $2;

-- :query work_duty_of  What an item hands in, while it is owed.
SELECT m.regulation, d.rule, d.due_before FROM duty d JOIN matter m ON m.id = d.matter
WHERE d.id = $1 AND d.state = 'open';

-- :query work_questions  Questions in a state, of one unit unless it is 0, newest first.
SELECT q.id, COALESCE(q.unit, 0), COALESCE(u.code, ''), COALESCE(u.name, ''), q.subject, q.state,
	q.asked_at, COALESCE(d.id, 0)
FROM question q LEFT JOIN unit u ON u.id = q.unit
LEFT JOIN question_leg l ON l.id = (SELECT MAX(x.id) FROM question_leg x WHERE x.question = q.id)
LEFT JOIN duty d ON d.id = l.duty
WHERE q.state = $1 AND (CAST($2 AS BIGINT) = 0 OR q.unit = $2)
ORDER BY q.id DESC LIMIT $3;

-- :query work_helps  Questions that a unit helps with and has given nothing for.
SELECT q.id, COALESCE(q.unit, 0), COALESCE(u.code, ''), COALESCE(u.name, ''), q.subject, 'help',
	q.asked_at, 0
FROM question_help h JOIN question q ON q.id = h.question LEFT JOIN unit u ON u.id = q.unit
WHERE h.unit = $1 AND h.given_at IS NULL
ORDER BY h.question DESC LIMIT $2;

-- :query work_sent_questions  Questions that one person has forwarded and that are not answered.
SELECT q.id, COALESCE(q.unit, 0), COALESCE(u.code, ''), COALESCE(u.name, ''), q.subject, q.state,
	q.asked_at, COALESCE(l.duty, 0)
FROM question_leg l JOIN question q ON q.id = l.question LEFT JOIN unit u ON u.id = q.unit
WHERE l.account = $1 AND l.returned_at IS NULL AND q.unit = l.unit
ORDER BY l.id DESC LIMIT $2;

-- :query work_assigned  Events that a reporter is asked to cover, or has said to.
SELECT e.id, e.unit, u.code, u.name, e.title, s.state, s.changed_at, e.needs_coverage, e.ends_at,
	e.starts_at
FROM event_assignment s JOIN event e ON e.id = s.event JOIN unit u ON u.id = e.unit
WHERE s.account = $1 AND s.state IN ('asked', 'accepted') AND e.state <> 'cancelled'
ORDER BY s.id DESC LIMIT $2;

-- :query work_told  Events that one person has told of, newest first.
SELECT e.id, e.unit, u.code, u.name, e.title, e.state, COALESCE(e.notified_at, e.starts_at), e.needs_coverage,
	e.ends_at, e.starts_at
FROM event e JOIN unit u ON u.id = e.unit
WHERE e.notified_by = $1 ORDER BY e.id DESC LIMIT $2;
