-- Pages that change by themselves (office/turn.h).

CREATE TABLE turn (              -- instants at which a public page changes without anybody's act
	at INTEGER NOT NULL,
	item INTEGER NOT NULL REFERENCES item (id),
	PRIMARY KEY (at, item)
);
CREATE INDEX turn_item ON turn (item);
