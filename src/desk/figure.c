/* figure.c - how units keep their duties: the table, and the lists behind its numbers. */
#include "desk/figure.h"

#include "desk/figure_view.h"
#include "desk/view.h"
#include "office/figure_list.h"

#include <string.h>

#define ROWS 50
#define BY_DAY_MAX 31 /* days of a period whose line goes by days */

/* --- the table ---------------------------------------------------------------------------------
 */

/* The row of the same unit or duty in another table, or NULL. */
static const struct figure_row *
row_like(const struct figure_table *table, const struct figure_row *row)
{
	for (size_t i = 0; i < table->count; i++)
		if (text_equals(table->rows[i].code, row->code))
			return &table->rows[i];
	return NULL;
}

static void
rows_view(struct ctx *ctx, json_t *view, const struct figure_query *query,
		const struct figure_table *table, const struct figure_table *before)
{
	json_t *list = json_put_list(view, "rows");
	int64_t idle = 0;

	for (size_t i = 0; i < table->count; i++) {
		const struct figure_row *row = &table->rows[i];
		struct figure_query narrow = *query;

		idle += figure_is_idle(row);
		if (query->by == FIGURE_BY_UNIT)
			narrow.unit = row->code;
		else
			narrow.filter.rule = row->code;
		figure_row_view(ctx, json_add_object(list), &narrow, table, row,
				row_like(before, row));
	}
	figure_row_view(ctx, json_put_object(view, "total"), query, table, &table->total,
			&before->total);
	json_put_bool(view, "has_rows", table->count > 0);
	json_put_int(view, "idle_count", idle);
}

/* The same figures in another way, or of another time. */
static void
links_view(struct ctx *ctx, json_t *view, const struct figure_query *query)
{
	struct figure_query other = *query;

	other.by = FIGURE_BY_UNIT;
	json_put_text(view, "unit_href", figure_query_href(ctx, "/desk/figures", &other));
	other.by = FIGURE_BY_RULE;
	json_put_text(view, "rule_href", figure_query_href(ctx, "/desk/figures", &other));
	json_put_text(view, "weeks_href", figure_query_href(ctx, "/desk/figures/weeks", query));
	json_put_bool(view, "by_unit", query->by == FIGURE_BY_UNIT);
	other = *query;
	other.filter.period = period_before(query->filter.period);
	json_put_text(view, "before_href", figure_query_href(ctx, "/desk/figures", &other));
}

enum err
get_figures(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	struct figure_table table, before;
	struct figure_query query;
	struct figure_filter past;
	bool by_day;

	TRY(figure_query_read(ctx, request, &query));
	past = query.filter;
	past.period = period_before(past.period);
	by_day = query.filter.period.to.n - query.filter.period.from.n <= BY_DAY_MAX;
	TRY(figure_table_make(ctx, &query.filter, query.by, by_day, &table));
	TRY(figure_counts_make(ctx, &past, query.by, &before));
	TRY(figure_query_view(ctx, view, request));
	figure_query_state(ctx, view, &query);
	figure_columns_view(view);
	links_view(ctx, view, &query);
	rows_view(ctx, view, &query, &table, &before);
	return OK;
}

enum err
get_figures_again(struct ctx *ctx, struct request *request, struct reply *reply)
{
	return figure_query_view(ctx, view_of(reply), request);
}

/* --- behind a number ---------------------------------------------------------------------------
 */

static enum err
place_read(const struct request *request, struct figure_place *out)
{
	TRY(query_number(request, "after_unit", &out->unit));
	TRY(query_number(request, "after_at", &out->at.ms));
	return query_number(request, "after", &out->id);
}

static void
next_view(const struct ctx *ctx, json_t *view, const char *path, const struct figure_query *query,
		bool is_full, struct figure_place last)
{
	view_next(view, is_full ? text_format(ctx->arena,
						  "%s&after_unit=%lld&after_at=%lld&after=%lld",
						  figure_query_href(ctx, path, query).p,
						  (long long)last.unit, (long long)last.at.ms,
						  (long long)last.id)
				: NO_TEXT);
}

