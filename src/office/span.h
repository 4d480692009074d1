/*
 * span.h - with whom something lay, and how long: one rule, for a matter's time line
 * (timeline.h) and for the figures of what was published (figure.h).
 *
 * The clocks of a unit and of the Portal start and stop by what was recorded:
 * - a duty lies with the side that owes it from its opening on, until it is met, excused, not
 *   applicable or paused; and again once it goes on or is opened anew;
 * - an item lies with the Portal while it is sent, edited, reviewed, approved or scheduled, and
 *   with its unit while it is back there after it was sent. Before that its duty tells; once it
 *   is public, given up or withdrawn nobody waits.
 *
 * Times are real time in ms, with nights and holidays: no limit is judged by them.
 */
#ifndef OFFICE_SPAN_H
#define OFFICE_SPAN_H

#include "office/ctx.h"

struct duty_act_row;
struct duty_row;
struct item;
struct step;

#define SPANS_MAX 1000

enum span_side { SPAN_UNIT, SPAN_PORTAL };
#define SPAN_SIDES (SPAN_PORTAL + 1)

struct span {
	enum span_side side;
	struct instant from, to;
};

struct spans {
	struct span *rows;
	size_t count;
	bool is_cut; /* there were more */
};

/* How long something lay with the unit alone, the Portal alone, with both. */
struct span_split {
	int64_t unit_ms, portal_ms, both_ms;
};

struct spans spans_begin(struct arena *arena);

/* One that does not last is none. */
void spans_add(struct spans *spans, enum span_side side, struct instant from, struct instant to);

/* Until `until` at most. `acts` in order of recording. */
void spans_add_duty(struct spans *spans, const struct duty_row *duty,
		const struct duty_act_row *acts, size_t count, struct instant until);

/* Until `until` at most. `steps` newest first, as item_steps gives them. */
void spans_add_steps(
		struct spans *spans, const struct step *steps, size_t count, struct instant until);

struct span_split spans_split(struct arena *arena, const struct spans *spans);

/*
 * For what is published first at `until`: how long it lay with each side on its way, by its
 * duty until it first came to the Portal, and by its steps from then on; so never with both.
 * A matter's time line says the same if it has one duty and one item and the duty was met as
 * the item was sent. For verbs: whoever acts, all steps count.
 */
must_check enum err span_item_split(struct ctx *ctx, const struct item *item, struct instant until,
		struct span_split *out);

#endif
