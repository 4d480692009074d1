/* day.c - the day of the Portal on one page, for those who lead it. */
#include "office/day.h"

#include "desk/figure.h"
#include "desk/figure_view.h"
#include "desk/view.h"
#include "http/form.h"
#include "office/event.h"
#include "office/urgent.h"

#define ROWS 20 /* of each part */

static void
count_view(const struct ctx *ctx, json_t *view, const char *key, int64_t count)
{
	json_t *row = json_put_object(view, key);

	json_put_int(row, "count", count);
	json_put_text(row, "text", count_words(ctx->arena, count));
	json_put_bool(row, "more", count > ROWS);
}

static enum err
received_view(struct ctx *ctx, json_t *view, struct day day)
{
	json_t *list = json_put_list(view, "received");
	struct day_receipt *rows;
	size_t count;

	TRY(day_received(ctx, day, ROWS, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		json_t *row = json_add_object(list);
		struct label in_time = {NO_TEXT, TONE_NEUTRAL};

		if (rows[i].has_due)
			in_time = FIGURES[rows[i].late_ms > 0 ? FIGURE_LATE : FIGURE_ON_TIME].label;
		json_put_text(row, "code", rows[i].code);
		json_put_text(row, "href",
				text_format(ctx->arena, "/desk/items/%lld",
						(long long)rows[i].item));
		json_put_text(row, "title", rows[i].title);
		json_put_text(row, "unit_name", rows[i].unit_name);
		json_put_instant(row, "at", rows[i].at, ctx->rules->zone);
		view_status(row, "state", in_time);
	}
	return OK;
}

static enum err
published_view(struct ctx *ctx, json_t *view, struct day day)
{
	struct figure_filter filter = {.period = period_of(PERIOD_DAYS, day)};
	json_t *list = json_put_list(view, "published");
	struct urgent_count *counts;
	struct figure_item *rows;
	int64_t published = 0;
	size_t count;

	TRY(urgent_counts(ctx, day_begin(day, ctx->rules->zone),
			day_begin(day_add(day, 1), ctx->rules->zone), 0, &counts, &count));
	while (count)
		published += counts[--count].published;
	count_view(ctx, view, "published_count", published);
	TRY(figure_item_list(ctx, &filter, false, &(struct figure_place){0}, ROWS, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		json_t *row = json_add_object(list);

		json_put_text(row, "href",
				text_format(ctx->arena, "/desk/items/%lld", (long long)rows[i].id));
		json_put_text(row, "title", rows[i].title);
		json_put_text(row, "unit_name", rows[i].unit_name);
		json_put_instant(row, "at", rows[i].published_at, ctx->rules->zone);
		json_put_bool(row, "urgent", rows[i].is_urgent);
	}
	return OK;
}

static void
duties_view(const struct ctx *ctx, json_t *view, const char *key, const struct figure_duty *rows,
		size_t count)
{
	json_t *list = json_put_list(view, key);

	for (size_t i = 0; i < count; i++)
		figure_duty_view(ctx, json_add_object(list), &rows[i]);
}

static enum err
terms_view(struct ctx *ctx, json_t *view, struct day day)
{
	struct day_counts counts;
	struct figure_duty *rows;
	size_t count;

	TRY(day_count(ctx, day, &counts));
	count_view(ctx, view, "received_count", counts.received);
	count_view(ctx, view, "due_count", counts.due);
	count_view(ctx, view, "overdue_count", counts.overdue);
	TRY(day_due(ctx, day, ROWS, &rows, &count));
	duties_view(ctx, view, "due", rows, count);
	TRY(day_overdue(ctx, ROWS, &rows, &count));
	duties_view(ctx, view, "overdue", rows, count);
	return OK;
}

static enum err
urgent_view(struct ctx *ctx, json_t *view)
{
	json_t *list = json_put_list(view, "urgent");
	struct urgent_share share;
	struct urgent *rows;
	size_t count;

	TRY(urgent_share(ctx, ctx->now, &share));
	count_view(ctx, view, "urgent_count", share.open);
	TRY(urgent_list(ctx, true, 0, ROWS, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		json_t *row = json_add_object(list);

		json_put_text(row, "href",
				text_format(ctx->arena, "/desk/items/%lld",
						(long long)rows[i].item));
		json_put_text(row, "title", rows[i].title);
		json_put_text(row, "unit_name", rows[i].unit_name);
		json_put_text(row, "who", rows[i].account_name);
		json_put_instant(row, "at", rows[i].at, ctx->rules->zone);
	}
	return OK;
}

static enum err
events_view(struct ctx *ctx, json_t *view, struct day day)
{
	struct event_window window = {
			.from = day_begin(day, ctx->rules->zone),
			.to = day_begin(day_add(day, 1), ctx->rules->zone),
	};
	json_t *list = json_put_list(view, "events");
	struct event *rows;
	size_t count;

	TRY(event_list(ctx, &window, ROWS, &rows, &count));
	count_view(ctx, view, "events_count", (int64_t)count);
	for (size_t i = 0; i < count; i++) {
		json_t *row = json_add_object(list);

		json_put_text(row, "href",
				text_format(ctx->arena, "/desk/events/%lld",
						(long long)rows[i].id));
		json_put_text(row, "title", rows[i].notice.title);
		json_put_text(row, "place", rows[i].notice.place);
		json_put_text(row, "unit_name", rows[i].unit_name);
		json_put_instant(row, "at", rows[i].notice.starts_at, ctx->rules->zone);
		view_label(row, "state", event_state_name(rows[i].state),
				event_state_label(&rows[i], ctx->now));
	}
	return OK;
}

static struct text
day_href(const struct ctx *ctx, struct day day)
{
	return text_format(ctx->arena, "/desk/day?date=%s", day_iso(ctx->arena, day).p);
}

static enum err
day_view(struct ctx *ctx, json_t *view, struct day day)
{
	struct figure_query query = {.filter.period = period_of(PERIOD_DAYS, day)};
	struct text words = text_format(ctx->arena, "%s %s", day_weekday(ctx->arena, day).p,
			day_words(ctx->arena, day).p);

	TRY(received_view(ctx, view, day));
	TRY(published_view(ctx, view, day));
	TRY(terms_view(ctx, view, day));
	TRY(urgent_view(ctx, view));
	TRY(events_view(ctx, view, day));
	json_put_text(view, "words", words);
	json_put_day(view, "day", day);
	json_put_bool(view, "is_today", day.n == day_of(ctx->now, ctx->rules->zone).n);
	json_put_text(view, "before_href", day_href(ctx, day_add(day, -1)));
	json_put_text(view, "behind_href", day_href(ctx, day_add(day, 1)));
	json_put_text(view, "today_href", TEXT("/desk/day"));
	figure_query_state(ctx, view, &query);
	view_title(view, text_format(ctx->arena, "Trong ngày – %s", words.p));
	return OK;
}

enum err
get_day(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct text typed = text_trim(request_query(request, "date"));
	struct day day = day_of(ctx->now, ctx->rules->zone);

	if (typed.n && (day_parse(typed, &day) != OK ||
				       day.n <= day_of_civil((struct civil){YEAR_MIN + 1, 1, 1})
								       .n ||
				       day.n >= day_of_civil((struct civil){YEAR_MAX, 1, 1}).n))
		return form_complain(ctx->form, "date",
				"Hãy ghi một ngày có trên lịch, ví dụ 20/08/2026.");
	return day_view(ctx, view_of(reply), day);
}

enum err
get_day_today(struct ctx *ctx, struct request *request, struct reply *reply)
{
	(void)request;
	return day_view(ctx, view_of(reply), day_of(ctx->now, ctx->rules->zone));
}
