/* duty_proof.h - the proof of a duty's date as a view: law, anchor, days, acts, end. */
#ifndef DESK_DUTY_PROOF_H
#define DESK_DUTY_PROOF_H

#include "desk/view.h"
#include "office/duty_act.h"

/* A duty with all that its date hangs on. */
struct duty_proof {
	struct duty_row duty;
	struct duty_act_row *acts;
	size_t act_count;
	const struct calendar *calendar; /* that the duty is or was judged by */
	struct course course;
	struct day_log log;
};

/* Derives the rest for `proof->duty`, which is loaded. */
must_check enum err duty_proof_make(struct ctx *ctx, struct duty_proof *proof);

/* Into `view`, which view_duty has begun. */
must_check enum err duty_proof_view(struct ctx *ctx, json_t *view, const struct duty_proof *proof);

/* acts[], has_acts: what was done about a duty, oldest first. */
void duty_acts_view(const struct ctx *ctx, json_t *view, const struct duty_row *duty,
		const struct duty_act_row *acts, size_t count);

#endif
