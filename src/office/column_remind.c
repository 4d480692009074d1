#include "office/column_remind.h"

#include "base/json.h"
#include "gen/office/column.sql.h"
#include "office/column_row.h"
#include "office/unit.h"

#define REPORT_MAX (4u << 20)

/* What is being reminded of, and what comes of it. */
struct reminding {
	struct column column;
	struct column_ask *asks; /* all of the column, by unit */
	size_t count;
	struct column_reminded *rows; /* one for each that was chosen, in the order of `asks` */
	const struct column_ask **chosen;
	size_t chosen_count;
};

static bool
is_among(const int64_t *ids, size_t count, int64_t id)
{
	for (size_t i = 0; i < count; i++)
		if (ids[i] == id)
			return true;
	return false;
}

static enum err
chosen_take(struct ctx *ctx, struct reminding *r, const int64_t *ids, size_t count)
{
	r->rows = ARENA_NEW_ARRAY(ctx->arena, r->count + 1, struct column_reminded);
	r->chosen = ARENA_NEW_ARRAY(ctx->arena, r->count + 1, const struct column_ask *);
	for (size_t i = 0; i < count; i++) {
		size_t k = 0;

		while (k < r->count && r->asks[k].id != ids[i])
			k++;
		if (k == r->count)
			return form_complain(ctx->form, "asks",
					"Chuyên mục này không có đề nghị số %lld.",
					(long long)ids[i]);
	}
	for (size_t i = 0; i < r->count; i++)
		if (is_among(ids, count, r->asks[i].id))
			r->chosen[r->chosen_count++] = &r->asks[i];
	return r->chosen_count ? OK
			       : form_complain(ctx->form, "asks",
						 "Hãy chọn ít nhất một đề nghị để nhắc.");
}

/* Why an ask is not reminded of; empty: it is. */
static enum err
obstacle(struct ctx *ctx, const struct column_ask *ask, struct text *out)
{
	enum column_ask_state state = column_ask_state(ask, ctx->now);
	int64_t people = 0;

	*out = NO_TEXT;
	if (!column_ask_waits(state)) {
		*out = column_ask_label(state).text;
		return OK;
	}
	TRY(unit_people(ctx, ask->unit, &people));
	if (!people)
		*out = TEXT("Đơn vị chưa có tài khoản nào đang hoạt động");
	return OK;
}

static enum err
rows_make(struct ctx *ctx, struct reminding *r)
{
	for (size_t i = 0; i < r->chosen_count; i++) {
		const struct column_ask *ask = r->chosen[i];
		const struct column_part *part = column_part(&r->column, ask->part);

		r->rows[i] = (struct column_reminded){
				.ask = ask->id,
				.unit_name = ask->unit_name,
				.part_name = part ? part->name : NO_TEXT,
		};
		TRY(obstacle(ctx, ask, &r->rows[i].why));
	}
	return OK;
}

static struct text
report_write(struct arena *arena, const struct reminding *r)
{
	cleanup(json_cleanup) json_t *list = json_new_list();

	for (size_t i = 0; i < r->chosen_count; i++) {
		json_t *row = json_add_object(list);

		json_put_int(row, "ask", r->rows[i].ask);
		json_put_text(row, "unit", r->rows[i].unit_name);
		json_put_text(row, "part", r->rows[i].part_name);
		json_put_text(row, "why", r->rows[i].why);
	}
	return json_write(arena, list);
}

/* One notice for all that a unit is reminded of: `from` is its first chosen ask. */
static enum err
unit_tell(struct ctx *ctx, const struct reminding *r, size_t from, int64_t reminder)
{
	int64_t unit = r->chosen[from]->unit;
	struct day first = {.n = INT32_MAX};
	struct news news = {
			.object = r->column.id,
			.version = reminder,
			.unit = unit,
			.href = column_href(ctx->arena, r->column.id),
	};
	size_t n = 0;

	for (size_t i = from; i < r->chosen_count && r->chosen[i]->unit == unit; i++) {
		const struct due *due = &r->chosen[i]->due;

		if (r->rows[i].why.n)
			continue;
		n++;
		if (due->has_last_day && due->last_day.n < first.n)
			first = due->last_day;
	}
	if (!n)
		return OK;
	news.title = text_format(ctx->arena, "%.*s (%zu thành phần%s%s)",
			TEXT_ARGS(r->column.plan.title), n,
			first.n < INT32_MAX ? ", hạn gần nhất " : "",
			first.n < INT32_MAX ? day_words(ctx->arena, first).p : "");
	return tell(ctx, TELL_COLUMN_REMIND, &news);
}

static enum err
tell_all(struct ctx *ctx, const struct reminding *r, int64_t reminder)
{
	for (size_t i = 0; i < r->chosen_count; i++) {
		if (i == 0 || r->chosen[i]->unit != r->chosen[i - 1]->unit)
			TRY(unit_tell(ctx, r, i, reminder));
		if (!r->rows[i].why.n)
			TRY(column_note(ctx, &r->column, r->rows[i].ask, "remind", NO_TEXT, NO_TEXT,
					NULL));
	}
	return OK;
}

enum err
column_remind(struct ctx *ctx, int64_t column, int64_t version, const int64_t *asks, size_t count,
		int64_t *reminder)
{
	struct reminding r = {0};
	size_t told = 0;

	TRY(column_take(ctx, column, version, MAY_COLUMN_MANAGE, &r.column));
	TRY(column_asks(ctx, &r.column, &r.asks, &r.count));
	TRY(chosen_take(ctx, &r, asks, count));
	TRY(rows_make(ctx, &r));
	for (size_t i = 0; i < r.chosen_count; i++)
		told += r.rows[i].why.n == 0;
	TRY(column_save(ctx, &r.column));
	TRY(column_note(ctx, &r.column, 0, "reminder",
			text_format(ctx->arena, "Đã nhắc %zu, không nhắc được %zu", told,
					r.chosen_count - told),
			report_write(ctx->arena, &r), reminder));
	return tell_all(ctx, &r, *reminder);
}

static enum err
report_read(struct ctx *ctx, const struct column_act *act, struct column_reminder *out)
{
	cleanup(json_cleanup) json_t *list = NULL;
	struct column_reminded *rows;
	const json_t *row;
	size_t i;

	TRY(json_read(act->detail, REPORT_MAX, &list));
	rows = ARENA_NEW_ARRAY(ctx->arena, json_array_size(list) + 1, struct column_reminded);
	json_array_foreach(list, i, row) rows[i] = (struct column_reminded){
			.ask = json_int(row, "ask"),
			.unit_name = text_copy(ctx->arena, json_text(row, "unit")),
			.part_name = text_copy(ctx->arena, json_text(row, "part")),
			.why = text_copy(ctx->arena, json_text(row, "why")),
	};
	*out = (struct column_reminder){
			.at = act->at,
			.account_name = act->account_name,
			.rows = rows,
			.count = json_array_size(list),
	};
	return OK;
}

enum err
column_reminder_load(struct ctx *ctx, int64_t column, int64_t reminder, struct column_reminder *out)
{
	struct column_act act;
	bool found;
	struct query q;

	TRY(ctx_may(ctx, MAY_COLUMN_MANAGE));
	query_begin(&q, ctx->store, &SQL_column_act_load);
	bind_int(&q, reminder);
	bind_int(&q, column);
	found = query_next(&q);
	if (found)
		act = column_act_read(&q, ctx->arena);
	TRY(query_end(&q));
	if (!found || !act.detail.n)
		return ERR_NOT_FOUND;
	return report_read(ctx, &act, out);
}
