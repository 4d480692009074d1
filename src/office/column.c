#include "office/column.h"

#include "gen/office/column.sql.h"
#include "law/regulation.h"
#include "office/audit.h"
#include "office/column_ask.h"
#include "office/column_row.h"
#include "office/duty_decide.h"
#include "office/matter.h"
#include "office/site.h"
#include "office/unit.h"
#include "store/tokenizer.h"

#define SLUG_MAX 80

static const struct {
	const char *kind;
	struct text label;
} ACTS[] = {
		{"open", TEXT("Mở chuyên mục")},
		{"change", TEXT("Sửa chuyên mục")},
		{"publish", TEXT("Công khai bản mới")},
		{"keep", TEXT("Giữ dữ liệu cá nhân, có lý do")},
		{"unpublish", TEXT("Gỡ chuyên mục")},
		{"close", TEXT("Kết thúc chuyên mục")},
		{"reminder", TEXT("Nhắc các đơn vị")},
		{"ask", TEXT("Đề nghị cung cấp dữ liệu")},
		{"ask_again", TEXT("Đề nghị lại")},
		{"move", TEXT("Đổi ngày đề nghị hoàn thành")},
		{"withdraw", TEXT("Thôi đề nghị")},
		{"none", TEXT("Đơn vị báo không có số liệu")},
		{"accept", TEXT("Cổng đồng ý không có số liệu")},
		{"decline", TEXT("Cổng đề nghị vẫn cung cấp")},
		{"remind", TEXT("Nhắc đơn vị")},
};

struct text
column_act_label(struct text kind)
{
	for (size_t i = 0; i < COUNT_OF(ACTS); i++)
		if (text_equals(text_of(ACTS[i].kind), kind))
			return ACTS[i].label;
	return kind;
}

bool
column_waits(const struct column *column)
{
	return column->open && column->edition != column->live_edition &&
	       column->edition != column->withdrawn_edition;
}

struct label
column_label(const struct column *column)
{
	if (!column->open)
		return column->withdrawn_edition
				       ? (struct label){TEXT("Đã kết thúc, đã gỡ"), TONE_BAD}
				       : (struct label){TEXT("Đã kết thúc"), TONE_NEUTRAL};
	if (column->withdrawn_edition)
		return column_waits(column)
				       ? (struct label){TEXT("Đã gỡ, bản mới chờ duyệt"), TONE_WARN}
				       : (struct label){TEXT("Đã gỡ"), TONE_BAD};
	if (!column->live_edition)
		return (struct label){TEXT("Chưa công khai"), TONE_WARN};
	if (column_waits(column))
		return (struct label){TEXT("Đang công khai, bản mới chờ duyệt"), TONE_WARN};
	return (struct label){TEXT("Đang công khai"), TONE_GOOD};
}

const struct column_part *
column_part(const struct column *column, int64_t number)
{
	for (size_t i = 0; i < column->plan.part_count; i++)
		if (column->plan.parts[i].number == number)
			return &column->plan.parts[i];
	return NULL;
}

struct text
column_path(struct arena *arena, const struct column *column)
{
	return text_format(arena, "/chuyen-muc/chuyen-de/%lld-%s", (long long)column->id,
			text_slug(arena, column->plan.title, SLUG_MAX).p);
}

struct text
column_href(struct arena *arena, int64_t column)
{
	return text_format(arena, "/desk/columns/%lld", (long long)column);
}

struct text
column_ask_href(struct arena *arena, int64_t ask)
{
	return text_format(arena, "/desk/column-asks/%lld", (long long)ask);
}

/* --- reading -----------------------------------------------------------------------------------
 */

