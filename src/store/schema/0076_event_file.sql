-- Documents of an event may be taken back; an event that was changed is found by its newest words; many
-- events are given to one reporter at once.

ALTER TABLE event_file ADD COLUMN removed_at INTEGER; -- NULL: not
ALTER TABLE event_file ADD COLUMN removed_by INTEGER REFERENCES account (id);

CREATE INDEX desk_word_event ON desk_word (object, id) WHERE kind = 'event';

ALTER TABLE bulk DROP CONSTRAINT bulk_act_check;                                                                      -- :postgres
ALTER TABLE bulk ADD CONSTRAINT bulk_act_check CHECK (act IN ('take', 'forward', 'remind', 'assign')); -- :postgres
CREATE TABLE bulk_new (                                                                -- :sqlite
	id INTEGER PRIMARY KEY,                                                            -- :sqlite
	account INTEGER NOT NULL REFERENCES account (id), -- the person                    -- :sqlite
	act TEXT NOT NULL CHECK (act IN ('take', 'forward', 'remind', 'assign')),          -- :sqlite
	at INTEGER NOT NULL,                                                               -- :sqlite
	report TEXT NOT NULL -- JSON                                                       -- :sqlite
);                                                                                     -- :sqlite
INSERT INTO bulk_new SELECT id, account, act, at, report FROM bulk;                    -- :sqlite
DROP TABLE bulk;                                                                       -- :sqlite
ALTER TABLE bulk_new RENAME TO bulk;                                                   -- :sqlite
