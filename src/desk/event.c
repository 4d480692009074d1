/* event.c - events that units told of, in the order of time. */
#include "office/event.h"

#include "desk/handlers.h"
#include "desk/view.h"

#define ROWS 50
#define LOOK_BACK_MS (14 * DAY_MS) /* what is over stays in sight so long */

static void
view_event(const struct ctx *ctx, json_t *row, const struct event *event)
{
	const struct event_notice *notice = &event->notice;

	json_put_int(row, "id", event->id);
	json_put_text(row, "href",
			text_format(ctx->arena, "/desk/events/%lld", (long long)event->id));
	json_put_text(row, "title", notice->title);
	json_put_text(row, "kind", event_kind_name(notice->kind));
	json_put_text(row, "kind_label", event_kind_label(notice->kind));
	json_put_text(row, "unit", event->unit_code);
	json_put_text(row, "unit_name", event->unit_name);
	json_put_text(row, "place", notice->place);
	json_put_instant(row, "starts_at", notice->starts_at, ctx->rules->zone);
	json_put_instant(row, "ends_at", notice->ends_at, ctx->rules->zone);
	json_put_bool(row, "needs_coverage", notice->needs_coverage);
	json_put_text(row, "note", notice->note);
	view_label(row, "state", event_state_name(event->state),
			event_state_label(event, ctx->now));
}

enum err
get_events(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	json_t *list = json_put_list(view, "events");
	struct instant from = instant_add(ctx->now, -LOOK_BACK_MS);
	struct event_window window;
	struct event *events;
	int64_t from_ms, after;
	size_t count;

	TRY(query_number(request, "from", &from_ms));
	TRY(query_number(request, "after", &after));
	if (from_ms)
		from = (struct instant){from_ms};
	window = (struct event_window){.from = from, .after = after, .to = {INT64_MAX}};
	TRY(event_list(ctx, &window, ROWS, &events, &count));
	for (size_t i = 0; i < count; i++)
		view_event(ctx, json_add_object(list), &events[i]);
	json_put_bool(view, "has_events", count > 0);
	view_next(view, count == ROWS ? text_format(ctx->arena, "/desk/events?from=%lld&after=%lld",
							(long long)events[count - 1]
									.notice.starts_at.ms,
							(long long)events[count - 1].id)
				      : NO_TEXT);
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
	view_crumb(view, "Sự kiện", TEXT("/desk/events"));
	view_title(view, event.notice.title);
	return OK;
}