/* What both lists say above their rows. */
static enum err
list_head(struct ctx *ctx, struct request *request, json_t *view, const struct figure_query *query,
		struct label label)
{
	TRY(figure_query_view(ctx, view, request));
	figure_query_state(ctx, view, query);
	view_label(view, "number", FIGURES[query->figure].name, label);
	json_put_text(view, "table_href", figure_query_href(ctx, "/desk/figures", query));
	view_crumb(view, "Số liệu", json_text(view, "table_href"));
	view_title(view, text_format(ctx->arena, "%.*s – %s", TEXT_ARGS(label.text),
					 period_words(ctx->arena, query->filter.period).p));
	return OK;
}

enum err
get_figure_duties(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply), *list;
	struct figure_duty *rows;
	struct figure_place place;
	struct figure_query query;
	size_t count;

	TRY(figure_query_read(ctx, request, &query));
	TRY(place_read(request, &place));
	query.is_share = false;
	TRY(figure_duty_list(ctx, &query.filter, query.figure, &place, ROWS, &rows, &count));
	TRY(list_head(ctx, request, view, &query, FIGURES[query.figure].label));
	json_put_text(view, "what", TEXT("list"));
	list = json_put_list(view, "duties");
	for (size_t i = 0; i < count; i++)
		figure_duty_view(ctx, json_add_object(list), &rows[i]);
	json_put_bool(view, "has_duties", count > 0);
	next_view(ctx, view, "/desk/figures/duties", &query, count == ROWS,
			count ? (struct figure_place){rows[count - 1].unit,
						rows[count - 1].opened_at, rows[count - 1].id}
			      : place);
	return OK;
}

static enum err
items_list(struct ctx *ctx, struct request *request, json_t *view, const char *path,
		bool only_urgent)
{
	struct label label = {only_urgent ? TEXT("Đăng khẩn") : TEXT("Đã đăng"),
			only_urgent ? TONE_WARN : TONE_GOOD};
	json_t *list = json_put_list(view, "items");
	struct figure_item *rows;
	struct figure_place place;
	struct figure_query query;
	size_t count;

	TRY(figure_query_read(ctx, request, &query));
	TRY(place_read(request, &place));
	TRY(figure_item_list(ctx, &query.filter, only_urgent, &place, ROWS, &rows, &count));
	TRY(list_head(ctx, request, view, &query, label));
	for (size_t i = 0; i < count; i++) {
		json_t *row = json_add_object(list);

		json_put_int(row, "id", rows[i].id);
		json_put_text(row, "href",
				text_format(ctx->arena, "/desk/items/%lld", (long long)rows[i].id));
		json_put_text(row, "title", rows[i].title);
		json_put_text(row, "unit", rows[i].unit_code);
		json_put_text(row, "unit_name", rows[i].unit_name);
		json_put_text(row, "rule", rows[i].rule);
		json_put_instant(row, "published_at", rows[i].published_at, ctx->rules->zone);
		json_put_bool(row, "live", rows[i].is_live);
		json_put_bool(row, "urgent", rows[i].is_urgent);
	}
	json_put_bool(view, "has_items", count > 0);
	next_view(ctx, view, path, &query, count == ROWS,
			count ? (struct figure_place){0, rows[count - 1].published_at,
						rows[count - 1].id}
			      : place);
	return OK;
}

enum err
get_figure_items(struct ctx *ctx, struct request *request, struct reply *reply)
{
	return items_list(ctx, request, view_of(reply), "/desk/figures/items", false);
}

enum err
get_figure_urgent(struct ctx *ctx, struct request *request, struct reply *reply)
{
	return items_list(ctx, request, view_of(reply), "/desk/figures/urgent", true);
}
