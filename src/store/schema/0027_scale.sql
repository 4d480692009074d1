-- Lists of one unit, account or action are read from where they stand, newest first, at any size.

CREATE INDEX audit_login_action ON audit (login, action, seq);
CREATE INDEX notice_newest ON notice (account, id);
CREATE INDEX matter_newest ON matter (unit, id);
CREATE INDEX question_unit ON question (unit, id);
CREATE INDEX event_unit ON event (unit, starts_at, id);
CREATE INDEX question_leg_matter ON question_leg (matter);
CREATE INDEX account_role_holders ON account_role (role, account);
