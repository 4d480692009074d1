#include "office/matter.h"

#include "gen/office/matter.sql.h"
#include "law/regulation.h"
#include "office/audit.h"
#include "office/desk_search.h"
#include "office/duty.h"
#include "office/incident.h"
#include "office/merger.h"
#include "office/unit.h"

enum err
matter_rule_is_owed(struct ctx *ctx, const struct duty *rule, bool *out)
{
	struct forebear *forebears;
	struct unit unit;
	size_t count;

	*out = true;
	if (!rule->unit_count)
		return OK;
	TRY(unit_load(ctx, ctx->actor->unit, &unit));
	TRY(unit_forebears(ctx->store, ctx->arena, unit.id, &forebears, &count));
	*out = duty_is_owed_by(rule, unit.code);
	for (size_t i = 0; i < count && !*out; i++)
		*out = duty_is_owed_by(rule, forebears[i].code);
	return OK;
}

static enum err
obligor_check(struct ctx *ctx, const struct duty *rule)
{
	bool owed;

	TRY(matter_rule_is_owed(ctx, rule, &owed));
	if (owed)
		return OK;
	return form_complain(ctx->form, "rule", "Loại việc này chỉ do %.*s thực hiện.",
			TEXT_ARGS(rule->obligor_label));
}

enum err
matter_add(struct ctx *ctx, int64_t unit, const struct regulation *law, struct text title,
		struct text happened, int64_t *id)
{
	struct query q;
	int64_t matter = 0;

	TRY(unit_still_works(ctx, unit));
	query_begin(&q, ctx->store, &SQL_matter_add);
	bind_int(&q, unit);
	bind_text(&q, law->number);
	bind_text(&q, title);
	bind_text(&q, happened);
	bind_int(&q, ctx->actor->account);
	bind_instant(&q, ctx->now);
	if (query_next(&q))
		matter = column_int(&q, 0);
	TRY(query_end(&q));
	audit_note(ctx, "matter.open", matter, "%.*s", TEXT_ARGS(title));
	*id = matter;
	return desk_search_mark(ctx, DESK_MATTER, matter, 0);
}

enum err
matter_open(struct ctx *ctx, const struct matter_news *news, int64_t *id)
{
	const struct regulation *law = rules_in_force(ctx->rules, ctx->now);
	const struct duty *rule = law ? regulation_duty(law, news->rule) : NULL;
	int64_t matter, duty;

	TRY(ctx_may_for(ctx, MAY_MATTER_OPEN, ctx->actor->unit));
	if (!rule || !rule->is_opening)
		return form_complain(ctx->form, "rule",
				"Hãy chọn loại việc theo quy định đang có hiệu lực.");
	TRY(obligor_check(ctx, rule));
	TRY(matter_add(ctx, ctx->actor->unit, law, news->title, news->happened, &matter));
	TRY(duty_open(ctx, matter, ctx->actor->unit, rule, &duty));
	TRY(incident_check(ctx, duty));
	*id = matter;
	return OK;
}

static void
row_read(struct query *q, struct arena *arena, struct matter *row)
{
	*row = (struct matter){
			.id = column_int(q, 0),
			.unit = column_int(q, 1),
			.unit_code = column_text(q, 2, arena),
			.unit_name = column_text(q, 3, arena),
			.regulation = column_text(q, 4, arena),
			.title = column_text(q, 5, arena),
			.happened = column_text(q, 6, arena),
			.open = text_equals(column_text(q, 7, arena), TEXT("open")),
			.opened_by = column_int(q, 8),
			.opener = column_text(q, 9, arena),
			.opened_at = column_instant(q, 10),
			.closed_at = column_instant(q, 11),
			.version = column_int(q, 12),
			.duty = column_int(q, 13),
			.rule = column_text(q, 14, arena),
	};
}

enum err
matter_load(struct ctx *ctx, int64_t id, struct matter *out)
{
	struct query q;
	struct matter row;
	bool found;

	query_begin(&q, ctx->store, &SQL_matter_load);
	bind_int(&q, id);
	found = query_next(&q);
	if (found)
		row_read(&q, ctx->arena, &row);
	TRY(query_end(&q));
	if (!found)
		return ERR_NOT_FOUND;
	TRY(ctx_may_for(ctx, MAY_MATTER_READ, row.unit));
	*out = row;
	return OK;
}

