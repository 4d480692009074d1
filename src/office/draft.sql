-- :query draft_put  What is typed in a page takes the place of what was typed in it before.
INSERT INTO draft (account, item, matter, duty, genre, kind, base, title, abstract, section,
	source_document, correction, facts, body, plain, at, page)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
ON CONFLICT (account, COALESCE(item, 0), COALESCE(matter, 0), COALESCE(duty, 0), genre, kind, page)
DO UPDATE SET changes = draft.changes + 1, base = excluded.base, title = excluded.title, abstract = excluded.abstract,
	section = excluded.section, source_document = excluded.source_document,
	correction = excluded.correction, facts = excluded.facts, body = excluded.body,
	plain = excluded.plain, at = excluded.at
RETURNING id;

-- :query draft_pages  Of a person's drafts of an item, or of a new one, each page's, without its text.
SELECT id, item, matter, duty, genre, kind, base, title, '', section, '', '', '', '', '', at, page, changes
FROM draft WHERE account = $1 AND COALESCE(item, 0) = $2 AND COALESCE(matter, 0) = $3
	AND COALESCE(duty, 0) = $4 AND genre = $5 AND kind = $6
ORDER BY at DESC, id DESC;

-- :query draft_adopt  A page goes on with what another kept, if that has not been changed since.
UPDATE draft SET page = $7
WHERE account = $1 AND COALESCE(item, 0) = $2 AND COALESCE(matter, 0) = $3
	AND COALESCE(duty, 0) = $4 AND genre = $5 AND kind = $6 AND page = $8 AND changes = $9;

-- :query draft_find  One of a person's drafts.
SELECT id, item, matter, duty, genre, kind, base, title, abstract, section, source_document,
	correction, facts, body, plain, at, page, changes
FROM draft WHERE id = $1 AND account = $2;

-- :query draft_list  A person's drafts without their texts, newest first.
SELECT id, item, matter, duty, genre, kind, base, title, '', section, '', '', '', '', '', at, page, changes
FROM draft WHERE account = $1 ORDER BY at DESC, id DESC LIMIT $2;

-- :query draft_remove  The person does not want it.
DELETE FROM draft WHERE id = $1 AND account = $2;

-- :query draft_forget  What stood in a page is a revision now: its own, and the one it began with.
DELETE FROM draft WHERE account = $1 AND COALESCE(item, 0) = $2 AND COALESCE(matter, 0) = $3
	AND COALESCE(duty, 0) = $4 AND genre = $5 AND kind = $6
	AND ((page = $7 AND page <> '') OR (page = $8 AND changes = $9));

-- :query draft_editors  Who else typed in an item since then.
SELECT DISTINCT a.name FROM draft d JOIN account a ON a.id = d.account
WHERE d.item = $1 AND d.at > $2 AND d.account <> $3 ORDER BY a.name LIMIT 10;

-- :query draft_prune  Those that nobody came back to.
DELETE FROM draft WHERE at <= $1;
