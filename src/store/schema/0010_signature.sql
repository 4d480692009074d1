-- What receipts are signed with, and the signed receipt itself (office/site_key.h, receipt_file.h).

CREATE TABLE site_key (
	id INTEGER PRIMARY KEY,
	algorithm TEXT NOT NULL CHECK (algorithm = 'Ed25519'),
	public_key TEXT NOT NULL UNIQUE, -- base64; the secret half never enters the store
	created_at INTEGER NOT NULL,
	retired_at INTEGER           -- signs nothing more; what it signed before stays valid
);

ALTER TABLE receipt ADD COLUMN document TEXT CHECK (length(document) <= 200000); -- the bytes that are signed
ALTER TABLE receipt ADD COLUMN signature TEXT; -- base64; NULL: issued before there were keys
ALTER TABLE receipt ADD COLUMN key INTEGER REFERENCES site_key (id);
