/* draft.h - what was typed and not saved, on the pages where items are written. */
#ifndef DESK_DRAFT_H
#define DESK_DRAFT_H

#include "base/json.h"
#include "http/request.h"
#include "office/draft.h"

/*
 * view.drafts: the actor's drafts of the spot, one for each page that kept one, newest first,
 * [{id, at, open_href, drop_href}]; view.draft: the one of them that the page goes on with
 * (?draft=ID), or false. `out` is that one with its text, else its id is 0. view.page_draft: {from,
 * changes}, what the page sends back of it.
 */
must_check enum err draft_offer(struct ctx *ctx, const struct request *request, json_t *view,
		const struct draft_spot *spot, struct draft *out);

/* What the page kept, if it did, is a revision now. */
must_check enum err draft_saved(struct ctx *ctx, const struct draft_spot *spot);

/* view.editors: the names of others who write at the item now; view.editing: in words, or false. */
must_check enum err editors_view(struct ctx *ctx, json_t *view, const struct item *item);

/* view.drafts: the actor's of all spots, [{title, href, at}]; view.has_drafts. */
must_check enum err drafts_view(struct ctx *ctx, json_t *view);

#endif
