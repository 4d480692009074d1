-- :query last_run_put  A job ended now, well if $3 is its instant, else NULL.
INSERT INTO last_run (name, at, ok_at, words) VALUES ($1, $2, $3, $4)
ON CONFLICT (name) DO UPDATE SET
	at = excluded.at, ok_at = COALESCE(excluded.ok_at, last_run.ok_at), words = excluded.words;

-- :query last_run_list  All of them.
SELECT name, at, COALESCE(ok_at, 0), words FROM last_run ORDER BY name;

-- :query last_run_load  One.
SELECT name, at, COALESCE(ok_at, 0), words FROM last_run WHERE name = $1;
