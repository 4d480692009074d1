-- :query screening_add  A text or a file was looked through.
INSERT INTO screening (item, revision, attachment, at, has_words)
VALUES ($1, $2, $3, $4, $5) RETURNING id;

-- :query finding_add  Something was found.
INSERT INTO finding (screening, place, kind, start, length, lead, words, tail)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- :query finding_list  What was found in a revision and in the files that the item has now.
SELECT f.id, s.attachment, t.name, f.place, f.kind, f.start, f.length, f.lead, f.words, f.tail,
	k.reason, a.name, k.at
FROM screening s JOIN finding f ON f.screening = s.id LEFT JOIN attachment t ON t.id = s.attachment
LEFT JOIN finding_keep k ON k.finding = f.id AND k.revision = $2
LEFT JOIN account a ON a.id = k.account
WHERE s.item = $1 AND (s.revision = $2 OR (s.attachment IS NOT NULL AND t.removed_at IS NULL))
ORDER BY CASE WHEN s.attachment IS NULL THEN 0 ELSE 1 END, f.id LIMIT $3;

-- :query screening_missing  A revision, and files that an item has now, which nobody looked through.
SELECT (SELECT count(*) FROM attachment t WHERE t.item = $1 AND t.removed_at IS NULL
		AND t.role <> 'image'
		AND NOT EXISTS (SELECT 1 FROM screening s WHERE s.attachment = t.id))
	+ CASE WHEN EXISTS (SELECT 1 FROM screening s WHERE s.item = $1 AND s.revision = $2)
		THEN 0 ELSE 1 END;
