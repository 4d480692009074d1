-- :query session_actor  Who a session's secret belongs to; one row for each role.
SELECT s.id, s.csrf, s.seen_at, a.id, a.login, a.name, a.must_change,
	CASE WHEN a.totp_secret IS NULL THEN 0 ELSE 1 END, u.id, u.code, u.name, r.role, s.delegation,
	CASE WHEN EXISTS (SELECT 1 FROM unit f WHERE f.successor = u.id) THEN 1 ELSE 0 END
FROM session s
JOIN account a ON a.id = s.account
JOIN unit u ON u.id = a.unit
LEFT JOIN account_role r ON r.account = a.id
WHERE s.secret_hash = $1 AND s.revoked_at IS NULL AND s.expires_at > $2 AND s.seen_at > $3
	AND a.active = 1;

-- :query session_touch  In use.
UPDATE session SET seen_at = $2 WHERE id = $1 AND seen_at < $2;

-- :query session_add  A login.
INSERT INTO session (secret_hash, csrf, account, created_at, seen_at, expires_at, peer, agent, device,
	delegation)
VALUES ($1, $2, $3, $4, $4, $5, $6, $7, $8, $9)
RETURNING id;

-- :query session_device  Which browser a session belongs to.
SELECT device FROM session WHERE id = $1;

-- :query session_end  Ends one session of an account.
UPDATE session SET revoked_at = $3 WHERE id = $1 AND account = $2 AND revoked_at IS NULL;

-- :query session_end_secret  Ends the session that a browser had before.
UPDATE session SET revoked_at = $2 WHERE secret_hash = $1 AND revoked_at IS NULL;

-- :query session_end_all  Ends all of an account but one.
UPDATE session SET revoked_at = $3 WHERE account = $1 AND id <> $2 AND revoked_at IS NULL;

-- :query session_list  The live ones of an account, newest first.
SELECT id, created_at, seen_at, expires_at, peer, agent FROM session
WHERE account = $1 AND revoked_at IS NULL AND expires_at > $2 AND seen_at > $3
ORDER BY id DESC LIMIT $4;

-- :query session_prune  Long ended.
DELETE FROM session WHERE expires_at < $1;
