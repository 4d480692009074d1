#include "office/event_change.h"

#include "office/desk_search.h"
#include "office/event_assign.h"
#include "office/event_duty.h"

static enum err
change_take(struct ctx *ctx, const struct event_change *change, struct event *event)
{
	TRY(event_take(ctx, change->event, change->version, event));
	TRY(ctx_may_for(ctx, MAY_EVENT_NOTIFY, event->unit));
	if (event->state == EVENT_CANCELLED)
		return ctx_refuse(ctx, ERR_CONFLICT, "Sự kiện này đã hủy.");
	if (instant_compare(event->notice.starts_at, ctx->now) <= 0)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Sự kiện đã bắt đầu; chỉ hoãn, đổi hoặc hủy được trước đó.");
	if (!text_trim(change->reason).n)
		return form_complain(ctx->form, "reason", "Hãy ghi lý do.");
	return OK;
}

static enum err
times_check(struct ctx *ctx, const struct event_change *change)
{
	if (instant_compare(change->starts_at, ctx->now) <= 0)
		return form_complain(ctx->form, "starts_at", "Thời gian mới phải ở sau lúc này.");
	if (instant_compare(change->ends_at, change->starts_at) <= 0)
		return form_complain(
				ctx->form, "ends_at", "Sự kiện phải kết thúc sau khi bắt đầu.");
	return OK;
}

static enum err
change_save(struct ctx *ctx, struct event *event, const struct event_notice *was, const char *kind,
		struct text reason)
{
	TRY(event_save(ctx, event));
	TRY(event_ask_again(ctx, event, reason));
	TRY(event_duty_moved(ctx, event, reason));
	TRY(event_note(ctx, event, kind, 0, reason, was));
	TRY(desk_search_mark(ctx, DESK_EVENT, event->id, 0));
	return event_tell(ctx, event, TELL_EVENT_CHANGE, 0);
}

enum err
event_postpone(struct ctx *ctx, const struct event_change *change)
{
	struct event event;
	struct event_notice was;

	TRY(change_take(ctx, change, &event));
	TRY(times_check(ctx, change));
	was = event.notice;
	if (instant_compare(change->starts_at, was.starts_at) <= 0)
		return form_complain(ctx->form, "starts_at",
				"Hoãn là lùi đến sau %s. Nếu tổ chức sớm hơn, hãy dùng “Đổi thời "
				"gian, địa điểm”.",
				instant_words(ctx->arena, was.starts_at, ctx->rules->zone).p);
	event.notice.starts_at = change->starts_at;
	event.notice.ends_at = change->ends_at;
	return change_save(ctx, &event, &was, "postpone", change->reason);
}

enum err
event_move(struct ctx *ctx, const struct event_change *change)
{
	struct event event;
	struct event_notice was;

	TRY(change_take(ctx, change, &event));
	TRY(times_check(ctx, change));
	was = event.notice;
	if (!change->place.n || text_length(change->place) > EVENT_PLACE_MAX)
		return form_complain(ctx->form, "place", "Hãy ghi địa điểm, không quá %d ký tự.",
				EVENT_PLACE_MAX);
	if (text_equals(change->place, was.place) &&
			!instant_compare(change->starts_at, was.starts_at) &&
			!instant_compare(change->ends_at, was.ends_at))
		return form_complain(ctx->form, "place",
				"Thời gian và địa điểm không khác trước nên chưa có gì thay đổi.");
	event.notice.starts_at = change->starts_at;
	event.notice.ends_at = change->ends_at;
	event.notice.place = change->place;
	return change_save(ctx, &event, &was, "move", change->reason);
}

enum err
event_cancel(struct ctx *ctx, const struct event_change *change)
{
	struct event event;

	TRY(change_take(ctx, change, &event));
	event.state = EVENT_CANCELLED;
	TRY(event_save(ctx, &event));
	TRY(event_release_all(ctx, &event, change->reason));
	TRY(event_duty_cancelled(ctx, &event, change->reason));
	TRY(event_note(ctx, &event, "cancel", 0, change->reason, NULL));
	TRY(desk_search_mark(ctx, DESK_EVENT, event.id, 0));
	return event_tell(ctx, &event, TELL_EVENT_CANCEL, 0);
}

enum err
event_hand_over(struct ctx *ctx, int64_t id, enum event_documents documents, struct text how)
{
	struct event event;

	TRY(event_load(ctx, id, &event));
	TRY(ctx_may_for(ctx, MAY_EVENT_NOTIFY, event.unit));
	if (event.state == EVENT_CANCELLED)
		return ctx_refuse(ctx, ERR_CONFLICT, "Sự kiện này đã hủy.");
	if (event.notice.documents != EVENT_LATER)
		return ctx_refuse(ctx, ERR_CONFLICT, "Việc cung cấp tài liệu đã được ghi nhận.");
	if (documents == EVENT_LATER)
		return form_complain(ctx->form, "documents",
				"Hãy chọn đã cung cấp hoặc không có tài liệu.");
	if (documents == EVENT_GIVEN && !text_trim(how).n)
		return form_complain(ctx->form, "how",
				"Hãy ghi tài liệu nào, đã giao cho ai, bằng cách nào.");
	if (!text_trim(how).n)
		how = event_documents_label(documents);
	event.notice.documents = documents;
	TRY(event_save(ctx, &event));
	TRY(event_duty_material(ctx, &event, how));
	TRY(event_note(ctx, &event, "hand_over", 0, how, NULL));
	return event_tell(ctx, &event, TELL_EVENT_HAND_OVER, 0);
}
