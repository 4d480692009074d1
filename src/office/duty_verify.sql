-- :query duty_verify_walk  All duties behind one, with the version that holds for their unit.
SELECT d.id, d.matter, d.rule, d.anchor_at, d.last_day, d.due_before, d.unconfirmed,
	d.other_last_day, d.other_due_before, m.regulation, d.state, d.paused, d.extension, d.met_at,
	d.late_ms, d.calendar_version, (SELECT c.current FROM calendar c WHERE c.id = coalesce(u.calendar,
		(SELECT e.id FROM calendar e WHERE e.code = 'vn')))
FROM duty d JOIN matter m ON m.id = d.matter JOIN unit u ON u.id = d.unit
WHERE d.id > $1 ORDER BY d.id LIMIT $2;
