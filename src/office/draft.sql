-- :query draft_put  What a person typed takes the place of what they typed before.
INSERT INTO draft (account, item, matter, duty, genre, kind, base, title, abstract, section,
	source_document, correction, facts, body, plain, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
ON CONFLICT (account, COALESCE(item, 0), COALESCE(matter, 0), COALESCE(duty, 0), genre, kind)
DO UPDATE SET base = excluded.base, title = excluded.title, abstract = excluded.abstract,
	section = excluded.section, source_document = excluded.source_document,
	correction = excluded.correction, facts = excluded.facts, body = excluded.body,
	plain = excluded.plain, at = excluded.at
RETURNING id;

-- :query draft_find  A person's draft of an item, or of a new one.
SELECT id, item, matter, duty, genre, kind, base, title, abstract, section, source_document,
	correction, facts, body, plain, at
FROM draft WHERE account = $1 AND COALESCE(item, 0) = $2 AND COALESCE(matter, 0) = $3
	AND COALESCE(duty, 0) = $4 AND genre = $5 AND kind = $6;

-- :query draft_load  One of a person's drafts.
SELECT id, item, matter, duty, genre, kind, base, title, abstract, section, source_document,
	correction, facts, body, plain, at
FROM draft WHERE id = $1 AND account = $2;

-- :query draft_list  A person's drafts without their texts, newest first.
SELECT id, item, matter, duty, genre, kind, base, title, '', section, '', '', '', '', '', at
FROM draft WHERE account = $1 ORDER BY at DESC, id DESC LIMIT $2;

-- :query draft_remove  The person does not want it.
DELETE FROM draft WHERE id = $1 AND account = $2;

-- :query draft_forget  It is a revision now.
DELETE FROM draft WHERE account = $1 AND COALESCE(item, 0) = $2 AND COALESCE(matter, 0) = $3
	AND COALESCE(duty, 0) = $4 AND genre = $5 AND kind = $6;

-- :query draft_editors  Who else typed in an item since then.
SELECT a.name FROM draft d JOIN account a ON a.id = d.account
WHERE d.item = $1 AND d.at > $2 AND d.account <> $3 ORDER BY a.name LIMIT 10;

-- :query draft_prune  Those that nobody came back to.
DELETE FROM draft WHERE at <= $1;
