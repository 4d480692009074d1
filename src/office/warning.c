#include "office/warning.h"

#include "law/regulation.h"
#include "office/duty.h"
#include "office/genre.h"
#include "office/matter.h"
#include "office/tell.h"
#include "office/unit.h"

bool
warning_end(struct zone zone, struct text facts, struct instant *out)
{
	return !fact_is(facts, FACT_MESSAGE, TEXT(MESSAGE_CANCEL)) &&
	       fact_instant(facts, "expires_at", zone, out);
}

struct label
warning_status(const struct ctx *ctx, struct text facts)
{
	struct instant end;

	if (!warning_end(ctx->rules->zone, facts, &end))
		return (struct label){TEXT("Đã hủy"), TONE_NEUTRAL};
	if (instant_compare(end, ctx->now) <= 0)
		return (struct label){TEXT("Đã hết hiệu lực"), TONE_NEUTRAL};
	return (struct label){text_format(ctx->arena, "Có hiệu lực đến %.*s",
					      TEXT_ARGS(instant_words(
							      ctx->arena, end, ctx->rules->zone))),
			TONE_WARN};
}

enum err
warning_current(struct ctx *ctx, size_t limit, struct publication **out, size_t *count)
{
	struct publication *rows;
	size_t n, kept = 0;

	TRY(publication_list_turning(ctx, genre_find(TEXT("warning")), limit, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		struct instant end;

		if (warning_end(ctx->rules->zone, rows[i].facts, &end) &&
				instant_compare(end, ctx->now) > 0)
			rows[kept++] = rows[i];
	}
	*out = rows;
	*count = kept;
	return OK;
}

/* --- asked for by the Portal -------------------------------------------------------------------
 */

static enum err
request_check(struct ctx *ctx, const struct warning_request *request)
{
	struct unit unit;
	enum err err = unit_load(ctx, request->unit, &unit);

	if (err != OK && err != ERR_NOT_FOUND)
		return err;
	if (err == ERR_NOT_FOUND || !unit.active || unit.id == ctx->actor->unit)
		(void)form_complain(ctx->form, "unit", "Hãy chọn một đơn vị đang hoạt động.");
	if (request->until.n < day_of(ctx->now, ctx->rules->zone).n)
		(void)form_complain(ctx->form, "until",
				"Ngày đề nghị hoàn thành không thể trước hôm nay.");
	return ctx->form->complaint_count ? ERR_INVALID : OK;
}

static enum err
ask_tell(struct ctx *ctx, const struct warning_request *request, int64_t matter)
{
	struct news news = {
			.object = matter,
			.version = 1,
			.unit = request->unit,
			.title = request->title,
			.href = text_format(ctx->arena, "/desk/matters/%lld", (long long)matter),
	};

	return tell(ctx, TELL_WARNING_ASK, &news);
}

enum err
warning_ask(struct ctx *ctx, const struct warning_request *request, int64_t *out)
{
	const struct regulation *law = rules_in_force(ctx->rules, ctx->now);
	const struct duty *rule = law ? regulation_part(law, TEXT("warning_request")) : NULL;
	const struct pair evidence[] = {
			{TEXT("request"), request->request},
			{TEXT("requested_at"), instant_iso(ctx->arena, ctx->now, ctx->rules->zone)},
			{TEXT("requested_for"), day_iso(ctx->arena, request->until)},
	};
	int64_t matter, duty;

	TRY(ctx_may(ctx, MAY_WARNING_REQUEST));
	if (!rule)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Quy định đang có hiệu lực không có việc Cổng đề nghị cảnh báo.");
	TRY(request_check(ctx, request));
	TRY(matter_add(ctx, request->unit, law, request->title, request->request, &matter));
	TRY(duty_follow(ctx, matter, request->unit, rule, evidence, COUNT_OF(evidence), &duty));
	TRY(ask_tell(ctx, request, matter));
	*out = matter;
	return OK;
}
