-- What the desk is searched by: a row for each thing, of items one for each saved text, under which its
-- words stand in the index. Which text somebody may find is asked when it is looked for, so nothing
-- here has to be kept in step with an item's steps. Rows wait (pending) until the clock gathers them.

CREATE TABLE desk_word (
	id INTEGER PRIMARY KEY,
	kind TEXT NOT NULL CHECK (kind IN ('matter', 'item', 'question', 'event')),
	object INTEGER NOT NULL,
	revision INTEGER NOT NULL, -- of an item; else 0
	pending INTEGER NOT NULL
	, tokens TSVECTOR NOT NULL DEFAULT '' -- :postgres
);
CREATE INDEX desk_word_pending ON desk_word (pending, id) WHERE pending = 1;

CREATE VIRTUAL TABLE desk_index USING fts5 (title, body, tokenize = 'vi', content = ''); -- :sqlite
CREATE INDEX desk_word_tokens ON desk_word USING gin (tokens);                           -- :postgres

-- What was there before.
INSERT INTO desk_word (kind, object, revision, pending) SELECT 'matter', id, 0, 1 FROM matter ORDER BY id;
INSERT INTO desk_word (kind, object, revision, pending) SELECT 'question', id, 0, 1 FROM question ORDER BY id;
INSERT INTO desk_word (kind, object, revision, pending) SELECT 'event', id, 0, 1 FROM event ORDER BY id;
INSERT INTO desk_word (kind, object, revision, pending)
SELECT 'item', r.item, r.number, 1 FROM revision r JOIN item i ON i.id = r.item
WHERE r.number = i.revision OR r.number IN (SELECT h.revision FROM handover h WHERE h.item = i.id)
ORDER BY r.item, r.number;
