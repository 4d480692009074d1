-- :query urgent_add  Somebody published alone.
INSERT INTO urgent (item, revision, behind, account, at, reason) VALUES ($1, $2, $3, $4, $5, $6);

-- :query urgent_of_item  What waits to be signed off of an item.
SELECT id, account, behind FROM urgent WHERE item = $1 AND signed_by IS NULL;

-- :query urgent_sign  A second person answers for it.
UPDATE urgent SET signed_by = $2, signed_at = $3 WHERE item = $1 AND signed_by IS NULL;

-- :query urgent_list  Newest first below a number, of one unit unless it is 0; only what waits, if asked.
SELECT g.id, g.item, i.title, u.name, g.revision, a.name, g.at, g.reason, g.signed_by, s.name, g.signed_at
FROM urgent g JOIN item i ON i.id = g.item JOIN unit u ON u.id = i.unit
JOIN account a ON a.id = g.account LEFT JOIN account s ON s.id = g.signed_by
WHERE g.id < $1 AND (CAST($2 AS BIGINT) = 0 OR i.unit = $2)
	AND (CAST($3 AS BIGINT) = 0 OR g.signed_by IS NULL)
ORDER BY g.id DESC LIMIT $4;

-- :query urgent_counts  What was first published in a time, by unit and duty, of one unit unless it is
-- 0: all of it, and what one person published alone in that time. "-" is no duty.
SELECT p.unit, p.rule, count(*), count(g.item)
FROM publication p
LEFT JOIN (SELECT DISTINCT item FROM urgent WHERE at >= $1 AND at < $2) g ON g.item = p.item
WHERE p.live IN (0, 1) AND p.published_at >= $1 AND p.published_at < $2
	AND (CAST($3 AS BIGINT) = 0 OR p.unit = $3)
GROUP BY p.unit, p.rule;

-- :query urgent_waiting  What waits for a signature, of any time, of one unit unless it is 0.
SELECT count(*) FROM urgent g JOIN item i ON i.id = g.item
WHERE g.signed_by IS NULL AND (CAST($1 AS BIGINT) = 0 OR i.unit = $1);
