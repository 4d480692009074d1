/*
 * incident.h - incidents that the public cares about (Article 5, clause 7).
 *
 * The hours run from when it occurred, not from when it was detected: what was
 * detected too late is late at birth, and the record says why.
 */
#ifndef OFFICE_INCIDENT_H
#define OFFICE_INCIDENT_H

#include "office/duty.h"

/* What the record of a duty says of when it was known; ms 0: not said. */
struct incident {
	struct instant occurred_at, detected_at, reported_at;
	struct text late_because;
	bool is_late_at_birth; /* detected when the term had run out */
};

/* What has to be provided; the duty is met when all of it has been, in one text or in several. */
#define INCIDENT_PARTS 4
struct incident_part {
	struct text key, label; /* of the genre's fact */
	bool given;
};

/* By what was handed in, and by `facts` of a text that is being handed in now; may be empty. */
must_check enum err incident_parts(struct ctx *ctx, int64_t duty, struct text facts,
		struct incident_part out[INCIDENT_PARTS]);

/*
 * A text with these facts is handed in for a duty: whether the duty still owes parts. False for
 * duties that are not of an incident.
 */
must_check enum err incident_owes(struct ctx *ctx, int64_t duty, struct text facts, bool *out);

/* Whether the duty is one of an incident, and what its record says. */
bool incident_of(const struct ctx *ctx, const struct duty_row *duty, struct incident *out);

/*
 * Whether the instants of a duty just opened follow each other, and a late detection is
 * explained. Complains by field name. OK for duties that are not of an incident.
 */
must_check enum err incident_check(struct ctx *ctx, int64_t duty);

#endif
