-- Delegation (ủy quyền): a deputy stands in for a giver from a day to a day, by a decision. What is
-- done so is recorded in the name of an account of its own, "B thay A theo quyết định N": nobody can
-- log in with it, and wherever an account is shown, it says who acted in whose place.

ALTER TABLE account ADD COLUMN stands_for INTEGER REFERENCES account (id); -- the giver; NULL: a person
ALTER TABLE account ADD COLUMN deputy INTEGER REFERENCES account (id);     -- the person who acts
CREATE INDEX account_stands_for ON account (stands_for) WHERE stands_for IS NOT NULL;

CREATE TABLE delegation (
	id INTEGER PRIMARY KEY,
	giver INTEGER NOT NULL REFERENCES account (id),
	deputy INTEGER NOT NULL REFERENCES account (id),
	account INTEGER NOT NULL UNIQUE REFERENCES account (id), -- its roles are those that were given
	number TEXT NOT NULL CHECK (length(number) BETWEEN 1 AND 50),
	decided_on INTEGER NOT NULL,
	signer TEXT NOT NULL CHECK (length(signer) BETWEEN 1 AND 200),
	starts_at INTEGER NOT NULL,
	ends_at INTEGER NOT NULL,    -- exclusive: the first instant after its last day
	entered_by INTEGER NOT NULL, -- account; 0: the command line
	entered_at INTEGER NOT NULL,
	revoked_by INTEGER,          -- account; 0: the command line
	revoked_at INTEGER,
	reason TEXT CHECK (length(reason) <= 2000),
	CHECK (giver <> deputy),
	CHECK (starts_at < ends_at)
);
CREATE INDEX delegation_giver ON delegation (giver, ends_at);
CREATE INDEX delegation_deputy ON delegation (deputy, ends_at);

ALTER TABLE session ADD COLUMN delegation INTEGER REFERENCES delegation (id); -- NULL: for oneself

-- Which roles a delegation gives, as far as revocation and the two accounts let it: both work, in
-- one unit, the giver has the role still, and the deputy is neither administrator nor auditor.
-- Whether its days have come and not passed is asked by the query.
CREATE VIEW standing AS
SELECT d.id AS delegation, d.account, d.giver, d.deputy, d.starts_at, d.ends_at, r.role
FROM delegation d
JOIN account g ON g.id = d.giver AND g.active = 1
JOIN account b ON b.id = d.deputy AND b.active = 1 AND b.unit = g.unit
JOIN account_role r ON r.account = d.account
JOIN account_role h ON h.account = d.giver AND h.role = r.role
WHERE d.revoked_at IS NULL
	AND EXISTS (SELECT 1 FROM account_role o WHERE o.account = d.deputy)
	AND NOT EXISTS (SELECT 1 FROM account_role o WHERE o.account = d.deputy
		AND o.role IN ('administrator', 'auditor'));
