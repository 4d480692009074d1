-- :part account_row  As accounts_read takes it: one row for each role.
SELECT a.id, a.login, a.name, a.email, a.unit, u.code, u.name, a.active, a.must_change,
	CASE WHEN a.totp_secret IS NULL THEN 0 ELSE 1 END, a.created_at, a.version, r.role

-- :query account_load  One account by number; one row for each role.
:account_row
FROM account a JOIN unit u ON u.id = a.unit LEFT JOIN account_role r ON r.account = a.id
WHERE a.id = $1 AND a.stands_for IS NULL;

-- :query account_find  One account by login; one row for each role.
:account_row
FROM account a JOIN unit u ON u.id = a.unit LEFT JOIN account_role r ON r.account = a.id
WHERE a.login = $1 AND a.stands_for IS NULL;

-- :query account_list  In Vietnamese order behind one of them; one row for each role.
:account_row
FROM (SELECT b.* FROM account b
		WHERE (CAST($1 AS BIGINT) = 0
				OR (b.sort_key, b.id) > (SELECT c.sort_key, c.id FROM account c WHERE c.id = $1))
			AND b.stands_for IS NULL AND b.login LIKE $2 ESCAPE '!'
			AND (CAST($3 AS BIGINT) = 0 OR b.unit = $3)
		ORDER BY b.sort_key, b.id LIMIT $4) a
JOIN unit u ON u.id = a.unit
LEFT JOIN account_role r ON r.account = a.id
ORDER BY a.sort_key, a.id;

-- :query account_holders  Active accounts with a role, in Vietnamese order.
SELECT a.id, a.name FROM account a JOIN account_role r ON r.account = a.id
WHERE r.role = $1 AND a.active = 1 ORDER BY a.sort_key, a.id LIMIT $2;

-- :query account_roles  The roles of one account.
SELECT role FROM account_role WHERE account = $1;

-- :query account_add  A new account.
INSERT INTO account (login, name, sort_key, unit, email, password, must_change, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
RETURNING id;

-- :query account_save  Name, unit and address; by the version that was read.
UPDATE account SET name = $3, sort_key = $4, unit = $5, email = $6, version = version + 1
WHERE id = $1 AND version = $2;

-- :query account_role_drop  Before the roles are set anew.
DELETE FROM account_role WHERE account = $1;

-- :query account_role_add  One role.
INSERT INTO account_role (account, role) VALUES ($1, $2);

-- :query account_set_active  Opens or shuts an account.
UPDATE account SET active = $2, version = version + 1 WHERE id = $1 AND active <> $2;

-- :query account_reset  A password told to its owner; no second factor.
UPDATE account SET password = $2, must_change = 1, totp_secret = NULL, version = version + 1
WHERE id = $1;

-- :query account_unit_active  Whether a unit can be given accounts.
SELECT active FROM unit WHERE id = $1;
