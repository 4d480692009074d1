/*
 * notice.h - what a person was told: one row a notice, written with the change.
 *
 * A notice's key (event, thing, version, person) makes it exist once whatever is
 * repeated. Who is told, tell.h says; whoever stands in for somebody (delegation.h) is told
 * the same. The desk shows a person's own.
 */
#ifndef OFFICE_NOTICE_H
#define OFFICE_NOTICE_H

#include "office/tell.h"

struct notice {
	int64_t id;
	struct text kind; /* the event's name */
	struct text title;
	struct text href;
	struct instant created_at;
	bool is_read;
};

/* For tell.c alone: what the notices of one event have in common. */
struct notice_draft {
	const struct tell_row *row;
	const struct news *news;
	struct text title;
	enum notice_kind kind; /* NOTICE_URGENT for what cannot wait */
};

/* To every active holder of one of the roles; of one unit unless it is 0; not to who acts. */
must_check enum err notice_add_roles(
		struct ctx *ctx, const struct notice_draft *draft, role_set roles, int64_t unit);

/* To one active account, while it is of `unit` unless that is 0; not to who acts. */
must_check enum err notice_add_person(
		struct ctx *ctx, const struct notice_draft *draft, int64_t account, int64_t unit);

/* After all of these: what was added is mailed, waits for a digest or is muted, as each chose. */
must_check enum err notice_settle(struct ctx *ctx, const struct notice_draft *draft);

/* The actor's own, newest first, below `before` (0: from the newest), at most `limit`. */
must_check enum err notice_list(struct ctx *ctx, int64_t before, bool only_unread, size_t limit,
		struct notice **out, size_t *count);
must_check enum err notice_count_unread(struct ctx *ctx, int64_t *out);

/* One, or all, of the actor's own are read. ERR_NOT_FOUND for somebody else's. */
must_check enum err notice_read(struct ctx *ctx, int64_t id);
must_check enum err notice_read_all(struct ctx *ctx);

#endif
