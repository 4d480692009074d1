/* calendar_draft.c - a draft of a version: its days, its terms, files taken into it. */
#include "office/calendar_row.h"

#include "base/crypt.h"
#include "gen/office/calendar.sql.h"
#include "law/hours.h"
#include "office/audit.h"

#define WEEKEND_ALL 127u

enum err
text_check(struct ctx *ctx, const char *field, struct text text, size_t max, const char *missing)
{
	if (!text_trim(text).n)
		return form_complain(ctx->form, field, "%s", missing);
	if (text.n > max)
		return form_complain(ctx->form, field, "Dài không quá %zu byte.", max);
	return OK;
}

static enum err
faults_complain(struct ctx *ctx, const char *field, const struct faults *faults)
{
	for (size_t i = 0; i < faults->count; i++)
		form_complain(ctx->form, field, "%s",
				fault_words(ctx->arena, &faults->rows[i]).p);
	if (faults->more)
		form_complain(ctx->form, field, "… và %zu lỗi khác.", faults->more);
	return ERR_INVALID;
}

/* --- drafts ------------------------------------------------------------------------------------
 */

enum err
draft_load(struct ctx *ctx, int64_t id, struct calendar_version *out)
{
	TRY(ctx_may(ctx, MAY_CALENDAR_MANAGE));
	TRY(calendar_version_load(ctx, id, out));
	if (out->state == VERSION_DRAFT)
		return OK;
	return ctx_refuse(ctx, ERR_CONFLICT, "Bản này không còn là bản nháp.");
}

enum err
draft_build(struct ctx *ctx, const struct calendar_version *draft, const struct calendar **out)
{
	struct faults faults = {.arena = ctx->arena};
	struct calendar_day *days;
	size_t count;

	TRY(version_days(ctx->store, ctx->arena, draft->id, &days, &count));
	if (version_build(ctx, draft, days, count, &faults, out) != OK)
		return faults_complain(ctx, "days", &faults);
	return OK;
}

/* The draft is the actor's to change from here: nobody else has since it was seen. */
static enum err
draft_touch(struct ctx *ctx, int64_t id, int64_t revision, struct calendar_version *out)
{
	struct query q;
	enum err err;

	TRY(draft_load(ctx, id, out));
	query_begin(&q, ctx->store, &SQL_calendar_version_touch);
	bind_int(&q, id);
	bind_int(&q, revision);
	bind_instant(&q, ctx->now);
	err = query_run_one(&q);
	if (err == ERR_CONFLICT)
		return ctx_refuse(ctx, err,
				"Bản nháp vừa được người khác sửa. Hãy xem lại rồi sửa lần nữa.");
	return err;
}

enum err
calendar_draft_open(struct ctx *ctx, int64_t calendar, int64_t *id)
{
	struct calendar_version current;
	struct calendar_row row;
	int64_t draft;

	TRY(ctx_may(ctx, MAY_CALENDAR_MANAGE));
	TRY(calendar_hold_alone(ctx));
	TRY(calendar_load(ctx, calendar, &row));
	if (row.draft)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Lịch này đang có một bản nháp. Hãy sửa tiếp bản đó, hoặc bỏ nó "
				"trước.");
	TRY(calendar_version_load(ctx, row.current, &current));
	TRY(version_add(ctx, calendar, row.current,
			&(struct version_terms){current.weekend, current.office_hours}, &draft));
	TRY(version_days_copy(ctx, row.current, draft, false));
	audit_note(ctx, "calendar.draft", draft, "%.*s, từ bản %lld", TEXT_ARGS(row.name),
			(long long)row.number);
	*id = draft;
	return OK;
}

enum err
calendar_draft_drop(struct ctx *ctx, int64_t id, int64_t revision)
{
	struct calendar_version draft;
	struct query q;

	TRY(draft_touch(ctx, id, revision, &draft));
	query_begin(&q, ctx->store, &SQL_calendar_version_drop);
	bind_int(&q, id);
	TRY(query_run_one(&q));
	audit_note(ctx, "calendar.drop", id, "%.*s", TEXT_ARGS(draft.name));
	return OK;
}

/* --- days --------------------------------------------------------------------------------------
 */

