-- :part unit_row  As unit_read takes it.
SELECT u.id, u.code, u.name, u.kind, u.parent, p.name, u.email, u.phone, u.address, u.active, u.version,
	u.calendar, u.begins_on, u.ended_on, n.code, n.name
FROM unit u LEFT JOIN unit p ON p.id = u.parent LEFT JOIN unit n ON n.id = u.successor

-- :query unit_load  One unit by number.
:unit_row
WHERE u.id = $1;

-- :query unit_find  One unit by code.
:unit_row
WHERE u.code = $1;

-- :query unit_portal  The unit that runs the Portal.
:unit_row
WHERE u.kind = 'portal' ORDER BY u.id LIMIT 1;

-- :query unit_list  In Vietnamese order behind one of them.
:unit_row
WHERE (CAST($1 AS BIGINT) = 0
		OR (u.sort_key, u.id) > (SELECT a.sort_key, a.id FROM unit a WHERE a.id = $1))
	AND u.active >= $2
ORDER BY u.sort_key, u.id LIMIT $3;

-- :query unit_list_of_calendar  Those that were given a calendar, in Vietnamese order.
:unit_row
WHERE u.calendar = $1
ORDER BY u.sort_key, u.id LIMIT $2;

-- :query unit_add  A new unit.
INSERT INTO unit (code, name, sort_key, kind, parent, email, phone, address, begins_on)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
RETURNING id;

-- :query unit_save  All but the code; by the version that was read.
UPDATE unit SET name = $3, sort_key = $4, kind = $5, parent = $6, email = $7, phone = $8,
	address = $9, version = version + 1
WHERE id = $1 AND version = $2;

-- :query unit_set_active  Opens or closes a unit.
UPDATE unit SET active = $2, version = version + 1 WHERE id = $1 AND active <> $2;

-- :query unit_parent  The unit above.
SELECT parent FROM unit WHERE id = $1;

-- :query unit_users  Active accounts and units that need a unit.
SELECT (SELECT count(*) FROM account WHERE unit = $1 AND active = 1),
	(SELECT count(*) FROM unit WHERE parent = $1 AND active = 1);

-- :query unit_working  Whether a unit still acts.
SELECT 1 FROM unit WHERE id = $1 AND ended_on IS NULL;

-- :query unit_forebears  The units that it has taken in, also those that these had, in Vietnamese order.
SELECT u.id, u.code, u.name, u.ended_on FROM heir h JOIN unit u ON u.id = h.unit
WHERE h.heir = $1 ORDER BY u.sort_key, u.id LIMIT $2;

-- :query unit_people  How many of a unit hear of what it is told.
SELECT count(DISTINCT a.id) FROM account a JOIN account_role r ON r.account = a.id
WHERE a.unit = $1 AND a.active = 1 AND r.role IN ($2, $3);
