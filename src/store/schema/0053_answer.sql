-- Published answers (Article 5, clause 10), and whether who asked lets the name be shown.

ALTER TABLE question_contact ADD COLUMN shows_name INTEGER NOT NULL DEFAULT 0;

CREATE TABLE answer (            -- what the list of public answers filters by; the facts tell the rest
	item INTEGER PRIMARY KEY REFERENCES item (id),
	field TEXT NOT NULL,         -- may be empty
	at INTEGER NOT NULL          -- when it was published first
);
CREATE INDEX answer_order ON answer (at, item);
CREATE INDEX answer_field ON answer (field, at, item);

INSERT INTO answer (item, field, at)
SELECT item, '', published_at FROM publication WHERE genre = 'answer' AND live = 1;
