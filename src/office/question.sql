-- :query question_add  A citizen asks.
INSERT INTO question (code, subject, body, state, asked_at) VALUES ($1, $2, $3, 'new', $4)
RETURNING id;

-- :query question_contact_add  How to reach who asked.
INSERT INTO question_contact (question, name, email, phone) VALUES ($1, $2, $3, $4);

-- :query question_load  One question; who asked is not in it.
SELECT q.id, q.code, q.subject, q.body, q.state, q.unit, u.code, u.name, q.asked_at,
	q.received_at, q.answer, q.answered_at, q.version
FROM question q LEFT JOIN unit u ON u.id = q.unit WHERE q.id = $1;

-- :query question_page  Newest first below an id, of one unit unless it is 0.
SELECT q.id, q.code, q.subject, '', q.state, q.unit, u.code, u.name, q.asked_at,
	q.received_at, '', q.answered_at, q.version
FROM question q LEFT JOIN unit u ON u.id = q.unit
WHERE q.id < $1 AND (CAST($2 AS BIGINT) = 0 OR q.unit = $2)
ORDER BY q.id DESC LIMIT $3;

-- :query question_move  Compare and swap of all that a step may change.
UPDATE question SET state = $3, unit = $4, received_at = $5, answer = $6, answered_at = $7,
	version = version + 1
WHERE id = $1 AND version = $2;
