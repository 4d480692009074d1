/* event.c - events as an agenda, a week or a month, with the days that are off. */
#include "desk/event.h"

#include "desk/view.h"
#include "office/calendar.h"
#include "office/event_duty.h"

#define AGENDA_DAYS 60
#define LOOK_BACK_MS (14 * DAY_MS) /* an event that runs over days is found by its begin */
#define EVENTS_MAX 1000            /* of one page */

enum span { SPAN_AGENDA, SPAN_WEEK, SPAN_MONTH };

static const char *const SPANS[] = {"agenda", "week", "month"};

/* What a page shows: days from `first` up to and with `last`. */
struct sheet {
	enum span span;
	struct day asked, first, last;
	bool only_mine;
	const struct calendar *calendar;
	struct event *events;
	size_t count;
};

void
view_event(const struct ctx *ctx, json_t *row, const struct event *event)
{
	const struct event_notice *notice = &event->notice;
	struct label promptness = event_promptness(ctx, event);

	json_put_int(row, "id", event->id);
	json_put_int(row, "version", event->version);
	json_put_text(row, "href",
			text_format(ctx->arena, "/desk/events/%lld", (long long)event->id));
	json_put_text(row, "title", notice->title);
	json_put_text(row, "kind", event_kind_name(notice->kind));
	json_put_text(row, "kind_label", event_kind_label(notice->kind));
	json_put_text(row, "unit", event->unit_code);
	json_put_text(row, "unit_name", event->unit_name);
	json_put_text(row, "place", notice->place);
	json_put_text(row, "host", notice->host.n ? notice->host : event->unit_name);
	json_put_text(row, "attendees", notice->attendees);
	json_put_instant(row, "starts_at", notice->starts_at, ctx->rules->zone);
	json_put_instant(row, "ends_at", notice->ends_at, ctx->rules->zone);
	json_put_bool(row, "needs_coverage", notice->needs_coverage);
	json_put_text(row, "note", notice->note);
	view_label(row, "state", event_state_name(event->state),
			event_state_label(event, ctx->now));
	json_put_bool(row, "promptness", false);
	if (promptness.text.n)
		view_label(row, "promptness", TEXT("late_notice"), promptness);
}

/* --- what is asked for -------------------------------------------------------------------------
 */

static struct day
month_first(struct day day)
{
	struct civil civil = civil_of_day(day);

	civil.day = 1;
	return day_of_civil(civil);
}

static struct day
month_last(struct day day)
{
	struct civil civil = civil_of_day(day);

	for (civil.day = 31; !civil_is_valid(civil);)
		civil.day--;
	return day_of_civil(civil);
}

static struct day
monday_of(struct day day)
{
	return day_add(day, -(int)weekday_of(day));
}

static enum err
sheet_ask(struct ctx *ctx, const struct request *request, struct sheet *sheet)
{
	struct text span = request_query(request, "view"), day = request_query(request, "day");

	*sheet = (struct sheet){.asked = day_of(ctx->now, ctx->rules->zone),
			.only_mine = request_query(request, "mine").n > 0};
	for (unsigned i = 0; i < COUNT_OF(SPANS); i++)
		if (text_equals(span, text_of(SPANS[i])))
			sheet->span = (enum span)i;
	if (day.n && day_parse(day, &sheet->asked) != OK)
		return ERR_NOT_FOUND;
	/* A month's sheet reaches into its neighbours: both have to be on the calendar. */
	if (!calendar_has_day(day_add(sheet->asked, -2 * AGENDA_DAYS)) ||
			!calendar_has_day(day_add(sheet->asked, 2 * AGENDA_DAYS)))
		return ERR_NOT_FOUND;
	sheet->first = sheet->asked;
	sheet->last = day_add(sheet->asked, AGENDA_DAYS - 1);
	if (sheet->span == SPAN_WEEK) {
		sheet->first = monday_of(sheet->asked);
		sheet->last = day_add(sheet->first, 6);
	} else if (sheet->span == SPAN_MONTH) {
		sheet->first = monday_of(month_first(sheet->asked));
		sheet->last = day_add(monday_of(month_last(sheet->asked)), 6);
	}
	return OK;
}

static enum err
sheet_fill(struct ctx *ctx, struct sheet *sheet)
{
	struct zone zone = ctx->rules->zone;
	struct event_window window = {
			.from = instant_add(day_begin(sheet->first, zone), -LOOK_BACK_MS),
			.to = day_begin(day_add(sheet->last, 1), zone),
			.only_mine = sheet->only_mine,
	};

	TRY(calendar_of_unit(ctx, ctx->actor->unit, &sheet->calendar));
	return event_list(ctx, &window, EVENTS_MAX, &sheet->events, &sheet->count);
}

/* --- days --------------------------------------------------------------------------------------
 */

static bool
is_on(const struct ctx *ctx, const struct event *event, struct day day)
{
	struct instant from = day_begin(day, ctx->rules->zone);

	return instant_compare(event->notice.starts_at, instant_add(from, DAY_MS)) < 0 &&
	       instant_compare(event->notice.ends_at, from) > 0;
}

static void
day_mark(const struct ctx *ctx, json_t *row, const struct calendar *calendar, struct day day)
{
	const struct calendar_day *marked = calendar_find(calendar, day);
	bool is_working = calendar_is_working(calendar, day);

	json_put_bool(row, "working", is_working);
	json_put_text(row, "class", is_working ? NO_TEXT : TEXT("day-weekend"));
	json_put_bool(row, "mark", false);
	if (!marked)
		return;
	json_put_text(row, "mark",
			text_format(ctx->arena, "%s: %.*s%s", day_kind_label(marked->kind).p,
					TEXT_ARGS(marked->name),
					marked->status == DAY_CONFIRMED ? "" : " (dự kiến)"));
	json_put_text(row, "class",
			text_format(ctx->arena, "day-%s day-%s", day_kind_name(marked->kind).p,
					day_status_name(marked->status).p));
}

