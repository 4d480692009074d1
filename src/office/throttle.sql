-- :query throttle_look  A bucket whose window is still open.
SELECT count, since FROM throttle WHERE key = $1 AND since > $2;

-- :query throttle_count  One more try; a bucket whose window is over begins anew.
INSERT INTO throttle (key, count, since) VALUES ($1, 1, $2)
ON CONFLICT (key) DO UPDATE SET
	count = CASE WHEN throttle.since > $3 THEN throttle.count + 1 ELSE 1 END,
	since = CASE WHEN throttle.since > $3 THEN throttle.since ELSE excluded.since END;

-- :query throttle_clear  Forgets a bucket.
DELETE FROM throttle WHERE key = $1;

-- :query throttle_prune  Buckets whose window is over.
DELETE FROM throttle WHERE since <= $1;
