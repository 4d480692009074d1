-- Events from the notice to the published item (khoản 2, 3): who is sent, what was changed, what
-- was handed over. An event that needs coverage belongs to a matter, where its duties stand.

ALTER TABLE event ADD COLUMN matter INTEGER REFERENCES matter (id); -- NULL: no coverage asked for
ALTER TABLE event ADD COLUMN host TEXT NOT NULL DEFAULT '' CHECK (length(host) <= 300);
ALTER TABLE event ADD COLUMN attendees TEXT NOT NULL DEFAULT '' CHECK (length(attendees) <= 300);
ALTER TABLE event ADD COLUMN documents TEXT NOT NULL DEFAULT 'later'
	CHECK (documents IN ('later', 'given', 'none'));
ALTER TABLE event ADD COLUMN notified_by INTEGER REFERENCES account (id); -- NULL: told before this step
ALTER TABLE event ADD COLUMN notified_at INTEGER;
UPDATE event SET state = 'cannot' WHERE state = 'declined';
CREATE UNIQUE INDEX event_matter ON event (matter) WHERE matter IS NOT NULL;

CREATE TABLE event_assignment (
	id INTEGER PRIMARY KEY,
	event INTEGER NOT NULL REFERENCES event (id),
	account INTEGER NOT NULL REFERENCES account (id), -- the reporter
	state TEXT NOT NULL CHECK (state IN ('asked', 'accepted', 'declined', 'released', 'done')),
	assigned_by INTEGER NOT NULL,
	assigned_at INTEGER NOT NULL,
	changed_at INTEGER NOT NULL, -- when it came into its state
	reason TEXT CHECK (length(reason) <= 2000), -- why declined or released
	item INTEGER REFERENCES item (id) -- the published one that closed it
);
CREATE INDEX event_assignment_event ON event_assignment (event, id);
CREATE INDEX event_assignment_account ON event_assignment (account, state);
CREATE UNIQUE INDEX event_assignment_open ON event_assignment (event, account)
	WHERE state IN ('asked', 'accepted');

CREATE TABLE event_act (             -- what was done about it; only ever added
	id INTEGER PRIMARY KEY,
	event INTEGER NOT NULL REFERENCES event (id),
	kind TEXT NOT NULL,
	at INTEGER NOT NULL,
	account INTEGER NOT NULL,    -- 0: the command line
	person INTEGER REFERENCES account (id), -- the reporter whom it is about
	reason TEXT CHECK (length(reason) <= 2000),
	was_starts_at INTEGER,       -- of postpone and move: what was so until then
	was_ends_at INTEGER,
	was_place TEXT
);
CREATE INDEX event_act_event ON event_act (event, id);
