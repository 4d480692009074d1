/*
 * event_duty.h - what follows from an event for the duties of its matter (khoản 2, 3).
 *
 * Duties are found by their part, counter-duty and branches (law/duty.h). Where the
 * regulation has no such duty, nothing is owed and the event goes its way without. For
 * the verbs of events and items, which ask who may; an event without a matter owes nothing.
 */
#ifndef OFFICE_EVENT_DUTY_H
#define OFFICE_EVENT_DUTY_H

#include "office/event.h"

struct item;

/*
 * Opens a matter for an event of the actor's unit that needs coverage: the unit's duty to
 * tell is met at once, in time or late, and what the Portal then owes is open. `matter` 0:
 * the regulation has no duty for such an event.
 */
must_check enum err event_duty_begin(
		struct ctx *ctx, const struct event_notice *notice, int64_t *matter);

/* The Portal covers it: its duty is met, and the host owes documents, once. */
must_check enum err event_duty_covered(struct ctx *ctx, const struct event *event, struct text how);

/* Nobody is sent any more: the Portal's duty is open again. */
must_check enum err event_duty_uncovered(
		struct ctx *ctx, const struct event *event, struct text reason);

/* Whether the regulation lets the Portal answer that it cannot (and the host writes then). */
must_check enum err event_duty_may_refuse(struct ctx *ctx, const struct event *event, bool *out);

/* It cannot: excused by the reason, answered, and the host owes an item. */
must_check enum err event_duty_cannot(
		struct ctx *ctx, const struct event *event, struct text reason);

/* Documents were handed over, or there are none. */
must_check enum err event_duty_material(
		struct ctx *ctx, const struct event *event, struct text how);

/* The event begins at another time: what is open and counted from it is computed anew. */
must_check enum err event_duty_moved(
		struct ctx *ctx, const struct event *event, struct text reason);

/* It does not take place: what is open does not apply, and the matter ends. */
must_check enum err event_duty_cancelled(
		struct ctx *ctx, const struct event *event, struct text reason);

/* The host's item was sent: the Portal owes its review. */
must_check enum err event_duty_sent(struct ctx *ctx, const struct item *item);

/* An item of the event's matter was published: the Portal's review is met. */
must_check enum err event_duty_published(struct ctx *ctx, const struct item *item);

/* How late an event was told, in words; an empty text: in time. */
struct label event_promptness(const struct ctx *ctx, const struct event *event);

#endif
