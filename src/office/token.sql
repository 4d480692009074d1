-- :query token_actor  For whom a token acts; one row for each role.
SELECT a.id, a.login, a.name, CASE WHEN a.totp_secret IS NULL THEN 0 ELSE 1 END,
	u.id, u.code, u.name, r.role,
	CASE WHEN EXISTS (SELECT 1 FROM unit f WHERE f.successor = u.id) THEN 1 ELSE 0 END
FROM token t
JOIN account a ON a.id = t.account
JOIN unit u ON u.id = a.unit
LEFT JOIN account_role r ON r.account = a.id
WHERE t.secret_hash = $1 AND t.revoked_at IS NULL AND t.expires_at > $2 AND a.active = 1;

-- :query token_add  A new token.
INSERT INTO token (secret_hash, account, name, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)
RETURNING id;

-- :query token_count  How many live ones an account has.
SELECT count(*) FROM token WHERE account = $1 AND revoked_at IS NULL AND expires_at > $2;

-- :query token_list  The live ones of an account, newest first.
SELECT id, name, created_at, expires_at FROM token
WHERE account = $1 AND revoked_at IS NULL AND expires_at > $2
ORDER BY id DESC LIMIT $3;

-- :query token_revoke  One of an account's own.
UPDATE token SET revoked_at = $3 WHERE id = $1 AND account = $2 AND revoked_at IS NULL;

-- :query token_revoke_all  All of an account.
UPDATE token SET revoked_at = $2 WHERE account = $1 AND revoked_at IS NULL;
