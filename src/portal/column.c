/* column.c - columns as the public reads them: what for, until when, and what units gave. */
#include "office/column.h"

#include "portal/column.h"
#include "portal/handlers.h"
#include "portal/view.h"

#define NEWS_MAX 200 /* of one column */

static void
plan_view(const struct ctx *ctx, json_t *row, const struct column *column)
{
	json_put_int(row, "id", column->id);
	json_put_text(row, "title", column->plan.title);
	json_put_text(row, "purpose", column->plan.purpose);
	json_put_text(row, "href", column_path(ctx->arena, column));
	json_put_day(row, "begins_on", column->plan.begins_on);
	json_put_bool(row, "ends_on", false);
	if (column->plan.has_end)
		json_put_day(row, "ends_on", column->plan.ends_on);
	json_put_bool(row, "is_closed", !column->open);
}

enum err
columns_add(struct ctx *ctx, json_t *view, size_t limit)
{
	json_t *list = json_new_list();
	struct column *columns;
	size_t count;

	TRY(column_list_public(ctx, limit, &columns, &count));
	for (size_t i = 0; i < count; i++)
		plan_view(ctx, json_add_object(list), &columns[i]);
	view_rows(view, "columns", list);
	return OK;
}

/* Each part with what was given for it; `numbers` says for which part a row was. */
static void
parts_view(const struct ctx *ctx, json_t *view, const struct column_plan *plan,
		const struct publication *rows, const int64_t *numbers, size_t count)
{
	json_t *list = json_put_list(view, "parts");

	for (size_t p = 0; p < plan->part_count; p++) {
		const struct column_part *part = &plan->parts[p];
		json_t *row = json_add_object(list), *news = json_new_list();

		json_put_int(row, "number", part->number);
		json_put_text(row, "name", part->name);
		json_put_text(row, "about", part->about);
		for (size_t i = 0; i < count; i++)
			if (numbers[i] == part->number)
				view_publication(ctx, json_add_object(news), &rows[i]);
		view_rows(row, "news", news);
	}
}

enum err
get_public_column(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = portal_view(reply);
	struct publication *rows;
	struct column column;
	int64_t id, *numbers;
	size_t count;

	TRY(path_number(request, "column", &id));
	TRY(column_load_public(ctx, id, &column));
	TRY(publication_list_column(ctx, id, NEWS_MAX, &rows, &numbers, &count));
	plan_view(ctx, view, &column);
	parts_view(ctx, view, &column.plan, rows, numbers, count);
	json_put_text(view, "abstract", text_shorten(ctx->arena, column.plan.purpose, 300));
	view_path(view, "Trang chủ", TEXT("/"));
	view_path(view, "Chuyên mục", TEXT("/chuyen-muc"));
	return OK;
}
