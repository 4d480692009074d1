-- :query notice_add  One notice, once.
INSERT INTO notice (key, account, kind, title, href, created_at) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (key) DO NOTHING;

-- :query notice_add_role  One to each holder of a role, of one unit unless it is 0.
INSERT INTO notice (key, account, kind, title, href, created_at)
SELECT CAST($1 AS TEXT) || a.id, a.id, $2, $3, $4, $5
FROM account a JOIN account_role r ON r.account = a.id
WHERE r.role = $6 AND a.active = 1 AND (CAST($7 AS BIGINT) = 0 OR a.unit = $7) AND a.id <> $8
ON CONFLICT (key) DO NOTHING;

-- :query notice_list  A person's own, newest first.
SELECT id, kind, title, href, created_at, read_at FROM notice
WHERE account = $1 ORDER BY id DESC LIMIT $2;

-- :query notice_count_unread  How many a person has not read.
SELECT count(*) FROM notice WHERE account = $1 AND read_at IS NULL;

-- :query notice_read_all  A person has read them all.
UPDATE notice SET read_at = $2 WHERE account = $1 AND read_at IS NULL;
