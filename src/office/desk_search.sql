-- :query desk_word_add  Something whose words are to be gathered.
INSERT INTO desk_word (kind, object, revision, pending) VALUES ($1, $2, $3, 1);

-- :query desk_word_pending  What waits to be gathered, in order.
SELECT id, kind, object, revision FROM desk_word WHERE pending = 1 ORDER BY id LIMIT $1;

-- :query desk_words_matter  What is searched of a matter; also what began it, as given (JSON).
SELECT m.title, m.happened,
	COALESCE((SELECT d.evidence FROM duty d WHERE d.matter = m.id ORDER BY d.id LIMIT 1), '')
FROM matter m WHERE m.id = $1;

-- :query desk_words_question  Of a question; who asked is not in it.
SELECT subject, body, '' FROM question WHERE id = $1;

-- :query desk_words_event  Of an event.
SELECT title, host || ' ' || attendees || ' ' || place || ' ' || COALESCE(note, ''), '' FROM event
WHERE id = $1;

-- :query desk_words_item  Of one text of an item.
SELECT title, abstract, body FROM revision WHERE item = $1 AND number = $2;

-- :query desk_word_done  It waits no more.
UPDATE desk_word SET pending = 0 WHERE id = $1;

-- :query desk_index_add  The words of a row.
INSERT INTO desk_index (rowid, title, body) VALUES ($1, $2, $3);
-- :postgres
UPDATE desk_word SET tokens = CAST($2 AS TSVECTOR) || CAST($3 AS TSVECTOR) WHERE id = $1;

-- :part word_object  What a row of words is of.
LEFT JOIN item i ON w.kind = 'item' AND i.id = w.object
LEFT JOIN matter m ON w.kind = 'matter' AND m.id = w.object
LEFT JOIN question q ON w.kind = 'question' AND q.id = w.object
LEFT JOIN event e ON w.kind = 'event' AND e.id = w.object

-- :part word_seen  Of one kind ($3) if asked, what the reader may see.
-- Of one unit ($4) and those that it came after, if asked; of an event its newest words; of an item those of
-- the text that lies before the reader ($5: any; $6, $7: the reader's unit and account).
AND (CAST($3 AS TEXT) = '' OR w.kind = $3)
AND (CAST($4 AS BIGINT) = 0 OR COALESCE(i.unit, m.unit, q.unit, e.unit) = $4
	OR COALESCE(i.unit, m.unit, q.unit, e.unit) IN (SELECT t.unit FROM heir t WHERE t.heir = $4)
	OR (w.kind = 'question' AND EXISTS (SELECT 1 FROM question_help h
		WHERE h.question = w.object AND h.unit = $4)))
AND (w.kind <> 'event' OR w.id = (SELECT max(n.id) FROM desk_word n
	WHERE n.kind = 'event' AND n.object = w.object AND n.pending = 0))
AND (w.kind <> 'item' OR (i.hold IS NULL AND w.revision = CASE
	WHEN CAST($5 AS BIGINT) = 1 OR i.unit = $6 OR i.author = $7
		OR i.unit IN (SELECT t.unit FROM heir t WHERE t.heir = $6)
		OR i.state NOT IN ('draft', 'submitted', 'returned', 'dropped') THEN i.revision
	ELSE (SELECT max(h.revision) FROM handover h WHERE h.item = i.id) END))

-- :query desk_search_find  Newest first below a row, of one kind unless it is empty, and of one unit
-- ($4), with those that it has taken in, unless it is 0. Of an item that text which the actor reads: the working one for who reads the
-- unsent (all of it: $5, of a unit: $6, of an author: $7) or while it lies with the Portal, else the
-- newest that lay there.
SELECT w.kind, w.object, w.id
FROM desk_index x JOIN desk_word w ON w.id = x.rowid
:word_object
WHERE x.desk_index MATCH $1 AND x.rowid < $2
:word_seen
ORDER BY x.rowid DESC LIMIT $8;
-- :postgres
SELECT w.kind, w.object, w.id
FROM desk_word w
:word_object
WHERE w.tokens @@ CAST($1 AS TSQUERY) AND w.id < $2
:word_seen
ORDER BY w.id DESC LIMIT $8;
