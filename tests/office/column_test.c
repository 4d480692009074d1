/* Columns of the Portal from their opening to their end (Article 5, clause 5). */
#include "support/scene_column.h"

#include "office/timeline.h"

/* --- the column -------------------------------------------------------------------------------
 */

static void
opening_a_column_opens_a_matter_of_the_portal_with_its_duty(struct fixture *f)
{
	struct ctx ctx;
	struct duty_row duty;
	struct matter matter;
	struct column column;
	struct campaign c;

	column_is_open(&c, f);
	column = column_now(&c);
	duty = duty_of(&c.scene, column.duty);
	assert_text(duty.rule->part, "column");
	assert_int_equal(duty.unit, c.scene.house.portal);
	assert_int_equal(duty.state, DUTY_OPEN);
	ctx = house_ctx(&c.scene.house, &c.scene.coordinator);
	assert_ok(matter_load(&ctx, column.matter, &matter));
	assert_text(matter.title, "Chuyên mục: Vì bình yên cuộc sống");
	assert_int_equal(column.plan.part_count, 2);
	assert_int_equal(column.plan.parts[1].number, 2);
	assert_int_equal(house_notes(&c.scene.house, "column.open", false), 1);
	assert_int_equal(notices_of(&c.scene, &c.scene.publisher, "column_edition"), 1);
}

static void
what_is_wrong_with_a_column_is_told_at_its_field(struct fixture *f)
{
	struct column_plan good;
	struct campaign c;

	campaign_begin(&c, f);
	good = c.plan;
	c.plan.ends_on = day_add(c.plan.begins_on, -1);
	assert_complaint(&c.scene, &c.scene.coordinator, opens_column, "ends_on");
	c.plan = good;
	c.plan.part_count = 0;
	assert_complaint(&c.scene, &c.scene.coordinator, opens_column, "part_name");
	c.plan = good;
	c.parts[1].name = c.parts[0].name;
	assert_complaint(&c.scene, &c.scene.coordinator, opens_column, "part_name");
	c.parts[1].name = TEXT("Số liệu tháng");
	c.parts[1].number = 9;
	assert_complaint(&c.scene, &c.scene.coordinator, opens_column, "part_number");
	c.parts[1].number = 0;
	c.plan.title = NO_TEXT;
	assert_complaint(&c.scene, &c.scene.coordinator, opens_column, "title");
	assert_int_equal(house_notes(&c.scene.house, "column.open", false), 0);
}

static void
only_the_portals_coordinator_opens_changes_asks_and_closes(struct fixture *f)
{
	scene_act *const verbs[] = {opens_column, changes_column, closes_column, asks_units,
			reminds, moves_ask, withdraws_ask, accepts_none, declines_none};
	struct campaign c;

	column_has_asked(&c, f);
	for (size_t i = 0; i < COUNT_OF(verbs); i++) {
		const struct actor *const strangers[] = {
				&c.scene.leader, &c.scene.editor, &c.scene.publisher};

		for (size_t k = 0; k < COUNT_OF(strangers); k++)
			assert_refused(&c.scene, strangers[k], verbs[i], ERR_FORBIDDEN);
	}
	assert_refused(&c.scene, &c.scene.coordinator, publishes_column, ERR_FORBIDDEN);
	assert_refused(&c.scene, &c.scene.coordinator, has_none, ERR_FORBIDDEN);
}

static void
a_period_may_be_without_an_end_and_last_one_day(struct fixture *f)
{
	struct campaign c;

	campaign_begin(&c, f);
	c.plan.ends_on = c.plan.begins_on;
	assert_ok(opens_column(&c.scene, &c.scene.coordinator));
	assert_true(column_now(&c).plan.ends_on.n == c.plan.begins_on.n);
	c.plan.has_end = false;
	assert_ok(changes_column(&c.scene, &c.scene.coordinator));
	assert_false(column_now(&c).plan.has_end);
}

static void
a_second_person_makes_a_column_public_and_meets_the_portals_duty(struct fixture *f)
{
	struct ctx ctx;
	struct column column;
	struct campaign c;

	campaign_begin(&c, f);
	assert_ok(opens_column(&c.scene, &c.second)); /* coordinator and publisher in one */
	ctx = house_ctx(&c.scene.house, NULL);
	assert_int_equal(column_load_public(&ctx, c.id, &column), ERR_NOT_FOUND);
	assert_words(&c, &c.second, publishes_column, ERR_FORBIDDEN,
			"Người soạn không tự công khai");
	assert_ok(publishes_column(&c.scene, &c.scene.publisher));
	assert_ok(column_load_public(&ctx, c.id, &column));
	assert_int_equal(duty_of(&c.scene, column.duty).state, DUTY_MET);
	assert_words(&c, &c.scene.publisher, publishes_column, ERR_CONFLICT, "đã được công khai");
}

