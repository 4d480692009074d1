/* A change of the calendar: drafts, what they would move, what applying them does; on both engines.
 */
#include "support/house.h"

#include "cli/schema.h"
#include "office/calendar.h"
#include "office/duty_decide.h"
#include "office/duty_verify.h"
#include "office/matter.h"
#include "office/notice.h"
#include "office/shelf.h"

/* A department and a province that owe something, and who keeps calendars. */
struct scene {
	struct house house;
	struct actor officer, leader, stranger, coordinator, admin, auditor;
	struct actor *opens; /* who opens the next matter */
	int64_t common;      /* everyone's calendar */
	int64_t draft;
	struct calendar_day day;
	struct day taken; /* out of the draft */
	struct apply_order apply;
	struct recount_counts counts;
	struct text file;
	struct calendar_new calendar;
	int64_t calendar_id, unit;
	struct duty_decision decision;
	int64_t matter, duty;
	struct pair values[4];
};

static struct day
day_at(int year, int month, int day)
{
	return day_of_civil((struct civil){year, month, day});
}

static struct instant
at(int year, int month, int day, int hour)
{
	return instant_add(day_begin(day_at(year, month, day), ZONE_VIETNAM), hour * HOUR_MS);
}

static struct calendar_row
common_now(struct scene *s)
{
	struct ctx ctx = house_ctx(&s->house, &s->admin);
	struct calendar_row row;

	assert_ok(calendar_by_code(&ctx, TEXT(CALENDAR_COMMON), &row));
	return row;
}

static void
scene_begin(struct scene *s, struct fixture *f)
{
	struct house *h = &s->house;

	*s = (struct scene){0};
	house_begin(h, f);
	s->officer = house_account(h, "canbo", h->department, ROLE_BIT(ROLE_OFFICER));
	s->leader = house_account(h, "lanhdao", h->department, ROLE_BIT(ROLE_UNIT_LEADER));
	s->stranger = house_account(h, "lanhdao2", h->province, ROLE_BIT(ROLE_UNIT_LEADER));
	s->coordinator = house_account(h, "dieuphoi", h->portal, ROLE_BIT(ROLE_COORDINATOR));
	s->admin = house_account(h, "quantri", h->ministry, ROLE_BIT(ROLE_ADMINISTRATOR));
	s->auditor = house_account(h, "kiemtra", h->ministry, ROLE_BIT(ROLE_AUDITOR));
	s->opens = &s->officer;
	h->values = s->values;
	s->common = common_now(s).id;
	s->apply.note = TEXT("Theo thông báo nghỉ.");
	s->apply.source = TEXT("Thông báo số 1/TB-VPCP");
}

static enum err
open_matter(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;
	struct matter_news news = {.rule = TEXT("6a"),
			.title = TEXT("Báo cáo quý được phê duyệt"),
			.happened = TEXT("Lãnh đạo Cục phê duyệt.")};
	struct duty_row *duties;
	size_t count;

	TRY(matter_open(ctx, &news, &s->matter));
	TRY(duty_list(ctx, s->matter, &duties, &count));
	s->duty = duties[0].id;
	return OK;
}

/* Two working days from Monday 02/02/2026: until the end of Wednesday. */
static int64_t
report_owed(struct scene *s)
{
	s->house.now = at(2026, 2, 2, 9);
	s->values[0] = (struct pair){TEXT("evidence_approved_on"), TEXT("2026-02-02")};
	s->values[1] = (struct pair){TEXT("evidence_document_number"), TEXT("12/BC-C02")};
	s->house.value_count = 2;
	assert_ok(house_do(&s->house, s->opens, open_matter, s));
	s->house.value_count = 0;
	return s->duty;
}

static struct duty_row
duty_now(struct scene *s, int64_t id)
{
	struct ctx ctx = house_ctx(&s->house, &s->auditor);
	struct duty_row duty;

	assert_ok(duty_load(&ctx, id, &duty));
	return duty;
}

static void
assert_last_day(struct scene *s, int64_t id, int year, int month, int day)
{
	struct duty_row duty = duty_now(s, id);

	assert_true(duty.due.has_end && duty.due.has_last_day);
	assert_int_equal(duty.due.last_day.n, day_at(year, month, day).n);
	assert_int_equal(duty.due.due_before.ms,
			day_begin(day_add(duty.due.last_day, 1), ZONE_VIETNAM).ms);
}

