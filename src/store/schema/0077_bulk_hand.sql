-- Many items are handed to one editor at once.

ALTER TABLE bulk DROP CONSTRAINT bulk_act_check;                                                               -- :postgres
ALTER TABLE bulk ADD CONSTRAINT bulk_act_check CHECK (act IN ('take', 'forward', 'remind', 'hand', 'assign')); -- :postgres
CREATE TABLE bulk_new (                                                                 -- :sqlite
	id INTEGER PRIMARY KEY,                                                             -- :sqlite
	account INTEGER NOT NULL REFERENCES account (id), -- the person                     -- :sqlite
	act TEXT NOT NULL CHECK (act IN ('take', 'forward', 'remind', 'hand', 'assign')),   -- :sqlite
	at INTEGER NOT NULL,                                                                -- :sqlite
	report TEXT NOT NULL -- JSON                                                        -- :sqlite
);                                                                                      -- :sqlite
INSERT INTO bulk_new SELECT id, account, act, at, report FROM bulk;                     -- :sqlite
DROP TABLE bulk;                                                                        -- :sqlite
ALTER TABLE bulk_new RENAME TO bulk;                                                    -- :sqlite
