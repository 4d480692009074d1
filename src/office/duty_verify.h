/*
 * duty_verify.h - every date in the store derived again, and what comes out differently.
 *
 * A duty's row keeps what the law made of its rule, its anchor, its acts and the version
 * of the calendar that it is judged by. All of these never change, so the same must come
 * out at any later time: what differs was changed by a strange hand, or computed by
 * another program.
 */
#ifndef OFFICE_DUTY_VERIFY_H
#define OFFICE_DUTY_VERIFY_H

#include "office/ctx.h"

struct duty_difference {
	int64_t duty, matter;
	struct text what;    /* "hạn", "trạng thái": in words */
	struct text stored;  /* in words */
	struct text derived; /* in words; why, if nothing can be derived */
};

/* Its texts live until it returns. */
typedef void duty_difference_tell(void *context, const struct duty_difference *difference);

struct duty_verdict {
	int64_t duties;    /* all that were looked at, open or settled */
	int64_t differing; /* of them, with a difference or more */
};

/*
 * Looks at all duties in order of number, with flat memory on SQLite, and tells each
 * difference. Open duties must also be judged by the version that holds for their unit.
 * For who reads the audit trail.
 */
must_check enum err duty_verify(struct ctx *ctx, duty_difference_tell *tell, void *context,
		struct duty_verdict *out);

#endif
