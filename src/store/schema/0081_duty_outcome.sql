-- What became of a duty and how long it took, for figures and the lists behind them
-- (office/figure.h): one definition, here. Columns of the row, not a view upon it, so that an
-- index holds them and figures of a whole quarter need not make them again for each duty.
-- The outcomes are bits, so that a list may ask for several at once.

DROP INDEX duty_figure;
DROP VIEW duty_outcome;

ALTER TABLE duty ADD COLUMN outcome INTEGER NOT NULL GENERATED ALWAYS AS (
	CASE state
		WHEN 'met' THEN CASE
			WHEN due_before IS NULL THEN 4 -- unmeasured: the limit names no number
			WHEN late_ms > 0 THEN 2        -- late
			ELSE 1 END                     -- on time
		WHEN 'excused' THEN 8
		WHEN 'not_applicable' THEN 16
		ELSE 32 END -- open
	) VIRTUAL; -- :sqlite
	) STORED; -- :postgres

-- From what began the term, or from the opening if that lay ahead (an event told of); NULL: not met.
ALTER TABLE duty ADD COLUMN took_ms INTEGER GENERATED ALWAYS AS (
	CASE WHEN state = 'met' THEN met_at - CASE WHEN anchor_at < opened_at THEN anchor_at
		ELSE opened_at END END
	) VIRTUAL; -- :sqlite
	) STORED; -- :postgres

-- Figures of a unit in a time are read from here alone.
CREATE INDEX duty_figure ON duty (unit, opened_at, id, outcome, due_before, took_ms, rule);
