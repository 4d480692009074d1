-- Which merger ended a unit, and through whom its work has come to whom.

ALTER TABLE unit ADD COLUMN merger INTEGER REFERENCES merger (id);
UPDATE unit SET merger = (SELECT max(m.id) FROM merger m
	WHERE m.successor = unit.successor AND m.effective_on = unit.ended_on) WHERE successor IS NOT NULL;
CREATE INDEX unit_successor ON unit (successor) WHERE successor IS NOT NULL;

CREATE VIEW heir AS                  -- each unit that has ended, with its successor, and the successor's
WITH RECURSIVE chain (unit, heir) AS (
	SELECT id, successor FROM unit WHERE successor IS NOT NULL
	UNION
	SELECT c.unit, u.successor FROM chain c JOIN unit u ON u.id = c.heir WHERE u.successor IS NOT NULL
)
SELECT unit, heir FROM chain;
