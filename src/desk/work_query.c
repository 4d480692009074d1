#include "desk/work_query.h"

#include "base/buf.h"
#include "desk/view.h"
#include "http/form.h"
#include "law/workflow.h"
#include "office/figure.h"

static const char *const FIELDS[] = {"clause", "unit", "state", "due", "text"};

enum err
work_query_read(struct ctx *ctx, const struct request *request, struct work_query *out)
{
	struct text list = request_given(request, "list");
	struct work_query query = {
			.filter.clause = request_given(request, "clause"),
			.filter.unit = request_given(request, "unit"),
			.filter.state = request_given(request, "state"),
			.filter.text = request_given(request, "text"),
	};

	if (list.n && work_list_parse(list, &query.list) != OK)
		return form_complain(ctx->form, "list", "Không có danh sách này.");
	if (work_due_parse(request_given(request, "due"), &query.filter.due) != OK)
		return form_complain(ctx->form, "due", "Hãy chọn một trong các hạn đã nêu.");
	if (text_length(query.filter.text) > WORK_TEXT_MAX)
		return form_complain(ctx->form, "text", "Dài không quá %d ký tự.", WORK_TEXT_MAX);
	*out = query;
	return OK;
}

/* --- writing -----------------------------------------------------------------------------------
 */

static void
part_add(struct buf *href, const char *name, struct text value)
{
	if (!value.n)
		return;
	buf_add_char(href, href->n > strlen("/desk") ? '&' : '?');
	buf_add_c(href, name);
	buf_add_char(href, '=');
	buf_add_url(href, value);
}

struct text
work_query_href(const struct ctx *ctx, const struct work_query *query)
{
	const struct work_filter *filter = &query->filter;
	struct buf href = BUF(ctx->arena);

	buf_reserve(&href, 200);
	buf_add_c(&href, "/desk");
	if (query->list != WORK_TODO)
		part_add(&href, "list", work_list_name(query->list));
	part_add(&href, "clause", filter->clause);
	part_add(&href, "unit", filter->unit);
	part_add(&href, "state", filter->state);
	part_add(&href, "due", work_due_name(filter->due));
	part_add(&href, "text", filter->text);
	return buf_text(&href);
}

struct text
work_query_words(const struct ctx *ctx, const struct work_query *query)
{
	const struct work_filter *filter = &query->filter;
	struct text unit = filter->unit.n ? filter->unit : TEXT("mọi đơn vị được xem");
	struct text clause = filter->clause.n ? filter->clause : TEXT("mọi khoản");

	return text_format(ctx->arena, "%.*s; %.*s; %.*s; %.*s%s%.*s%s%.*s",
			TEXT_ARGS(work_list_label(query->list)), TEXT_ARGS(unit), TEXT_ARGS(clause),
			TEXT_ARGS(work_due_label(filter->due)), filter->state.n ? "; " : "",
			TEXT_ARGS(filter->state), filter->text.n ? "; có từ: " : "",
			TEXT_ARGS(filter->text));
}

/* --- the form ----------------------------------------------------------------------------------
 */

static void
states_add(json_t *view, struct text chosen)
{
	json_t *list = json_put_list(view, "states");

	for (size_t i = 0; WORK_STATES[i].name.n; i++)
		view_choice(list, WORK_STATES[i].name, WORK_STATES[i].label, chosen);
	view_item_states(list, chosen);
}

static void
lists_add(const struct ctx *ctx, json_t *view, enum work_list current)
{
	json_t *list = json_put_list(view, "lists");

	for (enum work_list i = WORK_TODO; i < WORK_LIST_COUNT; i++) {
		json_t *row = json_add_object(list);

		json_put_text(row, "name", work_list_name(i));
		json_put_text(row, "label", work_list_label(i));
		json_put_text(row, "href", work_query_href(ctx, &(struct work_query){.list = i}));
		json_put_bool(row, "current", i == current);
	}
}

enum err
work_query_view(struct ctx *ctx, json_t *view, const struct request *request, enum work_list list)
{
	json_t *form = json_put_object(view, "form"), *choices = json_put_list(view, "clauses");
	struct text *clauses;
	size_t count = figure_clauses(ctx, &clauses);
	bool filtered = request->method == METHOD_POST;

	for (size_t i = 0; i < COUNT_OF(FIELDS); i++) {
		json_put_text(form, FIELDS[i], request_given(request, FIELDS[i]));
		filtered |= request_given(request, FIELDS[i]).n != 0;
	}
	for (size_t i = 0; i < count; i++)
		view_choice(choices, clauses[i], clauses[i], request_given(request, "clause"));
	states_add(view, request_given(request, "state"));
	choices = json_put_list(view, "dues");
	for (enum work_due due = WORK_DUE_ANY; due < WORK_DUE_COUNT; due++)
		view_choice(choices, work_due_name(due), work_due_label(due),
				request_given(request, "due"));
	json_put_text(form, "name",
			request->method == METHOD_POST ? request_given(request, "name") : NO_TEXT);
	json_put_bool(form, "shared",
			request->method == METHOD_POST && form_flag(request->form, "shared"));
	json_put_bool(view, "filtered", filtered);
	json_put_text(view, "list", work_list_name(list));
	lists_add(ctx, view, list);
	return view_unit_filter(ctx, view, MAY_ITEM_READ, request_given(request, "unit"));
}
