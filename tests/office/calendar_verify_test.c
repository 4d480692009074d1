/* Every date in the store derived again, also in stores from before calendars had versions. */
#include "support/scene_calendar.h"

#include "cli/schema.h"
#include "office/duty_verify.h"
#include "office/shelf.h"

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
	report_owed(s, &s->officer);
	s->house.now = instant_at("2026-02-06 09:00");
	assert_ok(meets_duty(s, &s->leader));
	report_owed(s, &s->officer);
	holiday_applied(s, "2026-02-03");
	report_owed(s, &s->officer);
	assert_ok(decides(s, &s->coordinator, DUTY_ACT_PAUSE));
}

static void
what_verbs_have_written_is_derived_again(struct fixture *f)
{
	struct scene s;
	struct found found;
	struct duty_verdict verdict;

	calendar_scene_begin(&s, f);
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

	calendar_scene_begin(&s, f);
	much_done(&s);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct scene fresh = s; /* as another process, with no calendar read yet */

		fresh.house.rules.shelf = shelf_open();
		store_do(f, rows[i].hand);
		assert_int_equal(verified(&fresh, &found).differing, 1);
		assert_string_equal(found.what, rows[i].what);
		store_do(f, rows[i].back);
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
			"SELECT 'nguoicu', 'Cán bộ', 'can bo', u.id, 'x', 0 FROM unit u",
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
	calendar_scene_begin(&s, f);
	verdict = verified(&s, &found);
	assert_int_equal(verdict.duties, 2);
	assert_int_equal(verdict.differing, 0);
	holiday_applied(&s, "2026-02-03");
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
			STORE_TEST(what_verbs_have_written_is_derived_again),
			STORE_TEST(what_a_strange_hand_has_changed_is_found_and_named),
	};

	return house_run("calendar verify", tests, COUNT_OF(tests)) +
	       stores_run("calendar of earlier stores", early, COUNT_OF(early), NULL, 0);
}
