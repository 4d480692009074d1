-- :query lease_take  Takes a free or lapsed lease, or prolongs one's own.
INSERT INTO lease (name, holder, fence, until) VALUES ($1, $2, 1, $3)
ON CONFLICT (name) DO UPDATE SET
	fence = lease.fence + CASE WHEN lease.holder = excluded.holder THEN 0 ELSE 1 END,
	holder = excluded.holder, until = excluded.until
WHERE lease.holder = excluded.holder OR lease.until <= $4 OR lease.until > $5;

-- :query lease_load  Who holds it.
SELECT holder, fence FROM lease WHERE name = $1;
