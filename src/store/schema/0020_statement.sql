-- What the Portal found when it held a statement against the others of its matter (Article 5, clause 9).

CREATE TABLE statement_review (
	item INTEGER NOT NULL REFERENCES item (id),
	revision INTEGER NOT NULL,
	verdict TEXT NOT NULL CHECK (verdict IN ('consistent', 'supersedes', 'not_published')),
	reason TEXT CHECK (length(reason) <= 4000),
	account INTEGER NOT NULL REFERENCES account (id),
	at INTEGER NOT NULL,
	PRIMARY KEY (item, revision)
);
