/* column_request.c - the Portal asks many units at once. */
#include "gen/office/column.sql.h"
#include "law/regulation.h"
#include "office/column_row.h"
#include "office/duty_decide.h"
#include "office/matter.h"
#include "office/unit.h"

/* A request with all that it is held against. */
struct asking {
	const struct column_request *request;
	struct column column;
	const struct regulation *law;
	const struct duty *rule;
	struct column_ask *asks;
	size_t count;
};

static const struct column_ask *
ask_of(const struct asking *a, int64_t unit, int64_t part)
{
	for (size_t i = 0; i < a->count; i++)
		if (a->asks[i].unit == unit && a->asks[i].part == part)
			return &a->asks[i];
	return NULL;
}

static bool
may_be_asked_again(enum duty_state state)
{
	return state == DUTY_EXCUSED || state == DUTY_NOT_APPLICABLE;
}

static enum err
parts_check(struct ctx *ctx, const struct asking *a)
{
	const struct column_request *r = a->request;

	if (!r->part_count)
		return form_complain(ctx->form, "parts", "Hãy chọn ít nhất một thành phần.");
	for (size_t i = 0; i < r->part_count; i++) {
		if (!column_part(&a->column, r->parts[i]))
			return form_complain(ctx->form, "parts",
					"Chuyên mục không có thành phần số %lld.",
					(long long)r->parts[i]);
		for (size_t k = 0; k < i; k++)
			if (r->parts[k] == r->parts[i])
				return form_complain(ctx->form, "parts",
						"Một thành phần được chọn hai lần.");
	}
	return OK;
}

/* Whether what is asked of a unit is new. */
static enum err
new_check(struct ctx *ctx, const struct asking *a, const struct unit *unit)
{
	enum err err = OK;

	for (size_t i = 0; i < a->request->part_count; i++) {
		const struct column_part *part = column_part(&a->column, a->request->parts[i]);
		const struct column_ask *ask = part ? ask_of(a, unit->id, part->number) : NULL;

		if (ask && !may_be_asked_again(ask->duty_state))
			err = form_complain(ctx->form, "units",
					"%.*s đã được đề nghị thành phần “%.*s” (%.*s).",
					TEXT_ARGS(unit->name), TEXT_ARGS(part->name),
					TEXT_ARGS(column_ask_label(column_ask_state(ask, ctx->now))
									.text));
	}
	return err;
}

static enum err
unit_check(struct ctx *ctx, const struct asking *a, size_t index)
{
	const struct column_asked *asked = &a->request->units[index];
	struct unit unit;
	enum err err = unit_load(ctx, asked->unit, &unit);

	if (err != OK && err != ERR_NOT_FOUND)
		return err;
	if (err == ERR_NOT_FOUND || !unit.active || unit.id == ctx->actor->unit)
		return form_complain(ctx->form, "units", "Hãy chọn đơn vị đang hoạt động.");
	for (size_t i = 0; i < index; i++)
		if (a->request->units[i].unit == unit.id)
			return form_complain(ctx->form, "units", "%.*s được chọn hai lần.",
					TEXT_ARGS(unit.name));
	if (asked->until.n < day_of(ctx->now, ctx->rules->zone).n)
		err = form_complain(ctx->form, asked->field,
				"%.*s: ngày đề nghị hoàn thành không thể trước hôm nay.",
				TEXT_ARGS(unit.name));
	if (new_check(ctx, a, &unit) != OK)
		err = ERR_INVALID;
	return err;
}

static enum err
request_check(struct ctx *ctx, const struct asking *a)
{
	const struct column_request *r = a->request;
	enum err err = parts_check(ctx, a);

	if (!r->unit_count)
		err = form_complain(ctx->form, "units", "Hãy chọn ít nhất một đơn vị.");
	if (r->unit_count > COLUMN_ASKED_MAX ||
			a->count + r->unit_count * r->part_count > COLUMN_ASKS_MAX)
		return form_complain(ctx->form, "units",
				"Một lần đề nghị không quá %d đơn vị, một chuyên mục không quá %d "
				"đề nghị.",
				COLUMN_ASKED_MAX, COLUMN_ASKS_MAX);
	if (text_length(r->request) > COLUMN_REQUEST_MAX)
		err = form_exceed(ctx->form, "request", "Nội dung đề nghị không quá %d ký tự.",
				COLUMN_REQUEST_MAX);
	for (size_t i = 0; i < r->unit_count; i++) {
		enum err one = unit_check(ctx, a, i);

		if (one != OK && one != ERR_INVALID)
			return one;
		err = one != OK ? one : err;
	}
	return err;
}

