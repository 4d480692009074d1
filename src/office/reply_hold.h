/*
 * reply_hold.h - what was found in the Portal's direct reply to a citizen.
 *
 * Such a reply is no item, so it has no revision that could be held or cleared; it leaves the
 * same traces nevertheless. One that looks like a state secret (Law 117/2025/QH15) is not sent:
 * it is held, publishers and administrators are told, and a publisher who did not write it
 * decides. Released, that very text may be sent; confirmed, it stays closed for good. The
 * question itself goes on meanwhile. Of personal data that goes out, each place is kept with
 * the reason (Law 91/2025/QH15).
 */
#ifndef OFFICE_REPLY_HOLD_H
#define OFFICE_REPLY_HOLD_H

#include "base/screen.h"
#include "office/hold.h"

struct reply_hold {
	int64_t id;
	int64_t question;
	struct text reply; /* empty for who may not read it: see hold_is_open_to */
	struct instant at;
	int64_t account; /* who wrote it */
	struct text account_name;
	enum hold_outcome outcome;
	struct text reason;
	struct text decider_name;
	struct instant decided_at;
};

/* A place of personal data in a reply that was sent. */
struct reply_finding {
	struct finding what; /* in the reply */
	struct text reason, account_name;
	struct instant at;
};

/* For question_step.c: the reply is held instead of sent; ERR_CONFLICT while another one is. */
must_check enum err reply_hold_begin(struct ctx *ctx, int64_t question, struct text reply);

/* What was decided of that very text; HOLD_OPEN also if nothing was. */
must_check enum err reply_hold_of_text(
		struct ctx *ctx, int64_t question, struct text reply, enum hold_outcome *out);

/* The newest of a question; `out->id` 0 if there is none. The caller has loaded the question. */
must_check enum err reply_hold_last(struct ctx *ctx, int64_t question, struct reply_hold *out);

/* As hold_decide, hold_load and hold_list. */
must_check enum err reply_hold_decide(
		struct ctx *ctx, int64_t id, enum hold_outcome outcome, struct text reason);
must_check enum err reply_hold_load(struct ctx *ctx, int64_t id, struct reply_hold *out);
must_check enum err reply_hold_list(struct ctx *ctx, bool only_open, int64_t before, size_t limit,
		struct reply_hold **out, size_t *count);

/* Personal data that goes out with the reply, each place with the reason. */
must_check enum err reply_findings_keep(struct ctx *ctx, int64_t question,
		const struct finding *found, size_t count, struct text reason);
must_check enum err reply_findings(
		struct ctx *ctx, int64_t question, struct reply_finding **out, size_t *count);

#endif
