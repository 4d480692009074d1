#include "office/consent.h"

#include "gen/office/consent.sql.h"
#include "law/regulation.h"
#include "office/audit.h"
#include "office/duty.h"
#include "office/matter.h"
#include "office/tell.h"

bool
consent_asked(const struct duty_row *duty)
{
	return duty->rule && text_equals(duty->rule->part, TEXT("consent"));
}

bool
consent_may(struct ctx *ctx, const struct duty_row *duty)
{
	return consent_asked(duty) && duty->state == DUTY_OPEN &&
	       permit_check_unit(MAY_DOCUMENT_CONSENT, ctx->actor->roles, ctx->actor->unit,
			       duty->unit) == OK;
}

static enum err
consent_check(struct ctx *ctx, const struct duty_row *duty, int64_t version,
		const struct consent *consent)
{
	struct zone zone = ctx->rules->zone;

	TRY(ctx_may_for(ctx, MAY_DOCUMENT_CONSENT, duty->unit));
	if (duty->state != DUTY_OPEN || duty->version != version)
		return ctx_refuse(ctx, ERR_CONFLICT,
				duty->state == DUTY_OPEN
						? "Nghĩa vụ này vừa được người khác cập nhật. Hãy "
						  "xem lại rồi ghi nhận."
						: "Ý kiến của lãnh đạo đã được ghi nhận.");
	if (consent->decided_on.n > day_of(ctx->now, zone).n)
		return form_complain(ctx->form, "decided_on",
				"Ngày cho ý kiến không thể ở sau hôm nay.");
	if (consent->decided_on.n < day_of(duty->anchor_at, zone).n)
		return form_complain(ctx->form, "decided_on",
				"Ngày cho ý kiến không thể trước ngày báo cáo (%s).",
				day_words(ctx->arena, day_of(duty->anchor_at, zone)).p);
	if (!consent->agreed && !consent->reason.n)
		return form_complain(ctx->form, "reason", "Hãy ghi lý do không đồng ý.");
	return OK;
}

/* Agreed: the unit now has to hand it in. */
static enum err
agreed(struct ctx *ctx, const struct duty_row *duty, const struct consent *consent)
{
	const struct duty *rule = regulation_part(duty->law, TEXT("consented"));
	const struct pair evidence[] = {
			{TEXT("consented_by"), consent->leader},
			{TEXT("consented_on"), day_iso(ctx->arena, consent->decided_on)},
	};
	int64_t id;

	if (!rule)
		return OK;
	return duty_follow(ctx, duty->matter, duty->unit, rule, evidence, COUNT_OF(evidence), &id);
}

static enum err
consent_tell(struct ctx *ctx, const struct duty_row *duty, struct text what)
{
	struct news news = {
			.object = duty->id,
			.version = duty->version,
			.unit = duty->unit,
			.title = what,
			.href = text_format(
					ctx->arena, "/desk/matters/%lld", (long long)duty->matter),
	};

	return tell(ctx, TELL_CONSENT, &news);
}

enum err
consent_give(struct ctx *ctx, int64_t id, int64_t version, const struct consent *consent)
{
	struct duty_row duty;
	struct text what;
	struct query q;

	TRY(duty_load(ctx, id, &duty));
	if (!consent_asked(&duty))
		return ERR_NOT_FOUND;
	TRY(consent_check(ctx, &duty, version, consent));
	what = text_format(ctx->arena, "%.*s %s ngày %s (%.*s)", TEXT_ARGS(consent->leader),
			consent->agreed ? "đồng ý đăng" : "không đồng ý đăng",
			day_words(ctx->arena, consent->decided_on).p, TEXT_ARGS(consent->paper));
	query_begin(&q, ctx->store, &SQL_consent_add);
	bind_int(&q, id);
	bind_int(&q, consent->agreed);
	bind_text(&q, consent->leader);
	bind_day(&q, consent->decided_on);
	bind_text(&q, consent->paper);
	bind_text_or_null(&q, consent->reason);
	bind_int(&q, ctx->actor->account);
	bind_instant(&q, ctx->now);
	TRY(query_run(&q));
	TRY(duty_meet_by(ctx, id, what));
	TRY(consent_tell(ctx, &duty, what));
	return consent->agreed ? agreed(ctx, &duty, consent) : matter_end(ctx, duty.matter, what);
}

enum err
consent_load(struct ctx *ctx, int64_t duty, struct consent *out)
{
	struct query q;
	struct consent row;
	bool found;

	query_begin(&q, ctx->store, &SQL_consent_load);
	bind_int(&q, duty);
	found = query_next(&q);
	if (found)
		row = (struct consent){
				.agreed = column_int(&q, 0) != 0,
				.leader = column_text(&q, 1, ctx->arena),
				.decided_on = column_day(&q, 2),
				.paper = column_text(&q, 3, ctx->arena),
				.reason = column_text(&q, 4, ctx->arena),
				.recorder = column_text(&q, 5, ctx->arena),
				.at = column_instant(&q, 6),
		};
	TRY(query_end(&q));
	if (!found)
		return ERR_NOT_FOUND;
	*out = row;
	return OK;
}
