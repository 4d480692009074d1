/* calendar_year.c - a year of a calendar: twelve months to look at, and each marked day in words.
 */
#include "base/buf.h"
#include "desk/calendar.h"
#include "desk/calendar_view.h"

#define MONTHS 12

/* --- one day -----------------------------------------------------------------------------------
 */

/* A letter for the kind, a sign for how sure it is: no mark is told from another by colour alone.
 */
static struct text
day_mark(struct arena *arena, const struct calendar_day *day)
{
	static const char *const kinds[] = {
			[DAY_HOLIDAY] = "L",
			[DAY_COMPENSATORY_OFF] = "B",
			[DAY_SWAPPED_OFF] = "H",
			[DAY_SWAPPED_WORKING] = "+",
	};
	static const char *const signs[] = {
			[DAY_CONFIRMED] = "",
			[DAY_ANNOUNCED] = "!",
			[DAY_PROPOSED] = "?",
	};

	return text_format(arena, "%s%s", kinds[day->kind], signs[day->status]);
}

static void
cell_marked(struct arena *arena, json_t *cell, const struct calendar_day *day)
{
	json_put_text(cell, "class",
			text_format(arena, "day day-%s day-%s", day_kind_name(day->kind).p,
					day_status_name(day->status).p));
	json_put_text(cell, "mark", day_mark(arena, day));
	json_put_text(cell, "words",
			text_format(arena, "%s: %.*s. %s", day_kind_label(day->kind).p,
					TEXT_ARGS(day->name),
					day_status_label(day->status).text.p));
	json_put_text(cell, "href", text_format(arena, "#d-%s", day_iso(arena, day->day).p));
}

static void
cell_view(struct arena *arena, json_t *cell, const struct calendar *calendar, struct day day)
{
	const struct calendar_day *marked = calendar_find(calendar, day);

	json_put_int(cell, "n", civil_of_day(day).day);
	json_put_text(cell, "iso", day_iso(arena, day));
	json_put_bool(cell, "working", calendar_is_working(calendar, day));
	if (marked) {
		cell_marked(arena, cell, marked);
		return;
	}
	json_put_text(cell, "class",
			calendar_is_working(calendar, day) ? NO_TEXT : TEXT("day-weekend"));
	json_put_bool(cell, "mark", false);
	json_put_bool(cell, "words", false);
	json_put_bool(cell, "href", false);
}

/* --- twelve months -----------------------------------------------------------------------------
 */

static void
blanks_add(json_t *week, int count)
{
	for (int i = 0; i < count; i++)
		json_put_bool(json_add_object(week), "n", false);
}

static void
month_view(struct arena *arena, json_t *row, const struct calendar *calendar, int year, int month)
{
	struct civil civil = {year, month, 1};
	json_t *weeks = json_put_list(row, "weeks"), *week = NULL;

	json_put_int(row, "month", month);
	json_put_text(row, "label", text_format(arena, "Tháng %d", month));
	for (; civil_is_valid(civil); civil.day++) {
		struct day day = day_of_civil(civil);

		if (!week || weekday_of(day) == MONDAY) {
			week = json_put_list(json_add_object(weeks), "days");
			blanks_add(week, (int)weekday_of(day));
		}
		cell_view(arena, json_add_object(week), calendar, day);
	}
	blanks_add(week, 7 - (int)json_array_size(week));
}

static void
year_days_view(const struct ctx *ctx, json_t *view, const struct calendar *calendar, int year)
{
	json_t *list = json_put_list(view, "days");

	for (size_t i = 0; i < calendar->day_count; i++)
		if (civil_of_day(calendar->days[i].day).year == year)
			calendar_day_view(ctx, json_add_object(list), &calendar->days[i]);
	json_put_bool(view, "has_days", json_array_size(list) > 0);
}

static int
working_days(const struct calendar *calendar, int year)
{
	struct day first = day_of_civil((struct civil){year, 1, 1});
	struct day last = day_of_civil((struct civil){year, MONTHS, 31});

	return calendar_mark_of(calendar, last)[1].working -
	       calendar_mark_of(calendar, first)[0].working;
}

/* --- the page ----------------------------------------------------------------------------------
 */

static struct text
year_href(struct arena *arena, int year, int64_t version)
{
	if (!version)
		return text_format(arena, "/desk/calendar?year=%d", year);
	return text_format(arena, "/desk/calendar?year=%d&version=%lld", year, (long long)version);
}

static void
neighbours_view(struct arena *arena, json_t *view, int year, int64_t version)
{
	json_put_bool(view, "previous", false);
	json_put_bool(view, "following", false);
	json_put_text(view, "previous_href", year_href(arena, year - 1, version));
	json_put_text(view, "following_href", year_href(arena, year + 1, version));
	if (year > YEAR_MIN)
		json_put_int(view, "previous", year - 1);
	if (year < YEAR_MAX)
		json_put_int(view, "following", year + 1);
}

/* The calendar of the actor's unit, unless a version is asked for. */
enum err
get_calendar(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply), *months = json_put_list(view, "months");
	const struct calendar *calendar;
	struct calendar_version version;
	int64_t asked;
	int year;

	TRY(query_year(ctx, request, &year));
	TRY(query_number(request, "version", &asked));
	if (asked)
		TRY(calendar_of_version(ctx, asked, &calendar));
	else
		TRY(calendar_of_unit(ctx, ctx->actor->unit, &calendar));
	TRY(calendar_version_load(ctx, calendar->terms.version, &version));
	version_view(ctx, json_put_object(view, "version"), &version);
	json_put_int(view, "year", year);
	json_put_int(view, "asked", asked);
	json_put_text(view, "calendar", version_title(ctx->arena, &version));
	json_put_int(view, "working_days", working_days(calendar, year));
	year_state_view(view, calendar, year);
	weekdays_view(ctx, view, calendar->terms.weekend);
	for (int month = 1; month <= MONTHS; month++)
		month_view(ctx->arena, json_add_object(months), calendar, year, month);
	year_days_view(ctx, view, calendar, year);
	neighbours_view(ctx->arena, view, year, asked);
	view_title(view, text_format(ctx->arena, "Lịch ngày nghỉ năm %d", year));
	return OK;
}
