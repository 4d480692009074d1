-- What operators have to know, and when each job of the clock last ran (office/alarm.h).

CREATE TABLE alarm (
	id INTEGER PRIMARY KEY,
	key TEXT NOT NULL UNIQUE,    -- what happened to what: told once
	at INTEGER NOT NULL,
	words TEXT NOT NULL CHECK (length(words) <= 1000)
);

CREATE TABLE job (
	name TEXT PRIMARY KEY,
	holder TEXT NOT NULL,        -- the process that ran it
	ran_at INTEGER NOT NULL,         -- ended well
	failed_at INTEGER,
	reason TEXT CHECK (length(reason) <= 300) -- of the last failure
);
