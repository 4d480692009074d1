-- What was found in direct replies to citizens, which are no items.

CREATE TABLE reply_hold (
	id INTEGER PRIMARY KEY,
	question INTEGER NOT NULL REFERENCES question (id),
	reply TEXT NOT NULL CHECK (length(reply) <= 20000), -- was not sent
	at INTEGER NOT NULL,
	account INTEGER NOT NULL REFERENCES account (id), -- who wrote it
	outcome TEXT CHECK (outcome IN ('released', 'confirmed')), -- NULL: not decided
	reason TEXT CHECK (length(reason) <= 4000),
	decided_by INTEGER REFERENCES account (id),
	decided_at INTEGER
);
CREATE UNIQUE INDEX reply_hold_open ON reply_hold (question) WHERE outcome IS NULL;
CREATE INDEX reply_hold_question ON reply_hold (question, id);

CREATE TABLE reply_finding (         -- personal data in a reply that was sent; only ever added
	id INTEGER PRIMARY KEY,
	question INTEGER NOT NULL REFERENCES question (id),
	kind TEXT NOT NULL,
	start INTEGER NOT NULL,               -- bytes of the reply
	length INTEGER NOT NULL,
	reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000),
	account INTEGER NOT NULL REFERENCES account (id),
	at INTEGER NOT NULL
);
CREATE INDEX reply_finding_question ON reply_finding (question);
