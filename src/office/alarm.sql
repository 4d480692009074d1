-- :query alarm_add  One alarm, once.
INSERT INTO alarm (key, at, words) VALUES ($1, $2, $3) ON CONFLICT (key) DO NOTHING;

-- :query alarm_list  Newest first.
SELECT id, at, words FROM alarm ORDER BY id DESC LIMIT $1;

-- :query job_load  When a job last ran.
SELECT ran_at FROM job WHERE name = $1;

-- :query job_ran  It ran and ended well.
INSERT INTO job (name, holder, ran_at) VALUES ($1, $2, $3)
ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, ran_at = excluded.ran_at;

-- :query job_failed  It failed; a job that never ran well has ran 1970.
INSERT INTO job (name, holder, ran_at, failed_at, reason) VALUES ($1, $2, 0, $3, $4)
ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, failed_at = excluded.failed_at,
	reason = excluded.reason;

-- :query job_list  All, and the fencing number of each one's lease.
SELECT j.name, j.holder, l.fence, j.ran_at, j.failed_at, j.reason
FROM job j LEFT JOIN lease l ON l.name = j.name ORDER BY j.name LIMIT $1;
