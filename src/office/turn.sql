-- :query turn_remove  An item's page changes by itself no more.
DELETE FROM turn WHERE item = $1;

-- :query turn_add  It changes at that instant.
INSERT INTO turn (at, item) VALUES ($1, $2) ON CONFLICT (at, item) DO NOTHING;

-- :query turn_next  The first that comes.
SELECT at FROM turn ORDER BY at LIMIT 1;

-- :query turn_pass  Those that have come.
DELETE FROM turn WHERE at <= $1;