/* `day` with its events into `row`; how many there are. */
static size_t
day_view(const struct ctx *ctx, json_t *row, const struct sheet *sheet, struct day day)
{
	json_t *list = json_put_list(row, "events");
	struct civil civil = civil_of_day(day);
	size_t count = 0;

	/* The first of a month says which: a month's sheet shows days of its neighbours. */
	json_put_text(row, "label",
			civil.day == 1 ? text_format(ctx->arena, "%d/%d", civil.day, civil.month)
				       : text_format(ctx->arena, "%d", civil.day));
	json_put_text(row, "iso", day_iso(ctx->arena, day));
	json_put_text(row, "text", day_words(ctx->arena, day));
	json_put_text(row, "weekday", day_weekday(ctx->arena, day));
	json_put_bool(row, "today", day.n == day_of(ctx->now, ctx->rules->zone).n);
	json_put_bool(row, "outside", civil.month != civil_of_day(sheet->asked).month);
	day_mark(ctx, row, sheet->calendar, day);
	for (size_t i = 0; i < sheet->count; i++) {
		const struct event *event = &sheet->events[i];
		int64_t minute = time_of_day_ms(event->notice.starts_at, ctx->rules->zone) /
				 MINUTE_MS;
		json_t *entry;

		if (!is_on(ctx, event, day))
			continue;
		entry = json_add_object(list);
		view_event(ctx, entry, event);
		json_put_text(entry, "time",
				day_of(event->notice.starts_at, ctx->rules->zone).n == day.n
						? text_format(ctx->arena, "%02d:%02d",
								  (int)(minute / 60),
								  (int)(minute % 60))
						: TEXT("tiếp theo"));
		count++;
	}
	json_put_bool(row, "has_events", count > 0);
	return count;
}

static void
days_view(const struct ctx *ctx, json_t *view, const struct sheet *sheet)
{
	json_t *days = json_put_list(view, "days"), *weeks = json_put_list(view, "weeks");
	json_t *week = NULL;
	size_t count = 0;

	for (struct day day = sheet->first; day.n <= sheet->last.n; day = day_add(day, 1)) {
		cleanup(json_cleanup) json_t *row = json_new_object();
		size_t here = day_view(ctx, row, sheet, day);

		count += here;
		if (sheet->span == SPAN_MONTH && weekday_of(day) == MONDAY)
			week = json_put_list(json_add_object(weeks), "days");
		if (week)
			json_add(week, json_incref(row));
		else if (sheet->span == SPAN_WEEK || here)
			json_add(days, json_incref(row));
	}
	json_put_bool(view, "has_events", count > 0);
	json_put_bool(view, "is_month", sheet->span == SPAN_MONTH);
}

/* --- moving about ------------------------------------------------------------------------------
 */

static struct text
sheet_href(const struct ctx *ctx, enum span span, struct day day, bool only_mine)
{
	return text_format(ctx->arena, "/desk/events?view=%s&day=%s%s", SPANS[span],
			day_iso(ctx->arena, day).p, only_mine ? "&mine=1" : "");
}

static struct text
sheet_title(const struct ctx *ctx, const struct sheet *sheet)
{
	struct civil civil = civil_of_day(sheet->asked);

	if (sheet->span == SPAN_MONTH)
		return text_format(ctx->arena, "Tháng %d/%d", civil.month, civil.year);
	return text_format(ctx->arena, "Từ %s đến %s", day_words(ctx->arena, sheet->first).p,
			day_words(ctx->arena, sheet->last).p);
}

static void
links_view(const struct ctx *ctx, json_t *view, const struct sheet *sheet)
{
	static const char *const labels[] = {"Danh sách", "Tuần", "Tháng"};
	json_t *tabs = json_put_list(view, "tabs");
	struct day before = day_add(sheet->first, -AGENDA_DAYS), behind = day_add(sheet->last, 1);

	for (unsigned i = 0; i < COUNT_OF(SPANS); i++) {
		json_t *tab = json_add_object(tabs);

		json_put_text(tab, "label", text_of(labels[i]));
		json_put_text(tab, "href",
				sheet_href(ctx, (enum span)i, sheet->asked, sheet->only_mine));
		json_put_bool(tab, "current", i == (unsigned)sheet->span);
	}
	if (sheet->span == SPAN_WEEK)
		before = day_add(sheet->first, -7);
	if (sheet->span == SPAN_MONTH) {
		before = month_first(day_add(month_first(sheet->asked), -1));
		behind = day_add(month_last(sheet->asked), 1);
	}
	json_put_text(view, "before_href", sheet_href(ctx, sheet->span, before, sheet->only_mine));
	json_put_text(view, "behind_href", sheet_href(ctx, sheet->span, behind, sheet->only_mine));
	json_put_text(view, "mine_href",
			sheet_href(ctx, sheet->span, sheet->asked, !sheet->only_mine));
	json_put_bool(view, "only_mine", sheet->only_mine);
	json_put_bool(view, "is_reporter", (ctx->actor->roles & ROLE_BIT(ROLE_REPORTER)) != 0);
	json_put_text(view, "span", sheet_title(ctx, sheet));
}

enum err
get_events(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	struct sheet sheet;

	TRY(sheet_ask(ctx, request, &sheet));
	TRY(sheet_fill(ctx, &sheet));
	days_view(ctx, view, &sheet);
	links_view(ctx, view, &sheet);
	view_action_if(ctx, view, MAY_EVENT_NOTIFY, ctx->actor->unit, "notify", "Báo sự kiện",
			"GET", TEXT("/desk/events/new"));
	return OK;
}
