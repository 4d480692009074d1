-- Notices know which unit and which duty they are about (office/tell.h).

ALTER TABLE notice ADD COLUMN unit INTEGER REFERENCES unit (id);
ALTER TABLE notice ADD COLUMN duty INTEGER REFERENCES duty (id);
DROP INDEX notice_account;
CREATE INDEX notice_account ON notice (account, id);
CREATE INDEX notice_unread ON notice (account, id) WHERE read_at IS NULL;
CREATE INDEX account_role_role ON account_role (role, account);
