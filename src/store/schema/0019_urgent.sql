-- What one person published alone in urgency, until a second signs it off (chờ hậu kiểm).

CREATE TABLE urgent (
	id INTEGER PRIMARY KEY,
	item INTEGER NOT NULL REFERENCES item (id),
	revision INTEGER NOT NULL,
	behind INTEGER NOT NULL,     -- the live revision before it: hands in what came later count
	account INTEGER NOT NULL REFERENCES account (id),
	at INTEGER NOT NULL,
	reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 4000),
	signed_by INTEGER REFERENCES account (id),
	signed_at INTEGER,
	CHECK (signed_by IS NULL OR signed_by <> account)
);
CREATE INDEX urgent_time ON urgent (at, id);
CREATE UNIQUE INDEX urgent_open ON urgent (item) WHERE signed_by IS NULL;
