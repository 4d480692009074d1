-- Lists for those who do not read what a unit has not sent pass over it by an index. Whether a text lay
-- before the Portal follows from its steps (`handover`); this only says so at the item.

ALTER TABLE item ADD COLUMN shared INTEGER NOT NULL DEFAULT 0;
UPDATE item SET shared = 1 WHERE id IN (SELECT item FROM handover)
	OR state NOT IN ('draft', 'submitted', 'returned', 'dropped');
CREATE INDEX item_shared ON item (state, changed_at, id) WHERE shared = 1;
