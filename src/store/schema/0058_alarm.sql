-- What operators have to know (office/alarm.h), and of each job's run also who ran it and how it last failed.

CREATE TABLE alarm (
	id INTEGER PRIMARY KEY,
	key TEXT NOT NULL UNIQUE,    -- what happened to what: told once
	at INTEGER NOT NULL,
	words TEXT NOT NULL CHECK (length(words) <= 1000)
);

-- "ok_at" and "words" are of the last good run now.
ALTER TABLE last_run ADD COLUMN holder TEXT;      -- the process that ran it; NULL: a command
ALTER TABLE last_run ADD COLUMN failed_at INTEGER;
ALTER TABLE last_run ADD COLUMN reason TEXT;      -- of the last failure
UPDATE last_run SET failed_at = at, reason = words, words = '' WHERE ok_at IS NULL OR at > ok_at;
ALTER TABLE last_run DROP COLUMN at;
DELETE FROM last_run WHERE name = 'sweep';        -- the clock's beat says it
