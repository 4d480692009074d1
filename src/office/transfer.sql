-- :query transfer_add  The Government's portal was given a document.
INSERT INTO transfer (item, revision, account, given_at, recorded_at, evidence, address)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- :query transfer_list  How often, and by what evidence.
SELECT t.revision, t.given_at, t.evidence, t.address, a.name, t.recorded_at
FROM transfer t JOIN account a ON a.id = t.account WHERE t.item = $1 ORDER BY t.id LIMIT $2;
