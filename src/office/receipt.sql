-- :query receipt_add  Issues a receipt.
INSERT INTO receipt (code, item, revision, duty, account, at, sha256, due_before, late_ms)
SELECT $1, $2, $3, $4, $5, $6, r.sha256, d.due_before, d.late_ms
FROM revision r LEFT JOIN duty d ON d.id = $4
WHERE r.item = $2 AND r.number = $3;

-- :query receipt_load  By code.
SELECT c.code, c.item, r.title, c.revision, i.unit, u.name, c.duty, a.name, c.at, c.sha256,
	c.due_before, c.late_ms
FROM receipt c JOIN item i ON i.id = c.item JOIN unit u ON u.id = i.unit
JOIN account a ON a.id = c.account
JOIN revision r ON r.item = c.item AND r.number = c.revision
WHERE c.code = $1;

-- :query receipt_of_item  The newest of an item.
SELECT c.code, c.item, r.title, c.revision, i.unit, u.name, c.duty, a.name, c.at, c.sha256,
	c.due_before, c.late_ms
FROM receipt c JOIN item i ON i.id = c.item JOIN unit u ON u.id = i.unit
JOIN account a ON a.id = c.account
JOIN revision r ON r.item = c.item AND r.number = c.revision
WHERE c.item = $1 ORDER BY c.id DESC LIMIT 1;