static enum err
day_check(struct ctx *ctx, const struct calendar_version *draft, const struct calendar_day *day)
{
	struct form *form = ctx->form;
	size_t complaints = form->complaint_count;

	if (!calendar_has_day(day->day))
		form_complain(form, "day", "Năm phải từ %d đến %d.", YEAR_MIN, YEAR_MAX);
	else if (day->kind == DAY_SWAPPED_WORKING &&
			!(draft->weekend >> weekday_of(day->day) & 1u))
		form_complain(form, "day", "Ngày làm bù phải rơi vào ngày nghỉ hằng tuần.");
	if (day->kind < DAY_HOLIDAY || day->kind > DAY_SWAPPED_WORKING)
		form_complain(form, "kind", "Hãy chọn loại ngày.");
	if (day->status != DAY_CONFIRMED && day->status != DAY_ANNOUNCED)
		form_complain(form, "status", "Hãy chọn tình trạng: đã xác nhận hay mới thông báo.");
	text_check(ctx, "name", day->name, CALENDAR_NAME_MAX, "Hãy nhập tên ngày.");
	text_check(ctx, "source", day->source, CALENDAR_SOURCE_MAX,
			"Hãy ghi nguồn: văn bản hoặc thông báo.");
	return form->complaint_count > complaints ? ERR_INVALID : OK;
}

static enum err
day_remove(struct ctx *ctx, int64_t draft, struct day day)
{
	struct query q;
	enum err err;

	query_begin(&q, ctx->store, &SQL_calendar_day_remove);
	bind_int(&q, draft);
	bind_day(&q, day);
	err = query_run_one(&q);
	if (err == ERR_CONFLICT)
		return ctx_refuse(ctx, err, "Ngày %s không có trong bản nháp.",
				day_words(ctx->arena, day).p);
	return err;
}

enum err
calendar_draft_put(struct ctx *ctx, int64_t id, int64_t revision, const struct day *before,
		const struct calendar_day *day)
{
	struct calendar_version draft;
	enum err err;

	TRY(draft_load(ctx, id, &draft));
	TRY(day_check(ctx, &draft, day));
	TRY(draft_touch(ctx, id, revision, &draft));
	if (before)
		TRY(day_remove(ctx, id, *before));
	err = version_day_add(ctx, id, day);
	if (err == ERR_CONFLICT)
		return form_complain(ctx->form, "day", "Ngày %s đã có trong lịch.",
				day_words(ctx->arena, day->day).p);
	TRY(err);
	audit_note(ctx, "calendar.day", id, "%s: %s, %s, %.*s; nguồn: %.*s%s%s",
			day_words(ctx->arena, day->day).p, day_kind_name(day->kind).p,
			day_status_name(day->status).p, TEXT_ARGS(day->name),
			TEXT_ARGS(day->source), before ? "; trước đó: " : "",
			before ? day_words(ctx->arena, *before).p : "");
	return OK;
}

enum err
calendar_draft_remove(struct ctx *ctx, int64_t id, int64_t revision, struct day day)
{
	struct calendar_version draft;

	TRY(draft_touch(ctx, id, revision, &draft));
	TRY(day_remove(ctx, id, day));
	audit_note(ctx, "calendar.day", id, "bỏ ngày %s", day_words(ctx->arena, day).p);
	return OK;
}

/* --- terms -------------------------------------------------------------------------------------
 */

enum err
terms_check(struct ctx *ctx, const struct version_terms *terms)
{
	struct office_hours hours;

	if (terms->weekend >= WEEKEND_ALL)
		return form_complain(ctx->form, "weekend",
				"Mỗi tuần phải có ít nhất một ngày làm việc.");
	if (terms->office_hours.n > CALENDAR_HOURS_MAX ||
			office_hours_parse(terms->office_hours, &hours) != OK)
		return form_complain(ctx->form, "office_hours",
				"Giờ làm việc không hợp lệ. Hãy ghi như 08:00-12:00,13:30-17:30.");
	return OK;
}

enum err
calendar_draft_terms(struct ctx *ctx, int64_t id, int64_t revision, unsigned weekend,
		struct text office_hours)
{
	const struct version_terms terms = {weekend, office_hours};
	const struct calendar *calendar;
	struct calendar_version draft;
	struct query q;

	TRY(draft_load(ctx, id, &draft));
	TRY(terms_check(ctx, &terms));
	TRY(draft_touch(ctx, id, revision, &draft));
	query_begin(&q, ctx->store, &SQL_calendar_version_terms);
	bind_int(&q, id);
	bind_int(&q, weekend);
	bind_text(&q, office_hours);
	TRY(query_run_one(&q));
	draft.weekend = weekend;
	draft.office_hours = office_hours;
	TRY(draft_build(ctx, &draft, &calendar));
	audit_note(ctx, "calendar.terms", id, "nghỉ hằng tuần %s; giờ làm việc %.*s",
			weekend_text(ctx->arena, weekend).p, TEXT_ARGS(office_hours));
	return OK;
}

