#include "office/receipt_facts.h"

#include "gen/office/receipt.sql.h"
#include "office/attachment.h"
#include "office/duty.h"
#include "office/matter.h"

static enum err
take_revision(struct ctx *ctx, const struct item *item, struct receipt_facts *facts)
{
	struct query q;
	bool found;

	query_begin(&q, ctx->store, &SQL_receipt_revision);
	bind_int(&q, item->id);
	bind_int(&q, item->revision);
	found = query_next(&q);
	if (found) {
		facts->title = column_text(&q, 0, ctx->arena);
		facts->sha256 = column_text(&q, 1, ctx->arena);
	}
	TRY(query_end(&q));
	facts->item = item->id;
	facts->revision = item->revision;
	return found ? OK : ERR_BROKEN;
}

static enum err
take_attachments(struct ctx *ctx, const struct item *item, struct receipt_facts *facts)
{
	struct attachment *rows;
	size_t count;

	TRY(attachment_list(ctx, item, &rows, &count));
	facts->attachments = ARENA_NEW_ARRAY(
			ctx->arena, RECEIPT_ATTACHMENTS_MAX, struct receipt_attachment);
	for (size_t i = 0; i < count && i < RECEIPT_ATTACHMENTS_MAX; i++)
		facts->attachments[facts->attachment_count++] = (struct receipt_attachment){
				.name = rows[i].name,
				.size = (int64_t)rows[i].size,
				.sha256 = rows[i].sha256,
		};
	return OK;
}

static enum err
take_matter(struct ctx *ctx, const struct item *item, struct receipt_facts *facts)
{
	struct matter matter;

	if (!item->matter)
		return OK;
	TRY(matter_load(ctx, item->matter, &matter));
	facts->has_matter = true;
	facts->matter = matter.id;
	facts->matter_title = matter.title;
	facts->regulation = matter.regulation;
	return OK;
}

/* What came of a limit that has no end in numbers: how long it took. */
static struct text
delay_words(struct arena *arena, const struct duty_row *duty, int64_t elapsed_ms)
{
	if (limit_has_amount(duty->due.limit.kind))
		return TEXT("Đã thực hiện trong lúc thời hạn tạm dừng");
	if (elapsed_ms <= 0)
		return text_format(arena, "Đã thực hiện (thời hạn: %s)",
				limit_label(arena, duty->due.limit).p);
	return text_format(arena, "Đã thực hiện sau %s (thời hạn: %s)",
			duration_words(arena, elapsed_ms).p, limit_label(arena, duty->due.limit).p);
}

static void
judge(struct ctx *ctx, const struct duty_row *duty, struct receipt_facts *facts)
{
	bool is_met = duty->state == DUTY_MET;

	facts->met_at = is_met ? duty->met_at : ctx->now;
	facts->elapsed_ms = facts->met_at.ms - duty->anchor_at.ms;
	if (duty->state == DUTY_OPEN) {
		facts->verdict = RECEIPT_PARTIAL;
		facts->words = TEXT("Đã nhận một phần, nghĩa vụ còn mở");
		return;
	}
	if (!is_met) {
		facts->verdict = RECEIPT_SETTLED;
		facts->words = duty_state_label(duty->state).text;
		return;
	}
	switch (deadline_verdict(&duty->due, duty->met_at, &facts->late_ms)) {
	case VERDICT_ON_TIME:
		facts->verdict = RECEIPT_ON_TIME;
		break;
	case VERDICT_LATE:
		facts->verdict = RECEIPT_LATE;
		break;
	case VERDICT_NO_LIMIT:
		facts->verdict = RECEIPT_NO_LIMIT;
		break;
	}
	facts->words = facts->verdict == RECEIPT_NO_LIMIT
				       ? delay_words(ctx->arena, duty, facts->elapsed_ms)
				       : deadline_verdict_words(
							 ctx->arena, &duty->due, duty->met_at)
							 .text;
}

static enum err
take_duty(struct ctx *ctx, const struct item *item, struct receipt_facts *facts)
{
	struct duty_row duty;

	if (!item->duty)
		return OK;
	TRY(duty_load(ctx, item->duty, &duty));
	facts->has_duty = true;
	facts->rule = duty.rule->id;
	facts->duty_title = duty.rule->title;
	facts->clause = duty.rule->clause;
	facts->has_last_day = duty.due.has_last_day;
	facts->last_day = duty.due.last_day;
	facts->has_due = duty.due.has_end;
	facts->due_before = duty.due.due_before;
	judge(ctx, &duty, facts);
	return OK;
}

enum err
receipt_facts(struct ctx *ctx, const struct item *item, struct receipt_facts *facts)
{
	facts->site_name = ctx->rules->site_name;
	facts->site_url = ctx->rules->site_url;
	facts->issued_at = ctx->now;
	facts->unit_code = item->unit_code;
	facts->unit_name = item->unit_name;
	facts->sender = ctx->actor->name;
	TRY(take_revision(ctx, item, facts));
	TRY(take_attachments(ctx, item, facts));
	TRY(take_matter(ctx, item, facts));
	return take_duty(ctx, item, facts);
}
