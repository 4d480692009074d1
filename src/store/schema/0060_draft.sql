-- What a person is typing and has not saved: one row for each person and item, or for each person and
-- what a new item is to be. Nobody else reads it.

CREATE TABLE draft (
	id INTEGER PRIMARY KEY,
	account INTEGER NOT NULL REFERENCES account (id), -- the person, whomever they stand in for
	item INTEGER REFERENCES item (id),     -- NULL: of a new one, which these four say
	matter INTEGER REFERENCES matter (id),
	duty INTEGER REFERENCES duty (id),
	genre TEXT NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('', 'article', 'extract')),
	base INTEGER NOT NULL,                 -- the revision that it was begun upon; 0: none
	title TEXT NOT NULL CHECK (length(title) <= 300),
	abstract TEXT NOT NULL CHECK (length(abstract) <= 1000),
	section TEXT NOT NULL CHECK (length(section) <= 100),
	source_document TEXT NOT NULL CHECK (length(source_document) <= 300),
	correction TEXT NOT NULL CHECK (length(correction) <= 1000),
	facts TEXT NOT NULL CHECK (length(facts) <= 60000),
	body TEXT NOT NULL CHECK (length(body) <= 2000000),   -- rich text as JSON, or empty:
	plain TEXT NOT NULL CHECK (length(plain) <= 500000),  -- paragraphs
	at INTEGER NOT NULL,
	CHECK ((item IS NULL) = (kind <> ''))
);
CREATE UNIQUE INDEX draft_owner
	ON draft (account, COALESCE(item, 0), COALESCE(matter, 0), COALESCE(duty, 0), genre, kind);
CREATE INDEX draft_item ON draft (item, at) WHERE item IS NOT NULL;
CREATE INDEX draft_at ON draft (at);
