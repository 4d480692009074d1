-- :query document_put  A public document as lists filter it.
INSERT INTO document (item, kind, number, number_key, issuer, issued_on)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (item) DO UPDATE SET kind = excluded.kind, number = excluded.number,
	number_key = excluded.number_key, issuer = excluded.issuer, issued_on = excluded.issued_on;

-- :query document_remove  Public no more.
DELETE FROM document WHERE item = $1;

-- :part document_row  As row_read takes it.
SELECT d.item, p.section, p.slug, p.title, d.kind, d.number, d.issuer, d.issued_on, r.facts
FROM document d JOIN publication p ON p.item = d.item
JOIN revision r ON r.item = p.item AND r.number = p.revision

-- :query document_page  Newest issued first, of a span of days.
:document_row
WHERE (d.issued_on < $1 OR (d.issued_on = $1 AND d.item < $2)) AND d.issued_on >= $3
ORDER BY d.issued_on DESC, d.item DESC LIMIT $4;

-- :query document_of_kind  The same of one kind, by its index.
:document_row
WHERE (d.issued_on < $1 OR (d.issued_on = $1 AND d.item < $2)) AND d.issued_on >= $3
	AND d.kind = $5
ORDER BY d.issued_on DESC, d.item DESC LIMIT $4;

-- :query document_of_number  Those whose number begins so, in the order of numbers.
:document_row
WHERE d.number_key >= $1 AND d.number_key < $2
ORDER BY d.number_key, d.item LIMIT $3;

-- :query document_span  The first and the last day on which one was issued.
SELECT (SELECT min(issued_on) FROM document), (SELECT max(issued_on) FROM document);
