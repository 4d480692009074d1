-- :query picture_file  The picture of a key.
SELECT id FROM file WHERE sha256 = $1 AND type = 'image/jpeg';

-- :query picture_list  The pictures of an item's working text.
SELECT a.id, f.sha256 FROM attachment a JOIN file f ON f.id = a.file
WHERE a.item = $1 AND a.role = 'image' AND a.removed_at IS NULL
ORDER BY a.id LIMIT 300;

-- :query picture_tie  An item's text shows a picture.
INSERT INTO attachment (item, file, role, name, added_by, added_at)
VALUES ($1, $2, 'image', $3, $4, $5);

-- :query picture_untie  It does not any more; what is live keeps it until the next publication.
UPDATE attachment SET removed_at = $2 WHERE id = $1;

-- :query picture_public  Whether a live publication shows it.
SELECT 1 FROM attachment a JOIN publication p ON p.item = a.item
WHERE a.file = $1 AND p.live = 1 AND a.added_at <= p.updated_at
	AND (a.removed_at IS NULL OR a.removed_at > p.updated_at)
LIMIT 1;

-- :query picture_ties  Where texts show or showed it, the newest first.
SELECT id FROM attachment WHERE file = $1 ORDER BY id DESC LIMIT 20;