enum err
matter_close(struct ctx *ctx, int64_t id)
{
	struct matter matter;
	struct query q;
	int64_t open = 0;

	TRY(matter_load(ctx, id, &matter));
	TRY(ctx_may_for(ctx, MAY_MATTER_CLOSE, matter.unit));
	query_begin(&q, ctx->store, &SQL_matter_open_duties);
	bind_int(&q, id);
	if (query_next(&q))
		open = column_int(&q, 0);
	TRY(query_end(&q));
	if (open || !matter.open)
		return ctx_refuse(ctx, ERR_CONFLICT,
				open ? "Vụ việc còn nghĩa vụ chưa thực hiện nên chưa kết thúc được."
				     : "Vụ việc này đã kết thúc.");
	return matter_end(ctx, id, TEXT("Không còn nghĩa vụ nào chưa thực hiện."));
}

static enum err
act_add(struct ctx *ctx, int64_t id, const char *kind, struct text reason)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_matter_act_add);
	bind_int(&q, id);
	bind_text(&q, text_of(kind));
	bind_instant(&q, ctx->now);
	bind_int(&q, ctx->actor->account);
	bind_text(&q, reason);
	TRY(query_run(&q));
	audit_note(ctx, text_format(ctx->arena, "matter.%s", kind).p, id, "%.*s",
			TEXT_ARGS(reason));
	return OK;
}

enum err
matter_end(struct ctx *ctx, int64_t id, struct text why)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_matter_close);
	bind_int(&q, id);
	bind_instant(&q, ctx->now);
	TRY(query_run_one(&q));
	return act_add(ctx, id, "close", why);
}

enum err
matter_resume(struct ctx *ctx, int64_t id, struct text why)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_matter_reopen);
	bind_int(&q, id);
	TRY(query_run_one(&q));
	return act_add(ctx, id, "reopen", why);
}

enum err
matter_reopen(struct ctx *ctx, int64_t id, struct text reason)
{
	struct matter matter;

	TRY(matter_load(ctx, id, &matter));
	TRY(ctx_may_for(ctx, MAY_MATTER_CLOSE, matter.unit));
	if (matter.open)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Vụ việc này đang mở; chỉ vụ việc đã kết thúc mới mở lại được.");
	reason = text_trim(reason);
	if (!reason.n)
		return form_complain(ctx->form, "reason", "Hãy ghi lý do mở lại vụ việc.");
	TRY(merger_follow(ctx, MERGER_MATTER, id, &matter.unit));
	return matter_resume(ctx, id, reason);
}

enum err
matter_act_list(struct ctx *ctx, int64_t id, struct matter_act **out, size_t *count)
{
	struct matter_act *rows = ARENA_NEW_ARRAY(ctx->arena, MATTER_ACTS_MAX, struct matter_act);
	size_t n = 0;
	struct query q;

	query_begin(&q, ctx->store, &SQL_matter_act_list);
	bind_int(&q, id);
	while (n < MATTER_ACTS_MAX && query_next(&q))
		rows[n++] = (struct matter_act){
				.reopens = text_equals(
						column_text(&q, 0, ctx->arena), TEXT("reopen")),
				.at = column_instant(&q, 1),
				.account_name = column_text(&q, 2, ctx->arena),
				.reason = column_text(&q, 3, ctx->arena),
		};
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}

static const struct sql *
page_sql(bool of_unit, bool only_open)
{
	if (of_unit)
		return only_open ? &SQL_matter_page_unit_open : &SQL_matter_page_unit;
	return only_open ? &SQL_matter_page_open : &SQL_matter_page;
}

enum err
matter_list(struct ctx *ctx, int64_t unit, bool only_open, int64_t before, size_t limit,
		struct matter **out, size_t *count)
{
	struct matter *rows = ARENA_NEW_ARRAY(ctx->arena, limit, struct matter);
	size_t n = 0;
	struct query q;

	TRY(ctx_may(ctx, MAY_MATTER_READ));
	if (permit_scope(MAY_MATTER_READ, ctx->actor->roles) == SCOPE_OWN &&
			!actor_took_in(ctx->actor, unit))
		unit = ctx->actor->unit;
	query_begin(&q, ctx->store, page_sql(unit != 0, only_open));
	bind_int(&q, before ? before : INT64_MAX);
	bind_int(&q, (int64_t)limit);
	if (unit)
		bind_int(&q, unit);
	while (n < limit && query_next(&q))
		row_read(&q, ctx->arena, &rows[n++]);
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}
