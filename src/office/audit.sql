-- :query audit_head  The last row's number and hash.
SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1;

-- :query audit_first  The first row's hash: it names the trail.
SELECT hash FROM audit ORDER BY seq LIMIT 1;

-- :query audit_add  Appends a row.
INSERT INTO audit (seq, at, account, login, door, action, object, refused, detail, request, before, hash)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- :part audit_row  As audit_row_read takes it.
SELECT seq, at, account, login, door, action, object, refused, detail, request, before, hash

-- :query audit_walk  Rows behind a number, in order: what verification reads.
:audit_row
FROM audit WHERE seq > $1 ORDER BY seq LIMIT $2;

-- :query audit_page  Newest first below a number.
:audit_row
FROM audit WHERE seq < $1 ORDER BY seq DESC LIMIT $2;

-- :query audit_page_login  The same of one account.
:audit_row
FROM audit WHERE seq < $1 AND login = $3 ORDER BY seq DESC LIMIT $2;

-- :query audit_page_action  The same of one action.
:audit_row
FROM audit WHERE seq < $1 AND action = $3 ORDER BY seq DESC LIMIT $2;

-- :query audit_page_both  The same of one action by one account: in the account's index, never in the action's.
:audit_row
FROM audit WHERE seq < $1 AND login = $3 AND COALESCE(action, '') = $4 ORDER BY seq DESC LIMIT $2;
