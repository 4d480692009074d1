-- :query saved_view_add  A filter gets a name.
INSERT INTO saved_view (account, unit, name, href, created_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (account, name) DO NOTHING RETURNING id;

-- :query saved_view_count  How many a person has.
SELECT count(*) FROM saved_view WHERE account = $1;

-- :query saved_view_list  A person's own, and those that others share with the unit, oldest first.
SELECT v.id, v.account, v.unit, v.name, v.href, a.name FROM saved_view v JOIN account a ON a.id = v.account
WHERE v.account = $1 OR v.unit = $2
ORDER BY v.id LIMIT $3;

-- :query saved_view_drop  One of a person's own.
DELETE FROM saved_view WHERE id = $1 AND account = $2;
