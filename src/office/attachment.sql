-- :query attachment_add  One more file of an item.
INSERT INTO attachment (item, file, role, name, added_by, added_at)
VALUES ($1, $2, $3, $4, $5, $6) RETURNING id;

-- :query attachment_count  How many an item has.
SELECT count(*) FROM attachment WHERE item = $1 AND role <> 'image' AND removed_at IS NULL;

-- :query attachment_remove  Marks a row; the file stays for what was published with it.
UPDATE attachment SET removed_at = $2 WHERE id = $1 AND removed_at IS NULL;

-- :part attachment_row  As row_read takes it.
SELECT a.id, a.item, i.unit, a.file, a.role, a.name, a.added_by, a.added_at, a.removed_at,
	f.size, f.type, f.width, f.height, f.sha256,
	CASE WHEN EXISTS (SELECT 1 FROM hold o WHERE o.attachment = a.id
		AND (o.outcome IS NULL OR o.outcome = 'confirmed')) THEN 1 ELSE 0 END,
	CASE WHEN EXISTS (SELECT 1 FROM screening s WHERE s.attachment = a.id AND s.has_words = 1)
		THEN 1 ELSE 0 END,

-- :query attachment_load  One with its file; whether the live publication has it, and whether it lay
-- before the Portal.
:attachment_row
	CASE WHEN p.live = 1 AND a.added_at <= p.updated_at
		AND (a.removed_at IS NULL OR a.removed_at > p.updated_at) THEN 1 ELSE 0 END,
	CASE WHEN EXISTS (SELECT 1 FROM handover h WHERE h.item = a.item AND a.added_at <= h.at
		AND (a.removed_at IS NULL OR a.removed_at > h.at)) THEN 1 ELSE 0 END
FROM attachment a JOIN item i ON i.id = a.item JOIN file f ON f.id = a.file
LEFT JOIN publication p ON p.item = a.item
WHERE a.id = $1;

-- :query attachment_list  Those of an item that were not removed, in the order of adding.
:attachment_row
	CASE WHEN p.live = 1 AND a.added_at <= p.updated_at THEN 1 ELSE 0 END, 1
FROM attachment a JOIN item i ON i.id = a.item JOIN file f ON f.id = a.file
LEFT JOIN publication p ON p.item = a.item
WHERE a.item = $1 AND a.removed_at IS NULL
ORDER BY a.id LIMIT 100;

-- :query attachment_shared  Those that lay before the Portal when it had the item last.
SELECT a.id, a.item, i.unit, a.file, a.role, a.name, a.added_by, a.added_at, a.removed_at,
	f.size, f.type, f.width, f.height, f.sha256,
	CASE WHEN EXISTS (SELECT 1 FROM hold o WHERE o.attachment = a.id
		AND (o.outcome IS NULL OR o.outcome = 'confirmed')) THEN 1 ELSE 0 END,
	CASE WHEN EXISTS (SELECT 1 FROM screening s WHERE s.attachment = a.id AND s.has_words = 1)
		THEN 1 ELSE 0 END, 0, 1
FROM attachment a JOIN item i ON i.id = a.item JOIN file f ON f.id = a.file
JOIN (SELECT max(h.at) AS at FROM handover h WHERE h.item = $1) l
	ON a.added_at <= l.at AND (a.removed_at IS NULL OR a.removed_at > l.at)
WHERE a.item = $1
ORDER BY a.id LIMIT 100;

-- :query attachment_public  Those that the live publication of an item has.
SELECT a.id, a.item, i.unit, a.file, a.role, a.name, a.added_by, a.added_at, a.removed_at,
	f.size, f.type, f.width, f.height, f.sha256,
	CASE WHEN EXISTS (SELECT 1 FROM hold o WHERE o.attachment = a.id
		AND (o.outcome IS NULL OR o.outcome = 'confirmed')) THEN 1 ELSE 0 END,
	CASE WHEN EXISTS (SELECT 1 FROM screening s WHERE s.attachment = a.id AND s.has_words = 1)
		THEN 1 ELSE 0 END, 1, 1
FROM attachment a JOIN item i ON i.id = a.item JOIN file f ON f.id = a.file
JOIN publication p ON p.item = a.item
WHERE a.item = $1 AND p.live = 1 AND a.added_at <= p.updated_at
	AND (a.removed_at IS NULL OR a.removed_at > p.updated_at)
ORDER BY a.id LIMIT 100;
