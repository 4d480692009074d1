-- :query consent_add  The leadership has decided.
INSERT INTO consent (duty, agreed, leader, decided_on, paper, reason, account, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- :query consent_load  What it decided.
SELECT c.agreed, c.leader, c.decided_on, c.paper, c.reason, a.name, c.at
FROM consent c JOIN account a ON a.id = c.account WHERE c.duty = $1;
