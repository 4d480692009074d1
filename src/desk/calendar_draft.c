/* calendar_draft.c - a draft of a calendar at the desk: opened, its days, terms and files, given
 * up. */
#include "base/conf.h"
#include "desk/calendar.h"
#include "desk/calendar_view.h"
#include "http/form.h"
#include "law/holiday.h"

static const char *const kinds[] = {
		"holiday", "compensatory_off", "swapped_off", "swapped_working", NULL};
static const char *const statuses[] = {"confirmed", "announced", NULL};

#define REVISION                                                                                   \
	{                                                                                          \
		"revision", FIELD_INT, true, 0, "Lần sửa của bản nháp", NULL                       \
	}

const struct field calendar_draft_fields[] = {
		REVISION,
		{0},
};

const struct field calendar_day_fields[] = {
		REVISION,
		{"before", FIELD_DAY, false, 0, "Ngày đang sửa", NULL},
		{"day", FIELD_DAY, true, 0, "Ngày", NULL},
		{"kind", FIELD_CHOICE, true, 0, "Loại ngày", kinds},
		{"status", FIELD_CHOICE, true, 0, "Tình trạng", statuses},
		{"name", FIELD_LINE, true, CALENDAR_NAME_MAX, "Tên ngày", NULL},
		{"source", FIELD_LINE, true, CALENDAR_SOURCE_MAX, "Căn cứ", NULL},
		{0},
};

const struct field calendar_remove_fields[] = {
		REVISION,
		{"day", FIELD_DAY, true, 0, "Ngày", NULL},
		{0},
};

const struct field calendar_terms_fields[] = {
		REVISION,
		{"weekend", FIELD_LINE, false, 3, "Ngày nghỉ hằng tuần", NULL},
		{"office_hours", FIELD_LINE, true, CALENDAR_HOURS_MAX, "Giờ làm việc", NULL},
		{0},
};

const struct field calendar_import_fields[] = {
		REVISION,
		{"file", FIELD_FILE, true, CALENDAR_FILE_MAX, "Tệp lịch", NULL},
		{0},
};

const struct field calendar_propose_fields[] = {
		REVISION,
		{"year", FIELD_INT, true, 0, "Năm", NULL},
		{0},
};

static void
see_version(struct reply *reply, int64_t id, const char *rest)
{
	reply_see_other(reply, version_href(reply->arena, id, rest));
}

/* --- opened and given up -----------------------------------------------------------------------
 */

enum err
post_calendar_draft(struct ctx *ctx, struct request *request, struct reply *reply)
{
	int64_t calendar, id;

	TRY(request_id(request, "id", &calendar));
	TRY(calendar_draft_open(ctx, calendar, &id));
	json_put_int(view_of(reply), "id", id);
	see_version(reply, id, "");
	return OK;
}

enum err
post_calendar_drop(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct calendar_version draft;
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(calendar_version_load(ctx, id, &draft));
	TRY(calendar_draft_drop(ctx, id, form_int(ctx->form, "revision")));
	reply_see_other(reply, calendar_href(reply->arena, draft.calendar, ""));
	return OK;
}

/* --- one day -----------------------------------------------------------------------------------
 */

static void
choices_view(json_t *form, const char *key, const char *const *codes,
		struct text (*label)(const char *code), struct text chosen)
{
	json_t *list = json_put_list(form, key);

	for (size_t i = 0; codes[i]; i++)
		view_choice(list, text_of(codes[i]), label(codes[i]), chosen);
}

static struct text
kind_words(const char *code)
{
	enum day_kind kind;

	return day_kind_parse(text_of(code), &kind) == OK ? day_kind_label(kind) : NO_TEXT;
}

static struct text
status_words(const char *code)
{
	enum day_status status;

	return day_status_parse(text_of(code), &status) == OK ? day_status_label(status).text
							      : NO_TEXT;
}

/* What was typed, else the day as it stands, else an empty form. */
static void
day_form_view(struct ctx *ctx, json_t *view, const struct calendar_day *day)
{
	json_t *form = json_put_object(view, "form");
	bool typed = form_has(ctx->form, "name");
	struct text kind = typed ? form_line(ctx->form, "kind")
			   : day ? day_kind_name(day->kind)
				 : NO_TEXT;
	struct text status = typed ? form_line(ctx->form, "status")
				   : day_status_name(day ? day->status : DAY_CONFIRMED);

	json_put_text(form, "day",
			typed ? form_line(ctx->form, "day")
			: day ? day_iso(ctx->arena, day->day)
			      : NO_TEXT);
	json_put_text(form, "name",
			typed ? form_line(ctx->form, "name")
			: day ? day->name
			      : NO_TEXT);
	json_put_text(form, "source",
			typed ? form_line(ctx->form, "source")
			: day ? day->source
			      : NO_TEXT);
	choices_view(view, "kinds", kinds, kind_words, kind);
	choices_view(view, "statuses", statuses, status_words, status);
}

static enum err
day_find(struct ctx *ctx, int64_t version, struct day wanted, struct calendar_day *out)
{
	struct calendar_day *days;
	size_t count;

	TRY(calendar_days(ctx, version, &days, &count));
	for (size_t i = 0; i < count; i++)
		if (days[i].day.n == wanted.n) {
			*out = days[i];
			return OK;
		}
	return ERR_NOT_FOUND;
}

enum err
get_calendar_day_new(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	struct calendar_version draft;
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(draft_view(ctx, view, id, &draft));
	json_put_bool(view, "before", false);
	day_form_view(ctx, view, NULL);
	view_action(view, "put", TEXT("Thêm ngày"), "POST", version_href(ctx->arena, id, "/days"),
			"");
	view_title(view, TEXT("Thêm một ngày vào bản nháp"));
	return OK;
}

