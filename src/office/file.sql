-- :query file_add  A content's row; the same content is there but once.
INSERT INTO file (sha256, size, type, width, height, created_at)
VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (sha256) DO NOTHING;

-- :query file_id  The row of a content.
SELECT id FROM file WHERE sha256 = $1;

-- :query file_load  One file by number.
SELECT id, sha256, size, type, width, height, created_at FROM file WHERE id = $1;

-- :query file_add_smaller  A smaller form of a picture.
INSERT INTO file_smaller (file, width, smaller) VALUES ($1, $2, $3)
ON CONFLICT (file, width) DO NOTHING;

-- :query file_load_width  The smallest form of a picture for places of a width.
SELECT f.id, f.sha256, f.size, f.type, f.width, f.height, f.created_at
FROM file_smaller s JOIN file f ON f.id = s.smaller
WHERE s.file = $1 AND s.width >= $2
ORDER BY s.width LIMIT 1;
