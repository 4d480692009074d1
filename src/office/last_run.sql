-- :query last_run_well  A job ended well now.
INSERT INTO last_run (name, holder, ok_at, words) VALUES ($1, $2, $3, $4)
ON CONFLICT (name) DO UPDATE SET
	holder = excluded.holder, ok_at = excluded.ok_at, words = excluded.words;

-- :query last_run_failed  It failed now.
INSERT INTO last_run (name, holder, failed_at, reason, words) VALUES ($1, $2, $3, $4, '')
ON CONFLICT (name) DO UPDATE SET
	holder = excluded.holder, failed_at = excluded.failed_at, reason = excluded.reason;

-- :query last_run_list  All of them, or the one of a name.
SELECT r.name, r.holder, r.ok_at, r.words, r.failed_at, r.reason, l.fence
FROM last_run r LEFT JOIN lease l ON l.name = r.name
WHERE CAST($1 AS TEXT) IS NULL OR r.name = $1 ORDER BY r.name;
