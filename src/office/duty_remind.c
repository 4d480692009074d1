#include "office/duty_remind.h"

#include "gen/office/duty_remind.sql.h"
#include "law/remind.h"
#include "office/audit.h"
#include "office/duty.h"
#include "office/matter.h"
#include "office/tell.h"
#include "office/unit.h"

static enum err
nudge_add(struct ctx *ctx, int64_t id)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_duty_nudge_add);
	bind_int(&q, id);
	bind_day(&q, day_of(ctx->now, ctx->rules->zone));
	bind_int(&q, ctx->actor->account);
	bind_instant(&q, ctx->now);
	TRY(query_run(&q));
	return query_changes(&q) == 1 ? OK
				      : ctx_refuse(ctx, ERR_CONFLICT,
							"Hôm nay nghĩa vụ này đã được nhắc rồi.");
}

static enum err
remind_tell(struct ctx *ctx, const struct duty_row *duty)
{
	struct zone zone = ctx->rules->zone;
	struct matter matter;
	struct news news = {
			.object = duty->id,
			.version = day_of(ctx->now, zone).n,
			.unit = duty->unit,
			.duty = duty->id,
			.is_urgent = remind_is_pressing(duty->rule),
			.href = text_format(ctx->arena, "/desk/duties/%lld", (long long)duty->id),
	};

	TRY(matter_load(ctx, duty->matter, &matter));
	news.due = text_format(
			ctx->arena, "hạn %.*s", TEXT_ARGS(due_words(ctx->arena, &duty->due, zone)));
	news.title = text_format(ctx->arena, "%.*s (%.*s)", TEXT_ARGS(matter.title),
			TEXT_ARGS(duty->rule->title));
	return tell(ctx, TELL_DUTY_REMIND, &news);
}

enum err
duty_remind(struct ctx *ctx, int64_t id)
{
	struct duty_row duty;
	int64_t people;

	TRY(duty_load(ctx, id, &duty));
	TRY(ctx_may_for(ctx, MAY_MATTER_CLOSE, duty.unit));
	if (duty.state != DUTY_OPEN || duty.due.is_paused)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Nghĩa vụ này không còn phải thực hiện hoặc đang tạm dừng.");
	TRY(unit_people(ctx, duty.unit, &people));
	if (!people)
		return ctx_refuse(
				ctx, ERR_CONFLICT, "Đơn vị chưa có tài khoản nào đang hoạt động.");
	TRY(nudge_add(ctx, id));
	TRY(remind_tell(ctx, &duty));
	audit_note(ctx, "duty.nudge", id, "%.*s", TEXT_ARGS(duty.rule->id));
	return OK;
}
