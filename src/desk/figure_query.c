#include "desk/figure_query.h"

#include "base/buf.h"
#include "desk/view.h"
#include "http/form.h"
#include "office/unit.h"

#define DAYS_MAX 3660 /* of one table */

static const char *const FIELDS[] = {
		"period", "date", "from", "to", "unit", "clause", "rule", "by", "number"};

/* --- reading -----------------------------------------------------------------------------------
 */

/* A day within the years that figures are asked of; `fallback` if none is given. */
static enum err
day_given(struct ctx *ctx, const struct request *request, const char *name, struct day fallback,
		struct day *out)
{
	struct text typed = request_given(request, name);
	struct day day = fallback;
	int year;

	if (typed.n && day_parse(typed, &day) != OK)
		return form_complain(ctx->form, name,
				"Hãy ghi một ngày có trên lịch, ví dụ 20/08/2026.");
	year = civil_of_day(day).year;
	if (year <= YEAR_MIN || year >= YEAR_MAX)
		return form_complain(ctx->form, name, "Năm phải trong khoảng %d – %d.",
				YEAR_MIN + 1, YEAR_MAX - 1);
	*out = day;
	return OK;
}

static enum err
days_read(struct ctx *ctx, const struct request *request, struct period *out)
{
	struct day today = day_of(ctx->now, ctx->rules->zone), from, to;

	TRY(day_given(ctx, request, "from", today, &from));
	TRY(day_given(ctx, request, "to", today, &to));
	if (to.n < from.n)
		return form_complain(ctx->form, "to", "Ngày cuối không thể trước ngày đầu.");
	if (to.n - from.n >= DAYS_MAX)
		return form_complain(ctx->form, "to", "Mỗi lần xem không quá %d ngày.", DAYS_MAX);
	*out = period_of_days(from, to);
	return OK;
}

static enum err
period_read(struct ctx *ctx, const struct request *request, struct period *out)
{
	struct text typed = request_given(request, "period");
	enum period_kind kind = PERIOD_QUARTER;
	struct day date;

	if (typed.n && period_kind_parse(typed, &kind) != OK)
		return form_complain(ctx->form, "period",
				"Hãy chọn tuần, tháng, quý, năm hoặc khoảng ngày.");
	if (kind == PERIOD_DAYS)
		return days_read(ctx, request, out);
	TRY(day_given(ctx, request, "date", day_of(ctx->now, ctx->rules->zone), &date));
	*out = period_of(kind, date);
	return OK;
}

static enum err
unit_read(struct ctx *ctx, const struct request *request, struct figure_query *query)
{
	struct text code = request_given(request, "unit");
	struct unit unit;
	enum err err;

	if (!code.n)
		return OK;
	err = unit_find(ctx, code, &unit);
	if (err == ERR_NOT_FOUND)
		return form_complain(ctx->form, "unit", "Không có đơn vị này.");
	TRY(err);
	TRY(figure_scope(ctx, unit.id, &query->filter.unit));
	query->unit = unit.code;
	query->unit_name = unit.name;
	return OK;
}

enum err
figure_query_read(struct ctx *ctx, const struct request *request, struct figure_query *out)
{
	bool own = permit_scope(MAY_REPORT_READ, ctx->actor->roles) == SCOPE_OWN;
	struct text by = request_given(request, "by"), number = request_given(request, "number");
	struct figure_query query = {
			.filter.clause = request_given(request, "clause"),
			.filter.rule = request_given(request, "rule"),
			.by = text_equals(by, TEXT("rule")) || (own && !by.n) ? FIGURE_BY_RULE
									      : FIGURE_BY_UNIT,
			.is_share = !number.n,
	};

	TRY(period_read(ctx, request, &query.filter.period));
	TRY(unit_read(ctx, request, &query));
	if (number.n && figure_parse(number, &query.figure) != OK)
		return form_complain(ctx->form, "number", "Không có số liệu này.");
	*out = query;
	return OK;
}

/* --- writing -----------------------------------------------------------------------------------
 */

struct state {
	struct pair pairs[COUNT_OF(FIELDS)];
	size_t count;
};

static void
state_add(struct state *state, const char *name, struct text value)
{
	if (value.n)
		state->pairs[state->count++] = (struct pair){text_of(name), value};
}

/* The shortest that reads as the query again. */
static struct state
state_of(const struct ctx *ctx, const struct figure_query *query)
{
	const struct period *period = &query->filter.period;
	struct state state = {0};

	state_add(&state, "period", period_kind_name(period->kind));
	if (period->kind == PERIOD_DAYS) {
		state_add(&state, "from", day_iso(ctx->arena, period->from));
		state_add(&state, "to", day_iso(ctx->arena, day_add(period->to, -1)));
	} else {
		state_add(&state, "date", day_iso(ctx->arena, period->from));
	}
	state_add(&state, "unit", query->unit);
	state_add(&state, "clause", query->filter.clause);
	state_add(&state, "rule", query->filter.rule);
	state_add(&state, "by", query->by == FIGURE_BY_RULE ? TEXT("rule") : TEXT("unit"));
	if (!query->is_share)
		state_add(&state, "number", FIGURES[query->figure].name);
	return state;
}

