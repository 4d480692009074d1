#include "support/slow_figure.h"

#include "support/house.h"

#include "office/duty.h"
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

struct figure_row
slow_figures(struct ctx *ctx, const struct slow_history *h, const struct figure_filter *filter,
		int64_t unit, const char *rule)
{
	int64_t *times = ARENA_NEW_ARRAY(ctx->arena, h->count + 1, int64_t);
	struct figure_row row = {0};
	size_t timed = 0;

	for (size_t i = 0; i < h->count; i++) {
		struct duty_row duty;
		struct item item;

		assert_ok(duty_load(ctx, h->duties[i], &duty));
		if ((unit && duty.unit != unit) ||
				(*rule && !text_equals(duty.rule->id, text_of(rule))) ||
				(filter->clause.n &&
						!text_equals(duty.rule->clause, filter->clause)))
			continue;
		if (is_within(filter->period, duty.opened_at))
			slow_duty(&duty, ctx->now, &row, times, &timed);
		if (!h->items[i])
			continue;
		assert_ok(item_load(ctx, h->items[i], &item));
		if (!item.published_at.ms || !is_within(filter->period, item.published_at))
			continue;
		row.published++;
		row.urgent += was_urgent(ctx, &item, filter->period);
	}
	qsort(times, timed, sizeof(*times), ms_order);
	if (timed) {
		row.worst_ms = times[timed - 1];
		row.median_ms = times[timed / 2] -
				(timed % 2 ? 0 : (times[timed / 2] - times[timed / 2 - 1]) / 2);
	}
	return row;
}
