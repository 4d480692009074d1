/* Drafts of calendars: who changes them, by days and by files; on both engines. */
#include "support/scene_calendar.h"

static void
only_administrators_change_calendars(struct fixture *f)
{
	struct scene s;

	calendar_scene_begin(&s, f);
	assert_int_equal(opens_draft(&s, &s.leader), ERR_FORBIDDEN);
	assert_int_equal(opens_draft(&s, &s.coordinator), ERR_FORBIDDEN);
	holiday_drafted(&s, "2026-02-03");
	s.apply.draft = s.draft;
	s.apply.revision = draft_now(&s).revision;
	assert_int_equal(applies_as_seen(&s, &s.auditor), ERR_FORBIDDEN);
	assert_int_equal(house_notes(&s.house, "test", true), 3);
}

static void
a_draft_is_applied_as_it_was_seen_and_on_the_version_it_began_as(struct fixture *f)
{
	struct scene s;

	calendar_scene_begin(&s, f);
	report_owed(&s, &s.officer);
	holiday_drafted(&s, "2026-02-03");
	s.apply.draft = s.draft;
	s.apply.revision = draft_now(&s).revision - 1;
	assert_int_equal(applies_as_seen(&s, &s.admin), ERR_CONFLICT);
	assert_int_equal(opens_draft(&s, &s.admin), ERR_CONFLICT);
	assert_ok(applies(&s));
	assert_int_equal(applies(&s), ERR_CONFLICT); /* no draft any more */
	assert_ok(opens_draft(&s, &s.admin));
	assert_int_equal(applies(&s), ERR_CONFLICT); /* says what the version says that holds */
	s.apply.note = TEXT(" ");
	assert_int_equal(applies(&s), ERR_INVALID);
	assert_string_equal(complaint(&s), "note");
	assert_last_day(&s, s.duty, "2026-02-05");
}

static void
a_day_that_cannot_be_is_complained_about_by_field(struct fixture *f)
{
	struct scene s;

	calendar_scene_begin(&s, f);
	assert_ok(opens_draft(&s, &s.admin));
	assert_int_equal(puts_day(&s, "2026-02-03", DAY_SWAPPED_WORKING, DAY_CONFIRMED),
			ERR_INVALID);
	assert_string_equal(complaint(&s), "day");
	assert_int_equal(puts_day(&s, "2026-09-02", DAY_HOLIDAY, DAY_CONFIRMED), ERR_INVALID);
	assert_string_equal(complaint(&s), "day");
	assert_int_equal(puts_day(&s, "2026-02-03", DAY_HOLIDAY, DAY_PROPOSED), ERR_INVALID);
	assert_string_equal(complaint(&s), "status");
	assert_int_equal(draft_now(&s).revision, 1);
}

/* --- files ------------------------------------------------------------------------------------ */

static struct text file;

SCENE_ACT(static, imports_file,
		calendar_import(ctx, s->draft, s->apply.revision, TEXT("lich.csv"), file))

static enum err
import(struct scene *s, struct text content)
{
	s->apply.revision = draft_now(s).revision;
	file = content;
	return imports_file(s, &s->admin);
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

	calendar_scene_begin(&s, f);
	holiday_drafted(&s, "2026-02-03");
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

	calendar_scene_begin(&s, f);
	holiday_drafted(&s, "2026-02-03");
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

	calendar_scene_begin(&s, f);
	holiday_drafted(&s, "2026-02-03");
	before = exported(&s, CALENDAR_CSV);
	for (size_t i = 0; i < COUNT_OF(files); i++) {
		assert_int_equal(import(&s, files[i]), ERR_INVALID);
		assert_string_equal(complaint(&s), "file");
		assert_true(text_equals(exported(&s, CALENDAR_CSV), before));
	}
	assert_int_equal(import(&s, files[2]), ERR_INVALID);
	assert_true(text_find(s.house.form.complaints[0].message, TEXT("lich.csv:2:1")) >= 0);
}

/* --- the year ahead --------------------------------------------------------------------------- */

SCENE_ACT(static, reminds, calendar_remind(ctx))

static size_t
reminders(struct scene *s, const char *when)
{
	s->house.now = instant_at(when);
	assert_ok(reminds(s, NULL));
	return notices_of(s, &s->admin, "calendar.unsettled");
}

static void
in_december_the_administrator_is_reminded_while_the_next_year_is_open(struct fixture *f)
{
	struct scene s;

	calendar_scene_begin(&s, f);
	/* All of 2027 is only announced in the calendar file that the program carries. */
	assert_int_equal(reminders(&s, "2026-11-30 08:00"), 0);
	assert_int_equal(reminders(&s, "2026-12-01 08:00"), 1);
	assert_int_equal(reminders(&s, "2026-12-07 08:00"), 1); /* once a week */
	assert_int_equal(reminders(&s, "2026-12-08 08:00"), 2);
	assert_int_equal(notices_of(&s, &s.coordinator, "calendar.unsettled"), 0);
	assert_ok(opens_draft(&s, &s.admin));
	assert_ok(removes_day(&s, "2027-01-01"));
	assert_ok(puts_day(&s, "2027-01-01", DAY_HOLIDAY, DAY_CONFIRMED));
	assert_ok(applies(&s));
	assert_int_equal(reminders(&s, "2026-12-29 08:00"), 2);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(only_administrators_change_calendars),
			STORE_TEST(a_draft_is_applied_as_it_was_seen_and_on_the_version_it_began_as),
			STORE_TEST(a_day_that_cannot_be_is_complained_about_by_field),
			STORE_TEST(what_is_exported_is_read_again_as_both_kinds_of_file),
			STORE_TEST(a_file_replaces_the_years_that_it_names_holidays_of),
			STORE_TEST(a_faulty_file_changes_nothing_and_names_line_and_column),
			STORE_TEST(in_december_the_administrator_is_reminded_while_the_next_year_is_open),
	};

	return house_run("calendar draft", tests, COUNT_OF(tests));
}
