-- :query event_file_add  One more document of an event.
INSERT INTO event_file (event, file, name, added_by, added_at) VALUES ($1, $2, $3, $4, $5) RETURNING id;

-- :query event_file_count  How many an event has.
SELECT count(*) FROM event_file WHERE event = $1 AND removed_at IS NULL;

-- :query event_file_remove  Taken back, once.
UPDATE event_file SET removed_at = $2, removed_by = $3 WHERE id = $1 AND removed_at IS NULL;

-- :part event_file_row  As row_read takes it.
SELECT e.id, e.event, e.file, e.name, f.size, a.name, e.added_at, e.added_by
FROM event_file e JOIN file f ON f.id = e.file JOIN account a ON a.id = e.added_by

-- :query event_file_list  In the order in which they were handed over.
:event_file_row
WHERE e.event = $1 AND e.removed_at IS NULL ORDER BY e.id LIMIT $2;

-- :query event_file_load  One of them.
:event_file_row
WHERE e.id = $1 AND e.removed_at IS NULL;
