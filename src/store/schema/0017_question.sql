-- A question's way from unit to unit, its helpers and its answer (Article 5, clause 10).

ALTER TABLE question ADD COLUMN item INTEGER REFERENCES item (id);
ALTER TABLE question ADD COLUMN sent_revision INTEGER; -- of the item: what the asker was sent
CREATE INDEX question_item ON question (item);

CREATE TABLE question_leg (      -- one forwarding: rows are only added; a return is noted in its row
	id INTEGER PRIMARY KEY,
	question INTEGER NOT NULL REFERENCES question (id),
	unit INTEGER NOT NULL REFERENCES unit (id),
	account INTEGER NOT NULL REFERENCES account (id),
	forwarded_at INTEGER NOT NULL,
	received_at INTEGER,
	matter INTEGER REFERENCES matter (id),
	duty INTEGER REFERENCES duty (id),
	returned_at INTEGER,
	reason TEXT CHECK (length(reason) <= 2000)
);
CREATE INDEX question_leg_question ON question_leg (question, id);
CREATE INDEX question_leg_duty ON question_leg (duty);

CREATE TABLE question_help (     -- a unit that cooperates, with the day that the lead unit set
	question INTEGER NOT NULL REFERENCES question (id),
	unit INTEGER NOT NULL REFERENCES unit (id),
	due_on INTEGER NOT NULL,
	named_at INTEGER NOT NULL,
	given_at INTEGER,
	account INTEGER REFERENCES account (id),
	body TEXT CHECK (length(body) <= 20000),
	PRIMARY KEY (question, unit)
);
CREATE INDEX question_help_unit ON question_help (unit, question);
