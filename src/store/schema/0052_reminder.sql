-- Reminders of deadlines (office/reminder.h).

CREATE TABLE reminder (          -- each exists once, whatever is restarted and wherever clocks step
	duty INTEGER NOT NULL REFERENCES duty (id),
	rule TEXT NOT NULL,          -- whose limit held: the duty's own or an extension
	kind TEXT NOT NULL CHECK (kind IN ('first', 'second', 'due', 'late')),
	due INTEGER NOT NULL,             -- the end that it reminded of
	at INTEGER NOT NULL,
	told INTEGER NOT NULL,            -- 0: passed over, a later one told of it
	PRIMARY KEY (duty, rule, kind, due)
) WITHOUT ROWID;

-- When a duty is to be looked at next; 0: as soon as can be; NULL: never, nothing is owed or runs out.
ALTER TABLE duty ADD COLUMN remind_at INTEGER;
UPDATE duty SET remind_at = 0 WHERE state = 'open' AND paused = 0;
CREATE INDEX duty_remind ON duty (remind_at) WHERE remind_at IS NOT NULL;
