-- Calendars with versions. A version that was applied never changes: deadlines are judged by it,
-- and can be derived from it again years later.

CREATE TABLE calendar (
	id INTEGER PRIMARY KEY,
	code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 40), -- 'vn' is everyone's
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
	current INTEGER -- the one that holds now
		REFERENCES calendar_version (id) -- :sqlite
);

CREATE TABLE calendar_version (
	id INTEGER PRIMARY KEY,
	calendar INTEGER NOT NULL REFERENCES calendar (id),
	number INTEGER,              -- 1, 2, 3 … in the calendar; NULL: a draft that was dropped
	state TEXT NOT NULL CHECK (state IN ('draft', 'applied', 'dropped')),
	base INTEGER REFERENCES calendar_version (id), -- what the draft began as
	weekend INTEGER NOT NULL CHECK (weekend BETWEEN 0 AND 127), -- bit 0 is Monday
	office_hours TEXT NOT NULL CHECK (length(office_hours) BETWEEN 1 AND 200),
	revision INTEGER NOT NULL DEFAULT 1, -- grows with each change of a draft
	author INTEGER NOT NULL,     -- account; 0: the command line or the program itself
	created_at INTEGER NOT NULL,
	changed_at INTEGER NOT NULL,
	applied_by INTEGER,
	applied_at INTEGER,
	note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 4000),     -- why it was applied
	source TEXT NOT NULL DEFAULT '' CHECK (length(source) <= 1000), -- who announced it
	sha256 TEXT,                 -- of what an applied version says
	UNIQUE (calendar, number)
);
ALTER TABLE calendar ADD FOREIGN KEY (current) REFERENCES calendar_version (id); -- :postgres
CREATE UNIQUE INDEX calendar_draft ON calendar_version (calendar) WHERE state = 'draft';

CREATE TABLE calendar_day (
	version INTEGER NOT NULL REFERENCES calendar_version (id),
	day INTEGER NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('holiday', 'compensatory_off', 'swapped_off',
		'swapped_working')),
	status TEXT NOT NULL CHECK (status IN ('confirmed', 'announced')),
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
	source TEXT NOT NULL CHECK (length(source) <= 1000),
	PRIMARY KEY (version, day)
) WITHOUT ROWID;

-- Open duties computed anew, because a version was applied or a unit got another calendar.
CREATE TABLE recount (
	id INTEGER PRIMARY KEY,
	version INTEGER NOT NULL REFERENCES calendar_version (id), -- by which they were computed
	unit INTEGER REFERENCES unit (id), -- NULL: of all units that the calendar governs
	account INTEGER NOT NULL,
	at INTEGER NOT NULL,
	duties INTEGER NOT NULL DEFAULT 0,        -- open duties looked at
	moved INTEGER NOT NULL DEFAULT 0,         -- of them, with other dates than before
	turned_late INTEGER NOT NULL DEFAULT 0,   -- became late by it
	turned_timely INTEGER NOT NULL DEFAULT 0  -- were late and are no more
);
CREATE INDEX recount_version ON recount (version, id);

CREATE TABLE recount_move (
	recount INTEGER NOT NULL REFERENCES recount (id),
	unit INTEGER NOT NULL,       -- of the duty
	duty INTEGER NOT NULL REFERENCES duty (id),
	last_day_before INTEGER,
	due_before_before INTEGER,
	last_day_after INTEGER,
	due_before_after INTEGER,
	PRIMARY KEY (recount, unit, duty)
) WITHOUT ROWID;
CREATE INDEX recount_move_duty ON recount_move (duty, recount);

ALTER TABLE unit ADD COLUMN calendar INTEGER REFERENCES calendar (id); -- NULL: everyone's
CREATE INDEX unit_calendar ON unit (calendar);

-- A label before; now the version itself. It is empty only until the program, starting for the
-- first time with this schema, has put the calendar that it carries into the store.
ALTER TABLE duty DROP COLUMN calendar;
ALTER TABLE duty ADD COLUMN calendar_version INTEGER REFERENCES calendar_version (id);
CREATE INDEX duty_walk ON duty (id) WHERE state = 'open';
