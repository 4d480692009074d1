-- :query reply_hold_add  A reply looks like a state secret; one at a time.
INSERT INTO reply_hold (question, reply, at, account) VALUES ($1, $2, $3, $4)
ON CONFLICT (question) WHERE outcome IS NULL DO NOTHING RETURNING id;

-- :query reply_hold_of_text  What was decided last of a text.
SELECT outcome FROM reply_hold WHERE question = $1 AND reply = $2 AND outcome IS NOT NULL
ORDER BY id DESC LIMIT 1;

-- :query reply_hold_last  The newest of a question.
SELECT h.id, h.question, h.reply, h.at, h.account, a.name, h.outcome, h.reason, d.name, h.decided_at
FROM reply_hold h JOIN account a ON a.id = h.account LEFT JOIN account d ON d.id = h.decided_by
WHERE h.question = $1 ORDER BY h.id DESC LIMIT 1;

-- :query reply_hold_load  One with the names that belong to it.
SELECT h.id, h.question, h.reply, h.at, h.account, a.name, h.outcome, h.reason, d.name, h.decided_at
FROM reply_hold h JOIN account a ON a.id = h.account LEFT JOIN account d ON d.id = h.decided_by
WHERE h.id = $1;

-- :query reply_hold_list  Newest first, all or those that nobody decided.
SELECT h.id, h.question, '', h.at, h.account, a.name, h.outcome, h.reason, d.name, h.decided_at
FROM reply_hold h JOIN account a ON a.id = h.account LEFT JOIN account d ON d.id = h.decided_by
WHERE h.id < $1 AND (CAST($2 AS BIGINT) = 0 OR h.outcome IS NULL)
ORDER BY h.id DESC LIMIT $3;

-- :query reply_hold_decide  Decided, once.
UPDATE reply_hold SET outcome = $2, reason = $3, decided_by = $4, decided_at = $5
WHERE id = $1 AND outcome IS NULL;

-- :query reply_finding_add  Personal data went out, with a reason.
INSERT INTO reply_finding (question, kind, start, length, reason, account, at)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- :query reply_finding_list  In the order of the reply.
SELECT f.kind, f.start, f.length, f.reason, a.name, f.at
FROM reply_finding f JOIN account a ON a.id = f.account
WHERE f.question = $1 ORDER BY f.start, f.id LIMIT $2;
