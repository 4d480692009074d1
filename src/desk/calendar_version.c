/* calendar_version.c - one version of a calendar: its terms, and what was announced, by year. */
#include "desk/calendar.h"
#include "desk/calendar_view.h"

/* Newest year first; those that people are looking for are open. */
static void
years_view(const struct ctx *ctx, json_t *view, const struct calendar_day *days, size_t count)
{
	int today = civil_of_day(day_of(ctx->now, ctx->rules->zone)).year;
	json_t *years = json_put_list(view, "years");

	for (size_t end = count, begin; end > 0; end = begin) {
		int year = civil_of_day(days[end - 1].day).year;
		json_t *row = json_add_object(years), *list = json_put_list(row, "days");

		for (begin = end; begin > 0 && civil_of_day(days[begin - 1].day).year == year;)
			begin--;
		json_put_int(row, "year", year);
		json_put_bool(row, "open", year >= today);
		json_put_int(row, "count", (int64_t)(end - begin));
		for (size_t i = begin; i < end; i++)
			calendar_day_view(ctx, json_add_object(list), &days[i]);
	}
	json_put_bool(view, "has_days", count > 0);
}

enum err
get_calendar_version(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	struct calendar_version version;
	struct calendar_day *days;
	size_t count;
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(calendar_version_load(ctx, id, &version));
	TRY(calendar_days(ctx, id, &days, &count));
	version_view(ctx, view, &version);
	years_view(ctx, view, days, count);
	calendar_crumbs(ctx, view, version.calendar, version.name);
	view_title(view, version_title(ctx->arena, &version));
	return OK;
}
