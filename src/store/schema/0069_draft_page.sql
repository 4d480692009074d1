-- Each page of a person has a draft of its own, so that none writes over what is typed in another.

ALTER TABLE draft ADD COLUMN page TEXT NOT NULL DEFAULT '' CHECK (length(page) <= 64); -- the page's own name
ALTER TABLE draft ADD COLUMN changes INTEGER NOT NULL DEFAULT 1; -- grows with each change
UPDATE draft SET page = 'kept-' || id;
DROP INDEX draft_owner;
CREATE UNIQUE INDEX draft_owner
	ON draft (account, COALESCE(item, 0), COALESCE(matter, 0), COALESCE(duty, 0), genre, kind, page);
