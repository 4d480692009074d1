-- :query duty_act_add  Records an act.
INSERT INTO duty_act (duty, kind, at, recorded_at, account, rule, reason, document)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id;

-- :query duty_act_unit_add  A unit that an extension names.
INSERT INTO duty_act_unit (act, unit) VALUES ($1, $2) ON CONFLICT DO NOTHING;

-- :query duty_act_of_duty  The acts of a duty in order of recording, with who recorded them.
SELECT a.id, a.kind, a.at, a.rule, a.recorded_at, a.account, COALESCE(c.name, ''), a.reason, a.document
FROM duty_act a LEFT JOIN account c ON c.id = a.account WHERE a.duty = $1 ORDER BY a.id;

-- :query duty_act_unit_names  The units that an extension names.
SELECT u.name FROM duty_act_unit x JOIN unit u ON u.id = x.unit WHERE x.act = $1
ORDER BY u.sort_key, u.id;

-- :query duty_act_of_open  The acts of all open duties, by duty and order of recording.
SELECT a.duty, a.kind, a.at, a.rule
FROM duty_act a JOIN duty d ON d.id = a.duty WHERE d.state = 'open' ORDER BY d.id, a.id;

-- :query duty_act_of_all  The acts of all duties, by duty and order of recording.
SELECT a.duty, a.kind, a.at, a.rule FROM duty_act a ORDER BY a.duty, a.id;
