-- :query credential_by_login  What a guess is held against.
SELECT id, login, password FROM account WHERE login = $1;

-- :query credential_load  The same account, looked at again in the transaction.
SELECT password, totp_secret, active FROM account WHERE id = $1;

-- :query credential_device  Whether this account has logged in with this browser before.
SELECT 1 FROM session WHERE account = $1 AND device = $2 LIMIT 1;

-- :query credential_step  Uses a code up: only steps behind the last one used fit.
UPDATE account SET totp_step = $2 WHERE id = $1 AND totp_step < $2;

-- :query credential_set_password  By the owner.
UPDATE account SET password = $2, must_change = 0, version = version + 1 WHERE id = $1;

-- :query credential_set_totp  Turns the second factor on.
UPDATE account SET totp_secret = $2, totp_step = $3, version = version + 1
WHERE id = $1 AND totp_secret IS NULL;

-- :query credential_drop_totp  Turns it off.
UPDATE account SET totp_secret = NULL, version = version + 1
WHERE id = $1 AND totp_secret IS NOT NULL;
