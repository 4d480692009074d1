-- Units that end: merged into a successor, by a decision. What is open moves with a trace.

ALTER TABLE unit ADD COLUMN begins_on INTEGER;  -- NULL: before this was kept
ALTER TABLE unit ADD COLUMN ended_on INTEGER;   -- its successor acts from this day on
ALTER TABLE unit ADD COLUMN successor INTEGER REFERENCES unit (id);

CREATE TABLE merger (
	id INTEGER PRIMARY KEY,
	successor INTEGER NOT NULL REFERENCES unit (id),
	number TEXT NOT NULL CHECK (length(number) BETWEEN 1 AND 50),
	decided_on INTEGER NOT NULL,
	signer TEXT NOT NULL CHECK (length(signer) BETWEEN 1 AND 200),
	effective_on INTEGER NOT NULL,
	account INTEGER NOT NULL,    -- 0: the command line
	at INTEGER NOT NULL,
	recount INTEGER REFERENCES recount (id) -- NULL: all had the same calendar
);

CREATE TABLE merger_move (           -- what a merger moved, and from which unit
	merger INTEGER NOT NULL REFERENCES merger (id),
	kind TEXT NOT NULL,
	thing INTEGER NOT NULL,
	unit INTEGER NOT NULL REFERENCES unit (id),
	PRIMARY KEY (kind, thing, merger, unit)
);
CREATE INDEX merger_move_merger ON merger_move (merger, unit, kind);

-- What moves when a unit ends: what is open. `until`: only before that instant.
CREATE VIEW merging AS
SELECT 'matter' AS kind, id AS thing, unit,
	NULL                 -- :sqlite
	CAST(NULL AS BIGINT) -- :postgres
	AS until FROM matter WHERE state = 'open'
UNION ALL
SELECT 'duty', id, unit, NULL FROM duty WHERE state = 'open'
UNION ALL
SELECT 'item', id, unit, NULL FROM item WHERE state NOT IN ('published', 'withdrawn', 'dropped')
UNION ALL
SELECT 'question', id, unit, NULL FROM question WHERE state IN ('forwarded', 'answering')
UNION ALL
SELECT 'help', h.question, h.unit, NULL FROM question_help h JOIN question q ON q.id = h.question
WHERE h.given_at IS NULL AND q.state IN ('forwarded', 'answering')
UNION ALL
SELECT 'event', e.id, e.unit, NULL FROM event e JOIN matter m ON m.id = e.matter
WHERE e.state <> 'cancelled' AND m.state = 'open'
UNION ALL
SELECT 'event', e.id, e.unit, e.ends_at FROM event e WHERE e.state <> 'cancelled' AND e.matter IS NULL
UNION ALL
SELECT 'part', k.id, k.unit, NULL FROM column_ask k JOIN duty d ON d.id = k.duty WHERE d.state = 'open'
UNION ALL
SELECT 'account', id, unit, NULL FROM account WHERE active = 1 AND stands_for IS NULL
UNION ALL
SELECT 'below', id, parent, NULL FROM unit WHERE active = 1 AND parent IS NOT NULL;
