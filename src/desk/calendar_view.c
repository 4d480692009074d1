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
recount_href(struct arena *arena, int64_t id)
{
	return text_format(arena, "/desk/recounts/%lld", (long long)id);
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

unsigned
weekend_typed(const struct form *form)
{
	unsigned weekend = WEEKEND_NONE, day;
	struct text value;

	for (size_t i = 0; form_at(form, "weekend", i, &value); i++)
		if (weekend_parse(value, &day) == OK)
			weekend |= day;
	return weekend;
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

struct text
person_words(struct text name)
{
	return name.n ? name : TEXT("Hệ thống");
}

static void
version_links(const struct ctx *ctx, json_t *row, const struct calendar_version *version)
{
	struct arena *arena = ctx->arena;
	long long id = (long long)version->id;

	json_put_text(row, "href", version_href(arena, id, ""));
	json_put_text(row, "csv_href", version_href(arena, id, "/csv"));
	json_put_text(row, "ics_href", version_href(arena, id, "/ics"));
	json_put_text(row, "diff_href", version_href(arena, id, "/diff"));
	json_put_text(row, "year_href", text_format(arena, "/desk/calendar?version=%lld", id));
	json_put_text(row, "calendar_href", calendar_href(arena, version->calendar, ""));
	json_put_bool(row, "base_href", false);
	if (version->base)
		json_put_text(row, "base_href", version_href(arena, version->base, ""));
	json_put_bool(row, "recount_href", false);
	if (version->recount)
		json_put_text(row, "recount_href", recount_href(arena, version->recount));
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
	json_put_text(row, "author", person_words(version->author_name));
	json_put_instant(row, "created_at", version->created_at, ctx->rules->zone);
	json_put_instant(row, "changed_at", version->changed_at, ctx->rules->zone);
	json_put_text(row, "applied_by",
			is_applied ? person_words(version->applied_by_name) : NO_TEXT);
	view_instant(ctx, row, "applied_at", is_applied, version->applied_at);
	json_put_text(row, "note", version->note);
	json_put_text(row, "source", version->source);
	json_put_text(row, "sha256", version->sha256);
	version_terms_view(ctx, row, version);
	version_links(ctx, row, version);
}

enum err
draft_view(struct ctx *ctx, json_t *view, int64_t id, struct calendar_version *draft)
{
	TRY(calendar_version_load(ctx, id, draft));
	if (draft->state != VERSION_DRAFT)
		return ERR_NOT_FOUND;
	version_view(ctx, json_put_object(view, "version"), draft);
	json_put_int(view, "revision", draft->revision);
	calendar_crumbs(ctx, view, draft->calendar, draft->name);
	view_crumb(view, version_title(ctx->arena, draft).p, version_href(ctx->arena, id, ""));
	return OK;
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
	json_put_bool(row, "edit_href", false);
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

/* --- recounts ----------------------------------------------------------------------------------
 */

void
counts_view(json_t *view, const struct recount_counts *counts)
{
	json_t *object = json_put_object(view, "counts");

	json_put_int(object, "duties", counts->duties);
	json_put_int(object, "moved", counts->moved);
	json_put_int(object, "unchanged", counts->duties - counts->moved);
	json_put_int(object, "turned_late", counts->turned_late);
	json_put_int(object, "turned_timely", counts->turned_timely);
}

static void
due_view(const struct ctx *ctx, json_t *row, const char *key, const struct due *due)
{
	json_t *object = json_put_object(row, key);

	json_put_text(object, "words", due_words(ctx->arena, due, ctx->rules->zone));
	view_instant(ctx, object, "due_before", due->has_end, due->due_before);
	if (due->has_last_day)
		json_put_day(object, "last_day", due->last_day);
	else
		json_put_bool(object, "last_day", false);
}

/* "muộn hơn 1 ngày"; nothing where one of the dates has no end. */
static struct text
distance_words(struct arena *arena, const struct move *move)
{
	int64_t ms = move->after.due_before.ms - move->before.due_before.ms;

	if (!move->before.has_end || !move->after.has_end || ms == 0)
		return NO_TEXT;
	return text_format(arena, "%s hơn %s", ms > 0 ? "muộn" : "sớm",
			duration_words(arena, ms > 0 ? ms : -ms).p);
}

static void
turn_view(json_t *row, const struct move *move)
{
	static const struct label late = {TEXT("Thành quá hạn"), TONE_BAD};
	static const struct label timely = {TEXT("Hết quá hạn"), TONE_GOOD};

	if (move->was_late == move->is_late)
		json_put_bool(row, "turn", false);
	else if (move->is_late)
		view_label(row, "turn", TEXT("late"), late);
	else
		view_label(row, "turn", TEXT("timely"), timely);
}

/* Who may not read the unit's matters sees that a duty moves, not what it is about. */
static void
move_view(const struct ctx *ctx, json_t *row, const struct move *move)
{
	bool reads = permit_check_unit(MAY_MATTER_READ, ctx->actor->roles, ctx->actor->unit,
				     move->unit) == OK;

	json_put_int(row, "duty", move->duty);
	json_put_int(row, "matter", move->matter);
	json_put_text(row, "matter_title", move->matter_title);
	json_put_bool(row, "href", false);
	if (reads)
		json_put_text(row, "href",
				text_format(ctx->arena, "/desk/duties/%lld",
						(long long)move->duty));
	json_put_text(row, "unit", move->unit_code);
	json_put_text(row, "unit_name", move->unit_name);
	json_put_text(row, "rule", move->rule ? move->rule->id : NO_TEXT);
	json_put_text(row, "clause", move->rule ? move->rule->clause : NO_TEXT);
	json_put_text(row, "title", move->rule ? move->rule->title : NO_TEXT);
	due_view(ctx, row, "before", &move->before);
	due_view(ctx, row, "after", &move->after);
	json_put_text(row, "distance", distance_words(ctx->arena, move));
	turn_view(row, move);
}

void
moves_view(const struct ctx *ctx, json_t *view, const struct move *moves, size_t count)
{
	json_t *list = json_put_list(view, "moves");

	for (size_t i = 0; i < count; i++)
		move_view(ctx, json_add_object(list), &moves[i]);
	json_put_bool(view, "has_moves", count > 0);
}

void
recount_view(const struct ctx *ctx, json_t *row, const struct recount *recount)
{
	json_put_int(row, "id", recount->id);
	json_put_text(row, "href", recount_href(ctx->arena, recount->id));
	json_put_text(row, "calendar", recount->calendar);
	json_put_text(row, "version_href", version_href(ctx->arena, recount->version, ""));
	json_put_text(row, "unit", recount->unit_code);
	json_put_text(row, "unit_name", recount->unit_name);
	json_put_text(row, "account", person_words(recount->account_name));
	json_put_instant(row, "at", recount->at, ctx->rules->zone);
	counts_view(row, &recount->counts);
}