static void
a_change_waits_for_the_second_person_while_the_public_reads_what_was_published(struct fixture *f)
{
	struct ctx ctx;
	struct column column;
	struct campaign c;

	column_is_open(&c, f);
	assert_ok(publishes_column(&c.scene, &c.second));
	c.plan.title = TEXT("Vì bình yên cuộc sống 2026");
	c.parts[0].number = 1;
	c.parts[1].number = 2;
	c.parts[2] = (struct column_part){.name = TEXT("Hỏi đáp")};
	c.plan.part_count = 3;
	assert_ok(changes_column(&c.scene, &c.scene.coordinator));
	ctx = house_ctx(&c.scene.house, NULL);
	assert_ok(column_load_public(&ctx, c.id, &column));
	assert_text(column.plan.title, "Vì bình yên cuộc sống");
	assert_int_equal(column.plan.part_count, 2);
	assert_int_equal(column_now(&c).plan.parts[2].number, 3);
	assert_ok(publishes_column(&c.scene, &c.scene.publisher));
	assert_ok(column_load_public(&ctx, c.id, &column));
	assert_text(column.plan.title, "Vì bình yên cuộc sống 2026");
}

static void
a_public_column_is_taken_away_with_a_reason_and_comes_back_by_a_new_edition(struct fixture *f)
{
	struct column *rows;
	struct column column;
	struct campaign c;
	struct ctx ctx;
	size_t count;

	column_is_open(&c, f);
	c.scene.reason = TEXT("Số liệu sai, đang rà soát.");
	assert_words(&c, &c.scene.publisher, unpublishes_column, ERR_CONFLICT, "không công khai");
	assert_ok(publishes_column(&c.scene, &c.second));
	assert_refused(&c.scene, &c.scene.coordinator, unpublishes_column, ERR_FORBIDDEN);
	assert_refused(&c.scene, &c.scene.leader, unpublishes_column, ERR_FORBIDDEN);
	c.scene.reason = TEXT(" ");
	assert_complaint(&c.scene, &c.scene.publisher, unpublishes_column, "reason");
	c.scene.reason = TEXT("Tài liệu TỐI MẬT kèm theo");
	assert_int_equal(unpublishes_column(&c.scene, &c.scene.publisher), ERR_INVALID);
	assert_string_equal(complaint(&c.scene), "reason");
	c.scene.reason = TEXT("Số liệu sai, đang rà soát.");
	c.version = column_now(&c).version + 1;
	assert_words(&c, &c.scene.publisher, unpublishes_column, ERR_CONFLICT, "vừa được");
	c.version--;
	assert_ok(unpublishes_column(&c.scene, &c.scene.publisher));
	c.version = 0;
	assert_int_equal(house_notes(&c.scene.house, "column.unpublish", false), 1);
	assert_int_equal(notices_of(&c.scene, &c.scene.coordinator, "column_unpublish"), 1);
	ctx = house_ctx(&c.scene.house, NULL);
	assert_int_equal(column_load_public(&ctx, c.id, &column), ERR_GONE);
	assert_non_null(strstr(ctx.words.p, "Số liệu sai, đang rà soát."));
	assert_ok(column_list_public(&ctx, 10, &rows, &count));
	assert_int_equal(count, 0);
	assert_words(&c, &c.scene.publisher, publishes_column, ERR_CONFLICT, "đã bị gỡ");
	assert_words(&c, &c.second, unpublishes_column, ERR_CONFLICT, "không công khai");
	c.parts[0].number = 1;
	c.parts[1].number = 2;
	assert_ok(changes_column(&c.scene, &c.second));
	assert_words(&c, &c.second, publishes_column, ERR_FORBIDDEN, "không tự công khai");
	assert_ok(publishes_column(&c.scene, &c.scene.publisher));
	assert_ok(column_load_public(&ctx, c.id, &column));
	assert_int_equal(column.withdrawn_edition, 0);
}

