-- A public column may be taken from the public, with a reason that stands in its place.

ALTER TABLE portal_column ADD COLUMN withdrawn_edition INTEGER; -- NULL: what was public still is, or none was
ALTER TABLE portal_column ADD COLUMN withdrawn_at INTEGER;
ALTER TABLE portal_column ADD COLUMN withdrawn_reason TEXT CHECK (length(withdrawn_reason) BETWEEN 1 AND 2000);
