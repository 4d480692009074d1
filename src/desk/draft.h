/* draft.h - what was typed and not saved, on the pages where items are written. */
#ifndef DESK_DRAFT_H
#define DESK_DRAFT_H

#include "base/json.h"
#include "http/request.h"
#include "office/draft.h"

/*
 * view.draft: the actor's draft of the spot, {id, at, is_open, open_href, drop_href}, or false.
 * view.keeps_draft: whether the page keeps what is typed: not while an older draft waits for
 * an answer. `out` is the draft if the page is to show it (is_open), else its id is 0.
 */
must_check enum err draft_offer(struct ctx *ctx, const struct request *request, json_t *view,
		const struct draft_spot *spot, struct draft *out);

/* What the page kept, if it did, is a revision now. */
must_check enum err draft_saved(struct ctx *ctx, const struct draft_spot *spot);

/* view.editors: the names of others who write at the item now; view.editing: in words, or false. */
must_check enum err editors_view(struct ctx *ctx, json_t *view, const struct item *item);

/* view.drafts: the actor's, [{title, href, at}]; view.has_drafts. */
must_check enum err drafts_view(struct ctx *ctx, json_t *view);

#endif
