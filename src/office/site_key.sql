-- :query site_key_add  The public half of a new key.
INSERT INTO site_key (algorithm, public_key, created_at) VALUES ($1, $2, $3) RETURNING id;

-- :query site_key_retire  A key signs nothing more: from now, or from the last receipt that it signed.
UPDATE site_key SET retired_at = (
	SELECT CASE WHEN COALESCE(MAX(r.at), 0) > $2 THEN MAX(r.at) ELSE $2 END
	FROM receipt r WHERE r.key = $1)
WHERE id = $1 AND retired_at IS NULL;

-- :query site_key_list  All keys, those of today before earlier ones.
SELECT id, public_key, created_at, retired_at FROM site_key
ORDER BY retired_at IS NOT NULL, id DESC LIMIT $1;