static enum err
row_read(struct query *q, struct arena *arena, struct column *row)
{
	*row = (struct column){
			.id = column_int(q, 0),
			.matter = column_int(q, 1),
			.duty = column_int(q, 2),
			.open = text_equals(column_text(q, 3, arena), TEXT("open")),
			.edition = column_int(q, 4),
			.live_edition = column_int(q, 5),
			.published_at = column_instant(q, 6),
			.closed_at = column_instant(q, 7),
			.reason = column_text(q, 8, arena),
			.version = column_int(q, 9),
			.plan = {.title = column_text(q, 10, arena),
					.purpose = column_text(q, 11, arena),
					.begins_on = column_day(q, 12),
					.declared = column_int(q, 18) != 0,
					.has_end = !column_is_null(q, 13),
					.ends_on = column_day(q, 13)},
			.author = column_text(q, 15, arena),
			.changed_at = column_instant(q, 16),
			.regulation = column_text(q, 17, arena),
			.withdrawn_edition = column_int(q, 19),
			.withdrawn_at = column_instant(q, 20),
			.withdrawn_reason = column_text(q, 21, arena),
	};
	return column_parts_read(arena, column_text(q, 14, arena), &row->plan);
}

/* Of the query column_load or column_load_live. */
static enum err
load(struct ctx *ctx, const struct sql *sql, int64_t id, struct column *out)
{
	enum err err = ERR_NOT_FOUND;
	struct column row;
	struct query q;

	query_begin(&q, ctx->store, sql);
	bind_int(&q, id);
	if (query_next(&q))
		err = row_read(&q, ctx->arena, &row);
	TRY(query_end(&q));
	TRY(err);
	*out = row;
	return OK;
}

/* The rows of a query that is ready to run. */
static enum err
list(struct ctx *ctx, struct query *q, size_t limit, struct column **out, size_t *count)
{
	struct column *rows = ARENA_NEW_ARRAY(ctx->arena, limit, struct column);
	enum err err = OK;
	size_t n = 0;

	while (err == OK && n < limit && query_next(q))
		err = row_read(q, ctx->arena, &rows[n++]);
	TRY(query_end(q));
	TRY(err);
	*out = rows;
	*count = n;
	return OK;
}

static enum err
may_see(struct ctx *ctx, int64_t id)
{
	int64_t asked = 0;
	struct query q;

	TRY(ctx_may(ctx, MAY_COLUMN_READ));
	if (permit_scope(MAY_COLUMN_READ, ctx->actor->roles) == SCOPE_ALL)
		return OK;
	query_begin(&q, ctx->store, &SQL_column_is_asked);
	bind_int(&q, ctx->actor->unit);
	bind_int(&q, id);
	if (query_next(&q))
		asked = column_int(&q, 0);
	TRY(query_end(&q));
	return asked ? OK
		     : ctx_refuse(ctx, ERR_FORBIDDEN,
				       "Chỉ đơn vị được đề nghị cung cấp dữ liệu mới xem được "
				       "chuyên mục này.");
}

enum err
column_load(struct ctx *ctx, int64_t id, struct column *out)
{
	struct column row;

	TRY(load(ctx, &SQL_column_load, id, &row));
	TRY(may_see(ctx, id));
	*out = row;
	return OK;
}

enum err
column_list(struct ctx *ctx, int64_t before, size_t limit, struct column **out, size_t *count)
{
	bool own = permit_scope(MAY_COLUMN_READ, ctx->actor->roles) == SCOPE_OWN;
	struct query q;

	TRY(ctx_may(ctx, MAY_COLUMN_READ));
	query_begin(&q, ctx->store, &SQL_column_page);
	bind_int(&q, before ? before : INT64_MAX);
	bind_int(&q, own ? ctx->actor->unit : 0);
	bind_int(&q, (int64_t)limit);
	return list(ctx, &q, limit, out, count);
}

enum err
column_load_public(struct ctx *ctx, int64_t id, struct column *out)
{
	struct column row;

	TRY(load(ctx, &SQL_column_load_live, id, &row));
	if (!row.live_edition)
		return ctx_refuse(ctx, ERR_GONE, "Chuyên mục này đã được gỡ ngày %s. Lý do: %.*s",
				day_words(ctx->arena, day_of(row.withdrawn_at, ctx->rules->zone)).p,
				TEXT_ARGS(row.withdrawn_reason));
	*out = row;
	return OK;
}

