-- Instants are milliseconds since 1970 UTC, days are local civil days since 1970.
-- Bounds repeat the _MAX of the forms: what a form lets in, the schema holds.

CREATE TABLE site (
	one INTEGER PRIMARY KEY CHECK (one = 1),
	version INTEGER NOT NULL,        -- grows with each change that the public sees
	instance TEXT NOT NULL,          -- names this installation
	demo INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE unit (
	id INTEGER PRIMARY KEY,
	code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 40),
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
	sort_key TEXT NOT NULL,
	kind TEXT NOT NULL,
	parent INTEGER REFERENCES unit (id),
	email TEXT,
	phone TEXT,
	address TEXT,
	active INTEGER NOT NULL DEFAULT 1,
	version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX unit_parent ON unit (parent);
CREATE INDEX unit_order ON unit (sort_key, id);

CREATE TABLE account (
	id INTEGER PRIMARY KEY,
	login TEXT NOT NULL UNIQUE CHECK (length(login) BETWEEN 2 AND 60),
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
	sort_key TEXT NOT NULL,
	unit INTEGER NOT NULL REFERENCES unit (id),
	email TEXT,
	password TEXT NOT NULL,
	must_change INTEGER NOT NULL DEFAULT 1,
	totp_secret TEXT,
	totp_step INTEGER NOT NULL DEFAULT 0, -- the last step used: a code works once
	active INTEGER NOT NULL DEFAULT 1,
	created_at INTEGER NOT NULL,
	version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX account_unit ON account (unit);
CREATE INDEX account_order ON account (sort_key, id);

CREATE TABLE account_role (
	account INTEGER NOT NULL REFERENCES account (id),
	role TEXT NOT NULL,
	PRIMARY KEY (account, role)
);

CREATE TABLE session (
	id INTEGER PRIMARY KEY,
	secret_hash TEXT NOT NULL UNIQUE, -- SHA-256 of the cookie
	csrf TEXT NOT NULL,
	account INTEGER NOT NULL REFERENCES account (id),
	created_at INTEGER NOT NULL,
	seen_at INTEGER NOT NULL,
	expires_at INTEGER NOT NULL,
	revoked_at INTEGER,
	peer TEXT,
	agent TEXT,
	device TEXT                  -- SHA-256 of the browser's lasting cookie
);
CREATE INDEX session_account ON session (account, id);
CREATE INDEX session_device ON session (account, device);
CREATE INDEX session_expiry ON session (expires_at);

CREATE TABLE token (
	id INTEGER PRIMARY KEY,
	secret_hash TEXT NOT NULL UNIQUE,
	account INTEGER NOT NULL REFERENCES account (id),
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
	created_at INTEGER NOT NULL,
	expires_at INTEGER NOT NULL,
	revoked_at INTEGER
);
CREATE INDEX token_account ON token (account, id);

CREATE TABLE throttle (
	key TEXT PRIMARY KEY,        -- see office/credential.h
	count INTEGER NOT NULL,
	since INTEGER NOT NULL
);
CREATE INDEX throttle_since ON throttle (since);

CREATE TABLE nonce (
	account INTEGER NOT NULL,
	nonce TEXT NOT NULL CHECK (length(nonce) BETWEEN 1 AND 100),
	at INTEGER NOT NULL,
	status INTEGER NOT NULL,
	location TEXT,
	answer TEXT,
	PRIMARY KEY (account, nonce)
);
CREATE INDEX nonce_age ON nonce (at);

CREATE TABLE matter (
	id INTEGER PRIMARY KEY,
	unit INTEGER NOT NULL REFERENCES unit (id),
	regulation TEXT NOT NULL,    -- keeps the regulation it was opened under
	title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
	happened TEXT NOT NULL CHECK (length(happened) <= 20000),
	state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
	opened_by INTEGER NOT NULL REFERENCES account (id),
	opened_at INTEGER NOT NULL,
	closed_at INTEGER,
	version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX matter_unit ON matter (unit, state, id);
CREATE INDEX matter_state ON matter (state, id);

CREATE TABLE duty (
	id INTEGER PRIMARY KEY,
	matter INTEGER NOT NULL REFERENCES matter (id),
	unit INTEGER NOT NULL REFERENCES unit (id),
	rule TEXT NOT NULL,          -- the duty's id in the regulation: "6a"
	anchor_at INTEGER NOT NULL,
	evidence TEXT NOT NULL CHECK (length(evidence) <= 40000), -- JSON {key: value}, as given
	last_day INTEGER,            -- NULL: the limit names no day
	due_before INTEGER,          -- exclusive end; NULL: no limit in numbers
	unconfirmed INTEGER NOT NULL DEFAULT 0, -- crosses a year whose calendar is a proposal
	calendar TEXT NOT NULL,      -- the calendar version it was computed by
	state TEXT NOT NULL CHECK (state IN ('open', 'met', 'excused', 'not_applicable')),
	met_at INTEGER,
	met_item INTEGER,
	met_revision INTEGER,
	late_ms INTEGER,             -- of a met duty: 0 in time, else how late
	version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX duty_matter ON duty (matter, id);
CREATE INDEX duty_open ON duty (unit, state, due_before);
CREATE INDEX duty_due ON duty (state, due_before);

CREATE TABLE item (
	id INTEGER PRIMARY KEY,
	matter INTEGER REFERENCES matter (id),
	duty INTEGER REFERENCES duty (id),
	unit INTEGER NOT NULL REFERENCES unit (id),
	kind TEXT NOT NULL CHECK (kind IN ('article', 'extract')),
	state TEXT NOT NULL,
	title TEXT NOT NULL,         -- of the newest revision, for lists
	section TEXT NOT NULL,
	revision INTEGER NOT NULL,   -- the newest
	author INTEGER NOT NULL REFERENCES account (id),
	taker INTEGER REFERENCES account (id),   -- the editor who holds it
	sent_by INTEGER REFERENCES account (id), -- the leader who sent it to the Portal
	sent_at INTEGER,
	submitter INTEGER REFERENCES account (id), -- who put it before the second person
	approved_by INTEGER REFERENCES account (id),
	approved_revision INTEGER,   -- an approval belongs to one revision
	publish_at INTEGER,          -- set while scheduled
	live_revision INTEGER,       -- what the public reads
	published_at INTEGER,        -- first publication
	changed_at INTEGER NOT NULL,
	version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX item_matter ON item (matter, id);
CREATE INDEX item_unit ON item (unit, state, changed_at);
CREATE INDEX item_state ON item (state, changed_at);
CREATE INDEX item_author ON item (author, state, changed_at);
CREATE INDEX item_taker ON item (taker, state, changed_at);
CREATE INDEX item_schedule ON item (publish_at) WHERE publish_at IS NOT NULL;

CREATE TABLE revision (
	item INTEGER NOT NULL REFERENCES item (id),
	number INTEGER NOT NULL,
	title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
	abstract TEXT NOT NULL CHECK (length(abstract) <= 1000),
	body TEXT NOT NULL CHECK (length(body) <= 2000000), -- rich text as JSON
	section TEXT NOT NULL,
	source_document TEXT,        -- of an extract: number and date of the document
	correction TEXT CHECK (length(correction) <= 1000), -- the note that readers see
	author INTEGER NOT NULL REFERENCES account (id),
	at INTEGER NOT NULL,
	sha256 TEXT NOT NULL,
	PRIMARY KEY (item, number)
);

CREATE TABLE step (
	id INTEGER PRIMARY KEY,
	item INTEGER NOT NULL REFERENCES item (id),
	at INTEGER NOT NULL,
	account INTEGER NOT NULL,    -- 0: the clock
	verb TEXT NOT NULL,
	from_state TEXT NOT NULL,
	to_state TEXT NOT NULL,
	revision INTEGER NOT NULL,
	reason TEXT CHECK (length(reason) <= 4000)
);
CREATE INDEX step_item ON step (item, id);

CREATE TABLE file (
	id INTEGER PRIMARY KEY,
	sha256 TEXT NOT NULL UNIQUE,
	size INTEGER NOT NULL,
	type TEXT NOT NULL,
	width INTEGER,
	height INTEGER,
	created_at INTEGER NOT NULL
);

CREATE TABLE file_smaller (      -- smaller forms of a picture
	file INTEGER NOT NULL REFERENCES file (id),
	width INTEGER NOT NULL,          -- of the places it is made for
	smaller INTEGER NOT NULL REFERENCES file (id),
	PRIMARY KEY (file, width)
);

CREATE TABLE attachment (
	id INTEGER PRIMARY KEY,
	item INTEGER NOT NULL REFERENCES item (id),
	file INTEGER NOT NULL REFERENCES file (id),
	role TEXT NOT NULL CHECK (role IN ('attachment', 'source', 'image')),
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
	added_by INTEGER NOT NULL REFERENCES account (id),
	added_at INTEGER NOT NULL,
	removed_at INTEGER
);
CREATE INDEX attachment_item ON attachment (item, id);
CREATE INDEX attachment_file ON attachment (file);

CREATE TABLE receipt (
	id INTEGER PRIMARY KEY,
	code TEXT NOT NULL UNIQUE,
	item INTEGER NOT NULL REFERENCES item (id),
	revision INTEGER NOT NULL,
	duty INTEGER REFERENCES duty (id),
	account INTEGER NOT NULL REFERENCES account (id),
	at INTEGER NOT NULL,
	sha256 TEXT NOT NULL,        -- of the revision handed in
	due_before INTEGER,
	late_ms INTEGER
);
CREATE INDEX receipt_item ON receipt (item, id);

CREATE TABLE publication (
	item INTEGER PRIMARY KEY REFERENCES item (id),
	revision INTEGER NOT NULL,
	unit INTEGER NOT NULL REFERENCES unit (id),
	section TEXT NOT NULL,
	slug TEXT NOT NULL,
	title TEXT NOT NULL,
	abstract TEXT NOT NULL,
	image TEXT,                  -- path of the picture for lists, or NULL
	published_at INTEGER NOT NULL,
	updated_at INTEGER NOT NULL,
	live INTEGER NOT NULL,       -- 0: withdrawn
	withdrawn_at INTEGER,
	reason TEXT,                 -- what a withdrawn page says
	redirect TEXT,               -- or where it leads
	search INTEGER               -- row of the search index; older rows of it lead nowhere
);
CREATE INDEX publication_newest ON publication (live, published_at, item);
CREATE INDEX publication_section ON publication (live, section, published_at, item);
CREATE INDEX publication_unit ON publication (live, unit, published_at, item);
CREATE UNIQUE INDEX publication_search ON publication (search) WHERE search IS NOT NULL;

CREATE VIRTUAL TABLE search_index USING fts5 (               -- :sqlite
	title, abstract, body, tokenize = 'vi', content = '' -- :sqlite
);                                                           -- :sqlite
CREATE TABLE search_row (
	id INTEGER PRIMARY KEY,      -- rising: newest publications have the highest
	item INTEGER NOT NULL REFERENCES item (id)
	, tokens TSVECTOR NOT NULL DEFAULT ''                -- :postgres
);
CREATE INDEX search_tokens ON search_row USING gin (tokens); -- :postgres

CREATE TABLE event (
	id INTEGER PRIMARY KEY,
	unit INTEGER NOT NULL REFERENCES unit (id),
	kind TEXT NOT NULL CHECK (kind IN ('visit', 'own', 'outside')),
	title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
	place TEXT NOT NULL,
	starts_at INTEGER NOT NULL,
	ends_at INTEGER NOT NULL,
	needs_coverage INTEGER NOT NULL,
	state TEXT NOT NULL,
	note TEXT,
	version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX event_time ON event (starts_at, id);

CREATE TABLE question (
	id INTEGER PRIMARY KEY,
	code TEXT NOT NULL UNIQUE,
	subject TEXT NOT NULL CHECK (length(subject) BETWEEN 1 AND 300),
	body TEXT NOT NULL CHECK (length(body) <= 20000),
	state TEXT NOT NULL,
	unit INTEGER REFERENCES unit (id),
	asked_at INTEGER NOT NULL,
	received_at INTEGER,
	answer TEXT,
	answered_at INTEGER,
	version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX question_state ON question (state, id);

CREATE TABLE question_contact (  -- apart from the text: personal data
	question INTEGER PRIMARY KEY REFERENCES question (id),
	name TEXT,
	email TEXT,
	phone TEXT
);

CREATE TABLE notice (
	id INTEGER PRIMARY KEY,
	key TEXT NOT NULL UNIQUE,    -- what makes each notice exist once
	account INTEGER NOT NULL REFERENCES account (id),
	kind TEXT NOT NULL,
	title TEXT NOT NULL,
	href TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	read_at INTEGER
);
CREATE INDEX notice_account ON notice (account, read_at, id);

CREATE TABLE lease (
	name TEXT PRIMARY KEY,
	holder TEXT NOT NULL,
	fence INTEGER NOT NULL,      -- grows with each change of hands
	until INTEGER NOT NULL
);

CREATE TABLE audit (
	seq INTEGER PRIMARY KEY,
	at INTEGER NOT NULL,
	account INTEGER NOT NULL,
	login TEXT NOT NULL,
	door TEXT NOT NULL,
	action TEXT NOT NULL,
	object INTEGER NOT NULL,
	refused INTEGER NOT NULL,
	detail TEXT NOT NULL,
	request TEXT NOT NULL,
	before TEXT NOT NULL,
	hash TEXT NOT NULL
);
CREATE INDEX audit_action ON audit (action, seq);
CREATE INDEX audit_login ON audit (login, seq);
