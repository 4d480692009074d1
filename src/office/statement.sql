-- :query statement_others  The other statements of a matter, as the Portal had them last.
SELECT i.id, r.number, r.title, i.state, r.body, r.facts,
	(SELECT max(h.at) FROM handover h WHERE h.item = i.id)
FROM item i JOIN revision r ON r.item = i.id
	AND r.number = (SELECT max(h.revision) FROM handover h WHERE h.item = i.id)
WHERE i.matter = $1 AND i.id <> $2 AND i.genre = 'statement' AND i.state <> 'dropped'
	AND i.hold IS NULL
ORDER BY i.id LIMIT $3;

-- :query statement_review_load  What was found.
SELECT s.verdict, s.reason, a.name, s.at FROM statement_review s JOIN account a ON a.id = s.account
WHERE s.item = $1 AND s.revision = $2;

-- :query statement_reviews  What was found of all revisions of an item.
SELECT s.verdict, s.reason, a.name, s.at FROM statement_review s JOIN account a ON a.id = s.account
WHERE s.item = $1 ORDER BY s.revision LIMIT $2;

-- :query statement_review_add  It was looked at.
INSERT INTO statement_review (item, revision, verdict, reason, account, at)
VALUES ($1, $2, $3, $4, $5, $6);
