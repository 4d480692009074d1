/*
 * consent.h - what the ministry's leadership said to posting other legal information
 * (Article 5, clause 8; part "consent" of the regulation).
 *
 * A leader of the ministry says it here, or the leader of the unit that asked records
 * it; either way it stands on a paper. Agreed: the duty of the branch (part "consented")
 * opens, from the day of the decision. Refused: the matter ends, and the record stays.
 */
#ifndef OFFICE_CONSENT_H
#define OFFICE_CONSENT_H

#include "office/ctx.h"

#define CONSENT_LEADER_MAX 200
#define CONSENT_PAPER_MAX 300
#define CONSENT_REASON_MAX 4000

struct duty_row;

struct consent {
	bool agreed;
	struct text leader; /* who decided */
	struct day decided_on;
	struct text paper;  /* number, sign and day */
	struct text reason; /* of a refusal; may be empty when agreed */
	struct text recorder;
	struct instant at; /* recorded */
};

/* Whether a duty is the one that asks the leadership. */
bool consent_asked(const struct duty_row *duty);

/* Whether a duty waits for the leadership's word, and the actor may give or record it. */
bool consent_may(struct ctx *ctx, const struct duty_row *duty);

/*
 * Records it for a duty as the person saw it. ERR_NOT_FOUND for other duties;
 * ERR_CONFLICT when it is settled or was changed; complaints: decided_on, reason.
 */
must_check enum err consent_give(
		struct ctx *ctx, int64_t duty, int64_t version, const struct consent *consent);

/* ERR_NOT_FOUND when nothing was said yet. The caller has loaded the duty. */
must_check enum err consent_load(struct ctx *ctx, int64_t duty, struct consent *out);

#endif
