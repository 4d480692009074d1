-- :query event_feed_add  A new address; the former one has been revoked.
INSERT INTO event_feed (account, secret_hash, created_at) VALUES ($1, $2, $3);

-- :query event_feed_revoke  The address of an account holds no more.
UPDATE event_feed SET revoked_at = $2 WHERE account = $1 AND revoked_at IS NULL;

-- :query event_feed_load  Since when an account has its address.
SELECT created_at FROM event_feed WHERE account = $1 AND revoked_at IS NULL;

-- :query event_feed_actor  Whose address it is; one row for each role.
SELECT a.id, a.login, a.name, u.id, u.code, u.name, r.role
FROM event_feed f
JOIN account a ON a.id = f.account
JOIN unit u ON u.id = a.unit
LEFT JOIN account_role r ON r.account = a.id
WHERE f.secret_hash = $1 AND f.revoked_at IS NULL AND a.active = 1;
