/*
 * clearance.h - what a revision needs before the public may have it.
 *
 * It was looked through with all its files (screening.h); nothing of it is held (hold.h);
 * of each place that looks like personal data a reviewer said why it stays, or masked it by
 * a new revision; and who handed it in and who approved it, two people, each declared that
 * it holds no state secret and no personal data beyond what may be published. All of it
 * belongs to that very revision: the next begins anew.
 *
 * Legal source: Law 117/2025/QH15, Law 91/2025/QH15.
 */
#ifndef OFFICE_CLEARANCE_H
#define OFFICE_CLEARANCE_H

#include "office/screening.h"

#define DECLARATIONS_SHOWN_MAX 50

/* As people read it beside its box, in the first person. */
#define DECLARATION_WORDS                                                                                                \
	"Tôi đã kiểm tra và chịu trách nhiệm: nội dung và tệp đính kèm không chứa bí mật nhà " \
	"nước, không có dữ liệu cá nhân vượt mức được phép công bố."

struct declaration {
	enum item_verb verb;
	struct text account_name;
	struct instant at;
};

/* What a reviewer decided of one finding. */
struct finding_order {
	int64_t finding;
	bool is_masked;     /* else it is kept */
	struct text reason; /* of what is kept */
};

/* For item_step: the actor declares with the verb. */
must_check enum err clearance_declare(
		struct ctx *ctx, const struct item *item, enum item_verb verb);

/*
 * For item_step: whether the working revision may be approved, scheduled or published;
 * `alone`: by one person, in urgency. ERR_CONFLICT with words for all that is missing.
 */
must_check enum err clearance_ask(struct ctx *ctx, const struct item *item, bool alone);

/* Whether the actor decides about personal data at the stage where the item is. */
must_check enum err clearance_may_review(struct ctx *ctx, const struct item *item, bool *out);

/*
 * Decides about findings of the revision that the person saw. With one masked or more the
 * text is saved as a new revision, for which what is kept is kept anew. Complaints by
 * "reason_<id>"; ERR_CONFLICT if there is a newer revision, or if what is to be masked is in
 * a file or the actor may not save now.
 */
must_check enum err clearance_review(struct ctx *ctx, int64_t item, int64_t revision,
		const struct finding_order *orders, size_t count);

/* Of a revision, oldest first. */
must_check enum err declaration_list(struct ctx *ctx, int64_t item, int64_t revision,
		struct declaration **out, size_t *count);

#endif