static size_t
notices_of(struct scene *s, const struct actor *actor, const char *kind)
{
	struct ctx ctx = house_ctx(&s->house, actor);
	struct notice *notices;
	size_t count, n = 0;

	assert_ok(notice_list(&ctx, 0, false, 100, &notices, &count));
	for (size_t i = 0; i < count; i++)
		n += text_equals(notices[i].kind, text_of(kind));
	return n;
}

/* A store knows a query by its address: each text has its own. */
static void
store_do(struct fixture *f, const char *text)
{
	struct sql *sql = ARENA_NEW(&f->arena, struct sql);
	struct query q;

	*sql = (struct sql){.name = text, .text = text};
	query_begin(&q, f->store, sql);
	assert_ok(query_run(&q));
}

static void
sql_do(struct scene *s, const char *text)
{
	store_do(s->house.fixture, text);
}

/* --- drafts ----------------------------------------------------------------------------------- */

static enum err
verb_open(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;

	return calendar_draft_open(ctx, s->common, &s->draft);
}

static struct calendar_version
draft_now(struct scene *s)
{
	struct ctx ctx = house_ctx(&s->house, &s->admin);
	struct calendar_version version;

	assert_ok(calendar_version_load(&ctx, s->draft, &version));
	return version;
}

static enum err
verb_put(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;

	return calendar_draft_put(ctx, s->draft, s->apply.revision, NULL, &s->day);
}

static enum err
put(struct scene *s, struct day day, enum day_kind kind, enum day_status status)
{
	s->apply.revision = draft_now(s).revision;
	s->day = (struct calendar_day){
			.day = day,
			.kind = kind,
			.status = status,
			.name = TEXT("Nghỉ thêm"),
			.source = TEXT("Thông báo số 1/TB-VPCP"),
	};
	return house_do(&s->house, &s->admin, verb_put, s);
}

static enum err
verb_remove(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;

	return calendar_draft_remove(ctx, s->draft, s->apply.revision, s->taken);
}

/* A draft of everyone's calendar with one holiday more. */
static void
holiday_drafted(struct scene *s, int month, int day)
{
	assert_ok(house_do(&s->house, &s->admin, verb_open, s));
	assert_ok(put(s, day_at(2026, month, day), DAY_HOLIDAY, DAY_CONFIRMED));
}

static struct dry_run
tried(struct scene *s, enum move_kind kind)
{
	const struct dry_run_order order = {.draft = s->draft, .kind = kind, .limit = 10};
	struct ctx ctx = house_ctx(&s->house, &s->admin);
	struct dry_run result;

	s->house.form = (struct form){.arena = s->house.arena};
	assert_ok(calendar_dry_run(&ctx, &order, &result));
	return result;
}

static enum err
verb_apply(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;

	return calendar_apply(ctx, &s->apply, &s->counts);
}

static enum err
apply(struct scene *s)
{
	s->apply.draft = s->draft;
	s->apply.revision = draft_now(s).revision;
	return house_do(&s->house, &s->admin, verb_apply, s);
}

static void
holiday_applied(struct scene *s, int month, int day)
{
	holiday_drafted(s, month, day);
	assert_ok(apply(s));
}

/* --- dry run and apply ------------------------------------------------------------------------ */

static void
a_dry_run_tells_what_would_move_and_changes_nothing(struct fixture *f)
{
	struct scene s;
	struct dry_run result;
	int64_t duty;

	scene_begin(&s, f);
	duty = report_owed(&s);
	holiday_drafted(&s, 2, 3);
	result = tried(&s, MOVE_ANY);
	assert_int_equal(result.counts.duties, 1);
	assert_int_equal(result.counts.moved, 1);
	assert_int_equal(result.counts.turned_late, 0);
	assert_int_equal(result.move_count, 1);
	assert_false(result.has_more);
	assert_int_equal(result.moves[0].duty, duty);
	assert_int_equal(result.moves[0].matter, s.matter);
	assert_text(result.moves[0].unit_code, "CSHS");
	assert_text(result.moves[0].rule->id, "6a");
	assert_int_equal(result.moves[0].matter_title.n, 0); /* an administrator reads no matters */
	assert_int_equal(result.moves[0].before.last_day.n, day_at(2026, 2, 4).n);
	assert_int_equal(result.moves[0].after.last_day.n, day_at(2026, 2, 5).n);
	assert_last_day(&s, duty, 2026, 2, 4);
	assert_int_equal(duty_now(&s, duty).version, 1);
	assert_int_equal(house_notes(&s.house, "duty.move", false), 0);
	assert_int_equal(notices_of(&s, &s.leader, "calendar.recount"), 0);
}

