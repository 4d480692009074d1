-- Lists for those who do not read what a unit has not sent pass over it by an index. Whether a text lay
-- before the Portal follows from its steps (`handover`); this only says so at the item.

-- (In PostgreSQL it came as four bytes, and stays so.)
ALTER TABLE item ADD COLUMN shared INTEGER NOT NULL DEFAULT 0; -- :sqlite
ALTER TABLE item ADD COLUMN shared INT4 NOT NULL DEFAULT 0;    -- :postgres
UPDATE item SET shared = 1 WHERE id IN (SELECT item FROM handover)
	OR state NOT IN ('draft', 'submitted', 'returned', 'dropped');
CREATE INDEX item_shared ON item (state, changed_at, id) WHERE shared = 1;