enum err
get_calendar_day(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	struct calendar_version draft;
	struct calendar_day found;
	struct day day;
	int64_t id;

	TRY(request_id(request, "id", &id));
	if (day_parse(request_parameter(request, "day"), &day) != OK)
		return ERR_NOT_FOUND;
	TRY(draft_view(ctx, view, id, &draft));
	TRY(day_find(ctx, id, day, &found));
	json_put_text(view, "before", day_iso(ctx->arena, day));
	day_form_view(ctx, view, &found);
	view_action(view, "put", TEXT("Lưu"), "POST", version_href(ctx->arena, id, "/days"), "");
	view_action(view, "remove", TEXT("Bỏ ngày này"), "POST",
			version_href(ctx->arena, id, "/days/remove"), "warning");
	view_title(view, text_format(ctx->arena, "Sửa ngày %s", day_words(ctx->arena, day).p));
	return OK;
}

/* The form of `before`, or that of a new day: whichever was sent. */
enum err
get_calendar_day_again(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	struct calendar_version draft;
	struct day before;
	int64_t id;

	if (!form_day(ctx->form, "before", &before))
		return get_calendar_day_new(ctx, request, reply);
	TRY(request_id(request, "id", &id));
	TRY(draft_view(ctx, view, id, &draft));
	json_put_text(view, "before", day_iso(ctx->arena, before));
	day_form_view(ctx, view, NULL);
	view_title(view, text_format(ctx->arena, "Sửa ngày %s", day_words(ctx->arena, before).p));
	return OK;
}

enum err
post_calendar_day(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct calendar_day day = {
			.name = form_line(ctx->form, "name"),
			.source = form_line(ctx->form, "source"),
	};
	struct day before;
	bool has_before = form_day(ctx->form, "before", &before);
	int64_t id;

	TRY(request_id(request, "id", &id));
	if (!form_day(ctx->form, "day", &day.day))
		return form_complain(ctx->form, "day", "Hãy ghi ngày.");
	TRY(day_kind_parse(form_line(ctx->form, "kind"), &day.kind));
	TRY(day_status_parse(form_line(ctx->form, "status"), &day.status));
	TRY(calendar_draft_put(ctx, id, form_int(ctx->form, "revision"),
			has_before ? &before : NULL, &day));
	reply_see_other(reply, text_format(reply->arena, "/desk/calendars/versions/%lld#d-%s",
					       (long long)id, day_iso(reply->arena, day.day).p));
	return OK;
}

enum err
post_calendar_day_remove(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct day day;
	int64_t id;

	TRY(request_id(request, "id", &id));
	if (!form_day(ctx->form, "day", &day))
		return form_complain(ctx->form, "day", "Hãy ghi ngày.");
	TRY(calendar_draft_remove(ctx, id, form_int(ctx->form, "revision"), day));
	see_version(reply, id, "");
	return OK;
}

/* --- terms -------------------------------------------------------------------------------------
 */

enum err
post_calendar_terms(struct ctx *ctx, struct request *request, struct reply *reply)
{
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(calendar_draft_terms(ctx, id, form_int(ctx->form, "revision"), weekend_typed(ctx->form),
			form_line(ctx->form, "office_hours")));
	see_version(reply, id, "");
	return OK;
}

/* --- files and proposals -----------------------------------------------------------------------
 */

/* The file is read before the transaction, in the worker pool. */
enum err
prepare_calendar_import(struct ctx *ctx, struct request *request, struct reply *reply)
{
	const struct upload *upload = form_upload(ctx->form, "file");
	struct text *content = ARENA_NEW(request->arena, struct text);

	(void)reply;
	if (!upload)
		return form_complain(ctx->form, "file", "Hãy chọn tệp CSV hoặc iCalendar.");
	TRY(file_read(request->arena, upload->path, CALENDAR_FILE_MAX, content));
	ctx->prepared = content;
	return OK;
}

enum err
post_calendar_import(struct ctx *ctx, struct request *request, struct reply *reply)
{
	const struct upload *upload = form_upload(ctx->form, "file");
	const struct text *content = ctx->prepared;
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(calendar_import(ctx, id, form_int(ctx->form, "revision"), upload->name, *content));
	see_version(reply, id, "");
	return OK;
}

/*
 * The proposal of a year as a file of days that still want confirming: taken in like any
 * other file, it replaces what the draft says of that year.
 */
static struct text
proposal_file(struct arena *arena, int year, unsigned weekend)
{
	struct calendar_day days[HOLIDAY_YEAR_MAX];
	size_t count = holiday_propose(year, weekend, days);

	for (size_t i = 0; i < count; i++)
		days[i].status = DAY_ANNOUNCED;
	return calendar_csv(arena, days, count);
}

enum err
post_calendar_propose(struct ctx *ctx, struct request *request, struct reply *reply)
{
	int64_t year = form_int(ctx->form, "year"), id;
	struct calendar_version draft;
	struct text name;

	TRY(request_id(request, "id", &id));
	TRY(calendar_version_load(ctx, id, &draft));
	if (year < YEAR_MIN || year > YEAR_MAX)
		return form_complain(
				ctx->form, "year", "Năm phải từ %d đến %d.", YEAR_MIN, YEAR_MAX);
	name = text_format(ctx->arena, "Dự kiến năm %lld", (long long)year);
	TRY(calendar_import(ctx, id, form_int(ctx->form, "revision"), name,
			proposal_file(ctx->arena, (int)year, draft.weekend)));
	see_version(reply, id, "");
	return OK;
}
