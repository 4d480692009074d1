-- Documents that the host of an event hands over as files; never public.

CREATE TABLE event_file (            -- only ever added
	id INTEGER PRIMARY KEY,
	event INTEGER NOT NULL REFERENCES event (id),
	file INTEGER NOT NULL REFERENCES file (id),
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
	added_by INTEGER NOT NULL REFERENCES account (id),
	added_at INTEGER NOT NULL
);
CREATE INDEX event_file_event ON event_file (event, id);
CREATE INDEX event_file_file ON event_file (file);
