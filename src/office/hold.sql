-- :query hold_add  Something looks like a state secret.
INSERT INTO hold (item, revision, attachment, at, account) VALUES ($1, $2, $3, $4, $5) RETURNING id;

-- :part hold_row  As row_read takes it.
SELECT h.id, h.item, u.name, h.revision, h.attachment, h.at, h.account, a.name, h.outcome, h.reason,
	d.name, h.decided_at
FROM hold h JOIN item i ON i.id = h.item JOIN unit u ON u.id = i.unit
JOIN account a ON a.id = h.account LEFT JOIN account d ON d.id = h.decided_by

-- :query hold_load  One with the names that belong to it.
:hold_row
WHERE h.id = $1;

-- :query hold_parties  In whose place an account acted, and the person.
SELECT COALESCE(stands_for, id), COALESCE(deputy, id) FROM account WHERE id = $1;

-- :query hold_list  Newest first, all or those that nobody decided.
:hold_row
WHERE h.id < $1 AND (CAST($2 AS BIGINT) = 0 OR h.outcome IS NULL)
ORDER BY h.id DESC LIMIT $3;

-- :query hold_decide  Decided, once.
UPDATE hold SET outcome = $2, reason = $3, decided_by = $4, decided_at = $5
WHERE id = $1 AND outcome IS NULL;

-- :query hold_of_attachment  Whether a file is held or stays closed.
SELECT count(*) FROM hold WHERE attachment = $1 AND (outcome IS NULL OR outcome = 'confirmed');
