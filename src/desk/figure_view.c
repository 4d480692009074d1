#include "desk/figure_view.h"

#include "base/buf.h"
#include "desk/view.h"

/* The line of a row: as wide and as high, in the units of its picture. */
#define SPARK_WIDTH 96
#define SPARK_HEIGHT 22
#define SPARK_EDGE 2

/* --- numbers in words --------------------------------------------------------------------------
 */

struct text
count_words(struct arena *arena, int64_t count)
{
	struct text digits = text_format(arena, "%lld", (long long)count);
	struct buf out = BUF(arena);

	for (size_t i = 0; i < digits.n; i++) {
		if (i && (digits.n - i) % 3 == 0)
			buf_add_char(&out, '.');
		buf_add_char(&out, digits.p[i]);
	}
	return buf_text(&out);
}

struct text
share_words(struct arena *arena, int64_t per_mille)
{
	if (per_mille < 0)
		return TEXT("–");
	if (per_mille % 10 == 0)
		return text_format(arena, "%lld%%", (long long)per_mille / 10);
	return text_format(
			arena, "%lld,%lld%%", (long long)per_mille / 10, (long long)per_mille % 10);
}

void
figure_columns_view(json_t *view)
{
	json_t *list = json_put_list(view, "columns");

	for (size_t i = 0; i < FIGURE_COUNT; i++) {
		json_t *column = json_add_object(list);

		json_put_text(column, "name", FIGURES[i].name);
		json_put_text(column, "label", FIGURES[i].label.text);
		json_put_text(column, "tone", tone_name(FIGURES[i].label.tone));
	}
}

/* --- the line of a row ---------------------------------------------------------------------------
 */

/*
 * The share on time, part by part of the period: 100 % at the top. Parts in which nothing came
 * due to be judged are passed over; a single one is a dot.
 */
static void
spark_view(const struct ctx *ctx, json_t *row, const struct figure_table *table,
		const struct figure_row *figures)
{
	struct buf line = BUF(ctx->arena), words = BUF(ctx->arena);
	int64_t steps = table->slots > 1 ? (int64_t)table->slots - 1 : 1;
	int64_t x = 0, y = 0, count = 0;
	json_t *spark;

	for (size_t i = 0; i < table->slots; i++) {
		int64_t share = figure_on_time(&figures->slots[i]);

		if (share < 0)
			continue;
		x = SPARK_EDGE + (int64_t)i * (SPARK_WIDTH - 2 * SPARK_EDGE) / steps;
		y = SPARK_EDGE + (1000 - share) * (SPARK_HEIGHT - 2 * SPARK_EDGE) / 1000;
		buf_addf(&line, "%lld,%lld ", (long long)x, (long long)y);
		buf_addf(&words, "%s%s", count++ ? ", " : "", share_words(ctx->arena, share).p);
	}
	json_put_bool(row, "spark", false);
	if (!count)
		return;
	spark = json_put_object(row, "spark");
	json_put_text(spark, "points", text_trim(buf_text(&line)));
	json_put_int(spark, "x", x);
	json_put_int(spark, "y", y);
	json_put_text(spark, "words",
			text_format(ctx->arena, "Đúng hạn theo %s: %s",
					table->slot_days == 1 ? "ngày" : "tuần",
					buf_text(&words).p));
}

/* --- a row --------------------------------------------------------------------------------------
 */

static void
cells_view(const struct ctx *ctx, json_t *row, const struct figure_query *query,
		const struct figure_row *figures)
{
	json_t *cells = json_put_list(row, "cells");
	struct figure_query list = *query;

	list.is_share = false;
	for (size_t i = 0; i < FIGURE_COUNT; i++) {
		json_t *cell = json_add_object(cells);
		int64_t count = figures->numbers.n[i];

		list.figure = (enum figure)i;
		json_put_text(cell, "name", FIGURES[i].name);
		json_put_text(cell, "label", FIGURES[i].label.text);
		json_put_text(cell, "tone", tone_name(FIGURES[i].label.tone));
		json_put_int(cell, "count", count);
		json_put_text(cell, "text", count_words(ctx->arena, count));
		json_put_bool(cell, "href", false);
		if (count)
			json_put_text(cell, "href",
					figure_query_href(ctx, "/desk/figures/duties", &list));
	}
}

/* How the share on time stands to the period before, in points. */
static void
change_view(const struct ctx *ctx, json_t *row, const struct figure_row *figures,
		const struct figure_row *before)
{
	int64_t now = figure_on_time(&figures->numbers);
	int64_t then = before ? figure_on_time(&before->numbers) : -1;
	int64_t change = now - then;
	struct text points = text_format(ctx->arena, "%lld,%lld",
			(long long)(change < 0 ? -change : change) / 10,
			(long long)(change < 0 ? -change : change) % 10);
	struct label label = {NO_TEXT, TONE_NEUTRAL};

	if (now >= 0 && then >= 0)
		label = change > 0   ? (struct label){text_format(ctx->arena, "tăng %s điểm",
								      points.p),
						       TONE_GOOD}
			: change < 0 ? (struct label){text_format(ctx->arena, "giảm %s điểm",
								      points.p),
						       TONE_BAD}
				     : (struct label){TEXT("không đổi"), TONE_NEUTRAL};
	view_status(row, "change", label);
	json_put_text(row, "before", share_words(ctx->arena, then));
}

