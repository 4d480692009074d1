-- :query calendar_of_unit  The version that holds for a unit (0: everyone's).
SELECT v.id, v.sha256, c.name, v.number, v.weekend, v.office_hours
FROM calendar c JOIN calendar_version v ON v.id = c.current
WHERE c.id = coalesce((SELECT u.calendar FROM unit u WHERE u.id = $1),
	(SELECT e.id FROM calendar e WHERE e.code = 'vn'));

-- :query calendar_of_version  One version by number.
SELECT v.id, v.sha256, c.name, v.number, v.weekend, v.office_hours
FROM calendar_version v JOIN calendar c ON c.id = v.calendar
WHERE v.id = $1;

-- :query calendar_days  The rows of a version.
SELECT day, kind, status, name, source FROM calendar_day WHERE version = $1 ORDER BY day;

-- :query calendar_begun  Whether everyone's calendar has a version that holds.
SELECT count(*) FROM calendar WHERE code = 'vn' AND current IS NOT NULL;

-- :part calendar_row  As row_read takes it.
SELECT c.id, c.code, c.name, c.current, v.number, d.id,
	(SELECT count(*) FROM unit u WHERE u.calendar = c.id)
FROM calendar c JOIN calendar_version v ON v.id = c.current
LEFT JOIN calendar_version d ON d.calendar = c.id AND d.state = 'draft'

-- :query calendar_list  Everyone's first.
:calendar_row
ORDER BY CASE c.code WHEN 'vn' THEN 0 ELSE 1 END, c.code;

-- :query calendar_load  One calendar.
:calendar_row
WHERE c.id = $1;

-- :query calendar_by_code  One calendar by its code.
:calendar_row
WHERE c.code = $1;

-- :query calendar_add  A calendar, still without a version.
INSERT INTO calendar (code, name) VALUES ($1, $2) RETURNING id;

-- :query calendar_set_current  The version that holds from now on, if `base` held until now.
UPDATE calendar SET current = $2 WHERE id = $1 AND coalesce(current, 0) = $3;

-- :part version_row  As version_read takes it.
SELECT v.id, v.calendar, c.code, c.name, v.number, v.state, c.current, v.base, v.weekend,
	v.office_hours, v.revision, v.author, a.name, v.created_at, v.changed_at, v.applied_by,
	b.name, v.applied_at, v.note, v.source, v.sha256,
	(SELECT min(r.id) FROM recount r WHERE r.version = v.id AND r.unit IS NULL)
FROM calendar_version v JOIN calendar c ON c.id = v.calendar
LEFT JOIN account a ON a.id = v.author LEFT JOIN account b ON b.id = v.applied_by

-- :query calendar_version_load  One version with its calendar and people.
:version_row
WHERE v.id = $1;

-- :query calendar_version_numbered  The version of that number; 0: the one that holds.
SELECT v.id FROM calendar_version v JOIN calendar c ON c.id = v.calendar
WHERE c.id = $1 AND (v.number = $2 OR (CAST($2 AS BIGINT) = 0 AND v.id = c.current));

-- :query calendar_version_list  Of one calendar, newest first.
:version_row
WHERE v.calendar = $1 AND v.id < $2 ORDER BY v.id DESC LIMIT $3;

-- :query calendar_version_add  A draft.
INSERT INTO calendar_version (calendar, number, state, base, weekend, office_hours, author,
	created_at, changed_at)
SELECT $1, coalesce(max(v.number), 0) + 1, 'draft', $2, $3, $4, $5, $6, $6
FROM calendar_version v WHERE v.calendar = $1
RETURNING id;

-- :query calendar_version_touch  A draft is changed; by the revision that was read.
UPDATE calendar_version SET revision = revision + 1, changed_at = $3
WHERE id = $1 AND revision = $2 AND state = 'draft';

-- :query calendar_version_terms  What a draft says besides its days.
UPDATE calendar_version SET weekend = $2, office_hours = $3 WHERE id = $1 AND state = 'draft';

-- :query calendar_version_drop  A draft is given up.
UPDATE calendar_version SET state = 'dropped', number = NULL WHERE id = $1 AND state = 'draft';

-- :query calendar_version_apply  A draft becomes a version for good.
UPDATE calendar_version SET state = 'applied', applied_by = $2, applied_at = $3, note = $4,
	source = $5, sha256 = $6
WHERE id = $1 AND state = 'draft';

-- :query calendar_days_copy  The days of one version into another.
INSERT INTO calendar_day (version, day, kind, status, name, source)
SELECT CAST($2 AS BIGINT), day, kind, status, name, source FROM calendar_day
WHERE version = $1 AND (CAST($3 AS BIGINT) = 0 OR kind = 'holiday');

-- :query calendar_day_add  One day, unless it is there.
INSERT INTO calendar_day (version, day, kind, status, name, source)
VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (version, day) DO NOTHING;

-- :query calendar_day_remove  One day.
DELETE FROM calendar_day WHERE version = $1 AND day = $2;

-- :query calendar_days_remove  The days from one to another, both with them.
DELETE FROM calendar_day WHERE version = $1 AND day BETWEEN $2 AND $3;

-- :query calendar_judge_first  Duties from before calendars had versions are judged by the first.
UPDATE duty SET calendar_version = $1 WHERE calendar_version IS NULL;

-- :query unit_set_calendar  Which calendar a unit has; by the version that was read.
UPDATE unit SET calendar = $3, version = version + 1 WHERE id = $1 AND version = $2;
