-- :query mail_to_asker  To whoever asked, if there is an address.
INSERT INTO mail (key, kind, question, created_at, state, next_at)
SELECT $1, $2, c.question, $4, 'waiting', $4 FROM question_contact c
WHERE c.question = $3 AND c.email <> '' ON CONFLICT (key) DO NOTHING;

-- :query mail_digest_next  When the next digest is due.
SELECT digest_at FROM notice WHERE digest_at IS NOT NULL ORDER BY digest_at LIMIT 1;

-- :query mail_digest_people  Whose notices wait for a digest that is due.
SELECT account + 0, MIN(id) FROM notice WHERE digest_at <= $1 GROUP BY account + 0 LIMIT $2;

-- :query mail_digest_add  One digest, once.
INSERT INTO mail (key, kind, account, created_at, state, next_at)
VALUES ($1, 'digest', $2, $3, 'waiting', $3) ON CONFLICT (key) DO NOTHING RETURNING id;

-- :query mail_digest_fill  What it tells of.
UPDATE notice SET digest = $3, digest_at = NULL WHERE account = $1 AND digest_at <= $2;

-- :query mail_digest_lines  What a person has not read meanwhile.
SELECT title, href, created_at FROM notice WHERE digest = $1 AND read_at IS NULL ORDER BY id LIMIT $2;

-- :query mail_due  Those that may go, unless all are held.
SELECT id FROM mail WHERE state = 'waiting' AND next_at <= $1
	AND (SELECT mail_held_at FROM site WHERE one = 1) IS NULL
ORDER BY next_at, id LIMIT $2;

-- :query mail_load  One with what it tells of, to whom, and whom to answer.
SELECT m.kind, m.tries, m.created_at, m.question, a.name, CASE WHEN a.active = 1 THEN a.email END,
	n.title, n.href, n.created_at, n.read_at, d.id, d.state, u.name, u.email, q.subject, q.code,
	c.name, c.email
FROM mail m LEFT JOIN account a ON a.id = m.account
LEFT JOIN notice n ON m.kind = 'notice' AND n.key = m.key
LEFT JOIN duty d ON d.id = n.duty LEFT JOIN unit u ON u.id = n.unit
LEFT JOIN question q ON q.id = m.question LEFT JOIN question_contact c ON c.question = q.id
WHERE m.id = $1 AND m.state = 'waiting';

-- :query mail_take  Takes one by the tries that were read; should it be lost now, it is tried again then.
UPDATE mail SET tries = tries + 1, next_at = $3 WHERE id = $1 AND state = 'waiting' AND tries = $2;

-- :query mail_end  What came of the try.
UPDATE mail SET state = $3, reason = $4, ended_at = $5
WHERE id = $1 AND state = 'waiting' AND tries = $2;

-- :query mail_count_waiting  Those that wait, those of them that failed before, and the oldest that may go.
SELECT count(*), COALESCE(SUM(CASE WHEN tries > 0 THEN 1 ELSE 0 END), 0),
	MIN(CASE WHEN next_at <= $1 OR tries > 0 THEN created_at END)
FROM mail WHERE state = 'waiting';

-- :query mail_count_dead  The dead.
SELECT count(*) FROM mail WHERE state = 'dead';

-- :query mail_count_sent  Sent since an instant.
SELECT count(*) FROM mail WHERE ended_at >= $1 AND state = 'sent';

-- :query mail_held  Since when nothing is mailed.
SELECT mail_held_at FROM site WHERE one = 1;

-- :part mail_about  What a mail is about.
FROM mail m LEFT JOIN account a ON a.id = m.account LEFT JOIN question q ON q.id = m.question
LEFT JOIN notice n ON m.kind = 'notice' AND n.key = m.key

-- :query mail_dead  Newest first below an id.
SELECT m.id, m.tries, COALESCE(a.name, 'Người hỏi, câu hỏi ' || q.code), COALESCE(n.title, q.subject, ''),
	m.reason, m.created_at, m.ended_at
:mail_about
WHERE m.state = 'dead' AND m.id < $1 ORDER BY m.id DESC LIMIT $2;

-- :query mail_delayed  Those that failed and are tried again, the next first.
SELECT m.id, m.tries, COALESCE(a.name, 'Người hỏi, câu hỏi ' || q.code), COALESCE(n.title, q.subject, ''),
	m.reason, m.created_at, m.next_at
:mail_about
WHERE m.state = 'waiting' AND m.tries > 0 ORDER BY m.next_at, m.id LIMIT $1;

-- :query mail_resend  A dead one waits again.
UPDATE mail SET state = 'waiting', tries = 0, next_at = $2, reason = NULL, ended_at = NULL
WHERE id = $1 AND state = 'dead';

-- :query mail_hold  Nothing is mailed from now on.
UPDATE site SET mail_held_at = COALESCE(mail_held_at, $1) WHERE one = 1;

-- :query mail_release  What waits may go.
UPDATE site SET mail_held_at = NULL WHERE one = 1 AND mail_held_at IS NOT NULL;

-- :query mail_drop_waiting  What waited is given up.
UPDATE mail SET state = 'dropped', reason = $1, ended_at = $2 WHERE state = 'waiting';

-- :query mail_drop_digests  And what waited for a digest.
UPDATE notice SET digest_at = NULL WHERE digest_at IS NOT NULL;
