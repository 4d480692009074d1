/* event_one.c - one event: what was told, who goes, what was done, and what may be done now. */
#include "desk/event.h"

#include "desk/view.h"
#include "office/event_assign.h"
#include "office/event_duty.h"

/* Who was asked, with what else they have to do in that time. */
static enum err
assignments_view(struct ctx *ctx, json_t *view, const struct event *event)
{
	json_t *list = json_put_list(view, "assignments");
	struct event_assignment *rows;
	struct event_clash *clashes;
	size_t count, clash_count;

	TRY(event_assignments(ctx, event->id, &rows, &count));
	TRY(event_clashes(ctx, event, &clashes, &clash_count));
	for (size_t i = 0; i < count; i++) {
		json_t *row = json_add_object(list), *others;

		json_put_int(row, "account", rows[i].account);
		json_put_text(row, "name", rows[i].name);
		view_label(row, "state", assignment_state_name(rows[i].state),
				assignment_state_label(rows[i].state));
		json_put_instant(row, "at", rows[i].changed_at, ctx->rules->zone);
		json_put_text(row, "reason", rows[i].reason);
		json_put_bool(row, "item_href", false);
		if (rows[i].item)
			json_put_text(row, "item_href",
					text_format(ctx->arena, "/desk/items/%lld",
							(long long)rows[i].item));
		others = json_put_list(row, "clashes");
		for (size_t k = 0; k < clash_count; k++)
			if (clashes[k].account == rows[i].account &&
					assignment_is_open(rows[i].state)) {
				json_t *clash = json_add_object(others);

				json_put_text(clash, "title", clashes[k].title);
				json_put_instant(clash, "starts_at", clashes[k].starts_at,
						ctx->rules->zone);
			}
	}
	json_put_bool(view, "has_assignments", count > 0);
	return OK;
}

static enum err
acts_view(struct ctx *ctx, json_t *view, const struct event *event)
{
	json_t *list = json_put_list(view, "acts");
	struct event_act *acts;
	size_t count;

	TRY(event_acts(ctx, event->id, &acts, &count));
	for (size_t i = 0; i < count; i++) {
		json_t *row = json_add_object(list);

		json_put_text(row, "kind", acts[i].kind);
		json_put_text(row, "label", event_act_label(acts[i].kind));
		json_put_instant(row, "at", acts[i].at, ctx->rules->zone);
		json_put_text(row, "who", acts[i].account_name);
		json_put_text(row, "person", acts[i].person);
		json_put_text(row, "reason", acts[i].reason);
		json_put_bool(row, "was", false);
		if (!acts[i].has_was)
			continue;
		row = json_put_object(row, "was");
		json_put_instant(row, "starts_at", acts[i].was_starts_at, ctx->rules->zone);
		json_put_instant(row, "ends_at", acts[i].was_ends_at, ctx->rules->zone);
		json_put_text(row, "place", acts[i].was_place);
	}
	json_put_bool(view, "has_acts", count > 0);
	return OK;
}

static void
offer(struct ctx *ctx, json_t *view, const struct event *event, enum permit permit,
		const char *name, const char *label)
{
	view_action_if(ctx, view, permit, event->unit, name, label, "GET",
			text_format(ctx->arena, "/desk/events/%lld/%s", (long long)event->id,
					name));
}

/* What the Portal may decide. */
static enum err
portal_actions(struct ctx *ctx, json_t *view, const struct event *event)
{
	struct event_assignment *rows;
	bool may_refuse, is_sent = false;
	size_t count;

	TRY(event_assignments(ctx, event->id, &rows, &count));
	for (size_t i = 0; i < count; i++)
		is_sent |= assignment_is_open(rows[i].state);
	TRY(event_duty_may_refuse(ctx, event, &may_refuse));
	if (instant_compare(event->notice.ends_at, ctx->now) > 0 && event->notice.needs_coverage &&
			event->state != EVENT_CANNOT) {
		offer(ctx, view, event, MAY_EVENT_ASSIGN, "assign", "Cử phóng viên");
		if (may_refuse && event->state == EVENT_NOTIFIED)
			offer(ctx, view, event, MAY_EVENT_ASSIGN, "cannot",
					"Trả lời không cử được người");
	}
	if (is_sent)
		offer(ctx, view, event, MAY_EVENT_ASSIGN, "release", "Thôi cử phóng viên");
	return OK;
}

static void
host_actions(struct ctx *ctx, json_t *view, const struct event *event)
{
	if (event->notice.documents == EVENT_LATER)
		offer(ctx, view, event, MAY_EVENT_NOTIFY, "documents", "Cung cấp tài liệu");
	if (instant_compare(event->notice.starts_at, ctx->now) <= 0)
		return;
	offer(ctx, view, event, MAY_EVENT_NOTIFY, "postpone", "Hoãn");
	offer(ctx, view, event, MAY_EVENT_NOTIFY, "move", "Đổi thời gian, địa điểm");
	offer(ctx, view, event, MAY_EVENT_NOTIFY, "cancel", "Hủy sự kiện");
}

/* One act stands out: the reporter's own, else what the event waits for. */
static void
actions_rank(json_t *view)
{
	view_action_style(view, "cancel", "button-quiet");
	if (json_is_true(json_object_get(view, "is_asked")) || json_text(view, "write_href").n)
		return;
	if (!view_action_style(view, "assign", ""))
		view_action_style(view, "documents", "");
}

/* The reporter's own answer and text. */
static enum err
own_view(struct ctx *ctx, json_t *view, const struct event *event)
{
	struct event_assignment own;

	TRY(event_assignment_own(ctx, event->id, &own));
	json_put_bool(view, "is_asked",
			own.state == ASSIGNMENT_ASKED &&
					instant_compare(event->notice.ends_at, ctx->now) > 0);
	json_put_bool(view, "write_href", false);
	if (own.state == ASSIGNMENT_ACCEPTED && event->matter)
		json_put_text(view, "write_href",
				text_format(ctx->arena, "/desk/items/new?matter=%lld",
						(long long)event->matter));
	return OK;
}

enum err
get_event(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	struct event event;
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(event_load(ctx, id, &event));
	view_event(ctx, view, &event);
	json_put_text(view, "documents", event_documents_label(event.notice.documents));
	json_put_text(view, "notifier", event.notifier);
	view_instant(ctx, view, "notified_at", event.notified_at.ms != 0, event.notified_at);
	json_put_bool(view, "matter_href", false);
	if (event.matter)
		json_put_text(view, "matter_href",
				text_format(ctx->arena, "/desk/matters/%lld",
						(long long)event.matter));
	TRY(assignments_view(ctx, view, &event));
	TRY(acts_view(ctx, view, &event));
	TRY(own_view(ctx, view, &event));
	TRY(event_files_view(ctx, view, &event));
	json_put_list(view, "actions");
	if (event.state != EVENT_CANCELLED) {
		TRY(portal_actions(ctx, view, &event));
		host_actions(ctx, view, &event);
		actions_rank(view);
	}
	view_crumb(view, "Sự kiện", TEXT("/desk/events"));
	TRY(view_trace(ctx, view, MERGER_EVENT, id));
	view_title(view, event.notice.title);
	return OK;
}
