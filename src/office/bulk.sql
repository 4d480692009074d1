-- :query bulk_add  What many acts came to.
INSERT INTO bulk (account, act, at, report) VALUES ($1, $2, $3, $4) RETURNING id;

-- :query bulk_load  One of a person's own.
SELECT act, at, report FROM bulk WHERE id = $1 AND account = $2;
