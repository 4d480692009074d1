/*
 * notice.h - who is told what: the outbox, one row a notice, written with the change.
 *
 * A notice's key (kind, thing, version, person) makes it exist once whatever is
 * repeated. The desk shows a person's own.
 */
#ifndef OFFICE_NOTICE_H
#define OFFICE_NOTICE_H

#include "office/ctx.h"

struct notice {
	int64_t id;
	struct text kind;
	struct text title;
	struct text href;
	struct instant created_at;
	bool is_read;
};

/* To one account; nothing happens for the actor's own account or 0. */
must_check enum err notice_queue(struct ctx *ctx, int64_t account, const char *kind, int64_t object,
		int64_t version, struct text title, struct text href);

/* To every active account with the role; of one unit unless it is 0. */
must_check enum err notice_queue_role(struct ctx *ctx, enum role role, int64_t unit,
		const char *kind, int64_t object, int64_t version, struct text title,
		struct text href);

/* The actor's own, newest first, at most `limit`. */
must_check enum err notice_list(struct ctx *ctx, size_t limit, struct notice **out, size_t *count);
must_check enum err notice_count_unread(struct ctx *ctx, int64_t *out);

/* All of the actor's own are read. */
must_check enum err notice_read_all(struct ctx *ctx);

#endif
