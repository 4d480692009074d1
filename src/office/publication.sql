-- :query publication_put  Public, or public anew.
INSERT INTO publication (item, revision, unit, section, slug, title, abstract, image,
	published_at, updated_at, live, search, genre, rule, unit_ms, portal_ms)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1, $11, $12,
	COALESCE((SELECT d.rule FROM item i JOIN duty d ON d.id = i.duty WHERE i.id = $1), '-'), $13, $14)
ON CONFLICT (item) DO UPDATE SET revision = excluded.revision, section = excluded.section,
	title = excluded.title, abstract = excluded.abstract, image = excluded.image,
	updated_at = excluded.updated_at, live = 1, withdrawn_at = NULL, reason = NULL,
	redirect = NULL, search = excluded.search;

-- :query publication_remove  Public no more.
UPDATE publication SET live = 0, withdrawn_at = $2, reason = $3, redirect = $4, search = NULL
WHERE item = $1 AND live = 1;

-- :part publication_columns  As row_read takes them; what else a query reads stands behind them.
SELECT p.item, p.revision, p.section, p.slug, p.title, p.abstract, p.image, p.unit, u.code, u.name,
	p.published_at, p.updated_at, p.live, p.withdrawn_at, p.reason, p.redirect

-- :query publication_load  One with its text.
:publication_columns
	, r.body, r.correction, r.source_document, r.facts, p.genre
FROM publication p JOIN unit u ON u.id = p.unit
JOIN revision r ON r.item = p.item AND r.number = p.revision
WHERE p.item = $1;

-- :query publication_newest  Newest first, of everything.
:publication_columns
FROM publication p JOIN unit u ON u.id = p.unit
WHERE p.live = 1 AND (p.published_at < $1 OR (p.published_at = $1 AND p.item < $2))
ORDER BY p.published_at DESC, p.item DESC LIMIT $3;

-- :query publication_of_section  Newest first, of one section.
:publication_columns
FROM publication p JOIN unit u ON u.id = p.unit
WHERE p.live = 1 AND p.section = $1
	AND (p.published_at < $2 OR (p.published_at = $2 AND p.item < $3))
ORDER BY p.published_at DESC, p.item DESC LIMIT $4;

-- :query publication_of_unit  Newest first, of one unit.
:publication_columns
FROM publication p JOIN unit u ON u.id = p.unit
WHERE p.live = 1 AND p.unit = $1
	AND (p.published_at < $2 OR (p.published_at = $2 AND p.item < $3))
ORDER BY p.published_at DESC, p.item DESC LIMIT $4;

-- :query publication_of_genre  Newest first, of one genre, with their facts.
:publication_columns
	, r.facts, p.genre
FROM publication p JOIN unit u ON u.id = p.unit
JOIN revision r ON r.item = p.item AND r.number = p.revision
WHERE p.live = 1 AND p.genre = $1
	AND (p.published_at < $2 OR (p.published_at = $2 AND p.item < $3))
ORDER BY p.published_at DESC, p.item DESC LIMIT $4;

-- :query publication_turning  Newest first, of one genre, whose pages still change by themselves.
:publication_columns
	, r.facts, p.genre
FROM publication p JOIN unit u ON u.id = p.unit
JOIN revision r ON r.item = p.item AND r.number = p.revision
WHERE p.live = 1 AND p.genre = $1 AND p.item IN (SELECT item FROM turn)
ORDER BY p.published_at DESC, p.item DESC LIMIT $2;

-- :query publication_of_unit_genre  Newest first, of one unit and genre, with their facts.
:publication_columns
	, r.facts, p.genre
FROM publication p JOIN unit u ON u.id = p.unit
JOIN revision r ON r.item = p.item AND r.number = p.revision
WHERE p.live = 1 AND p.genre = $1 AND p.unit = $2
ORDER BY p.published_at DESC, p.item DESC LIMIT $3;

-- :query publication_of_matter  The others of an item's matter, of its genre, with their facts.
:publication_columns
	, r.facts, p.genre
FROM item mine JOIN item i ON i.matter = mine.matter AND i.id <> mine.id
JOIN publication p ON p.item = i.id AND p.live = 1 AND p.genre = mine.genre
JOIN unit u ON u.id = p.unit
JOIN revision r ON r.item = p.item AND r.number = p.revision
WHERE mine.id = $1
ORDER BY p.published_at DESC, p.item DESC LIMIT $2;

-- :query publication_of_column  What units gave for a column, by part, newest first.
:publication_columns
	, k.part
FROM column_ask k JOIN item i ON i.matter = k.matter AND i.duty = k.duty
JOIN publication p ON p.item = i.id AND p.live = 1 JOIN unit u ON u.id = p.unit
WHERE k.portal_column = $1
ORDER BY k.part, p.published_at DESC, p.item DESC LIMIT $2;

-- :query publication_count  How many are live.
SELECT count(*) FROM publication WHERE live = 1;

-- :query publication_oldest  When the first of the live ones was published.
SELECT published_at FROM publication WHERE live = 1 ORDER BY published_at, item LIMIT 1;

-- :query search_row_add  A row of the search index.
INSERT INTO search_row (item) VALUES ($1) RETURNING id;

-- :query search_index_add  The words of that row.
INSERT INTO search_index (rowid, title, abstract, body) VALUES ($1, $2, $3, $4);
-- :postgres
UPDATE search_row SET tokens = CAST($2 AS TSVECTOR) || CAST($3 AS TSVECTOR) || CAST($4 AS TSVECTOR)
WHERE id = $1;

-- :query search_find  Newest first below a row of the index.
:publication_columns
	, p.search
FROM search_index s JOIN publication p ON p.search = s.rowid JOIN unit u ON u.id = p.unit
WHERE s.search_index MATCH $1 AND s.rowid < $2
ORDER BY s.rowid DESC LIMIT $3;
-- :postgres
:publication_columns
	, p.search
FROM search_row s JOIN publication p ON p.search = s.id JOIN unit u ON u.id = p.unit
WHERE s.tokens @@ CAST($1 AS TSQUERY) AND s.id < $2
ORDER BY s.id DESC LIMIT $3;