enum err
column_list_public(struct ctx *ctx, size_t limit, struct column **out, size_t *count)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_column_page_live);
	bind_int(&q, (int64_t)limit);
	return list(ctx, &q, limit, out, count);
}

/* Everything that a reader finds on its page but for the news. */
static struct text
plan_words(struct arena *arena, const struct column_plan *plan)
{
	struct buf words = BUF(arena);

	buf_addf(&words, "%.*s\n%.*s", TEXT_ARGS(plan->title), TEXT_ARGS(plan->purpose));
	for (size_t i = 0; i < plan->part_count; i++)
		buf_addf(&words, "\n%.*s\n%.*s", TEXT_ARGS(plan->parts[i].name),
				TEXT_ARGS(plan->parts[i].about));
	return buf_text(&words);
}

enum err
column_search_public(struct ctx *ctx, struct text query, size_t limit, struct column **out,
		size_t *count)
{
	struct column *rows;
	size_t all, n = 0;

	TRY(column_list_public(ctx, COLUMN_PUBLIC_MAX, &rows, &all));
	for (size_t i = 0; i < all && n < limit; i++)
		if (search_matches(ctx->arena, query, plan_words(ctx->arena, &rows[i].plan)))
			rows[n++] = rows[i];
	*out = rows;
	*count = n;
	return OK;
}

struct column_act
column_act_read(struct query *q, struct arena *arena)
{
	return (struct column_act){
			.id = column_int(q, 0),
			.ask = column_int(q, 1),
			.kind = column_text(q, 2, arena),
			.at = column_instant(q, 3),
			.account_name = column_text(q, 4, arena),
			.reason = column_text(q, 5, arena),
			.detail = column_text(q, 6, arena),
	};
}

enum err
column_acts_read(struct ctx *ctx, struct query *q, struct column_act **out, size_t *count)
{
	struct column_act *rows = ARENA_NEW_ARRAY(ctx->arena, COLUMN_ACTS_MAX, struct column_act);
	size_t n = 0;

	while (n < COLUMN_ACTS_MAX && query_next(q))
		rows[n++] = column_act_read(q, ctx->arena);
	TRY(query_end(q));
	*out = rows;
	*count = n;
	return OK;
}

enum err
column_acts(struct ctx *ctx, int64_t id, struct column_act **out, size_t *count)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_column_act_list);
	bind_int(&q, id);
	bind_int(&q, COLUMN_ACTS_MAX);
	return column_acts_read(ctx, &q, out, count);
}

enum err
column_acts_of_matter(struct ctx *ctx, int64_t matter, int64_t *id, struct text *title,
		struct column_act **out, size_t *count)
{
	struct column column;
	struct query q;

	*id = 0;
	*count = 0;
	query_begin(&q, ctx->store, &SQL_column_of_matter);
	bind_int(&q, matter);
	if (query_next(&q))
		*id = column_int(&q, 0);
	TRY(query_end(&q));
	if (!*id)
		return OK;
	TRY(load(ctx, &SQL_column_load, *id, &column));
	*title = column.plan.title;
	query_begin(&q, ctx->store, &SQL_column_act_of_matter);
	bind_int(&q, matter);
	bind_int(&q, COLUMN_ACTS_MAX);
	return column_acts_read(ctx, &q, out, count);
}

/* --- what all verbs do -------------------------------------------------------------------------
 */

static enum err
seen_check(struct ctx *ctx, const struct column *column, int64_t version)
{
	return !version || version == column->version
			       ? OK
			       : ctx_refuse(ctx, ERR_CONFLICT,
						 "Chuyên mục này vừa được người khác thay đổi. Hãy "
						 "xem lại trước khi quyết định.");
}

enum err
column_take_any(struct ctx *ctx, int64_t id, int64_t version, enum permit permit,
		struct column *out)
{
	struct column row;