static void
applying_moves_open_duties_with_an_audit_row_each_and_tells_whom_it_concerns(struct fixture *f)
{
	struct scene s;
	struct ctx ctx;
	struct move *moves;
	struct duty_move *history;
	size_t count;
	int64_t duty;

	scene_begin(&s, f);
	duty = report_owed(&s);
	holiday_applied(&s, 2, 3);
	assert_int_equal(s.counts.moved, 1);
	assert_last_day(&s, duty, 2026, 2, 5);
	assert_int_equal(duty_now(&s, duty).calendar_version, s.draft);
	assert_int_equal(common_now(&s).current, s.draft);
	assert_int_equal(house_notes(&s.house, "calendar.apply", false), 1);
	assert_int_equal(house_notes(&s.house, "duty.move", false), 1);
	assert_int_equal(notices_of(&s, &s.leader, "calendar.recount"), 1);
	assert_int_equal(notices_of(&s, &s.officer, "calendar.recount"), 1);
	assert_int_equal(notices_of(&s, &s.coordinator, "calendar.recount"), 1);
	assert_int_equal(notices_of(&s, &s.stranger, "calendar.recount"), 0);
	ctx = house_ctx(&s.house, &s.leader);
	assert_ok(recount_moves(&ctx, draft_now(&s).recount, 0, 0, 10, &moves, &count));
	assert_int_equal(count, 1);
	assert_text(moves[0].matter_title, "Báo cáo quý được phê duyệt");
	assert_ok(recount_of_duty(&ctx, duty, 10, &history, &count));
	assert_int_equal(count, 1);
	assert_int_equal(history[0].before.last_day.n, day_at(2026, 2, 4).n);
	assert_int_equal(history[0].after.last_day.n, day_at(2026, 2, 5).n);
	/* Another unit's leader sees that there was a recount, not whom it moved. */
	ctx = house_ctx(&s.house, &s.stranger);
	assert_ok(recount_moves(&ctx, draft_now(&s).recount, 0, 0, 10, &moves, &count));
	assert_int_equal(count, 0);
}

static void
duties_that_do_not_move_are_judged_by_the_new_version_too(struct fixture *f)
{
	struct scene s;
	int64_t duty;

	scene_begin(&s, f);
	duty = report_owed(&s);
	holiday_applied(&s, 6, 3);
	assert_int_equal(s.counts.duties, 1);
	assert_int_equal(s.counts.moved, 0);
	assert_int_equal(duty_now(&s, duty).calendar_version, s.draft);
	assert_int_equal(duty_now(&s, duty).version, 1);
	assert_int_equal(house_notes(&s.house, "duty.move", false), 0);
	assert_int_equal(notices_of(&s, &s.leader, "calendar.recount"), 0);
}

static void
what_ceases_to_be_late_and_what_becomes_late_is_told_apart(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	report_owed(&s);
	s.house.now = at(2026, 2, 5, 9);
	holiday_drafted(&s, 2, 3);
	assert_int_equal(tried(&s, MOVE_TURNS_TIMELY).move_count, 1);
	assert_int_equal(tried(&s, MOVE_TURNS_LATE).move_count, 0);
	assert_ok(apply(&s));
	assert_int_equal(s.counts.turned_timely, 1);
	assert_ok(house_do(&s.house, &s.admin, verb_open, &s));
	s.apply.revision = draft_now(&s).revision;
	s.taken = day_at(2026, 2, 3);
	assert_ok(house_do(&s.house, &s.admin, verb_remove, &s));
	assert_int_equal(tried(&s, MOVE_TURNS_LATE).move_count, 1);
	assert_ok(apply(&s));
	assert_int_equal(s.counts.turned_late, 1);
	assert_last_day(&s, s.duty, 2026, 2, 4);
}

static enum err
meet_verb(struct ctx *ctx, void *arg)
{
	return duty_meet(ctx, ((struct scene *)arg)->duty, 0, 0);
}

static void
a_met_duty_keeps_the_version_it_was_judged_by(struct fixture *f)
{
	struct scene s;
	int64_t first;

	scene_begin(&s, f);
	first = common_now(&s).current;
	report_owed(&s);
	s.house.now = at(2026, 2, 5, 9);
	assert_ok(house_do(&s.house, &s.leader, meet_verb, &s));
	holiday_applied(&s, 2, 3);
	assert_int_equal(s.counts.duties, 0);
	assert_int_equal(duty_now(&s, s.duty).calendar_version, first);
	assert_int_equal(duty_now(&s, s.duty).late_ms, 9 * HOUR_MS);
	assert_last_day(&s, s.duty, 2026, 2, 4);
}

