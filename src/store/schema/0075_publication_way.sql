-- How long what is first published lay with its unit and with the Portal on its way, in ms
-- (office/span.h, span_item_split): written as it is first published, counted by figures from one
-- index alone. What was published before gets it from its steps and from the acts of its duty.

ALTER TABLE publication ADD COLUMN unit_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE publication ADD COLUMN portal_ms INTEGER NOT NULL DEFAULT 0;

-- Each step with the next one, until the item was first public.
CREATE VIEW way_step AS
SELECT s.item, s.id, s.at, s.to_state, COALESCE(LEAD(s.at) OVER (PARTITION BY s.item ORDER BY s.id),
		p.published_at) AS till
FROM publication p JOIN step s ON s.item = p.item AND s.at < p.published_at;

-- When it first came to the Portal.
CREATE VIEW way_first AS
SELECT p.item, COALESCE((SELECT s.at FROM step s WHERE s.item = p.item AND s.at < p.published_at
		AND s.to_state NOT IN ('draft', 'submitted', 'returned', 'dropped')
		ORDER BY s.id LIMIT 1), p.published_at) AS at,
	COALESCE((SELECT min(s.id) FROM step s WHERE s.item = p.item
		AND s.to_state NOT IN ('draft', 'submitted', 'returned', 'dropped')), 0) AS step
FROM publication p;

-- The opening of its duty and the acts by which it starts and stops to run, each with the next.
CREATE VIEW way_duty AS
SELECT a.item, a.portal, a.at, a.runs, a.until,
	COALESCE(LEAD(a.at) OVER (PARTITION BY a.item ORDER BY a.act), a.until) AS till
FROM (SELECT f.item, CASE WHEN u.kind = 'portal' THEN 1 ELSE 0 END AS portal, d.opened_at AS at,
		1 AS runs, 0 AS act, f.at AS until
	FROM way_first f JOIN item i ON i.id = f.item JOIN duty d ON d.id = i.duty
	JOIN unit u ON u.id = d.unit
	UNION ALL
	SELECT f.item, CASE WHEN u.kind = 'portal' THEN 1 ELSE 0 END, x.at,
		CASE WHEN x.kind IN ('resume', 'reopen') THEN 1 ELSE 0 END, x.id, f.at
	FROM way_first f JOIN item i ON i.id = f.item JOIN duty d ON d.id = i.duty
	JOIN unit u ON u.id = d.unit JOIN duty_act x ON x.duty = d.id AND x.kind <> 'extend') a;

CREATE TABLE way (item INTEGER PRIMARY KEY, unit_ms INTEGER NOT NULL, portal_ms INTEGER NOT NULL);
INSERT INTO way (item, unit_ms, portal_ms)
SELECT w.item, sum(CASE WHEN w.portal = 0 THEN w.ms ELSE 0 END),
	sum(CASE WHEN w.portal = 1 THEN w.ms ELSE 0 END)
FROM (SELECT s.item, CASE WHEN s.to_state IN ('sent', 'editing', 'review', 'approved', 'scheduled')
			THEN 1 ELSE 0 END AS portal, s.till - s.at AS ms
	FROM way_step s JOIN way_first f ON f.item = s.item AND s.id >= f.step
	WHERE s.till > s.at AND s.to_state IN ('sent', 'editing', 'review', 'approved', 'scheduled',
		'returned', 'draft', 'submitted')
	UNION ALL
	SELECT d.item, d.portal, CASE WHEN d.till < d.until THEN d.till ELSE d.until END - d.at
	FROM way_duty d WHERE d.runs = 1 AND d.till > d.at AND d.until > d.at) w
GROUP BY w.item;
UPDATE publication SET unit_ms = (SELECT w.unit_ms FROM way w WHERE w.item = publication.item),
	portal_ms = (SELECT w.portal_ms FROM way w WHERE w.item = publication.item)
WHERE item IN (SELECT item FROM way);
DROP TABLE way;
DROP VIEW way_duty;
DROP VIEW way_first;
DROP VIEW way_step;

DROP INDEX publication_count;
CREATE INDEX publication_count ON publication (live, published_at, unit, rule, item, unit_ms, portal_ms);
