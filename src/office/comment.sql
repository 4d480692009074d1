-- :query comment_add  Somebody says something of a draft.
INSERT INTO draft_comment (item, at, name, contact, body) VALUES ($1, $2, $3, $4, $5) RETURNING id;

-- :query comment_page  Newest first.
SELECT id, at, name, contact, body FROM draft_comment WHERE item = $1 AND id < $2
ORDER BY id DESC LIMIT $3;

-- :query comment_count  How many.
SELECT count(*) FROM draft_comment WHERE item = $1;