static enum err
decide_verb(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;

	return duty_decide(ctx, s->duty, &s->decision);
}

static void
a_recount_derives_from_the_acts_pauses_included(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	report_owed(&s);
	s.decision = (struct duty_decision){
			.kind = DUTY_ACT_PAUSE, .reason = TEXT("Chờ ý kiến lãnh đạo Bộ.")};
	s.house.now = at(2026, 2, 3, 9);
	assert_ok(house_do(&s.house, &s.coordinator, decide_verb, &s));
	s.decision.kind = DUTY_ACT_RESUME;
	s.house.now = at(2026, 2, 5, 17);
	assert_ok(house_do(&s.house, &s.coordinator, decide_verb, &s));
	assert_last_day(&s, s.duty, 2026, 2, 9);
	holiday_applied(&s, 2, 6);
	assert_last_day(&s, s.duty, 2026, 2, 10);
	/* A holiday within the pause moves nothing. */
	holiday_applied(&s, 2, 4);
	assert_int_equal(s.counts.moved, 0);
	assert_last_day(&s, s.duty, 2026, 2, 10);
}

static void
an_announced_day_gives_two_dates_until_it_is_confirmed(struct fixture *f)
{
	struct scene s;
	struct duty_row duty;

	scene_begin(&s, f);
	report_owed(&s);
	assert_ok(house_do(&s.house, &s.admin, verb_open, &s));
	assert_ok(put(&s, day_at(2026, 2, 3), DAY_HOLIDAY, DAY_ANNOUNCED));
	assert_ok(apply(&s));
	duty = duty_now(&s, s.duty);
	assert_false(duty.due.is_confirmed);
	assert_true(duty.due.has_other);
	assert_int_equal(duty.due.last_day.n, day_at(2026, 2, 5).n);
	assert_int_equal(duty.due.other_last_day.n, day_at(2026, 2, 4).n);
	assert_ok(house_do(&s.house, &s.admin, verb_open, &s));
	s.apply.revision = draft_now(&s).revision;
	s.taken = day_at(2026, 2, 3);
	assert_ok(house_do(&s.house, &s.admin, verb_remove, &s));
	assert_ok(put(&s, day_at(2026, 2, 3), DAY_HOLIDAY, DAY_CONFIRMED));
	assert_ok(apply(&s));
	duty = duty_now(&s, s.duty);
	assert_int_equal(s.counts.moved, 0);
	assert_true(duty.due.is_confirmed);
	assert_false(duty.due.has_other);
	assert_int_equal(duty.due.last_day.n, day_at(2026, 2, 5).n);
}

/* --- refusals --------------------------------------------------------------------------------- */

static void
only_administrators_change_calendars(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	assert_int_equal(house_do(&s.house, &s.leader, verb_open, &s), ERR_FORBIDDEN);
	assert_int_equal(house_do(&s.house, &s.coordinator, verb_open, &s), ERR_FORBIDDEN);
	holiday_drafted(&s, 2, 3);
	s.apply.draft = s.draft;
	s.apply.revision = draft_now(&s).revision;
	assert_int_equal(house_do(&s.house, &s.auditor, verb_apply, &s), ERR_FORBIDDEN);
	assert_int_equal(house_notes(&s.house, "test", true), 3);
}

static void
a_draft_is_applied_as_it_was_seen_and_on_the_version_it_began_as(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	report_owed(&s);
	holiday_drafted(&s, 2, 3);
	s.apply.draft = s.draft;
	s.apply.revision = draft_now(&s).revision - 1;
	assert_int_equal(house_do(&s.house, &s.admin, verb_apply, &s), ERR_CONFLICT);
	assert_int_equal(house_do(&s.house, &s.admin, verb_open, &s), ERR_CONFLICT);
	assert_ok(apply(&s));
	assert_int_equal(apply(&s), ERR_CONFLICT); /* no draft any more */
	assert_ok(house_do(&s.house, &s.admin, verb_open, &s));
	assert_int_equal(apply(&s), ERR_CONFLICT); /* says what the version says that holds */
	s.apply.note = TEXT(" ");
	assert_int_equal(apply(&s), ERR_INVALID);
	assert_string_equal(s.house.form.complaints[0].field, "note");
	assert_last_day(&s, s.duty, 2026, 2, 5);
}