	TRY(column_load(ctx, id, &row));
	TRY(ctx_may(ctx, permit));
	TRY(seen_check(ctx, &row, version));
	*out = row;
	return OK;
}

enum err
column_take(struct ctx *ctx, int64_t id, int64_t version, enum permit permit, struct column *out)
{
	struct column row;

	TRY(column_take_any(ctx, id, 0, permit, &row));
	if (!row.open)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Chuyên mục này đã kết thúc ngày %s nên không thay đổi được nữa.",
				day_words(ctx->arena, day_of(row.closed_at, ctx->rules->zone)).p);
	TRY(seen_check(ctx, &row, version));
	*out = row;
	return OK;
}

enum err
column_save(struct ctx *ctx, struct column *column)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_column_save);
	bind_int(&q, column->id);
	bind_int(&q, column->version);
	bind_text(&q, column->open ? TEXT("open") : TEXT("closed"));
	bind_int(&q, column->edition);
	bind_id_or_null(&q, column->live_edition);
	bind_instant_if(&q, column->published_at.ms != 0, column->published_at);
	bind_instant_if(&q, !column->open, column->closed_at);
	bind_text_or_null(&q, column->reason);
	bind_id_or_null(&q, column->withdrawn_edition);
	bind_instant_if(&q, column->withdrawn_edition != 0, column->withdrawn_at);
	bind_text_or_null(&q, column->withdrawn_reason);
	TRY(query_run_one(&q));
	column->version++;
	return OK;
}

enum err
column_note(struct ctx *ctx, const struct column *column, int64_t ask, const char *kind,
		struct text reason, struct text detail, int64_t *act)
{
	int64_t id = 0;
	struct query q;

	query_begin(&q, ctx->store, &SQL_column_act_add);
	bind_int(&q, column->id);
	bind_id_or_null(&q, ask);
	bind_text(&q, text_of(kind));
	bind_instant(&q, ctx->now);
	bind_int(&q, ctx->actor->account);
	bind_text_or_null(&q, reason);
	bind_text_or_null(&q, detail);
	if (query_next(&q))
		id = column_int(&q, 0);
	TRY(query_end(&q));
	audit_note(ctx, text_format(ctx->arena, "column.%s", kind).p, ask ? ask : column->id,
			"%.*s%s%.*s", TEXT_ARGS(column->plan.title), reason.n ? ": " : "",
			TEXT_ARGS(reason));
	if (act)
		*act = id;
	return OK;
}

enum err
column_tell(struct ctx *ctx, enum tell_event event, const struct column *column)
{
	struct news news = {
			.object = column->id,
			.version = column->edition,
			.title = column->plan.title,
			.href = column_href(ctx->arena, column->id),
	};

	return tell(ctx, event, &news);
}

/* --- verbs -------------------------------------------------------------------------------------
 */

static enum err
edition_add(struct ctx *ctx, int64_t id, int64_t number, const struct column_plan *plan)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_column_edition_add);
	bind_int(&q, id);
	bind_int(&q, number);
	bind_text(&q, plan->title);
	bind_text(&q, plan->purpose);
	bind_day(&q, plan->begins_on);
	if (plan->has_end)
		bind_day(&q, plan->ends_on);
	else
		bind_null(&q);
	bind_text(&q, column_parts_write(ctx->arena, plan));
	bind_int(&q, ctx->actor->account);
	bind_instant(&q, ctx->now);
	bind_int(&q, plan->declared);
	return query_run(&q);
}

/* The Portal's matter, and what it owes from now on. */
static enum err
matter_begin(struct ctx *ctx, const struct column_plan *plan, int64_t *matter, int64_t *duty)
{
	const struct regulation *law = rules_in_force(ctx->rules, ctx->now);
	const struct duty *rule = law ? regulation_part(law, TEXT("column")) : NULL;
	const struct pair evidence[] = {
			{TEXT("column_name"), plan->title},
			{TEXT("opened_on"),
					day_iso(ctx->arena, day_of(ctx->now, ctx->rules->zone))},
	};
	struct unit portal;

	if (!rule)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Quy định đang có hiệu lực không có việc xây dựng chuyên mục.");
	TRY(unit_portal(ctx, &portal));
	TRY(matter_add(ctx, portal.id, law,
			text_format(ctx->arena, "Chuyên mục: %.*s", TEXT_ARGS(plan->title)),
			plan->purpose, matter));
	return duty_follow(ctx, *matter, portal.id, rule, evidence, COUNT_OF(evidence), duty);
}

