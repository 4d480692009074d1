/* figure_weeks.c - units by weeks: a table whose cells hold numbers, shaded by how they stand. */
#include "desk/figure.h"
#include "desk/figure_view.h"
#include "desk/view.h"

#define LEVELS 5

/* From which per mille on time a cell is of a level; the last is the best. */
static const int64_t SHARES[LEVELS] = {0, 500, 700, 850, 950};
static const char *const SHARE_WORDS[LEVELS] = {
		"dưới 50%", "50% – dưới 70%", "70% – dưới 85%", "85% – dưới 95%", "từ 95%"};

struct heat {
	const struct figure_query *query;
	const struct figure_table *table;
	int64_t most; /* the greatest count of a cell */
};

static int64_t
value_of(const struct heat *heat, const struct figure_numbers *numbers)
{
	return heat->query->is_share ? figure_on_time(numbers) : numbers->n[heat->query->figure];
}

/* 0 … 4; -1: nothing to shade. Of counts, fifths of the greatest. */
static int
level_of(const struct heat *heat, int64_t value)
{
	int level = LEVELS - 1;

	if (heat->query->is_share) {
		while (level >= 0 && value < SHARES[level])
			level--;
		return level;
	}
	return value > 0 ? (int)((value * LEVELS - 1) / (heat->most ? heat->most : 1)) : -1;
}

/* The part of the period that a column covers. */
static struct period
slot_period(const struct heat *heat, size_t slot)
{
	const struct period *whole = &heat->query->filter.period;
	struct day from = day_add(heat->table->slot_from, (int32_t)slot * heat->table->slot_days);
	struct day to = day_add(from, heat->table->slot_days);

	if (from.n < whole->from.n)
		from = whole->from;
	if (to.n > whole->to.n)
		to = whole->to;
	return (struct period){PERIOD_DAYS, from, to};
}

static void
cell_view(const struct ctx *ctx, json_t *cell, const struct heat *heat,
		const struct figure_query *unit, size_t slot, const struct figure_numbers *numbers)
{
	int64_t value = value_of(heat, numbers);
	int level = level_of(heat, value);
	struct figure_query list = *unit;

	list.filter.period = slot_period(heat, slot);
	list.figure = list.is_share ? FIGURE_HANDED_IN : list.figure;
	list.is_share = false;
	json_put_bool(cell, "value", false);
	json_put_bool(cell, "href", false);
	json_put_text(cell, "level",
			level < 0 ? TEXT("none") : text_format(ctx->arena, "%d", level));
	json_put_text(cell, "text",
			heat->query->is_share
					? value < 0 ? TEXT("–")
						    : share_words(ctx->arena, (value + 5) / 10 * 10)
					: count_words(ctx->arena, value));
	if (value < 0 || (!heat->query->is_share && value == 0))
		return;
	json_put_int(cell, "value", value);
	json_put_text(cell, "href", figure_query_href(ctx, "/desk/figures/duties", &list));
}

static void
row_view(const struct ctx *ctx, json_t *row, const struct heat *heat,
		const struct figure_row *figures, bool is_total)
{
	json_t *cells = json_put_list(row, "cells");
	struct figure_query unit = *heat->query;
	int64_t all = value_of(heat, &figures->numbers);

	if (!is_total)
		unit.unit = figures->code;
	json_put_text(row, "code", figures->code);
	json_put_text(row, "name", figures->name);
	json_put_text(row, "all",
			heat->query->is_share ? share_words(ctx->arena, all)
					      : count_words(ctx->arena, all));
	for (size_t slot = 0; slot < heat->table->slots; slot++)
		cell_view(ctx, json_add_object(cells), heat, &unit, slot, &figures->slots[slot]);
}

static void
weeks_view(const struct ctx *ctx, json_t *view, const struct heat *heat)
{
	json_t *list = json_put_list(view, "weeks");

	for (size_t slot = 0; slot < heat->table->slots; slot++) {
		struct day monday = day_add(
				heat->table->slot_from, (int32_t)slot * heat->table->slot_days);
		struct period week = period_of(PERIOD_WEEK, monday);
		struct civil civil = civil_of_day(slot_period(heat, slot).from);
		json_t *row = json_add_object(list);

		json_put_text(row, "words", period_words(ctx->arena, week));
		json_put_text(row, "label",
				text_format(ctx->arena, "%02d/%02d", civil.day, civil.month));
		json_put_day(row, "from", week.from);
	}
}

static void
legend_view(const struct ctx *ctx, json_t *view, const struct heat *heat)
{
	json_t *list = json_put_list(view, "legend");

	for (int level = 0; level < LEVELS; level++) {
		json_t *row = json_add_object(list);

		json_put_text(row, "level", text_format(ctx->arena, "%d", level));
		json_put_text(row, "label",
				heat->query->is_share
						? text_of(SHARE_WORDS[level])
						: text_format(ctx->arena, "đến %s",
								  count_words(ctx->arena,
										  heat->most * (level + 1) /
												  LEVELS)
										  .p));
	}
}

/* What the cells may hold: the share on time, or any of the numbers. */
static void
choices_view(const struct ctx *ctx, json_t *view, const struct figure_query *query)
{
	json_t *list = json_put_list(view, "numbers"), *row = json_add_object(list);
	struct figure_query other = *query;

	other.is_share = true;
	json_put_text(row, "label", TEXT("Tỷ lệ đúng hạn"));
	json_put_text(row, "href", figure_query_href(ctx, "/desk/figures/weeks", &other));
	json_put_bool(row, "current", query->is_share);
	other.is_share = false;
	for (other.figure = 0; other.figure < FIGURE_COUNT; other.figure++) {
		row = json_add_object(list);
		json_put_text(row, "label", FIGURES[other.figure].label.text);
		json_put_text(row, "href", figure_query_href(ctx, "/desk/figures/weeks", &other));
		json_put_bool(row, "current", !query->is_share && query->figure == other.figure);
	}
}

static int64_t
most_of(const struct heat *heat)
{
	int64_t most = 0;

	for (size_t i = 0; i < heat->table->count; i++)
		for (size_t slot = 0; slot < heat->table->slots; slot++) {
			int64_t value = value_of(heat, &heat->table->rows[i].slots[slot]);

			most = value > most ? value : most;
		}
	return most;
}

enum err
get_figure_weeks(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply), *list;
	struct figure_table table;
	struct figure_query query;
	struct heat heat = {&query, &table, 0};

	TRY(figure_query_read(ctx, request, &query));
	query.by = FIGURE_BY_UNIT;
	TRY(figure_table_make(ctx, &query.filter, query.by, false, &table));
	heat.most = most_of(&heat);
	TRY(figure_query_view(ctx, view, request));
	figure_query_state(ctx, view, &query);
	choices_view(ctx, view, &query);
	weeks_view(ctx, view, &heat);
	legend_view(ctx, view, &heat);
	list = json_put_list(view, "rows");
	for (size_t i = 0; i < table.count; i++)
		row_view(ctx, json_add_object(list), &heat, &table.rows[i], false);
	row_view(ctx, json_put_object(view, "total"), &heat, &table.total, true);
	json_put_text(view, "number",
			query.is_share ? TEXT("Tỷ lệ đúng hạn") : FIGURES[query.figure].label.text);
	json_put_text(view, "table_href", figure_query_href(ctx, "/desk/figures", &query));
	view_crumb(view, "Số liệu", json_text(view, "table_href"));
	return OK;
}