static void
a_recount_that_fails_half_way_leaves_nothing_behind(struct fixture *f)
{
	struct scene s;
	int64_t first, duty;

	scene_begin(&s, f);
	first = common_now(&s).current;
	duty = report_owed(&s);
	report_owed(&s);
	sql_do(&s, "UPDATE matter SET regulation = 'không còn' WHERE id = (SELECT max(id) FROM "
		   "matter)");
	holiday_drafted(&s, 2, 3);
	assert_int_equal(apply(&s), ERR_BROKEN);
	assert_true(text_find(s.house.words, TEXT("quy định")) > 0);
	assert_last_day(&s, duty, 2026, 2, 4);
	assert_int_equal(duty_now(&s, duty).calendar_version, first);
	assert_int_equal(common_now(&s).current, first);
	assert_int_equal(draft_now(&s).state, VERSION_DRAFT);
	assert_int_equal(house_notes(&s.house, "duty.move", false), 0);
	assert_int_equal(notices_of(&s, &s.leader, "calendar.recount"), 0);
}

static void
a_day_that_cannot_be_is_complained_about_by_field(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	assert_ok(house_do(&s.house, &s.admin, verb_open, &s));
	assert_int_equal(put(&s, day_at(2026, 2, 3), DAY_SWAPPED_WORKING, DAY_CONFIRMED),
			ERR_INVALID);
	assert_string_equal(s.house.form.complaints[0].field, "day");
	assert_int_equal(put(&s, day_at(2026, 9, 2), DAY_HOLIDAY, DAY_CONFIRMED), ERR_INVALID);
	assert_string_equal(s.house.form.complaints[0].field, "day");
	assert_int_equal(put(&s, day_at(2026, 2, 3), DAY_HOLIDAY, DAY_PROPOSED), ERR_INVALID);
	assert_string_equal(s.house.form.complaints[0].field, "status");
	assert_int_equal(draft_now(&s).revision, 1);
}

/* --- files ------------------------------------------------------------------------------------ */

static enum err
verb_import(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;

	return calendar_import(ctx, s->draft, s->apply.revision, TEXT("lich.csv"), s->file);
}

static enum err
import(struct scene *s, struct text file)
{
	s->apply.revision = draft_now(s).revision;
	s->file = file;
	return house_do(&s->house, &s->admin, verb_import, s);
}

static struct text
exported(struct scene *s, enum calendar_format format)
{
	struct ctx ctx = house_ctx(&s->house, &s->admin);
	struct text out;

	assert_ok(calendar_export(&ctx, s->draft, format, &out));
	return out;
}

static void
what_is_exported_is_read_again_as_both_kinds_of_file(struct fixture *f)
{
	struct scene s;
	struct text csv, ics;

	scene_begin(&s, f);
	holiday_drafted(&s, 2, 3);
	csv = exported(&s, CALENDAR_CSV);
	ics = exported(&s, CALENDAR_ICS);
	assert_ok(import(&s, csv));
	assert_true(text_equals(exported(&s, CALENDAR_CSV), csv));
	assert_ok(import(&s, ics));
	assert_true(text_equals(exported(&s, CALENDAR_CSV), csv));
}

static void
a_file_replaces_the_years_that_it_names_holidays_of(struct fixture *f)
{
	struct scene s;
	struct text days;

	scene_begin(&s, f);
	holiday_drafted(&s, 2, 3);
	assert_ok(import(&s, TEXT("\xEF\xBB\xBF"
				  "date;kind;name;source;status\r\n"
				  "2026-01-01;holiday;Tết dương lịch;Bộ luật Lao động;confirmed\r\n"
				  "2025-12-31;compensatory_off;Nghỉ bù;Thông báo;announced\r\n")));
	days = exported(&s, CALENDAR_CSV);
	assert_true(text_find(days, TEXT("2026-01-01")) > 0);
	assert_true(text_find(days, TEXT("2026-02-03")) < 0);
	assert_true(text_find(days, TEXT("2025-12-31")) > 0);
	assert_true(text_find(days, TEXT("2025-09-02")) > 0);
}

static void
a_faulty_file_changes_nothing_and_names_line_and_column(struct fixture *f)
{
	static const struct text files[] = {
			TEXT(""),
			TEXT("date,kind,name,source\n"),
			TEXT("date,kind,name,source\n2026-02-29,holiday,A,B\n"),
			TEXT("date,kind,name,source\n2026-02-03,swapped_working,A,B\n"),
			TEXT("date,kind,name,source\n2026-02-03,holiday,A,B\n"
			     "2026-02-03,swapped_off,A,B\n"),
	};
	struct scene s;
	struct text before;

	scene_begin(&s, f);
	holiday_drafted(&s, 2, 3);
	before = exported(&s, CALENDAR_CSV);
	for (size_t i = 0; i < COUNT_OF(files); i++) {
		assert_int_equal(import(&s, files[i]), ERR_INVALID);
		assert_string_equal(s.house.form.complaints[0].field, "file");
		assert_true(text_equals(exported(&s, CALENDAR_CSV), before));
	}
	assert_int_equal(import(&s, files[2]), ERR_INVALID);
	assert_true(text_find(s.house.form.complaints[0].message, TEXT("lich.csv:2:1")) >= 0);
}

