-- What was decided about a matter as a whole: ended, opened again.

CREATE TABLE matter_act (
	id INTEGER PRIMARY KEY,
	matter INTEGER NOT NULL REFERENCES matter (id),
	kind TEXT NOT NULL CHECK (kind IN ('close', 'reopen')),
	at INTEGER NOT NULL,
	account INTEGER NOT NULL,    -- 0: the command line
	reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 4000)
);
CREATE INDEX matter_act_matter ON matter_act (matter, id);