struct text
figure_query_href(const struct ctx *ctx, const char *path, const struct figure_query *query)
{
	struct state state = state_of(ctx, query);
	struct buf href = BUF(ctx->arena);

	buf_reserve(&href, 200);
	buf_add_c(&href, path);
	for (size_t i = 0; i < state.count; i++) {
		buf_add_char(&href, i ? '&' : '?');
		buf_add(&href, state.pairs[i].name);
		buf_add_char(&href, '=');
		buf_add_url(&href, state.pairs[i].value);
	}
	return buf_text(&href);
}

struct text
figure_query_words(const struct ctx *ctx, const struct figure_query *query)
{
	struct text unit = query->unit_name;
	struct text rules = query->filter.rule.n ? text_format(ctx->arena, "nghĩa vụ %.*s",
								   TEXT_ARGS(query->filter.rule))
						 : query->filter.clause;

	if (!unit.n)
		unit = permit_scope(MAY_REPORT_READ, ctx->actor->roles) == SCOPE_OWN
				       ? ctx->actor->unit_name
				       : TEXT("mọi đơn vị");
	return text_format(ctx->arena, "%s; %.*s; %.*s",
			period_words_with_days(ctx->arena, query->filter.period).p, TEXT_ARGS(unit),
			TEXT_ARGS(rules.n ? rules : TEXT("mọi khoản")));
}

/* --- the form ----------------------------------------------------------------------------------
 */

static void
periods_add(json_t *view, struct text chosen)
{
	static const char *const labels[] = {"Tuần", "Tháng", "Quý", "Năm", "Khoảng ngày"};
	json_t *list = json_put_list(view, "periods");

	for (enum period_kind kind = PERIOD_WEEK; kind <= PERIOD_DAYS; kind++)
		view_choice(list, period_kind_name(kind), text_of(labels[kind]),
				chosen.n ? chosen : period_kind_name(PERIOD_QUARTER));
}

enum err
figure_query_view(struct ctx *ctx, json_t *view, const struct request *request)
{
	struct text today = day_iso(ctx->arena, day_of(ctx->now, ctx->rules->zone));
	json_t *form = json_put_object(view, "form"), *list = json_put_list(view, "clauses");
	struct text *clauses;
	size_t count = figure_clauses(ctx, &clauses);

	for (size_t i = 0; i < COUNT_OF(FIELDS); i++)
		json_put_text(form, FIELDS[i], request_given(request, FIELDS[i]));
	for (size_t i = 1; i <= 3; i++) /* the days */
		if (!request_given(request, FIELDS[i]).n)
			json_put_text(form, FIELDS[i], today);
	for (size_t i = 0; i < count; i++)
		view_choice(list, clauses[i], clauses[i], request_given(request, "clause"));
	periods_add(view, request_given(request, "period"));
	json_put_text(view, "filter_path",
			request->method == METHOD_POST ? TEXT("/desk/figures") : request->path);
	json_put_bool(view, "has_figures", false);
	json_put_bool(view, "filtered", true); /* what could not be read is there to be mended */
	return view_unit_filter(ctx, view, MAY_REPORT_READ, request_given(request, "unit"));
}

/* Other figures than those that are shown to who asks for none in particular. */
static bool
is_filtered(const struct ctx *ctx, const struct figure_query *query)
{
	struct day today = day_of(ctx->now, ctx->rules->zone);
	struct period usual = period_of(PERIOD_QUARTER, today);

	return query->filter.period.from.n != usual.from.n ||
	       query->filter.period.to.n != usual.to.n || query->unit.n || query->filter.clause.n ||
	       query->filter.rule.n;
}

void
figure_query_state(struct ctx *ctx, json_t *view, const struct figure_query *query)
{
	const struct period *period = &query->filter.period;
	struct state state = state_of(ctx, query);
	json_t *list = json_put_list(view, "state"), *object = json_put_object(view, "period");
	json_t *made = json_put_object(view, "made");
	struct figure_query before = *query;

	for (size_t i = 0; i < state.count; i++) {
		json_t *row = json_add_object(list);

		json_put_text(row, "name", state.pairs[i].name);
		json_put_text(row, "value", state.pairs[i].value);
	}
	before.filter.period = period_before(*period);
	json_put_text(object, "kind", period_kind_name(period->kind));
	json_put_day(object, "from", period->from);
	json_put_day(object, "last", day_add(period->to, -1));
	json_put_text(object, "words", period_words(ctx->arena, *period));
	json_put_text(object, "before", period_words(ctx->arena, before.filter.period));
	json_put_text(made, "who", ctx->actor->name);
	json_put_instant(made, "at", ctx->now, ctx->rules->zone);
	json_put_text(made, "filter", figure_query_words(ctx, query));
	json_put_bool(view, "has_figures", true);
	json_put_bool(view, "filtered", is_filtered(ctx, query));
	json_put_text(view, "what", TEXT("table"));
}
