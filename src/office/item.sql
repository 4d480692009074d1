-- :query item_add  A new draft.
INSERT INTO item (matter, duty, unit, kind, state, title, section, revision, author, taker, changed_at,
	genre)
VALUES ($1, $2, $3, $4, 'draft', $5, $6, 1, $7, $8, $9, $10) RETURNING id;

-- :query item_import  One that is public already, as its workflow would have left it.
INSERT INTO item (unit, kind, state, title, section, revision, author, taker, sent_by, sent_at,
	submitter, approved_by, approved_revision, live_revision, published_at, changed_at, genre,
	matter, duty, shared)
VALUES ($1, 'article', 'published', $2, $3, 1, $4, $5, $6, $10, $5, $7, 1, 1, $8, $8, $9, $11, $12, 1)
RETURNING id;

-- :part item_row  An item as row_read takes it; what its unit last handed over is read beside it.
SELECT i.id, i.matter, i.duty, i.unit, u.code, u.name, i.kind, i.state, i.title, i.section,
	i.revision, i.author, a.name, i.taker, t.name, i.sent_by, i.sent_at, i.submitter,
	i.approved_by, i.approved_revision, i.publish_at, i.live_revision, i.published_at,
	i.changed_at, i.version, i.genre, s.number, s.title, s.section, i.hold
FROM item i JOIN unit u ON u.id = i.unit JOIN account a ON a.id = i.author
LEFT JOIN account t ON t.id = i.taker LEFT JOIN revision s ON s.item = i.id
	AND s.number = (SELECT max(h.revision) FROM handover h WHERE h.item = i.id)

-- :query item_load  One item with the names that belong to it, and the newest text that lay before
-- the Portal.
:item_row
WHERE i.id = $1;

-- :query item_of_matter  The items of a matter.
:item_row
WHERE i.matter = $1 ORDER BY i.id LIMIT 200;

-- :query item_page  All of one state, newest change first.
:item_row
WHERE i.state = $1 AND (i.changed_at, i.id) < ($2, $3)
ORDER BY i.changed_at DESC, i.id DESC LIMIT $4;

-- :query item_page_shared  Those of them that lay before the Portal.
:item_row
WHERE i.state = $1 AND (i.changed_at, i.id) < ($2, $3) AND i.shared = 1
ORDER BY i.changed_at DESC, i.id DESC LIMIT $4;

-- :query item_page_unit  Those of one unit, whether they lay before the Portal or not.
:item_row
WHERE i.state = $1 AND (i.changed_at, i.id) < ($2, $3) AND i.unit = $5
ORDER BY i.changed_at DESC, i.id DESC LIMIT $4;

-- :query item_page_author  Those by one author.
:item_row
WHERE i.state = $1 AND (i.changed_at, i.id) < ($2, $3) AND i.author = $5
ORDER BY i.changed_at DESC, i.id DESC LIMIT $4;

-- :query item_page_taker  Those held by one account.
:item_row
WHERE i.state = $1 AND (i.changed_at, i.id) < ($2, $3) AND i.taker = $5
ORDER BY i.changed_at DESC, i.id DESC LIMIT $4;

-- :query item_due  Scheduled items whose time has come.
SELECT id, publish_at FROM item WHERE publish_at IS NOT NULL AND publish_at <= $1
ORDER BY publish_at LIMIT $2;

-- :query item_hands  Everyone who wrote text behind a revision, and who began it: in whose place, and
-- the person.
SELECT DISTINCT COALESCE(a.stands_for, a.id), COALESCE(a.deputy, a.id)
FROM revision r JOIN account a ON a.id = r.author
WHERE r.item = $1 AND (r.number > $2 OR r.number = 1);

-- :query item_parties  In whose place some accounts acted, and the person.
SELECT id, COALESCE(stands_for, id), COALESCE(deputy, id) FROM account WHERE id IN ($1, $2, $3, $4);

-- :query item_last_number  The highest revision number.
SELECT max(number) FROM revision WHERE item = $1;

-- :query item_move  Compare and swap of all that a step may change. What has come before the Portal
-- has lain there for good.
UPDATE item SET state = $3, revision = $4, title = $5, section = $6, taker = $7, sent_by = $8,
	sent_at = $9, submitter = $10, approved_by = $11, approved_revision = $12, publish_at = $13,
	live_revision = $14, published_at = $15, changed_at = $16, version = version + 1,
	shared = CASE WHEN $3 IN ('draft', 'submitted', 'returned', 'dropped') THEN shared ELSE 1 END
WHERE id = $1 AND version = $2;

-- :query revision_add  One saved text.
INSERT INTO revision (item, number, title, abstract, body, section, source_document, correction,
	author, at, sha256, facts)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- :part revision_is_held  Whether a text is held before the gate.
CASE WHEN EXISTS (SELECT 1 FROM hold h WHERE h.item = r.item AND h.revision = r.number
	AND h.attachment IS NULL AND (h.outcome IS NULL OR h.outcome = 'confirmed'))
	THEN 1 ELSE 0 END

-- :query revision_load  One text with its author. Unless it is to be any ($3), it is the one that
-- lies before the Portal ($4) or has lain there.
SELECT r.number, r.title, r.abstract, r.body, r.section, r.source_document, r.correction,
	r.author, a.name, r.at, r.sha256, r.facts,
:revision_is_held
FROM revision r JOIN account a ON a.id = r.author WHERE r.item = $1 AND r.number = $2
	AND (CAST($3 AS BIGINT) = 1 OR r.number = $4 OR EXISTS (SELECT 1 FROM handover h
		WHERE h.item = r.item AND h.revision = r.number));

-- :query revision_list  The texts of an item without their bodies, newest first: all ($2), or those
-- that lie before the Portal ($3) or have lain there.
SELECT r.number, r.title, r.abstract, '', r.section, r.source_document, r.correction,
	r.author, a.name, r.at, r.sha256, r.facts,
:revision_is_held
FROM revision r JOIN account a ON a.id = r.author WHERE r.item = $1
	AND (CAST($2 AS BIGINT) = 1 OR r.number = $3 OR EXISTS (SELECT 1 FROM handover h
		WHERE h.item = r.item AND h.revision = r.number))
ORDER BY r.number DESC LIMIT 500;

-- :query step_add  A step that was taken.
INSERT INTO step (item, at, account, verb, from_state, to_state, revision, reason)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- :query step_list  The steps of an item, newest first.
SELECT s.at, s.account, a.name, s.verb, s.from_state, s.to_state, s.revision, s.reason
FROM step s LEFT JOIN account a ON a.id = s.account WHERE s.item = $1 ORDER BY s.id DESC LIMIT 500;

-- :query item_hold  What is held is marked in the row itself.
UPDATE item SET hold = $2 WHERE id = $1;
