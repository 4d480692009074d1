/*
 * urgent.h - what one person published alone in urgency, and who signed it off since.
 *
 * Where a duty of the regulation says `urgent`, a publisher may publish without a second
 * person, with a reason. Until another who had no hand in it signs, it is "chờ hậu kiểm".
 * The steps themselves are the workflow's (item_step); this keeps what they leave.
 */
#ifndef OFFICE_URGENT_H
#define OFFICE_URGENT_H

#include "office/ctx.h"

struct item;

struct urgent {
	int64_t id;
	int64_t item;
	struct text title, unit_name;
	int64_t revision;
	struct text account_name; /* who published it alone */
	struct instant at;
	struct text reason;
	bool is_signed;
	struct text signer_name;  /* if it is signed */
	struct instant signed_at; /* likewise */
};

struct urgent_share {
	int64_t published; /* items first published in the time */
	int64_t urgent;    /* of them, those that one person published alone */
	int64_t open;      /* what waits for a signature, of any time */
};

/* For item_step: the item's working revision goes public by the actor alone. */
must_check enum err urgent_add(struct ctx *ctx, const struct item *item, struct text reason);

/* For item_step: the actor signs off what waits. ERR_CONFLICT if nothing does. */
must_check enum err urgent_sign(struct ctx *ctx, const struct item *item);

/*
 * Who published the item alone and waits for a signature (0: nobody), and behind which
 * revision the hands count that may not sign.
 */
must_check enum err urgent_of_item(
		struct ctx *ctx, int64_t item, int64_t *account, int64_t *behind);

/* Newest first below `before` (0: from the newest), as far as the actor reads figures. */
must_check enum err urgent_list(struct ctx *ctx, bool only_open, int64_t before, size_t limit,
		struct urgent **out, size_t *count);

/* What a unit's items of one duty came to. */
struct urgent_count {
	int64_t unit;
	struct text rule;  /* "-": of no duty */
	int64_t published; /* items first published in the time */
	int64_t urgent;    /* of them, those that one person published alone in that time */
};

/* From `from` until before `to`, of `unit` (0: all that the actor reads figures of). */
must_check enum err urgent_counts(struct ctx *ctx, struct instant from, struct instant to,
		int64_t unit, struct urgent_count **out, size_t *count);

/* The sum of these since `since`, and what waits. */
must_check enum err urgent_share(struct ctx *ctx, struct instant since, struct urgent_share *out);

#endif