/* --- files -------------------------------------------------------------------------------------
 */

static bool
is_ics(struct text content)
{
	static const struct text mark = TEXT("\xEF\xBB\xBF"), begin = TEXT("BEGIN:VCALENDAR");

	if (text_starts_with(content, mark))
		content = text_slice(content, mark.n, content.n);
	return text_equals_ascii_case(text_slice(text_trim(content), 0, begin.n), begin);
}

/* The rows of a file, one a day; what is wrong with it alone is complained about. */
static enum err
file_read_days(struct ctx *ctx, const struct calendar_version *draft, struct text name,
		struct text content, const struct calendar **out)
{
	struct calendar_terms terms = CALENDAR_TERMS_VIETNAM;
	struct faults faults = {.arena = ctx->arena};
	struct calendar_day *days;
	size_t count;
	enum err err;

	if (content.n > CALENDAR_FILE_MAX)
		return form_complain(ctx->form, "file", "Tệp lớn quá %d byte.", CALENDAR_FILE_MAX);
	terms.weekend = draft->weekend;
	terms.has_proposals = false;
	err = is_ics(content) ? calendar_ics_parse(ctx->arena, name, content, &faults, &days, &count)
			      : calendar_parse(ctx->arena, name, content, &faults, &days, &count);
	if (err == OK)
		err = calendar_build(ctx->arena, &terms, name, days, count, &faults, out);
	if (err != OK)
		return faults_complain(ctx, "file", &faults);
	if (!count)
		return form_complain(ctx->form, "file", "Tệp không có ngày nào.");
	for (size_t i = 0; i < (*out)->day_count; i++)
		if ((*out)->days[i].name.n > CALENDAR_NAME_MAX ||
				(*out)->days[i].source.n > CALENDAR_SOURCE_MAX)
			return form_complain(ctx->form, "file",
					"%s: tên hoặc nguồn của các dòng cùng ngày này gộp lại dài quá.",
					day_words(ctx->arena, (*out)->days[i].day).p);
	return OK;
}

static enum err
days_remove(struct ctx *ctx, int64_t draft, struct day from, struct day to)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_calendar_days_remove);
	bind_int(&q, draft);
	bind_day(&q, from);
	bind_day(&q, to);
	return query_run(&q);
}

/* Makes room for what the file says: whole years that it names holidays of, else single days. */
static enum err
days_replace(struct ctx *ctx, int64_t draft, const struct calendar *file)
{
	bool covered[CALENDAR_YEARS] = {false};

	for (size_t i = 0; i < file->day_count; i++)
		if (file->days[i].kind == DAY_HOLIDAY)
			covered[civil_of_day(file->days[i].day).year - YEAR_MIN] = true;
	for (int year = YEAR_MIN; year <= YEAR_MAX; year++)
		if (covered[year - YEAR_MIN])
			TRY(days_remove(ctx, draft, day_of_civil((struct civil){year, 1, 1}),
					day_of_civil((struct civil){year, 12, 31})));
	for (size_t i = 0; i < file->day_count; i++) {
		const struct calendar_day *day = &file->days[i];

		if (!covered[civil_of_day(day->day).year - YEAR_MIN])
			TRY(days_remove(ctx, draft, day->day, day->day));
		TRY(version_day_add(ctx, draft, day));
	}
	return OK;
}

enum err
calendar_import(struct ctx *ctx, int64_t id, int64_t revision, struct text name,
		struct text content)
{
	const struct calendar *file, *calendar;
	struct calendar_version draft;

	TRY(draft_load(ctx, id, &draft));
	TRY(file_read_days(ctx, &draft, name, content, &file));
	TRY(draft_touch(ctx, id, revision, &draft));
	TRY(days_replace(ctx, id, file));
	TRY(draft_build(ctx, &draft, &calendar));
	audit_note(ctx, "calendar.import", id, "%.*s: %zu ngày, SHA-256 %s", TEXT_ARGS(name),
			file->day_count, hash_hex(ctx->arena, hash_of(content)).p);
	return OK;
}

enum err
calendar_export(struct ctx *ctx, int64_t id, enum calendar_format format, struct text *out)
{
	struct calendar_version version;
	struct calendar_day *days;
	size_t count;

	TRY(calendar_version_load(ctx, id, &version));
	TRY(version_days(ctx->store, ctx->arena, id, &days, &count));
	*out = format == CALENDAR_CSV
			       ? calendar_csv(ctx->arena, days, count)
			       : calendar_ics(ctx->arena,
						 calendar_label(ctx->arena, version.name,
								 version.number),
						 version.changed_at, days, count);
	return OK;
}
