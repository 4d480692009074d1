/*
 * event_change.h - what becomes of an event after it was told: put off, moved, cancelled,
 * its documents handed over. Done by the host or a coordinator, with a reason that is kept.
 *
 * A new time or place is carried through: reporters are asked again, and duties counted from
 * the event are computed anew. Cancelled: reporters are released and what is open does not
 * apply. Each is refused once the event has begun.
 */
#ifndef OFFICE_EVENT_CHANGE_H
#define OFFICE_EVENT_CHANGE_H

#include "office/event.h"

struct event_change {
	int64_t event;
	int64_t version; /* that the person saw; 0: whichever */
	struct text reason;
	struct instant starts_at, ends_at;
	struct text place; /* of a move */
};

/* To a later time. Complaints: starts_at, ends_at, reason. */
must_check enum err event_postpone(struct ctx *ctx, const struct event_change *change);

/* To another place, another time or both. Complaints: starts_at, ends_at, place, reason. */
must_check enum err event_move(struct ctx *ctx, const struct event_change *change);

must_check enum err event_cancel(struct ctx *ctx, const struct event_change *change);

/*
 * The host hands over documents (`how` says which), or says that there are none, which is
 * an answer too (khoản 3). Once; also after the event. Complaints: documents, how.
 */
must_check enum err event_hand_over(
		struct ctx *ctx, int64_t id, enum event_documents documents, struct text how);

#endif
