#include "office/span.h"

#include "office/duty_act.h"
#include "office/item.h"

#include <stdlib.h>

struct spans
spans_begin(struct arena *arena)
{
	return (struct spans){.rows = ARENA_NEW_ARRAY(arena, SPANS_MAX, struct span)};
}

void
spans_add(struct spans *spans, enum span_side side, struct instant from, struct instant to)
{
	if (instant_compare(from, to) >= 0)
		return;
	if (spans->count == SPANS_MAX) {
		spans->is_cut = true;
		return;
	}
	spans->rows[spans->count++] = (struct span){side, from, to};
}

static struct instant
earlier(struct instant a, struct instant b)
{
	return instant_compare(a, b) < 0 ? a : b;
}

/* --- a duty ------------------------------------------------------------------------------------
 */

void
spans_add_duty(struct spans *spans, const struct duty_row *duty, const struct duty_act_row *acts,
		size_t count, struct instant until)
{
	enum span_side side = duty->rule->side == SIDE_PORTAL ? SPAN_PORTAL : SPAN_UNIT;
	struct instant from = duty->opened_at;
	bool runs = true;

	for (size_t i = 0; i < count; i++) {
		enum duty_act_kind kind = acts[i].act.kind;
		bool starts = kind == DUTY_ACT_RESUME || kind == DUTY_ACT_REOPEN;

		if (kind == DUTY_ACT_EXTEND || starts == runs)
			continue;
		if (runs)
			spans_add(spans, side, from, earlier(acts[i].act.at, until));
		from = acts[i].act.at;
		runs = starts;
	}
	if (runs)
		spans_add(spans, side, from, until);
}

/* --- an item -----------------------------------------------------------------------------------
 */

/* Whether a text in that state waits for somebody, and for whom; before it was sent, for nobody. */
static bool
waits_for(enum item_state state, bool was_sent, enum span_side *side)
{
	switch (state) {
	case ITEM_SENT:
	case ITEM_EDITING:
	case ITEM_REVIEW:
	case ITEM_APPROVED:
	case ITEM_SCHEDULED:
		*side = SPAN_PORTAL;
		return true;
	case ITEM_RETURNED:
	case ITEM_DRAFT: /* its officer took it back from the unit's leader */
	case ITEM_SUBMITTED:
		*side = SPAN_UNIT;
		return was_sent;
	default:
		return false;
	}
}

void
spans_add_steps(struct spans *spans, const struct step *steps, size_t count, struct instant until)
{
	bool was_sent = false;

	for (size_t i = count; i-- > 0;) {
		struct instant to = i ? steps[i - 1].at : until;
		enum span_side side;

		was_sent = was_sent || item_state_is_at_portal(steps[i].to);
		if (waits_for(steps[i].to, was_sent, &side))
			spans_add(spans, side, steps[i].at, earlier(to, until));
	}
}

/* When it first came to the Portal, or `until` if no step says so. */
static struct instant
first_at_portal(const struct step *steps, size_t count, struct instant until)
{
	for (size_t i = count; i-- > 0;)
		if (item_state_is_at_portal(steps[i].to))
			return earlier(steps[i].at, until);
	return until;
}

static enum err
item_spans(struct ctx *ctx, const struct item *item, struct instant until, struct spans *spans)
{
	struct item whole = *item;
	struct duty_act_row *acts;
	struct duty_row duty;
	struct step *steps;
	size_t count, act_count;

	whole.sight = SIGHT_WHOLE;
	TRY(item_steps(ctx, &whole, &steps, &count));
	spans_add_steps(spans, steps, count, until);
	if (!item->duty)
		return OK;
	TRY(duty_load(ctx, item->duty, &duty));
	TRY(duty_act_list(ctx, &duty, &acts, &act_count));
	spans_add_duty(spans, &duty, acts, act_count, first_at_portal(steps, count, until));
	return OK;
}

enum err
span_item_split(struct ctx *ctx, const struct item *item, struct instant until,
		struct span_split *out)
{
	struct arena_mark mark = arena_mark(ctx->arena);
	struct spans spans = spans_begin(ctx->arena);
	enum err err = item_spans(ctx, item, until, &spans);

	*out = spans_split(ctx->arena, &spans);
	if (err == OK) /* else words for people may stand behind the mark */
		arena_reset_to(ctx->arena, mark);
	return err;
}

/* --- how long ----------------------------------------------------------------------------------
 */

/* One end of a span: from there on, `change` more of the side lie open. */
struct edge {
	struct instant at;
	enum span_side side;
	int change;
};

static int
edge_order(const void *a, const void *b)
{
	const struct edge *x = a, *y = b;

	return instant_compare(x->at, y->at);
}

struct span_split
spans_split(struct arena *arena, const struct spans *spans)
{
	size_t count = 2 * spans->count;
	struct edge *edges = ARENA_NEW_ARRAY(arena, count + 1, struct edge);
	int open[SPAN_SIDES] = {0};
	struct span_split split = {0};

	for (size_t i = 0; i < spans->count; i++) {
		const struct span *span = &spans->rows[i];

		edges[2 * i] = (struct edge){span->from, span->side, 1};
		edges[2 * i + 1] = (struct edge){span->to, span->side, -1};
	}
	qsort(edges, count, sizeof(*edges), edge_order);
	for (size_t i = 0; i < count; i++) {
		int64_t passed = i ? edges[i].at.ms - edges[i - 1].at.ms : 0;

		if (open[SPAN_UNIT] && open[SPAN_PORTAL])
			split.both_ms += passed;
		else if (open[SPAN_UNIT])
			split.unit_ms += passed;
		else if (open[SPAN_PORTAL])
			split.portal_ms += passed;
		open[edges[i].side] += edges[i].change;
	}
	return split;
}