enum err
column_open(struct ctx *ctx, const struct column_plan *plan, int64_t *id)
{
	struct column column = {.open = true, .edition = 1, .plan = *plan};
	int64_t matter, duty;
	struct query q;

	TRY(ctx_may(ctx, MAY_COLUMN_MANAGE));
	TRY(column_plan_check(ctx, plan));
	TRY(column_parts_number(ctx, &(struct column){0}, &column.plan));
	TRY(matter_begin(ctx, plan, &matter, &duty));
	query_begin(&q, ctx->store, &SQL_column_add);
	bind_int(&q, matter);
	bind_int(&q, duty);
	if (query_next(&q))
		column.id = column_int(&q, 0);
	TRY(query_end(&q));
	TRY(edition_add(ctx, column.id, column.edition, &column.plan));
	TRY(column_note(ctx, &column, 0, "open", NO_TEXT, NO_TEXT, NULL));
	*id = column.id;
	return column_tell(ctx, TELL_COLUMN_EDITION, &column);
}

enum err
column_change(struct ctx *ctx, int64_t id, int64_t version, const struct column_plan *plan)
{
	struct column_plan after = *plan;
	struct column column;

	TRY(column_take(ctx, id, version, MAY_COLUMN_MANAGE, &column));
	TRY(column_plan_check(ctx, plan));
	TRY(column_parts_number(ctx, &column, &after));
	TRY(column_parts_keep(ctx, &column, &after));
	column.edition++;
	TRY(edition_add(ctx, id, column.edition, &after));
	TRY(column_save(ctx, &column));
	column.plan = after;
	TRY(column_note(ctx, &column, 0, "change",
			text_format(ctx->arena, "Bản %lld", (long long)column.edition), NO_TEXT,
			NULL));
	return column_tell(ctx, TELL_COLUMN_EDITION, &column);
}

/* A column that never was public owes its page no more. */
static enum err
own_matter_end(struct ctx *ctx, const struct column *column, struct text why)
{
	struct duty_decision decision = {.kind = DUTY_ACT_NOT_APPLICABLE, .reason = why};
	struct matter matter;
	struct duty_row duty;

	TRY(duty_load(ctx, column->duty, &duty));
	if (duty.state == DUTY_OPEN)
		TRY(duty_decide(ctx, column->duty, &decision));
	TRY(matter_load(ctx, column->matter, &matter));
	return matter.open ? matter_end(ctx, column->matter, why) : OK;
}

enum err
column_close(struct ctx *ctx, int64_t id, int64_t version, struct text reason)
{
	struct column column;
	struct text why;

	TRY(column_take(ctx, id, version, MAY_COLUMN_MANAGE, &column));
	reason = text_trim(reason);
	if (!reason.n || text_length(reason) > COLUMN_REASON_MAX)
		return form_complain(ctx->form, "reason",
				"Hãy ghi lý do kết thúc, không quá %d ký tự.", COLUMN_REASON_MAX);
	why = text_format(ctx->arena, "Chuyên mục đã kết thúc: %.*s", TEXT_ARGS(reason));
	TRY(column_asks_end(ctx, &column, why));
	TRY(own_matter_end(ctx, &column, why));
	column.open = false;
	column.closed_at = ctx->now;
	column.reason = reason;
	TRY(column_save(ctx, &column));
	TRY(column_note(ctx, &column, 0, "close", reason, NO_TEXT, NULL));
	return column.live_edition ? site_changed(ctx) : OK;
}
