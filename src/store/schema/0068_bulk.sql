-- Many acts in one: what each came to, for who did them.

CREATE TABLE bulk (
	id INTEGER PRIMARY KEY,
	account INTEGER NOT NULL REFERENCES account (id), -- the person
	act TEXT NOT NULL CHECK (act IN ('take', 'forward', 'remind')),
	at INTEGER NOT NULL,
	report TEXT NOT NULL -- JSON
);

-- Somebody reminded of a duty by hand: once a day.
CREATE TABLE duty_nudge (
	duty INTEGER NOT NULL REFERENCES duty (id),
	day INTEGER NOT NULL,
	account INTEGER NOT NULL REFERENCES account (id),
	at INTEGER NOT NULL,
	PRIMARY KEY (duty, day)
);
