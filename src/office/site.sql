-- :query site_load  What this installation is, and the version of its public side.
SELECT version, instance, demo FROM site WHERE one = 1;

-- :query site_add  The one row of a new store.
INSERT INTO site (one, version, instance, demo) VALUES (1, 1, $1, $2);

-- :query site_raise  The public side changed.
UPDATE site SET version = version + 1 WHERE one = 1;

-- :query nonce_claim  Takes a nonce; changes no row if it was taken before.
INSERT INTO nonce (account, nonce, at, status) VALUES ($1, $2, $3, 0)
ON CONFLICT (account, nonce) DO NOTHING;

-- :query nonce_answer  The first answer to a nonce.
SELECT status, location, answer FROM nonce WHERE account = $1 AND nonce = $2;

-- :query nonce_keep  Keeps what was answered, for the retry.
UPDATE nonce SET status = $3, location = $4, answer = $5 WHERE account = $1 AND nonce = $2;

-- :query nonce_expire  Forgets what nobody will repeat any more.
DELETE FROM nonce WHERE at < $1;