/* The one matter in which all asks of a unit by this column stand. */
static enum err
matter_for(struct ctx *ctx, const struct asking *a, int64_t unit, int64_t *out)
{
	struct text why = TEXT("Cổng đề nghị cung cấp thêm dữ liệu cho chuyên mục.");
	struct matter matter;

	for (size_t i = 0; i < a->count; i++)
		if (a->asks[i].unit == unit) {
			TRY(matter_load(ctx, a->asks[i].matter, &matter));
			*out = matter.id;
			return matter.open ? OK : matter_resume(ctx, matter.id, why);
		}
	return matter_add(ctx, unit, a->law,
			text_format(ctx->arena, "Dữ liệu cho chuyên mục: %.*s",
					TEXT_ARGS(a->column.plan.title)),
			a->column.plan.purpose, out);
}

/* What the duty keeps of the request. */
static struct text
request_words(struct ctx *ctx, const struct asking *a, const struct column_part *part)
{
	return text_format(ctx->arena, "Chuyên mục “%.*s”, thành phần “%.*s”.%s%.*s",
			TEXT_ARGS(a->column.plan.title), TEXT_ARGS(part->name),
			a->request->request.n ? " " : "", TEXT_ARGS(a->request->request));
}

/* The same duty opens again, so that what was given or said before stays with it. */
static enum err
ask_again(struct ctx *ctx, const struct asking *a, const struct column_ask *before,
		struct day until)
{
	struct duty_decision reopen = {.kind = DUTY_ACT_REOPEN,
			.reason = TEXT("Cổng đề nghị lại cho chuyên mục.")};
	struct column_ask ask = *before;

	TRY(duty_decide(ctx, ask.duty, &reopen));
	TRY(column_day_move(ctx, ask.duty, until, reopen.reason));
	ask.request = a->request->request;
	ask.asked_by = ctx->actor->account;
	ask.asked_at = ctx->now;
	ask.said_by = 0;
	ask.said = NO_TEXT;
	TRY(column_ask_save(ctx, &ask));
	return column_note(ctx, &a->column, ask.id, "ask_again", ask.request, NO_TEXT, NULL);
}

static enum err
ask_add(struct ctx *ctx, const struct asking *a, const struct column_part *part,
		const struct column_asked *asked, int64_t matter)
{
	const struct pair evidence[] = {
			{TEXT("request"), request_words(ctx, a, part)},
			{TEXT("requested_for"), day_iso(ctx->arena, asked->until)},
	};
	int64_t duty, id = 0;
	struct query q;

	TRY(duty_follow(ctx, matter, asked->unit, a->rule, evidence, COUNT_OF(evidence), &duty));
	query_begin(&q, ctx->store, &SQL_column_ask_add);
	bind_int(&q, a->column.id);
	bind_int(&q, part->number);
	bind_int(&q, asked->unit);
	bind_int(&q, matter);
	bind_int(&q, duty);
	bind_text_or_null(&q, a->request->request);
	bind_int(&q, ctx->actor->account);
	bind_instant(&q, ctx->now);
	if (query_next(&q))
		id = column_int(&q, 0);
	TRY(query_end(&q));
	return column_note(ctx, &a->column, id, "ask", a->request->request, NO_TEXT, NULL);
}

static enum err
unit_ask(struct ctx *ctx, const struct asking *a, const struct column_asked *asked)
{
	struct news news = {
			.object = a->column.id,
			.version = a->column.version,
			.unit = asked->unit,
			.href = column_href(ctx->arena, a->column.id),
	};
	int64_t matter;

	TRY(matter_for(ctx, a, asked->unit, &matter));
	for (size_t i = 0; i < a->request->part_count; i++) {
		const struct column_part *part = column_part(&a->column, a->request->parts[i]);
		const struct column_ask *before = ask_of(a, asked->unit, part->number);

		if (before)
			TRY(ask_again(ctx, a, before, asked->until));
		else
			TRY(ask_add(ctx, a, part, asked, matter));
	}
	news.due = text_format(
			ctx->arena, "hạn hết ngày %s", day_words(ctx->arena, asked->until).p);
	news.title = a->column.plan.title;
	return tell(ctx, TELL_COLUMN_ASK, &news);
}

enum err
column_ask(struct ctx *ctx, const struct column_request *request)
{
	struct asking a = {.request = request};

	TRY(column_take(ctx, request->column, request->version, MAY_COLUMN_MANAGE, &a.column));
	a.law = regulation_find(ctx->rules->regulations, a.column.regulation);
	a.rule = a.law ? regulation_part(a.law, TEXT("column_data")) : NULL;
	if (!a.rule)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Quy định của chuyên mục này không có việc đơn vị cung cấp dữ "
				"liệu.");
	TRY(column_asks(ctx, &a.column, &a.asks, &a.count));
	TRY(request_check(ctx, &a));
	TRY(column_save(ctx, &a.column));
	for (size_t i = 0; i < request->unit_count; i++)
		TRY(unit_ask(ctx, &a, &request->units[i]));
	return OK;
}