static void
a_closed_column_may_still_be_taken_away_and_stays_away(struct fixture *f)
{
	struct column column;
	struct campaign c;
	struct ctx ctx;

	column_is_open(&c, f);
	assert_ok(publishes_column(&c.scene, &c.scene.publisher));
	c.scene.reason = TEXT("Đợt cao điểm đã kết thúc.");
	assert_ok(closes_column(&c.scene, &c.scene.coordinator));
	ctx = house_ctx(&c.scene.house, NULL);
	assert_ok(column_load_public(&ctx, c.id, &column));
	assert_ok(unpublishes_column(&c.scene, &c.scene.publisher));
	assert_int_equal(column_load_public(&ctx, c.id, &column), ERR_GONE);
	assert_words(&c, &c.scene.coordinator, changes_column, ERR_CONFLICT, "đã kết thúc");
	column = column_now(&c);
	assert_text(column_label(&column).text, "Đã kết thúc, đã gỡ");
}

static void
two_coordinators_at_once_and_one_wins(struct fixture *f)
{
	struct campaign c;

	column_is_open(&c, f);
	c.version = column_now(&c).version;
	assert_ok(changes_column(&c.scene, &c.scene.coordinator));
	assert_words(&c, &c.second, changes_column, ERR_CONFLICT, "vừa được người khác thay đổi");
	assert_int_equal(column_now(&c).edition, 2);
	assert_int_equal(house_notes(&c.scene.house, "column.change", false), 1);
}

static void
a_part_that_units_were_asked_for_stays(struct fixture *f)
{
	struct campaign c;

	column_has_asked(&c, f);
	c.parts[0].number = 1;
	c.plan.part_count = 1;
	assert_complaint(&c.scene, &c.scene.coordinator, changes_column, "part_name");
	c.parts[1].number = 2;
	c.parts[2] = c.parts[0];
	c.parts[0] = c.parts[1];
	c.parts[1] = c.parts[2];
	c.plan.part_count = 2;
	assert_ok(changes_column(&c.scene, &c.scene.coordinator)); /* their order may be another */
	assert_int_equal(column_now(&c).plan.parts[0].number, 2);
}

static void
closing_ends_what_is_asked_and_nothing_is_done_afterwards(struct fixture *f)
{
	scene_act *const verbs[] = {changes_column, asks_units, reminds, closes_column};
	struct ctx ctx;
	struct matter matter;
	struct campaign c;

	column_has_asked(&c, f);
	c.scene.reason = TEXT(" ");
	assert_complaint(&c.scene, &c.scene.coordinator, closes_column, "reason");
	c.scene.reason = TEXT("Đợt cao điểm đã kết thúc.");
	assert_ok(closes_column(&c.scene, &c.scene.coordinator));
	assert_ask(&c, COLUMN_WITHDRAWN);
	ctx = house_ctx(&c.scene.house, &c.scene.coordinator);
	assert_ok(matter_load(&ctx, ask_now(&c).matter, &matter));
	assert_false(matter.open);
	assert_ok(matter_load(&ctx, column_now(&c).matter, &matter));
	assert_false(matter.open);
	assert_int_equal(duty_of(&c.scene, column_now(&c).duty).state, DUTY_NOT_APPLICABLE);
	for (size_t i = 0; i < COUNT_OF(verbs); i++)
		assert_words(&c, &c.scene.coordinator, verbs[i], ERR_CONFLICT, "đã kết thúc");
	assert_words(&c, &c.scene.publisher, publishes_column, ERR_CONFLICT, "đã kết thúc");
	assert_words(&c, &c.scene.leader, has_none, ERR_CONFLICT, "đã kết thúc");
	assert_text(column_now(&c).reason, "Đợt cao điểm đã kết thúc.");
}

/* --- reminders --------------------------------------------------------------------------------
 */

static void
a_reminder_tells_each_unit_once_and_reports_what_was_not_reminded(struct fixture *f)
{
	struct column_reminder report;
	struct column_ask *rows;
	struct ctx ctx;
	size_t count, failed = 0;
	struct campaign c;

	column_has_asked(&c, f);
	c.ask_count = 0;
	assert_complaint(&c.scene, &c.scene.coordinator, reminds, "asks");
	count = asks_of(&c, &c.scene.coordinator, &rows);
	for (size_t i = 0; i < count; i++)
		c.asks[c.ask_count++] = rows[i].id;
	assert_ok(reminds(&c.scene, &c.scene.coordinator));
	assert_int_equal(notices_of(&c.scene, &c.scene.leader, "column_remind"),
			1); /* for both of its parts */
	assert_int_equal(notices_of(&c.scene, &c.scene.officer, "column_remind"), 1);
	assert_int_equal(notices_of(&c.scene, &c.scene.stranger_leader, "column_remind"), 1);
	gives(&c);
	assert_ok(reminds(&c.scene, &c.scene.coordinator));
	ctx = house_ctx(&c.scene.house, &c.scene.coordinator);
	assert_ok(column_reminder_load(&ctx, c.id, c.reminder, &report));
	assert_int_equal(report.count, 3);
	for (size_t i = 0; i < report.count; i++)
		if (report.rows[i].why.n) {
			assert_int_equal(report.rows[i].ask, c.ask);
			assert_text(report.rows[i].why, "Đã cung cấp");
			failed++;
		}
	assert_int_equal(failed, 1);
	c.asks[0] = 999;
	assert_complaint(&c.scene, &c.scene.coordinator, reminds, "asks");
}

