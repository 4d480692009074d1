/*
 * saved_view.h - filters that a person keeps by a name, and may share with the unit.
 *
 * What is kept is an address, no result: whoever opens it sees what they may see.
 */
#ifndef OFFICE_SAVED_VIEW_H
#define OFFICE_SAVED_VIEW_H

#include "office/ctx.h"

#define SAVED_VIEW_NAME_MAX 80
#define SAVED_VIEW_HREF_MAX 2000
#define SAVED_VIEWS_MAX 30    /* of one person */
#define SAVED_VIEWS_SHOWN 100 /* with those of the unit */

struct saved_view {
	int64_t id;
	bool is_own, is_shared;
	struct text name, href;
	struct text account_name; /* who shares it */
};

/*
 * Keeps an address of this site for the person who acts; `shared`: all of the actor's unit
 * find it too. Complaints: name (none, too long, taken, or SAVED_VIEWS_MAX are there).
 */
must_check enum err saved_view_add(
		struct ctx *ctx, struct text name, struct text href, bool shared, int64_t *id);

/* One's own; ERR_NOT_FOUND if it is none. */
must_check enum err saved_view_drop(struct ctx *ctx, int64_t id);

/* One's own and those that are shared with the unit, oldest first. */
must_check enum err saved_view_list(struct ctx *ctx, struct saved_view **out, size_t *count);

#endif
