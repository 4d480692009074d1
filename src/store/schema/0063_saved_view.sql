-- Filters of the inbox that people keep by a name; shared ones are for all of a unit.

CREATE TABLE saved_view (
	id INTEGER PRIMARY KEY,
	account INTEGER NOT NULL REFERENCES account (id),
	unit INTEGER REFERENCES unit (id), -- shared with; NULL: nobody
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
	href TEXT NOT NULL CHECK (length(href) BETWEEN 1 AND 2000),
	created_at INTEGER NOT NULL,
	UNIQUE (account, name)
);
CREATE INDEX saved_view_unit ON saved_view (unit, id) WHERE unit IS NOT NULL;
