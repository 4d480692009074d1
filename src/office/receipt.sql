-- :query receipt_add  Issues a receipt.
INSERT INTO receipt (code, item, revision, duty, account, at, sha256, due_before, late_ms,
	document, signature, key)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- :query receipt_revision  What is handed in.
SELECT title, sha256 FROM revision WHERE item = $1 AND number = $2;

-- :part receipt_row  As receipt_read takes it.
SELECT c.code, c.item, r.title, c.revision, i.unit, u.name, c.duty, a.name, c.at, c.sha256,
	c.due_before, c.late_ms, c.document, c.signature, k.public_key
FROM receipt c JOIN item i ON i.id = c.item JOIN unit u ON u.id = i.unit
JOIN account a ON a.id = c.account
JOIN revision r ON r.item = c.item AND r.number = c.revision
LEFT JOIN site_key k ON k.id = c.key

-- :query receipt_load  By code.
:receipt_row
WHERE c.code = $1;

-- :query receipt_of_item  The newest of an item.
:receipt_row
WHERE c.item = $1 ORDER BY c.id DESC LIMIT 1;

-- :query receipt_document  What was signed under a code.
SELECT document FROM receipt WHERE code = $1;

-- :query receipt_public  What everyone may know of the receipt with this code.
SELECT c.code, c.at, u.name, c.duty, c.due_before, c.late_ms, c.document, c.signature, k.public_key
FROM receipt c JOIN item i ON i.id = c.item JOIN unit u ON u.id = i.unit
LEFT JOIN site_key k ON k.id = c.key
WHERE c.code = $1;
