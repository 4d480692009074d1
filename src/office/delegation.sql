-- :query delegation_person  One account as giver or deputy; one row for each role.
SELECT a.id, a.name, a.unit, a.active, r.role
FROM account a LEFT JOIN account_role r ON r.account = a.id
WHERE a.id = $1 AND a.stands_for IS NULL;

-- :query delegation_people  Those of a unit who work, in Vietnamese order; one row for each role.
SELECT a.id, a.name, a.unit, a.active, r.role
FROM account a JOIN account_role r ON r.account = a.id
WHERE a.unit = $1 AND a.active = 1 AND a.stands_for IS NULL
ORDER BY a.sort_key, a.id;

-- :query delegation_clash  What a giver has given already in a time.
SELECT b.name, d.number FROM delegation d JOIN account b ON b.id = d.deputy
WHERE d.giver = $1 AND d.revoked_at IS NULL AND d.starts_at < $3 AND d.ends_at > $2 LIMIT 1;

-- :query delegation_account_add  In whose name its acts are recorded; nobody logs in with it.
INSERT INTO account (login, name, sort_key, unit, password, must_change, active, created_at,
	stands_for, deputy)
VALUES ($1, $2, $3, $4, '', 0, 0, $5, $6, $7)
RETURNING id;

-- :query delegation_role_add  A role that is given.
INSERT INTO account_role (account, role) VALUES ($1, $2);

-- :query delegation_add  A new one.
INSERT INTO delegation (giver, deputy, account, number, decided_on, signer, starts_at, ends_at,
	entered_by, entered_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
RETURNING id;

-- :part delegation_row  As row_read takes it.
SELECT d.id, d.giver, g.name, d.deputy, b.name, g.unit, u.name, d.number, d.decided_on, d.signer,
	d.starts_at, d.ends_at, e.name, d.entered_at, d.revoked_at, v.name, d.reason,
	CASE WHEN EXISTS (SELECT 1 FROM standing s WHERE s.delegation = d.id) THEN 1 ELSE 0 END, r.role

-- :part delegation_named  Who is named in it.
JOIN account g ON g.id = d.giver JOIN account b ON b.id = d.deputy JOIN unit u ON u.id = g.unit
JOIN account_role r ON r.account = d.account
LEFT JOIN account e ON e.id = d.entered_by LEFT JOIN account v ON v.id = d.revoked_by

-- :query delegation_load  One by number; one row for each role that was given.
:delegation_row
FROM delegation d
:delegation_named
WHERE d.id = $1;

-- :query delegation_list  Newest first below a number, of one unit unless it is 0, of one person
-- unless it is 0; one row for each role.
:delegation_row
FROM (SELECT c.* FROM delegation c JOIN account o ON o.id = c.giver
		WHERE c.id < $1 AND (CAST($2 AS BIGINT) = 0 OR o.unit = $2)
			AND (CAST($3 AS BIGINT) = 0 OR c.giver = $3 OR c.deputy = $3)
		ORDER BY c.id DESC LIMIT $4) d
:delegation_named
ORDER BY d.id DESC;

-- :query delegation_revoke  Ended before its time.
UPDATE delegation SET revoked_at = $2, revoked_by = $3, reason = $4
WHERE id = $1 AND revoked_at IS NULL AND ends_at > $2;

-- :query delegation_settle  Those of an account that it can no longer give or use.
UPDATE delegation SET revoked_at = $2, revoked_by = $3, reason = $4
WHERE (giver = $1 OR deputy = $1) AND revoked_at IS NULL AND ends_at > $2
	AND NOT EXISTS (SELECT 1 FROM standing s WHERE s.delegation = delegation.id)
RETURNING id, giver, deputy, number;

-- :query delegation_actor  As whom a deputy acts at an instant; one row for each role.
SELECT s.account, c.name, s.giver, g.name, d.number, u.id, u.code, u.name, s.role
FROM standing s JOIN delegation d ON d.id = s.delegation JOIN account c ON c.id = s.account
JOIN account g ON g.id = s.giver JOIN unit u ON u.id = g.unit
WHERE s.delegation = $1 AND s.deputy = $2 AND s.starts_at <= $3 AND s.ends_at > $3;
