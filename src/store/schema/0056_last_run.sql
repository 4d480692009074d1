-- When each of the program's own jobs, and a backup, last ended, and how.

CREATE TABLE last_run (
	name TEXT PRIMARY KEY,
	at INTEGER NOT NULL,
	ok_at INTEGER,          -- the last time that it ended well
	words TEXT NOT NULL     -- what it did, or what went wrong
);
