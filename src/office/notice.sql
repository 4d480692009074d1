-- :part notice_into  A row for each person.
INSERT INTO notice (key, account, kind, title, href, unit, duty, created_at, mail_at)

-- :query notice_add_person  One notice, once; what is for the name of a delegation is for the giver.
-- Where `mail_at` is set, a notice is new in this transaction: see notice_settle.
:notice_into
SELECT CAST($1 AS TEXT) || a.id, a.id, $2, $3, $4, CAST($5 AS BIGINT), CAST($6 AS BIGINT), $7, $7
FROM account n JOIN account a ON a.id = COALESCE(n.stands_for, n.id)
WHERE n.id = $9 AND a.active = 1 AND a.id <> $8 AND (CAST($10 AS BIGINT) = 0 OR a.unit = $10)
ON CONFLICT (key) DO NOTHING;

-- :query notice_add_unit  One to each holder of one of the roles ",a,b," in a unit.
:notice_into
SELECT CAST($1 AS TEXT) || a.id, a.id, $2, $3, $4, CAST($5 AS BIGINT), CAST($6 AS BIGINT), $7, $7
FROM account a
WHERE a.unit = $9 AND a.active = 1 AND a.id <> $8 AND EXISTS (SELECT 1 FROM account_role r
	WHERE r.account = a.id AND CAST($10 AS TEXT) LIKE '%,' || r.role || ',%')
ON CONFLICT (key) DO NOTHING;

-- :query notice_add_role  One to each holder of a role anywhere.
:notice_into
SELECT CAST($1 AS TEXT) || a.id, a.id, $2, $3, $4, CAST($5 AS BIGINT), CAST($6 AS BIGINT), $7, $7
FROM account_role r JOIN account a ON a.id = r.account
WHERE r.role = $9 AND a.active = 1 AND a.id <> $8
ON CONFLICT (key) DO NOTHING;

-- :query notice_add_deputy  The same to whoever stands in now for a person ($9; 0: anybody) of a unit
-- ($10; 0: any) in one of the roles, unless they are told already, or either acts.
:notice_into
SELECT DISTINCT CAST($1 AS TEXT) || s.deputy, s.deputy, CAST($2 AS TEXT),
	'Thay ' || g.name || ': ' || CAST($3 AS TEXT), CAST($4 AS TEXT), CAST($5 AS BIGINT),
	CAST($6 AS BIGINT), CAST($7 AS BIGINT), CAST($7 AS BIGINT)
FROM standing s JOIN account g ON g.id = s.giver
WHERE s.starts_at <= $7 AND s.ends_at > $7
	AND (CAST($9 AS BIGINT) = 0
		OR s.giver = (SELECT COALESCE(n.stands_for, n.id) FROM account n WHERE n.id = $9))
	AND s.giver <> $8 AND s.deputy <> $8 AND (CAST($10 AS BIGINT) = 0 OR g.unit = $10)
	AND CAST($11 AS TEXT) LIKE '%,' || s.role || ',%'
ON CONFLICT (key) DO NOTHING;

-- :query notice_settle  What becomes of those that are new, as each person chose for their kind ($1),
-- else as is usual ($2): the digest of an instant ($3), a mail not before one ($4), or read at once.
UPDATE notice SET
	read_at = CASE k.choice WHEN 'mute' THEN created_at END,
	digest_at = CASE k.choice WHEN 'digest' THEN CAST($3 AS BIGINT) END,
	mail_at = CASE k.choice WHEN 'at_once' THEN CAST($4 AS BIGINT) END
FROM (SELECT n.id, COALESCE(c.choice, CAST($2 AS TEXT)) AS choice FROM notice n
	LEFT JOIN notice_choice c ON c.account = n.account AND c.kind = $1
	WHERE n.mail_at IS NOT NULL) k
WHERE notice.id = k.id;

-- :query notice_mail  The mails of the notices that this transaction just added.
INSERT INTO mail (key, kind, account, created_at, state, next_at)
SELECT n.key, 'notice', n.account, n.created_at, 'waiting', n.mail_at
FROM notice n JOIN account a ON a.id = n.account
WHERE n.mail_at IS NOT NULL AND a.email <> '' ON CONFLICT (key) DO NOTHING;

-- :query notice_mailed  They are in the outbox.
UPDATE notice SET mail_at = NULL WHERE mail_at IS NOT NULL;

-- :query notice_list  A person's own, newest first below an id; those not read if $3 is 1.
SELECT id, kind, title, href, created_at, read_at FROM notice
WHERE account = $1 AND id < $2 AND (CAST($3 AS BIGINT) = 0 OR read_at IS NULL)
ORDER BY id DESC LIMIT $4;

-- :query notice_count_unread  How many a person has not read.
SELECT count(*) FROM notice WHERE account = $1 AND read_at IS NULL;

-- :query notice_read  A person has read one.
UPDATE notice SET read_at = COALESCE(read_at, $3) WHERE account = $1 AND id = $2;

-- :query notice_read_all  A person has read them all.
UPDATE notice SET read_at = $2 WHERE account = $1 AND read_at IS NULL;
