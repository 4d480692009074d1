-- :query statement_others  The other statements of a matter, as the Portal had them last.
SELECT i.id, r.number, r.title, i.state, r.body, r.facts, h.at
FROM item i
JOIN (SELECT item, max(revision) AS revision, max(at) AS at FROM handover GROUP BY item) h
	ON h.item = i.id
JOIN revision r ON r.item = i.id AND r.number = h.revision
WHERE i.matter = $1 AND i.id <> $2 AND i.genre = 'statement' AND i.state <> 'dropped'
ORDER BY i.id LIMIT $3;

-- :query statement_review_load  What was found.
SELECT s.verdict, s.reason, a.name, s.at FROM statement_review s JOIN account a ON a.id = s.account
WHERE s.item = $1 AND s.revision = $2;

-- :query statement_review_add  It was looked at.
INSERT INTO statement_review (item, revision, verdict, reason, account, at)
VALUES ($1, $2, $3, $4, $5, $6);
