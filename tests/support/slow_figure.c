#include "support/slow_figure.h"

#include "support/house.h"

#include "office/duty_act.h"
#include "office/item.h"

#include <stdlib.h>

static int
ms_order(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static bool
is_within(struct period period, struct instant instant)
{
	struct day day = day_of(instant, ZONE_VIETNAM);

	return day.n >= period.from.n && day.n < period.to.n;
}

static void
slow_duty(const struct duty_row *duty, struct instant now, struct figure_row *row, int64_t *times,
		size_t *timed)
{
	int64_t *n = row->numbers.n, late;

	n[FIGURE_TOTAL]++;
	switch (duty->state) {
	case DUTY_EXCUSED:
		n[FIGURE_EXCUSED]++;
		return;
	case DUTY_NOT_APPLICABLE:
		n[FIGURE_NOT_APPLICABLE]++;
		return;
	case DUTY_OPEN:
		n[FIGURE_OPEN]++;
		n[FIGURE_OVERDUE] += deadline_verdict(&duty->due, now, &late) == VERDICT_LATE;
		return;
	default:
		break;
	}
	n[FIGURE_HANDED_IN]++;
	switch (deadline_verdict(&duty->due, duty->met_at, &late)) {
	case VERDICT_ON_TIME:
		n[FIGURE_ON_TIME]++;
		break;
	case VERDICT_LATE:
		n[FIGURE_LATE]++;
		break;
	default:
		n[FIGURE_UNMEASURED]++;
	}
	times[(*timed)++] = duty->met_at.ms - (duty->anchor_at.ms < duty->opened_at.ms
									      ? duty->anchor_at.ms
									      : duty->opened_at.ms);
}

/* Whether one person published it alone within the period. */
static bool
was_urgent(struct ctx *ctx, const struct item *item, struct period period)
{
	struct step *steps;
	size_t count;

	assert_ok(item_steps(ctx, item, &steps, &count));
	for (size_t i = 0; i < count; i++)
		if (steps[i].verb == VERB_PUBLISH_URGENT && is_within(period, steps[i].at))
			return true;
	return false;
}

/* --- with whom an item lay ---------------------------------------------------------------------
 */

struct history {
	struct duty_row duty;
	struct duty_act_row *acts;
	struct step *steps; /* newest first */
	size_t act_count, step_count;
};

/* Whether the duty ran at that time: by the last that was done about it before. */
static bool
duty_runs(const struct history *h, int64_t ms)
{
	bool runs = h->duty.opened_at.ms <= ms;

	for (size_t i = 0; i < h->act_count; i++)
		if (h->acts[i].act.at.ms <= ms && h->acts[i].act.kind != DUTY_ACT_EXTEND)
			runs = h->acts[i].act.kind == DUTY_ACT_RESUME ||
			       h->acts[i].act.kind == DUTY_ACT_REOPEN;
	return runs;
}

/* -1: with nobody. */
static int
side_at(const struct history *h, int64_t ms)
{
	static const char *const at_portal[] = {
			"sent", "editing", "review", "approved", "scheduled"};
	bool was_sent = false;
	struct text state = NO_TEXT;

	for (size_t i = h->step_count; i-- > 0 && h->steps[i].at.ms <= ms;) {
		state = item_state_name(h->steps[i].to);
		was_sent = was_sent || h->steps[i].verb == VERB_SEND;
	}
	for (size_t i = 0; i < COUNT_OF(at_portal); i++)
		if (text_equals(state, text_of(at_portal[i])))
			return SPAN_PORTAL;
	return was_sent || duty_runs(h, ms) ? SPAN_UNIT : -1;
}

static void
history_load(struct ctx *ctx, const struct item *item, struct history *out)
{
	assert_ok(item_steps(ctx, item, &out->steps, &out->step_count));
	assert_ok(duty_load(ctx, item->duty, &out->duty));
	assert_ok(duty_act_list(ctx, &out->duty, &out->acts, &out->act_count));
}

struct span_split
slow_split(struct ctx *ctx, int64_t id)
{
	struct span_split split = {0};
	struct history h;
	struct item item;
	int64_t *times;
	size_t n = 0;

	assert_ok(item_load(ctx, id, &item));
	history_load(ctx, &item, &h);
	times = ARENA_NEW_ARRAY(ctx->arena, h.step_count + h.act_count + 2, int64_t);
	times[n++] = h.duty.opened_at.ms;
	for (size_t i = 0; i < h.step_count; i++)
		times[n++] = h.steps[i].at.ms;
	for (size_t i = 0; i < h.act_count; i++)
		times[n++] = h.acts[i].act.at.ms;
	qsort(times, n, sizeof(*times), ms_order);
	for (size_t i = 1; i < n && times[i] <= item.published_at.ms; i++) {
		int side = side_at(&h, times[i - 1]);

		if (side == SPAN_UNIT)
			split.unit_ms += times[i] - times[i - 1];
		if (side == SPAN_PORTAL)
			split.portal_ms += times[i] - times[i - 1];
	}
	return split;
}

/* --- figures -----------------------------------------------------------------------------------
 */

static struct figure_times
slow_times(int64_t *times, size_t n)
{
	struct figure_times out = {.count = (int64_t)n};

	qsort(times, n, sizeof(*times), ms_order);
	if (n) {
		out.worst_ms = times[n - 1];
		out.median_ms = times[n / 2] - (n % 2 ? 0 : (times[n / 2] - times[n / 2 - 1]) / 2);
	}
	return out;
}

struct figure_row
slow_figures(struct ctx *ctx, const struct slow_history *h, const struct figure_filter *filter,
		int64_t unit, const char *rule)
{
	int64_t *took = ARENA_NEW_ARRAY(ctx->arena, h->count + 1, int64_t);
	int64_t *lay[SPAN_SIDES] = {ARENA_NEW_ARRAY(ctx->arena, h->count + 1, int64_t),
			ARENA_NEW_ARRAY(ctx->arena, h->count + 1, int64_t)};
	struct figure_row row = {0};
	size_t timed = 0, lay_count[SPAN_SIDES] = {0};

	for (size_t i = 0; i < h->count; i++) {
		struct span_split split;
		struct duty_row duty;
		struct item item;

		assert_ok(duty_load(ctx, h->duties[i], &duty));
		if ((unit && duty.unit != unit) ||
				(*rule && !text_equals(duty.rule->id, text_of(rule))) ||
				(filter->clause.n &&
						!text_equals(duty.rule->clause, filter->clause)))
			continue;
		if (is_within(filter->period, duty.opened_at))
			slow_duty(&duty, ctx->now, &row, took, &timed);
		if (!h->items[i])
			continue;
		assert_ok(item_load(ctx, h->items[i], &item));
		if (!item.published_at.ms || !is_within(filter->period, item.published_at))
			continue;
		row.published++;
		row.urgent += was_urgent(ctx, &item, filter->period);
		split = slow_split(ctx, h->items[i]);
		if (split.unit_ms)
			lay[SPAN_UNIT][lay_count[SPAN_UNIT]++] = split.unit_ms;
		if (split.portal_ms)
			lay[SPAN_PORTAL][lay_count[SPAN_PORTAL]++] = split.portal_ms;
	}
	row.took = slow_times(took, timed);
	for (int side = 0; side < SPAN_SIDES; side++)
		row.lay[side] = slow_times(lay[side], lay_count[side]);
	return row;
}
