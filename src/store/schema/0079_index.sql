-- Every act writes into few indexes: none stands there twice, what is asked of open things alone holds
-- those alone, and the trail of one account is looked through for one action in its own index.

DROP INDEX notice_newest;
DROP INDEX account_role_holders;

DROP INDEX audit_login_action;
DROP INDEX audit_login;
CREATE INDEX audit_login ON audit (login, seq, action);

DROP INDEX duty_open;
CREATE INDEX duty_open ON duty (unit, state, due_before) WHERE state = 'open';
DROP INDEX matter_state;
CREATE INDEX matter_state ON matter (state, id) WHERE state = 'open';
DROP INDEX matter_unit;
CREATE INDEX matter_unit ON matter (unit, state, id) WHERE state = 'open';
