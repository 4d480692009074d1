/* column_grid.c - what was asked for and given: units × parts, each cell in words, with figures. */
#include "desk/column.h"
#include "desk/view.h"

/* How many of some asks stand how; "asked" are all that were not withdrawn. */
struct figures {
	int64_t asked, given, late, excused;
};

static void
figures_add(struct figures *figures, enum column_ask_state state)
{
	figures->asked += state != COLUMN_WITHDRAWN;
	figures->given += state == COLUMN_GIVEN || state == COLUMN_GIVEN_LATE;
	figures->late += state == COLUMN_OVERDUE || state == COLUMN_GIVEN_LATE;
	figures->excused += state == COLUMN_EXCUSED;
}

static void
figures_view(json_t *row, const struct figures *figures)
{
	json_t *object = json_put_object(row, "figures");

	json_put_int(object, "asked", figures->asked);
	json_put_int(object, "given", figures->given);
	json_put_int(object, "late", figures->late);
	json_put_int(object, "excused", figures->excused);
}

/* The cells of one unit, whose asks stand together; returns how many asks it took. */
static size_t
unit_view(const struct ctx *ctx, json_t *row, const struct column *column,
		const struct column_ask *asks, size_t count, struct figures *parts)
{
	json_t *cells = json_put_list(row, "cells");
	struct figures figures = {0};
	size_t n = 0;

	while (n < count && asks[n].unit == asks[0].unit)
		n++;
	for (size_t p = 0; p < column->plan.part_count; p++) {
		json_t *cell = json_add_object(cells);

		json_put_text(cell, "part_name", column->plan.parts[p].name);
		json_put_bool(cell, "ask", false);
		for (size_t i = 0; i < n; i++) {
			enum column_ask_state state = column_ask_state(&asks[i], ctx->now);

			if (asks[i].part != column->plan.parts[p].number)
				continue;
			view_column_ask(ctx, json_put_object(cell, "ask"), column, &asks[i]);
			figures_add(&figures, state);
			figures_add(&parts[p], state);
		}
	}
	json_put_text(row, "unit", asks[0].unit_code);
	json_put_text(row, "unit_name", asks[0].unit_name);
	figures_view(row, &figures);
	return n;
}

void
view_column_grid(const struct ctx *ctx, json_t *view, const struct column *column,
		const struct column_ask *asks, size_t count)
{
	struct figures parts[COLUMN_PARTS_MAX] = {0}, all = {0};
	json_t *grid = json_put_object(view, "grid"), *units = json_put_list(grid, "units");
	json_t *heads = json_put_list(grid, "parts");

	for (size_t i = 0; i < count;)
		i += unit_view(ctx, json_add_object(units), column, &asks[i], count - i, parts);
	for (size_t p = 0; p < column->plan.part_count; p++) {
		json_t *head = json_add_object(heads);

		json_put_int(head, "number", column->plan.parts[p].number);
		json_put_text(head, "name", column->plan.parts[p].name);
		figures_view(head, &parts[p]);
	}
	for (size_t i = 0; i < count; i++)
		figures_add(&all, column_ask_state(&asks[i], ctx->now));
	figures_view(grid, &all);
	json_put_bool(grid, "has_units", count > 0);
}
