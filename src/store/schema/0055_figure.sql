-- What became of each duty, for figures and for the lists behind them (office/figure.h): one
-- definition, here. The outcomes are bits, so that a list may ask for several at once.

CREATE VIEW duty_outcome AS
SELECT id, matter, unit, rule, opened_at, last_day, due_before, late_ms, met_at,
	CASE state
		WHEN 'met' THEN CASE
			WHEN due_before IS NULL THEN 4 -- unmeasured: the limit names no number
			WHEN late_ms > 0 THEN 2        -- late
			ELSE 1 END                     -- on time
		WHEN 'excused' THEN 8
		WHEN 'not_applicable' THEN 16
		ELSE 32 END AS outcome, -- open
	-- From what began the term, or from the opening if that lay ahead (an event told of).
	CASE WHEN state = 'met' THEN met_at - CASE WHEN anchor_at < opened_at THEN anchor_at
		ELSE opened_at END END AS took_ms
FROM duty;

-- Figures of a unit in a time are read from here alone.
CREATE INDEX duty_figure ON duty (unit, opened_at, id, state, due_before, late_ms, met_at, anchor_at,
	rule);
CREATE INDEX urgent_item ON urgent (item);
CREATE INDEX receipt_time ON receipt (at, id);
