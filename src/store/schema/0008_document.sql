-- Legal documents and drafts (Article 5, clauses 4 and 8).

CREATE TABLE document (          -- what lists of public documents filter by; the facts tell the rest
	item INTEGER PRIMARY KEY REFERENCES item (id),
	kind TEXT NOT NULL,
	number TEXT NOT NULL,        -- as typed
	number_key TEXT              -- without marks, capitals and blanks
		COLLATE "C" -- :postgres
		NOT NULL,
	issuer TEXT NOT NULL,
	issued_on INTEGER NOT NULL
);
CREATE INDEX document_order ON document (issued_on, item);
CREATE INDEX document_kind ON document (kind, issued_on, item);
CREATE INDEX document_number ON document (number_key);

CREATE TABLE draft_comment (     -- what the public says of a draft
	id INTEGER PRIMARY KEY,
	item INTEGER NOT NULL REFERENCES item (id),
	at INTEGER NOT NULL,
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
	contact TEXT CHECK (length(contact) <= 300),
	body TEXT NOT NULL CHECK (length(body) BETWEEN 1 AND 10000)
);
CREATE INDEX draft_comment_item ON draft_comment (item, id);

CREATE TABLE consent (           -- the ministry's leadership on whether something may be posted
	duty INTEGER PRIMARY KEY REFERENCES duty (id),
	agreed INTEGER NOT NULL,
	leader TEXT NOT NULL CHECK (length(leader) BETWEEN 1 AND 200),
	decided_on INTEGER NOT NULL,
	paper TEXT NOT NULL CHECK (length(paper) BETWEEN 1 AND 300),
	reason TEXT CHECK (length(reason) <= 4000),
	account INTEGER NOT NULL REFERENCES account (id),
	at INTEGER NOT NULL
);

CREATE TABLE transfer (          -- a document given to the Government's portal, with its evidence
	id INTEGER PRIMARY KEY,
	item INTEGER NOT NULL REFERENCES item (id),
	revision INTEGER NOT NULL,
	account INTEGER NOT NULL REFERENCES account (id),
	given_at INTEGER NOT NULL,
	recorded_at INTEGER NOT NULL,
	evidence TEXT NOT NULL CHECK (length(evidence) BETWEEN 1 AND 1000),
	address TEXT CHECK (length(address) <= 500)
);
CREATE INDEX transfer_item ON transfer (item, id);
