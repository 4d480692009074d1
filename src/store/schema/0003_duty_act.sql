-- What was done about a duty besides handing in. A duty's state, pause and dates are derived from
-- these rows (law/course.h); the columns in `duty` are what lists filter by, never another truth.

CREATE TABLE duty_act (
	id INTEGER PRIMARY KEY,      -- rising: the order in which acts were recorded
	duty INTEGER NOT NULL REFERENCES duty (id),
	kind TEXT NOT NULL CHECK (kind IN ('extend', 'pause', 'resume', 'excuse',
		'not_applicable', 'reopen', 'meet')),
	at INTEGER NOT NULL,         -- from when it counts
	recorded_at INTEGER NOT NULL,
	account INTEGER NOT NULL,    -- 0: the command line
	rule TEXT,                   -- of an extension: the duty of the regulation whose limit holds
	reason TEXT CHECK (length(reason) <= 4000),
	document TEXT CHECK (length(document) <= 200) -- number and date of the decision
);
CREATE INDEX duty_act_duty ON duty_act (duty, id);

CREATE TABLE duty_act_unit (         -- the units that an extension names
	act INTEGER NOT NULL REFERENCES duty_act (id),
	unit INTEGER NOT NULL REFERENCES unit (id),
	PRIMARY KEY (act, unit)
);

ALTER TABLE duty ADD COLUMN opened_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE duty ADD COLUMN paused INTEGER NOT NULL DEFAULT 0;
ALTER TABLE duty ADD COLUMN other_last_day INTEGER;   -- both ends if announced days do not come true
ALTER TABLE duty ADD COLUMN other_due_before INTEGER;
ALTER TABLE duty ADD COLUMN extension TEXT; -- the rule whose limit holds instead, if one does

UPDATE duty SET opened_at = (SELECT m.opened_at FROM matter m WHERE m.id = duty.matter);

INSERT INTO duty_act (duty, kind, at, recorded_at, account)
SELECT d.id, 'meet', d.met_at, d.met_at, COALESCE(i.sent_by, 0)
FROM duty d LEFT JOIN item i ON i.id = d.met_item WHERE d.state = 'met' ORDER BY d.id;
