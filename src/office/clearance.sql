-- :query declaration_add  Somebody answers for a revision.
INSERT INTO declaration (item, revision, verb, account, at) VALUES ($1, $2, $3, $4, $5);

-- :query declaration_list  Who answered for a revision.
SELECT d.verb, a.name, d.at FROM declaration d JOIN account a ON a.id = d.account
WHERE d.item = $1 AND d.revision = $2 ORDER BY d.id LIMIT $3;

-- :query declaration_pairs  Who handed a revision in and who else approved it.
SELECT count(*) FROM declaration s JOIN declaration a ON a.item = s.item AND a.revision = s.revision
WHERE s.item = $1 AND s.revision = $2 AND s.verb IN ('submit', 'send', 'submit_review')
	AND a.verb = 'approve' AND a.account <> s.account;

-- :query declaration_of  How many answered for a revision by a verb.
SELECT count(*) FROM declaration WHERE item = $1 AND revision = $2 AND verb = $3;

-- :query finding_keep  A reviewer leaves it in a revision; a later word replaces an earlier one.
INSERT INTO finding_keep (finding, revision, reason, account, at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (finding, revision) DO UPDATE SET reason = excluded.reason, account = excluded.account,
	at = excluded.at;
