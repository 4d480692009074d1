-- Columns (Article 5, clause 5): what the Portal wants to show for a while, and what it asks units for.

CREATE TABLE portal_column (
	id INTEGER PRIMARY KEY,
	matter INTEGER NOT NULL UNIQUE REFERENCES matter (id), -- the Portal's own
	duty INTEGER NOT NULL REFERENCES duty (id),
	state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
	edition INTEGER NOT NULL,    -- the working text
	live_edition INTEGER,        -- what the public reads; NULL: not public yet
	published_at INTEGER,        -- for the first time
	closed_at INTEGER,
	reason TEXT CHECK (length(reason) <= 2000), -- why it was closed
	version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX portal_column_live ON portal_column (state, id) WHERE live_edition IS NOT NULL;

CREATE TABLE column_edition (        -- one saved text of a column; never changed, but for who let it out
	portal_column INTEGER NOT NULL REFERENCES portal_column (id),
	number INTEGER NOT NULL,
	title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
	purpose TEXT NOT NULL CHECK (length(purpose) BETWEEN 1 AND 4000),
	begins_on INTEGER NOT NULL,
	ends_on INTEGER CHECK (ends_on >= begins_on), -- NULL: until further notice
	parts TEXT NOT NULL CHECK (length(parts) <= 60000), -- JSON [{number, name, about}]
	author INTEGER NOT NULL REFERENCES account (id),
	at INTEGER NOT NULL,
	published_by INTEGER REFERENCES account (id), -- never the author
	published_at INTEGER,
	PRIMARY KEY (portal_column, number)
);

CREATE TABLE column_ask (            -- one part of a column, asked of one unit: a duty of that unit
	id INTEGER PRIMARY KEY,
	portal_column INTEGER NOT NULL REFERENCES portal_column (id),
	part INTEGER NOT NULL,
	unit INTEGER NOT NULL REFERENCES unit (id),
	matter INTEGER NOT NULL REFERENCES matter (id),
	duty INTEGER NOT NULL UNIQUE REFERENCES duty (id),
	request TEXT CHECK (length(request) <= 2000),
	asked_by INTEGER NOT NULL,
	asked_at INTEGER NOT NULL,
	said_by INTEGER,             -- the unit says that it has none, and waits for the Portal
	said_at INTEGER,
	said TEXT CHECK (length(said) <= 2000),
	version INTEGER NOT NULL DEFAULT 1,
	UNIQUE (portal_column, unit, part)
);
CREATE INDEX column_ask_unit ON column_ask (unit, portal_column);
CREATE INDEX column_ask_matter ON column_ask (matter);

CREATE TABLE column_act (            -- what was done about it; only ever added
	id INTEGER PRIMARY KEY,
	portal_column INTEGER NOT NULL REFERENCES portal_column (id),
	ask INTEGER REFERENCES column_ask (id), -- NULL: about the column
	kind TEXT NOT NULL,
	at INTEGER NOT NULL,
	account INTEGER NOT NULL,
	reason TEXT CHECK (length(reason) <= 2000),
	detail TEXT                  -- JSON, of a reminder: whom it reached and whom not
);
CREATE INDEX column_act_column ON column_act (portal_column, id);
CREATE INDEX column_act_ask ON column_act (ask, id) WHERE ask IS NOT NULL;
