-- Mails on their way (office/mail.h), and what each person wants to be mailed (office/notice_choice.h).

CREATE TABLE mail (
	id INTEGER PRIMARY KEY,
	key TEXT NOT NULL UNIQUE,    -- of a notice: the notice's own
	kind TEXT NOT NULL CHECK (kind IN ('notice', 'digest', 'question_ask', 'question_send')),
	account INTEGER REFERENCES account (id),   -- to whom; addresses stand where they belong, never here
	question INTEGER REFERENCES question (id), -- or to whoever asked it
	created_at INTEGER NOT NULL,
	state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'dead', 'dropped')),
	next_at INTEGER NOT NULL,        -- while waiting: not before
	tries INTEGER NOT NULL DEFAULT 0,
	reason TEXT CHECK (length(reason) <= 500), -- of the last failure, or why it was dropped
	ended_at INTEGER
);
CREATE INDEX mail_waiting ON mail (next_at, id) WHERE state = 'waiting';
CREATE INDEX mail_dead ON mail (id) WHERE state = 'dead';
CREATE INDEX mail_ended ON mail (ended_at) WHERE ended_at IS NOT NULL;

ALTER TABLE notice ADD COLUMN digest_at INTEGER;                        -- waits for the digest of that instant
ALTER TABLE notice ADD COLUMN mail_at INTEGER;                          -- within a transaction: its mail is to be added
ALTER TABLE notice ADD COLUMN digest INTEGER REFERENCES mail (id);      -- the mail that told of it
CREATE INDEX notice_digest_at ON notice (digest_at, account) WHERE digest_at IS NOT NULL;
CREATE INDEX notice_mail_at ON notice (mail_at) WHERE mail_at IS NOT NULL;
CREATE INDEX notice_digest ON notice (digest) WHERE digest IS NOT NULL;

CREATE TABLE notice_choice (
	account INTEGER NOT NULL REFERENCES account (id),
	kind TEXT NOT NULL,
	choice TEXT NOT NULL CHECK (choice IN ('at_once', 'digest', 'mute')),
	PRIMARY KEY (account, kind)
);

-- Set by a restored backup: nothing is mailed until an administrator says so.
ALTER TABLE site ADD COLUMN mail_held_at INTEGER;
