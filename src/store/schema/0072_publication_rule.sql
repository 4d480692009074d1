-- Of which duty's rule a publication was first made ("-": of none): what is published is counted by it,
-- from one index alone.

ALTER TABLE publication ADD COLUMN rule TEXT NOT NULL DEFAULT '-';
UPDATE publication SET rule = COALESCE(
	(SELECT d.rule FROM item i JOIN duty d ON d.id = i.duty WHERE i.id = publication.item), '-');
CREATE INDEX publication_count ON publication (live, published_at, unit, rule, item);