/* --- a unit's own ----------------------------------------------------------------------------- */

static enum err
verb_add(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;

	return calendar_add(ctx, &s->calendar, &s->calendar_id);
}

static enum err
verb_assign(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;
	struct unit unit;

	TRY(unit_load(ctx, s->unit, &unit));
	return calendar_assign(ctx, s->unit, unit.version, s->calendar_id,
			TEXT("Đơn vị trực cả tuần."), &s->counts);
}

/* A calendar without a weekend, for the department. */
static void
own_calendar(struct scene *s)
{
	s->calendar = (struct calendar_new){.code = TEXT("truc-ban"),
			.name = TEXT("Lịch trực ban"),
			.weekend = WEEKEND_NONE};
	s->unit = s->house.department;
	assert_ok(house_do(&s->house, &s->admin, verb_add, s));
}

static void
a_unit_gets_a_calendar_of_its_own_and_its_duties_are_computed_anew(struct fixture *f)
{
	struct scene s;
	int64_t own, other;

	scene_begin(&s, f);
	own = report_owed(&s);
	s.opens = &s.stranger;
	other = report_owed(&s);
	holiday_applied(&s, 2, 4); /* Wednesday: both until Thursday */
	holiday_applied(&s, 2, 5); /* and Friday */
	holiday_applied(&s, 2, 6); /* and Monday the 9th */
	assert_last_day(&s, own, 2026, 2, 9);
	own_calendar(&s);
	assert_ok(house_do(&s.house, &s.admin, verb_assign, &s));
	assert_int_equal(s.counts.duties, 1);
	assert_int_equal(s.counts.moved, 1);
	assert_last_day(&s, own, 2026, 2, 7); /* Saturday */
	assert_last_day(&s, other, 2026, 2, 9);
	assert_int_equal(house_notes(&s.house, "calendar.assign", false), 1);
	/* What everyone's calendar says from now on does not touch the unit. */
	holiday_applied(&s, 2, 9);
	assert_int_equal(s.counts.duties, 1);
	assert_last_day(&s, own, 2026, 2, 7);
	assert_last_day(&s, other, 2026, 2, 10);
	s.calendar_id = 0;
	assert_ok(house_do(&s.house, &s.admin, verb_assign, &s));
	assert_last_day(&s, own, 2026, 2, 10);
}

static void
a_calendar_is_assigned_by_who_keeps_calendars_and_for_a_reason(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	own_calendar(&s);
	assert_int_equal(house_do(&s.house, &s.leader, verb_assign, &s), ERR_FORBIDDEN);
	assert_int_equal(house_do(&s.house, &s.admin, verb_add, &s), ERR_INVALID);
	assert_string_equal(s.house.form.complaints[0].field, "code");
	s.calendar.code = TEXT("Trực ban");
	assert_int_equal(house_do(&s.house, &s.admin, verb_add, &s), ERR_INVALID);
	s.calendar.code = TEXT("khong-nghi");
	s.calendar.weekend = 127;
	assert_int_equal(house_do(&s.house, &s.admin, verb_add, &s), ERR_INVALID);
	assert_string_equal(s.house.form.complaints[0].field, "weekend");
}

/* --- the year ahead --------------------------------------------------------------------------- */

static enum err
verb_remind(struct ctx *ctx, void *arg)
{
	(void)arg;
	return calendar_remind(ctx);
}

static size_t
reminders(struct scene *s, int year, int month, int day)
{
	s->house.now = at(year, month, day, 8);
	assert_ok(house_do(&s->house, NULL, verb_remind, s));
	return notices_of(s, &s->admin, "calendar.unsettled");
}

