-- What the Portal found when it held a statement against the others of its matter (Article 5, clause 9).

CREATE TABLE statement_review (
	item BIGINT NOT NULL REFERENCES item (id),
	revision BIGINT NOT NULL,
	verdict TEXT NOT NULL CHECK (verdict IN ('consistent', 'supersedes', 'not_published')),
	reason TEXT CHECK (length(reason) <= 4000),
	account BIGINT NOT NULL REFERENCES account (id),
	at BIGINT NOT NULL,
	PRIMARY KEY (item, revision)
);
