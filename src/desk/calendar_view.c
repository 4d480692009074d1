#include "desk/calendar_view.h"

#include "base/buf.h"
#include "law/hours.h"

/* --- addresses and headings --------------------------------------------------------------------
 */

struct text
calendar_href(struct arena *arena, int64_t id, const char *rest)
{
	return text_format(arena, "/desk/calendars/%lld%s", (long long)id, rest);
}

struct text
version_href(struct arena *arena, int64_t id, const char *rest)
{
	return text_format(arena, "/desk/calendars/versions/%lld%s", (long long)id, rest);
}

struct text
version_title(struct arena *arena, const struct calendar_version *version)
{
	if (version->state == VERSION_APPLIED)
		return calendar_label(arena, version->name, version->number);
	return text_format(arena, "%s của %.*s",
			version->state == VERSION_DRAFT ? "Bản nháp" : "Bản nháp đã bỏ",
			TEXT_ARGS(version->name));
}

void
calendar_crumbs(const struct ctx *ctx, json_t *view, int64_t id, struct text name)
{
	view_crumb(view, "Lịch ngày nghỉ", TEXT("/desk/calendar"));
	view_crumb(view, "Các lịch", TEXT("/desk/calendars"));
	if (id)
		view_crumb(view, text_c(ctx->arena, name), calendar_href(ctx->arena, id, ""));
}

enum err
query_year(const struct ctx *ctx, const struct request *request, int *out)
{
	int64_t year;

	TRY(query_number(request, "year", &year));
	if (!year)
		year = civil_of_day(day_of(ctx->now, ctx->rules->zone)).year;
	if (year < YEAR_MIN || year > YEAR_MAX)
		return ERR_NOT_FOUND;
	*out = (int)year;
	return OK;
}

/* --- weekends ----------------------------------------------------------------------------------
 */