static enum err
shut(struct ctx *ctx, void *arg)
{
	return account_deactivate(ctx, *(int64_t *)arg);
}

static void
a_unit_without_people_is_reported_and_not_reminded(struct fixture *f)
{
	struct column_reminder report;
	struct column_ask *rows;
	struct ctx ctx;
	struct campaign c;

	column_has_asked(&c, f);
	assert_int_equal(asks_of(&c, &c.scene.stranger_leader, &rows), 1);
	c.asks[0] = rows[0].id;
	c.ask_count = 1;
	assert_ok(house_do(&c.scene.house, &c.scene.admin, shut, &c.scene.stranger_leader.account));
	assert_ok(house_do(&c.scene.house, &c.scene.admin, shut, &c.scene.stranger.account));
	assert_ok(reminds(&c.scene, &c.scene.coordinator));
	ctx = house_ctx(&c.scene.house, &c.scene.coordinator);
	assert_ok(column_reminder_load(&ctx, c.id, c.reminder, &report));
	assert_text(report.rows[0].why, "Đơn vị chưa có tài khoản nào đang hoạt động");
	ctx = house_ctx(&c.scene.house, &c.scene.leader);
	assert_int_equal(column_reminder_load(&ctx, c.id, c.reminder, &report), ERR_FORBIDDEN);
}

static void
the_time_lines_of_both_sides_tell_of_the_column(struct fixture *f)
{
	struct timeline timeline;
	struct matter matter;
	struct ctx ctx;
	size_t told_of = 0;
	struct campaign c;

	column_has_asked(&c, f);
	assert_ok(withdraws_ask(&c.scene, &c.scene.coordinator));
	ctx = house_ctx(&c.scene.house, &c.scene.leader);
	assert_ok(matter_load(&ctx, ask_now(&c).matter, &matter));
	assert_ok(timeline_make(&ctx, &matter, &timeline));
	for (size_t i = 0; i < timeline.count; i++)
		told_of += strcmp(timeline.entries[i].kind, "column") == 0;
	assert_int_equal(told_of, 3); /* two asks, one of them withdrawn */
	ctx = house_ctx(&c.scene.house, &c.scene.coordinator);
	assert_ok(matter_load(&ctx, column_now(&c).matter, &matter));
	assert_ok(timeline_make(&ctx, &matter, &timeline));
	assert_string_equal(timeline.entries[2].kind, "column");
	assert_text(timeline.entries[2].what.text, "Mở chuyên mục");
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(opening_a_column_opens_a_matter_of_the_portal_with_its_duty),
			STORE_TEST(what_is_wrong_with_a_column_is_told_at_its_field),
			STORE_TEST(only_the_portals_coordinator_opens_changes_asks_and_closes),
			STORE_TEST(a_period_may_be_without_an_end_and_last_one_day),
			STORE_TEST(a_second_person_makes_a_column_public_and_meets_the_portals_duty),
			STORE_TEST(a_change_waits_for_the_second_person_while_the_public_reads_what_was_published),
			STORE_TEST(a_public_column_is_taken_away_with_a_reason_and_comes_back_by_a_new_edition),
			STORE_TEST(a_closed_column_may_still_be_taken_away_and_stays_away),
			STORE_TEST(two_coordinators_at_once_and_one_wins),
			STORE_TEST(a_part_that_units_were_asked_for_stays),
			STORE_TEST(closing_ends_what_is_asked_and_nothing_is_done_afterwards),
			STORE_TEST(a_reminder_tells_each_unit_once_and_reports_what_was_not_reminded),
			STORE_TEST(a_unit_without_people_is_reported_and_not_reminded),
			STORE_TEST(the_time_lines_of_both_sides_tell_of_the_column),
	};

	return house_run("column", tests, COUNT_OF(tests));
}