static void
in_december_the_administrator_is_reminded_while_the_next_year_is_open(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	/* All of 2027 is only announced in the calendar file that the program carries. */
	assert_int_equal(reminders(&s, 2026, 11, 30), 0);
	assert_int_equal(reminders(&s, 2026, 12, 1), 1);
	assert_int_equal(reminders(&s, 2026, 12, 7), 1); /* once a week */
	assert_int_equal(reminders(&s, 2026, 12, 8), 2);
	assert_int_equal(notices_of(&s, &s.coordinator, "calendar.unsettled"), 0);
	s.taken = day_at(2027, 1, 1);
	assert_ok(house_do(&s.house, &s.admin, verb_open, &s));
	s.apply.revision = draft_now(&s).revision;
	assert_ok(house_do(&s.house, &s.admin, verb_remove, &s));
	assert_ok(put(&s, s.taken, DAY_HOLIDAY, DAY_CONFIRMED));
	assert_ok(apply(&s));
	assert_int_equal(reminders(&s, 2026, 12, 29), 2);
}

/* --- verifying -------------------------------------------------------------------------------- */

struct found {
	int64_t duty;
	size_t count;
	char what[64];
};

static void
difference_keep(void *context, const struct duty_difference *difference)
{
	struct found *found = context;

	found->duty = difference->duty;
	found->count++;
	snprintf(found->what, sizeof(found->what), "%.*s", TEXT_ARGS(difference->what));
	assert_true(difference->derived.n > 0);
}

static struct duty_verdict
verified(struct scene *s, struct found *found)
{
	struct ctx ctx = house_ctx(&s->house, &s->auditor);
	struct duty_verdict verdict;

	*found = (struct found){0};
	assert_ok(duty_verify(&ctx, difference_keep, found, &verdict));
	return verdict;
}

/* One met late, one open that was moved, one paused. */
static void
much_done(struct scene *s)
{
	report_owed(s);
	s->house.now = at(2026, 2, 6, 9);
	assert_ok(house_do(&s->house, &s->leader, meet_verb, s));
	report_owed(s);
	holiday_applied(s, 2, 3);
	report_owed(s);
	s->decision = (struct duty_decision){
			.kind = DUTY_ACT_PAUSE, .reason = TEXT("Chờ ý kiến lãnh đạo Bộ.")};
	assert_ok(house_do(&s->house, &s->coordinator, decide_verb, s));
}

static void
what_verbs_have_written_is_derived_again(struct fixture *f)
{
	struct scene s;
	struct found found;
	struct duty_verdict verdict;

	scene_begin(&s, f);
	much_done(&s);
	verdict = verified(&s, &found);
	assert_int_equal(verdict.duties, 3);
	assert_int_equal(verdict.differing, 0);
	assert_int_equal(found.count, 0);
}

static void
what_a_strange_hand_has_changed_is_found_and_named(struct fixture *f)
{
	static const struct {
		const char *hand, *back, *what;
	} rows[] = {
			{"UPDATE duty SET due_before = due_before + 86400000 WHERE state = 'met'",
					"UPDATE duty SET due_before = due_before - 86400000 WHERE "
					"state = 'met'",
					"hạn"},
			{"UPDATE duty SET late_ms = 0 WHERE state = 'met'",
					"UPDATE duty SET late_ms = 118800000 WHERE state = 'met'",
					"số mili giây trễ"},
			{"UPDATE duty SET state = 'excused' WHERE paused = 1",
					"UPDATE duty SET state = 'open' WHERE state = 'excused'",
					"trạng thái"},
			{"UPDATE duty SET extension = '11' WHERE paused = 1",
					"UPDATE duty SET extension = NULL", "thời hạn áp dụng"},
			{"UPDATE calendar_day SET day = day + 1 WHERE version = 1 AND day = "
			 "(SELECT "
			 "max(day) FROM calendar_day WHERE version = 1)",
					"SELECT 1", "không tính lại được"},
	};
	struct scene s;
	struct found found;

	scene_begin(&s, f);
	much_done(&s);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct scene fresh = s; /* as another process, with no calendar read yet */

		fresh.house.rules.shelf = shelf_open();
		sql_do(&fresh, rows[i].hand);
		assert_int_equal(verified(&fresh, &found).differing, 1);
		assert_string_equal(found.what, rows[i].what);
		sql_do(&fresh, rows[i].back);
		shelf_close(fresh.house.rules.shelf);
	}
}

/* --- earlier stores --------------------------------------------------------------------------- */