static const char *const WEEKDAY_CODES[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

/* A Monday: the names of weekdays are those of its week. */
static const struct day MONDAY_OF_OLD = {4};

struct text
weekend_words(struct arena *arena, unsigned weekend)
{
	struct buf words = BUF(arena);

	for (int day = MONDAY; day <= SUNDAY; day++) {
		if (!(weekend >> day & 1u))
			continue;
		if (words.n)
			buf_add_c(&words, ", ");
		buf_add(&words, day_weekday(arena, day_add(MONDAY_OF_OLD, day)));
	}
	return words.n ? buf_text(&words) : TEXT("không có");
}

void
weekdays_view(struct ctx *ctx, json_t *view, unsigned weekend)
{
	static const char *const shorts[] = {"T2", "T3", "T4", "T5", "T6", "T7", "CN"};
	json_t *list = json_put_list(view, "weekdays");

	for (int day = MONDAY; day <= SUNDAY; day++) {
		json_t *row = json_add_object(list);

		json_put_text(row, "code", text_of(WEEKDAY_CODES[day]));
		json_put_text(row, "label", day_weekday(ctx->arena, day_add(MONDAY_OF_OLD, day)));
		json_put_text(row, "short", text_of(shorts[day]));
		json_put_bool(row, "checked", weekend >> day & 1u);
	}
}

static struct text
hours_words(struct arena *arena, struct text hours)
{
	struct office_hours read;

	return office_hours_parse(hours, &read) == OK ? office_hours_words(arena, &read) : hours;
}

/* --- versions ----------------------------------------------------------------------------------
 */

static struct text
person(struct text name)
{
	return name.n ? name : TEXT("Hệ thống");
}

static void
version_links(const struct ctx *ctx, json_t *row, const struct calendar_version *version)
{
	struct arena *arena = ctx->arena;
	long long id = (long long)version->id;

	json_put_text(row, "href", version_href(arena, id, ""));
	json_put_text(row, "diff_href", version_href(arena, id, "/diff"));
	json_put_text(row, "year_href", text_format(arena, "/desk/calendar?version=%lld", id));
	json_put_text(row, "calendar_href", calendar_href(arena, version->calendar, ""));
	json_put_bool(row, "base_href", false);
	if (version->base)
		json_put_text(row, "base_href", version_href(arena, version->base, ""));
}

static void
version_terms_view(const struct ctx *ctx, json_t *row, const struct calendar_version *version)
{
	json_t *weekend = json_put_list(row, "weekend");

	for (int day = MONDAY; day <= SUNDAY; day++)
		if (version->weekend >> day & 1u)
			json_add(weekend, json_of_text(text_of(WEEKDAY_CODES[day])));
	json_put_text(row, "weekend_words", weekend_words(ctx->arena, version->weekend));
	json_put_text(row, "office_hours", version->office_hours);
	json_put_text(row, "office_hours_words", hours_words(ctx->arena, version->office_hours));
}

void
version_view(const struct ctx *ctx, json_t *row, const struct calendar_version *version)
{
	bool is_applied = version->state == VERSION_APPLIED;

	json_put_int(row, "id", version->id);
	json_put_int(row, "calendar", version->calendar);
	json_put_text(row, "code", version->code);
	json_put_text(row, "name", version->name);
	json_put_int(row, "number", version->number);
	json_put_text(row, "label", version_title(ctx->arena, version));
	json_put_int(row, "base", version->base);
	json_put_int(row, "revision", version->revision);
	json_put_bool(row, "is_current", version->is_current);
	json_put_bool(row, "is_draft", version->state == VERSION_DRAFT);
	json_put_bool(row, "is_applied", is_applied);
	view_label(row, "state", version_state_name(version->state),
			calendar_version_label(version));
	json_put_text(row, "author", person(version->author_name));
	json_put_instant(row, "created_at", version->created_at, ctx->rules->zone);
	json_put_instant(row, "changed_at", version->changed_at, ctx->rules->zone);
	json_put_text(row, "applied_by", is_applied ? person(version->applied_by_name) : NO_TEXT);
	view_instant(ctx, row, "applied_at", is_applied, version->applied_at);
	json_put_text(row, "note", version->note);
	json_put_text(row, "source", version->source);
	json_put_text(row, "sha256", version->sha256);
	version_terms_view(ctx, row, version);
	version_links(ctx, row, version);
}

struct label
day_status_label(enum day_status status)
{
	static const struct label labels[] = {
			[DAY_CONFIRMED] = {TEXT("Đã có quyết định"), TONE_GOOD},
			[DAY_ANNOUNCED] = {TEXT("Mới thông báo"), TONE_INFO},
			[DAY_PROPOSED] = {TEXT("Chưa có thông báo chính thức"), TONE_WARN},
	};

	return labels[status];
}

void
calendar_day_view(const struct ctx *ctx, json_t *row, const struct calendar_day *day)
{
	json_put_day(row, "day", day->day);
	json_put_text(row, "weekday", day_weekday(ctx->arena, day->day));
	json_put_text(row, "kind", day_kind_name(day->kind));
	json_put_text(row, "kind_label", day_kind_label(day->kind));
	json_put_text(row, "name", day->name);
	json_put_text(row, "source", day->source);
	view_label(row, "status", day_status_name(day->status), day_status_label(day->status));
}

/* --- years -------------------------------------------------------------------------------------
 */

static bool
is_announced(const struct calendar *calendar, int year)
{
	for (size_t i = 0; i < calendar->day_count; i++)
		if (calendar->days[i].kind == DAY_HOLIDAY &&
				calendar->days[i].status == DAY_ANNOUNCED &&
				civil_of_day(calendar->days[i].day).year == year)
			return true;
	return false;
}

void
year_state_view(json_t *view, const struct calendar *calendar, int year)
{
	enum day_status status = DAY_PROPOSED;

	if (calendar->year_is_settled[year - YEAR_MIN])
		status = DAY_CONFIRMED;
	else if (is_announced(calendar, year))
		status = DAY_ANNOUNCED;
	json_put_bool(view, "is_proposed", status == DAY_PROPOSED);
	json_put_bool(view, "is_announced", status == DAY_ANNOUNCED);
	view_label(view, "year_state", day_status_name(status), day_status_label(status));
}
