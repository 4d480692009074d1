-- The gate before the public: what was found in a text and its files, who declared, what was decided,
-- and what is held because it looks like a state secret (Law 117/2025/QH15, Law 91/2025/QH15).

-- A text or a file was looked through. Without a row it cannot be published.
CREATE TABLE screening (
	id INTEGER PRIMARY KEY,
	item INTEGER NOT NULL REFERENCES item (id),
	revision INTEGER,             -- of a text
	attachment INTEGER UNIQUE REFERENCES attachment (id), -- of a file
	at INTEGER NOT NULL,
	has_words INTEGER NOT NULL CHECK (has_words IN (0, 1)), -- 0: a file whose words cannot be read
	CHECK ((revision IS NULL) <> (attachment IS NULL)),
	UNIQUE (item, revision)
);
CREATE INDEX screening_item ON screening (item);

CREATE TABLE finding (
	id INTEGER PRIMARY KEY,
	screening INTEGER NOT NULL REFERENCES screening (id),
	place TEXT NOT NULL CHECK (place IN
		('title', 'abstract', 'body', 'facts', 'source', 'correction', 'name', 'words')),
	kind TEXT NOT NULL,
	start INTEGER NOT NULL,       -- bytes of the plain text of the place
	length INTEGER NOT NULL,
	lead TEXT NOT NULL CHECK (length(lead) <= 100),
	words TEXT NOT NULL,
	tail TEXT NOT NULL CHECK (length(tail) <= 100)
);
CREATE INDEX finding_screening ON finding (screening, id);

-- Personal data that a reviewer left in, for one revision.
CREATE TABLE finding_keep (
	finding INTEGER NOT NULL REFERENCES finding (id),
	revision INTEGER NOT NULL,
	reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000),
	account INTEGER NOT NULL REFERENCES account (id),
	at INTEGER NOT NULL,
	PRIMARY KEY (finding, revision)
);

CREATE TABLE declaration (
	id INTEGER PRIMARY KEY,
	item INTEGER NOT NULL REFERENCES item (id),
	revision INTEGER NOT NULL,
	verb TEXT NOT NULL,
	account INTEGER NOT NULL REFERENCES account (id),
	at INTEGER NOT NULL
);
CREATE INDEX declaration_item ON declaration (item, revision);

CREATE TABLE hold (
	id INTEGER PRIMARY KEY,
	item INTEGER NOT NULL REFERENCES item (id),
	revision INTEGER NOT NULL,    -- the working one when it was found
	attachment INTEGER REFERENCES attachment (id), -- found in this file, else in the text
	at INTEGER NOT NULL,
	account INTEGER NOT NULL REFERENCES account (id), -- who brought it in
	outcome TEXT CHECK (outcome IN ('released', 'confirmed')), -- NULL: not decided
	reason TEXT CHECK (length(reason) <= 4000),
	decided_by INTEGER REFERENCES account (id),
	decided_at INTEGER
);
CREATE UNIQUE INDEX hold_open ON hold (item) WHERE outcome IS NULL;
CREATE INDEX hold_item ON hold (item, revision);
CREATE INDEX hold_attachment ON hold (attachment) WHERE attachment IS NOT NULL;

ALTER TABLE item ADD COLUMN hold INTEGER REFERENCES hold (id); -- while it stops the item
CREATE INDEX item_hold ON item (hold) WHERE hold IS NOT NULL;
