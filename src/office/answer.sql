-- :query answer_put  A public answer as the list filters it.
INSERT INTO answer (item, field, at) VALUES ($1, $2, $3)
ON CONFLICT (item) DO UPDATE SET field = excluded.field, at = excluded.at;

-- :query answer_remove  Public no more.
DELETE FROM answer WHERE item = $1;

-- :part answer_row  As row_read takes it.
SELECT a.item, p.section, p.slug, p.title, u.code, u.name, a.at, a.field, r.facts, 0
FROM answer a JOIN publication p ON p.item = a.item JOIN unit u ON u.id = p.unit
JOIN revision r ON r.item = p.item AND r.number = p.revision

-- :query answer_page  Newest first, of a span of time.
:answer_row
WHERE (a.at < $1 OR (a.at = $1 AND a.item < $2)) AND a.at >= $3
ORDER BY a.at DESC, a.item DESC LIMIT $4;

-- :query answer_of_field  The same of one field, by its index.
:answer_row
WHERE (a.at < $1 OR (a.at = $1 AND a.item < $2)) AND a.at >= $3 AND a.field = $5
ORDER BY a.at DESC, a.item DESC LIMIT $4;

-- :query answer_find  Those with the words, newest first below a row of the index.
SELECT a.item, p.section, p.slug, p.title, u.code, u.name, a.at, a.field, r.facts, p.search
FROM search_index s JOIN publication p ON p.search = s.rowid JOIN answer a ON a.item = p.item
JOIN unit u ON u.id = p.unit JOIN revision r ON r.item = p.item AND r.number = p.revision
WHERE s.search_index MATCH $1 AND s.rowid < $2 AND a.at >= $3 AND a.at < $4
	AND (CAST($5 AS TEXT) = '' OR a.field = $5)
ORDER BY s.rowid DESC LIMIT $6;
-- :postgres
SELECT a.item, p.section, p.slug, p.title, u.code, u.name, a.at, a.field, r.facts, p.search
FROM search_row s JOIN publication p ON p.search = s.id JOIN answer a ON a.item = p.item
JOIN unit u ON u.id = p.unit JOIN revision r ON r.item = p.item AND r.number = p.revision
WHERE s.tokens @@ CAST($1 AS TSQUERY) AND s.id < $2 AND a.at >= $3 AND a.at < $4
	AND (CAST($5 AS TEXT) = '' OR a.field = $5)
ORDER BY s.id DESC LIMIT $6;

-- :query answer_span  When the first and the last one was published.
SELECT (SELECT min(at) FROM answer), (SELECT max(at) FROM answer);
