-- :query question_add  A citizen asks.
INSERT INTO question (code, subject, body, state, asked_at) VALUES ($1, $2, $3, 'new', $4)
RETURNING id;

-- :query question_contact_add  How to reach who asked.
INSERT INTO question_contact (question, name, email, phone, shows_name)
VALUES ($1, $2, $3, $4, $5);

-- :query question_contact_load  How to reach who asked.
SELECT name, email, phone, shows_name FROM question_contact WHERE question = $1;

-- :query question_contact_erase  Forgets who asked.
DELETE FROM question_contact WHERE question = $1;

-- :query question_load  One question, and whether a unit helps with it; who asked is not in it.
SELECT q.id, q.code, q.subject, q.body, q.state, q.unit, u.code, u.name, q.asked_at,
	q.received_at, q.answer, q.answered_at, q.version, q.item, q.sent_revision,
	(SELECT COUNT(*) FROM question_help h WHERE h.question = q.id AND h.unit = $2)
FROM question q LEFT JOIN unit u ON u.id = q.unit WHERE q.id = $1;

-- :part question_head  As question_row_read takes it, without its text.
SELECT q.id, q.code, q.subject, '', q.state, q.unit, u.code, u.name, q.asked_at,
	q.received_at, '', q.answered_at, q.version, q.item, q.sent_revision, 0
FROM question q LEFT JOIN unit u ON u.id = q.unit

-- :query question_page  Newest first below an id.
:question_head
WHERE q.id < $1 ORDER BY q.id DESC LIMIT $2;

-- :query question_page_unit  Those of one unit, those of units that it has taken in, and those that it
-- helps with: the newest of each.
:question_head
WHERE q.id IN (
	SELECT o.id FROM (SELECT id FROM question WHERE unit = $3 AND id < $1
		ORDER BY id DESC LIMIT $2) o
	UNION SELECT p.id FROM (SELECT r.id FROM heir t JOIN question r ON r.unit = t.unit
		WHERE t.heir = $3 AND r.id < $1 ORDER BY r.id DESC LIMIT $2) p
	UNION SELECT h.id FROM (SELECT question AS id FROM question_help WHERE unit = $3
		AND question < $1 ORDER BY question DESC LIMIT $2) h)
ORDER BY q.id DESC LIMIT $2;

-- :query question_move  Compare and swap of all that a step may change.
UPDATE question SET state = $3, unit = $4, received_at = $5, answer = $6, answered_at = $7,
	item = $8, sent_revision = $9, version = version + 1
WHERE id = $1 AND version = $2;

-- :query question_leg_add  Forwarded to a unit; a question that stays keeps its receipt and duty.
INSERT INTO question_leg (question, unit, account, forwarded_at, received_at, matter, duty)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- :query question_leg_receive  The unit has received it.
UPDATE question_leg SET received_at = $2, matter = $3, duty = $4 WHERE id = $1;

-- :query question_leg_return  The unit says that it is not its.
UPDATE question_leg SET returned_at = $2, reason = $3 WHERE id = $1;

-- :query question_legs  The way of a question, oldest first.
SELECT l.id, l.unit, u.name, a.name, l.forwarded_at, l.received_at, l.matter, l.duty, l.returned_at, l.reason
FROM question_leg l JOIN unit u ON u.id = l.unit JOIN account a ON a.id = l.account
WHERE l.question = $1 ORDER BY l.id;

-- :query question_help_add  A unit that cooperates.
INSERT INTO question_help (question, unit, due_on, named_at)
VALUES ($1, $2, $3, $4) ON CONFLICT (question, unit)
DO UPDATE SET due_on = excluded.due_on, named_at = excluded.named_at;

-- :query question_help_drop  Another unit answers: who has not contributed is not asked any more.
DELETE FROM question_help WHERE question = $1 AND given_at IS NULL;

-- :query question_help_give  What it contributes.
UPDATE question_help SET given_at = $3, account = $4, body = $5
WHERE question = $1 AND unit = $2;

-- :query question_helpers  The units that cooperate.
SELECT h.unit, u.code, u.name, h.due_on, h.named_at, h.given_at, a.name, h.body
FROM question_help h JOIN unit u ON u.id = h.unit LEFT JOIN account a ON a.id = h.account
WHERE h.question = $1 ORDER BY u.sort_key, u.id;

-- :query question_of_item  The question that an item answers, by itself or by the duty it meets.
SELECT q.id FROM question q WHERE q.item = $1
UNION SELECT l.question FROM question_leg l WHERE l.duty = $2
	AND l.id = (SELECT MAX(x.id) FROM question_leg x WHERE x.question = l.question) LIMIT 1;

-- :query question_of_matter  The question that a matter is about.
SELECT l.question FROM question_leg l WHERE l.matter = $1 ORDER BY l.id DESC LIMIT 1;

-- :query question_track  What who has the code may know.
SELECT q.id, q.code, q.subject, q.body, q.state, q.unit, u.code, u.name, q.asked_at,
	q.received_at, q.answer, q.answered_at, q.version, q.item, q.sent_revision, 0,
	d.last_day, d.due_before, d.other_last_day, d.other_due_before, d.unconfirmed, d.paused, d.state, r.body
FROM question q LEFT JOIN unit u ON u.id = q.unit
LEFT JOIN question_leg l ON l.id = (SELECT MAX(x.id) FROM question_leg x WHERE x.question = q.id)
LEFT JOIN duty d ON d.id = l.duty
LEFT JOIN revision r ON r.item = q.item AND r.number = q.sent_revision
WHERE q.code = $1;