/* As the first schema had it: a unit that owes one report and has given another a day late. */
static void
early_store_filled(struct fixture *f)
{
	static const char *const rows[] = {
			"INSERT INTO unit (code, name, sort_key, kind) VALUES ('C01', 'Văn phòng', "
			"'van phong', 'department')",
			"INSERT INTO account (login, name, sort_key, unit, password, created_at) "
			"SELECT 'canbo', 'Cán bộ', 'can bo', u.id, 'x', 0 FROM unit u",
			"INSERT INTO matter (unit, regulation, title, happened, state, opened_by, "
			"opened_at) SELECT a.unit, '80/2020/TT-BCA', 'Báo cáo', '', 'open', a.id, "
			"1769997600000 FROM account a",
			/* Two working days from 02/02/2026. */
			"INSERT INTO duty (matter, unit, rule, anchor_at, evidence, last_day, "
			"due_before, calendar, state) SELECT m.id, m.unit, '6a', 1769965200000, "
			"'{}', 20488, 1770224400000, 'vn', 'open' FROM matter m",
			"INSERT INTO duty (matter, unit, rule, anchor_at, evidence, last_day, "
			"due_before, calendar, state, met_at, late_ms) SELECT m.id, m.unit, '6a', "
			"1769965200000, '{}', 20488, 1770224400000, 'vn', 'met', 1770310800000, "
			"86400000 FROM matter m",
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++)
		store_do(f, rows[i]);
}

static void
duties_from_before_calendars_had_versions_are_judged_by_the_first(struct fixture *f)
{
	static struct migration steps[SCHEMA_STEPS_MAX];
	size_t count = schema_steps(&f->arena, steps);
	struct found found;
	struct duty_verdict verdict;
	struct scene s;

	assert_ok(migrate(f->store, steps, 1, &f->arena, NULL));
	early_store_filled(f);
	assert_ok(migrate(f->store, steps, count, &f->arena, NULL));
	s = (struct scene){0};
	house_begin(&s.house, f);
	s.auditor = house_account(&s.house, "kiemtra", s.house.ministry, ROLE_BIT(ROLE_AUDITOR));
	s.admin = house_account(
			&s.house, "quantri", s.house.ministry, ROLE_BIT(ROLE_ADMINISTRATOR));
	s.common = common_now(&s).id;
	verdict = verified(&s, &found);
	assert_int_equal(verdict.duties, 2);
	assert_int_equal(verdict.differing, 0);
	s.apply.note = TEXT("Theo thông báo nghỉ.");
	s.apply.source = TEXT("Thông báo số 1/TB-VPCP");
	holiday_applied(&s, 2, 3);
	assert_int_equal(s.counts.duties, 1);
	assert_int_equal(s.counts.moved, 1);
	assert_int_equal(verified(&s, &found).differing, 0);
}

int
main(void)
{
	static const struct store_test early[] = {
			STORE_TEST(duties_from_before_calendars_had_versions_are_judged_by_the_first),
	};
	static const struct store_test tests[] = {
			STORE_TEST(a_dry_run_tells_what_would_move_and_changes_nothing),
			STORE_TEST(applying_moves_open_duties_with_an_audit_row_each_and_tells_whom_it_concerns),
			STORE_TEST(duties_that_do_not_move_are_judged_by_the_new_version_too),
			STORE_TEST(what_ceases_to_be_late_and_what_becomes_late_is_told_apart),
			STORE_TEST(a_met_duty_keeps_the_version_it_was_judged_by),
			STORE_TEST(a_recount_derives_from_the_acts_pauses_included),
			STORE_TEST(an_announced_day_gives_two_dates_until_it_is_confirmed),
			STORE_TEST(only_administrators_change_calendars),
			STORE_TEST(a_draft_is_applied_as_it_was_seen_and_on_the_version_it_began_as),
			STORE_TEST(a_recount_that_fails_half_way_leaves_nothing_behind),
			STORE_TEST(a_day_that_cannot_be_is_complained_about_by_field),
			STORE_TEST(what_is_exported_is_read_again_as_both_kinds_of_file),
			STORE_TEST(a_file_replaces_the_years_that_it_names_holidays_of),
			STORE_TEST(a_faulty_file_changes_nothing_and_names_line_and_column),
			STORE_TEST(a_unit_gets_a_calendar_of_its_own_and_its_duties_are_computed_anew),
			STORE_TEST(a_calendar_is_assigned_by_who_keeps_calendars_and_for_a_reason),
			STORE_TEST(in_december_the_administrator_is_reminded_while_the_next_year_is_open),
			STORE_TEST(what_verbs_have_written_is_derived_again),
			STORE_TEST(what_a_strange_hand_has_changed_is_found_and_named),
	};

	return house_run("calendar", tests, COUNT_OF(tests)) +
	       stores_run("calendar of earlier stores", early, COUNT_OF(early), NULL, 0);
}