static void
duration_view(const struct ctx *ctx, json_t *row, const char *key, bool present, int64_t ms)
{
	json_t *object;

	json_put_bool(row, key, false);
	if (!present)
		return;
	object = json_put_object(row, key);
	json_put_int(object, "ms", ms);
	json_put_text(object, "words", duration_words(ctx->arena, ms));
}

static void
times_view(const struct ctx *ctx, json_t *row, const struct figure_times *times)
{
	duration_view(ctx, row, "median", times->count > 0, times->median_ms);
	duration_view(ctx, row, "worst", times->count > 0, times->worst_ms);
}

/* How long what was published lay with each side: split.unit, split.portal. */
static void
split_view(const struct ctx *ctx, json_t *row, const struct figure_row *figures)
{
	static const char *const keys[SPAN_SIDES] = {
			[SPAN_UNIT] = "unit", [SPAN_PORTAL] = "portal"};
	json_t *split;

	json_put_bool(row, "split", false);
	if (!figures->lay[SPAN_UNIT].count && !figures->lay[SPAN_PORTAL].count)
		return;
	split = json_put_object(row, "split");
	for (int side = 0; side < SPAN_SIDES; side++) {
		const struct figure_times *times = &figures->lay[side];
		json_t *object;

		json_put_bool(split, keys[side], false);
		if (!times->count)
			continue;
		object = json_put_object(split, keys[side]);
		json_put_int(object, "count", times->count);
		times_view(ctx, object, times);
	}
}

static void
items_view(const struct ctx *ctx, json_t *row, const struct figure_query *query, const char *key,
		int64_t count, const char *path)
{
	json_t *object = json_put_object(row, key);
	struct figure_query list = *query;

	list.is_share = true;
	json_put_int(object, "count", count);
	json_put_text(object, "text", count_words(ctx->arena, count));
	json_put_bool(object, "href", false);
	if (count)
		json_put_text(object, "href", figure_query_href(ctx, path, &list));
}

bool
figure_is_idle(const struct figure_row *figures)
{
	for (size_t i = 0; i < FIGURE_COUNT; i++)
		if (figures->numbers.n[i])
			return false;
	return !figures->published;
}

void
figure_row_view(const struct ctx *ctx, json_t *row, const struct figure_query *query,
		const struct figure_table *table, const struct figure_row *figures,
		const struct figure_row *before)
{
	int64_t on_time = figure_on_time(&figures->numbers);
	json_t *share = json_put_object(row, "on_time");

	json_put_text(row, "code", figures->code);
	json_put_text(row, "name", figures->name);
	json_put_text(row, "clause", figures->clause);
	json_put_bool(row, "idle", figure_is_idle(figures));
	cells_view(ctx, row, query, figures);
	json_put_int(share, "per_mille", on_time);
	json_put_text(share, "text", share_words(ctx->arena, on_time));
	change_view(ctx, row, figures, before);
	times_view(ctx, row, &figures->took);
	items_view(ctx, row, query, "published", figures->published, "/desk/figures/items");
	items_view(ctx, row, query, "urgent", figures->urgent, "/desk/figures/urgent");
	json_put_text(json_object_get(row, "urgent"), "share",
			share_words(ctx->arena, figure_urgent(figures)));
	split_view(ctx, row, figures);
	spark_view(ctx, row, table, figures);
}

/* --- a duty -------------------------------------------------------------------------------------
 */

void
figure_duty_view(const struct ctx *ctx, json_t *row, const struct figure_duty *duty)
{
	bool is_met = (duty->outcome & FIGURES[FIGURE_HANDED_IN].outcomes) != 0;
	struct label standing = {NO_TEXT, TONE_NEUTRAL};

	json_put_int(row, "id", duty->id);
	json_put_text(row, "href",
			text_format(ctx->arena, "/desk/duties/%lld", (long long)duty->id));
	json_put_text(row, "matter_href",
			text_format(ctx->arena, "/desk/matters/%lld", (long long)duty->matter));
	json_put_text(row, "matter_title", duty->matter_title);
	json_put_text(row, "unit", duty->unit_code);
	json_put_text(row, "unit_name", duty->unit_name);
	json_put_text(row, "rule", duty->rule);
	json_put_text(row, "title", duty->law ? duty->law->title : duty->rule);
	json_put_instant(row, "opened_at", duty->opened_at, ctx->rules->zone);
	json_put_text(row, "due", due_words(ctx->arena, &duty->due, ctx->rules->zone));
	view_label(row, "state", figure_duty_state(duty), figure_duty_label(duty));
	if (duty->outcome == OUTCOME_OPEN && duty->due.has_end)
		standing = deadline_words(ctx->arena, &duty->due, ctx->now, ctx->rules->zone);
	view_deadline_words(row, "deadline", standing);
	view_instant(ctx, row, "met_at", is_met, duty->met_at);
	json_put_bool(row, "late", false);
	if (duty->outcome == OUTCOME_LATE)
		json_put_text(row, "late", duration_words(ctx->arena, duty->late_ms));
	json_put_bool(row, "took", false);
	if (is_met)
		json_put_text(row, "took", duration_words(ctx->arena, duty->took_ms));
}
