-- Secret addresses at which calendar programs fetch a person's events; one that lives for each account.

CREATE TABLE event_feed (
	id INTEGER PRIMARY KEY,
	account INTEGER NOT NULL REFERENCES account (id),
	secret_hash TEXT NOT NULL UNIQUE,
	created_at INTEGER NOT NULL,
	revoked_at INTEGER
);
CREATE UNIQUE INDEX event_feed_live ON event_feed (account) WHERE revoked_at IS NULL;
