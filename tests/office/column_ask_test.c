/* What a column asks of units, and what they give or say (Article 5, clause 5): every branch. */
#include "support/scene_column.h"

#include "office/publication.h"
#include "office/receipt.h"

/* --- asking -----------------------------------------------------------------------------------
 */

static void
each_part_asked_of_a_unit_is_a_duty_with_the_day_of_the_request(struct fixture *f)
{
	struct column_ask *rows;
	struct duty_row duty;
	struct campaign c;

	column_has_asked(&c, f);
	assert_int_equal(asks_of(&c, &c.scene.coordinator, &rows), 3);
	duty = duty_of(&c.scene, ask_now(&c).duty);
	assert_text(duty.rule->part, "column_data");
	assert_int_equal(duty.unit, c.scene.house.department);
	assert_true(duty.due.last_day.n == day_add(c.plan.begins_on, 7).n);
	assert_int_equal(asks_of(&c, &c.scene.leader, &rows), 2);
	assert_int_equal(rows[0].matter, rows[1].matter);
	assert_true(rows[0].duty != rows[1].duty);
	assert_int_equal(notices_of(&c.scene, &c.scene.leader, "column_ask"), 2);
	assert_int_equal(notices_of(&c.scene, &c.scene.officer, "column_ask"), 2);
	assert_int_equal(notices_of(&c.scene, &c.scene.stranger_leader, "column_ask"), 1);
}

static void
a_unit_sees_the_columns_that_ask_it_and_its_own_asks_alone(struct fixture *f)
{
	struct ctx ctx;
	struct column column, *columns;
	struct column_ask row, *rows;
	size_t count;
	struct campaign c;

	column_is_open(&c, f);
	ctx = house_ctx(&c.scene.house, &c.scene.leader);
	assert_int_equal(column_load(&ctx, c.id, &column), ERR_FORBIDDEN);
	assert_ok(column_list(&ctx, 0, 10, &columns, &count));
	assert_int_equal(count, 0);
	units_are_asked(&c);
	ctx = house_ctx(&c.scene.house, &c.scene.stranger_leader);
	assert_int_equal(column_ask_load(&ctx, c.ask, &row), ERR_FORBIDDEN);
	assert_int_equal(asks_of(&c, &c.scene.stranger_leader, &rows), 1);
	assert_ok(column_list(&ctx, 0, 10, &columns, &count));
	assert_int_equal(count, 1);
}

static void
what_is_wrong_with_a_request_is_told_at_its_field_and_asks_nobody(struct fixture *f)
{
	struct column_ask *rows;
	struct campaign c;

	column_has_asked(&c, f);
	c.request.unit_count = 2;
	c.request.parts = c.asked_parts;
	assert_complaint(&c.scene, &c.scene.coordinator, asks_units, "units"); /* asked twice */
	c.asked_parts[0] = 7;
	assert_complaint(&c.scene, &c.scene.coordinator, asks_units, "parts"); /* no such part */
	c.request.part_count = 0;
	assert_complaint(&c.scene, &c.scene.coordinator, asks_units, "parts");
	c.request.part_count = 1;
	c.asked_parts[0] = 2;
	c.request.unit_count = 0;
	assert_complaint(&c.scene, &c.scene.coordinator, asks_units, "units");
	c.request.unit_count = 2;
	c.units[0] = c.units[1];
	assert_complaint(&c.scene, &c.scene.coordinator, asks_units,
			"units"); /* twice in one request */
	c.request.unit_count = 1;
	c.units[0].until = day_of(instant_add(c.scene.house.now, -DAY_MS), ZONE_VIETNAM);
	assert_complaint(&c.scene, &c.scene.coordinator, asks_units, "until_2"); /* in the past */
	c.units[0].unit = c.scene.house.portal;
	assert_complaint(&c.scene, &c.scene.coordinator, asks_units, "units");
	assert_int_equal(asks_of(&c, &c.scene.coordinator, &rows), 3);
	c.units[0] = (struct column_asked){
			c.scene.house.province, day_of(c.scene.house.now, ZONE_VIETNAM), "until"};
	assert_ok(asks_units(&c.scene, &c.scene.coordinator)); /* until today */
}

/* --- giving -----------------------------------------------------------------------------------
 */

static void
data_given_by_the_day_is_on_time_with_its_receipt(struct fixture *f)
{
	struct ctx ctx;
	struct receipt receipt;
	struct column_ask row;
	struct campaign c;

	column_has_asked(&c, f);
	c.scene.house.now =
			instant_add(day_begin(day_add(c.plan.begins_on, 8), ZONE_VIETNAM), -1000);
	gives(&c);
	assert_ask(&c, COLUMN_GIVEN);
	row = ask_now(&c);
	assert_int_equal(row.met_item, c.scene.item);
	assert_int_equal(row.met_at.ms, c.scene.house.now.ms);
	ctx = house_ctx(&c.scene.house, &c.scene.leader);
	assert_ok(receipt_of_item(&ctx, c.scene.item, &receipt));
	assert_true(receipt.code.n > 0);
	assert_words(&c, &c.scene.leader, has_none, ERR_CONFLICT, "Đã cung cấp");
}

static void
data_given_a_second_after_the_day_is_late(struct fixture *f)
{
	struct campaign c;

	column_has_asked(&c, f);
	c.scene.house.now = day_begin(day_add(c.plan.begins_on, 8), ZONE_VIETNAM);
	assert_ask(&c, COLUMN_OVERDUE);
	gives(&c);
	assert_ask(&c, COLUMN_GIVEN_LATE);
}

static void
one_part_given_leaves_the_others_asked(struct fixture *f)
{
	struct column_ask *rows;
	struct campaign c;

	column_has_asked(&c, f);
	gives(&c);
	assert_int_equal(asks_of(&c, &c.scene.leader, &rows), 2);
	assert_int_equal(column_ask_state(&rows[0], c.scene.house.now), COLUMN_GIVEN);
	assert_int_equal(column_ask_state(&rows[1], c.scene.house.now), COLUMN_ASKED);
}

static void
what_is_published_stands_under_its_part(struct fixture *f)
{
	struct ctx ctx;
	struct publication *rows;
	int64_t *parts;
	size_t count;
	struct campaign c;

	column_has_asked(&c, f);
	c.ask += 2; /* the department's second part */
	gives(&c);
	ctx = house_ctx(&c.scene.house, NULL);
	assert_ok(publication_list_column(&ctx, c.id, 10, &rows, &parts, &count));
	assert_int_equal(count, 0);
	does(&c.scene, &c.scene.editor, VERB_TAKE);
	does(&c.scene, &c.scene.editor, VERB_SUBMIT_REVIEW);
	does(&c.scene, &c.scene.publisher, VERB_APPROVE);
	does(&c.scene, &c.scene.publisher, VERB_PUBLISH);
	assert_ok(publication_list_column(&ctx, c.id, 10, &rows, &parts, &count));
	assert_int_equal(count, 1);
	assert_int_equal(rows[0].item, c.scene.item);
	assert_int_equal(parts[0], 2);
}

static void
a_unit_that_has_none_says_so_and_the_portal_excuses_it_from_then_on(struct fixture *f)
{
	struct instant said;
	struct duty_act_row *acts;
	struct duty_row duty;
	struct ctx ctx;
	size_t count;
	struct campaign c;

	column_has_asked(&c, f);
	c.scene.reason = TEXT("Địa bàn không có vụ nào.");
	assert_words(&c, &c.scene.officer, has_none, ERR_FORBIDDEN, "lãnh đạo đơn vị");
	assert_refused(&c.scene, &c.scene.stranger_leader, has_none, ERR_FORBIDDEN);
	said = c.scene.house.now;
	assert_ok(has_none(&c.scene, &c.scene.leader));
	assert_ask(&c, COLUMN_SAID_NONE);
	assert_int_equal(notices_of(&c.scene, &c.second, "column_none"), 1);
	assert_words(&c, &c.scene.leader, has_none, ERR_CONFLICT, "đang chờ Cổng");
	c.scene.house.now = instant_add(c.scene.house.now, 20 * DAY_MS);
	c.scene.reason = NO_TEXT;
	assert_ok(accepts_none(&c.scene, &c.scene.coordinator));
	assert_ask(&c, COLUMN_EXCUSED);
	duty = duty_of(&c.scene, ask_now(&c).duty);
	ctx = house_ctx(&c.scene.house, &c.scene.coordinator);
	assert_ok(duty_act_list(&ctx, &duty, &acts, &count));
	assert_int_equal(count, 1);
	assert_int_equal(acts[0].act.at.ms, said.ms);
	assert_words(&c, &c.scene.coordinator, accepts_none, ERR_CONFLICT, "Được miễn");
}

static void
the_portal_may_still_want_the_data_and_the_unit_gives_it(struct fixture *f)
{
	struct campaign c;

	column_has_asked(&c, f);
	assert_words(&c, &c.scene.coordinator, declines_none, ERR_CONFLICT, "chưa báo");
	assert_ok(has_none(&c.scene, &c.scene.leader));
	c.scene.reason = NO_TEXT;
	assert_complaint(&c.scene, &c.scene.coordinator, declines_none, "reason");
	c.scene.reason = TEXT("Tháng trước đơn vị có báo cáo.");
	assert_ok(declines_none(&c.scene, &c.scene.coordinator));
	assert_ask(&c, COLUMN_ASKED);
	assert_int_equal(notices_of(&c.scene, &c.scene.leader, "column_decline"), 1);
	gives(&c);
	assert_ask(&c, COLUMN_GIVEN);
}

static void
two_at_once_about_one_ask_and_the_second_sees_what_changed(struct fixture *f)
{
	struct campaign c;

	column_has_asked(&c, f);
	c.version = ask_now(&c).version;
	assert_ok(has_none(&c.scene, &c.scene.leader));
	assert_words(&c, &c.scene.coordinator, withdraws_ask, ERR_CONFLICT, "vừa có thay đổi");
	assert_ask(&c, COLUMN_SAID_NONE);
}

/* --- changes ----------------------------------------------------------------------------------
 */

static void
a_moved_day_moves_the_deadline_and_keeps_its_reason(struct fixture *f)
{
	struct campaign c;
	struct column_ask row;

	column_has_asked(&c, f);
	c.until = day_of(instant_add(c.scene.house.now, -DAY_MS), ZONE_VIETNAM);
	assert_complaint(&c.scene, &c.scene.coordinator, moves_ask, "until");
	c.until = day_add(day_of(c.scene.house.now, ZONE_VIETNAM), 7);
	assert_complaint(&c.scene, &c.scene.coordinator, moves_ask, "until");
	c.until = day_add(day_of(c.scene.house.now, ZONE_VIETNAM), 12);
	c.scene.reason = NO_TEXT;
	assert_complaint(&c.scene, &c.scene.coordinator, moves_ask, "reason");
	c.scene.reason = TEXT("Bão số 9.");
	assert_ok(moves_ask(&c.scene, &c.scene.coordinator));
	row = ask_now(&c);
	assert_true(row.due.last_day.n == c.until.n);
	assert_int_equal(notices_of(&c.scene, &c.scene.officer, "column_move"), 1);
	c.scene.house.now = instant_add(day_begin(c.until, ZONE_VIETNAM), HOUR_MS);
	gives(&c);
	assert_ask(&c, COLUMN_GIVEN);
}

static void
a_withdrawn_ask_is_owed_no_more_and_may_be_asked_again(struct fixture *f)
{
	struct campaign c;
	struct column_ask before, after;

	column_has_asked(&c, f);
	before = ask_now(&c);
	assert_ok(withdraws_ask(&c.scene, &c.scene.coordinator));
	assert_ask(&c, COLUMN_WITHDRAWN);
	assert_words(&c, &c.scene.coordinator, withdraws_ask, ERR_CONFLICT, "Thôi đề nghị");
	c.request.parts = c.asked_parts;
	c.units[0].until = day_add(day_of(c.scene.house.now, ZONE_VIETNAM), 30);
	assert_ok(asks_units(&c.scene, &c.scene.coordinator));
	after = ask_now(&c);
	assert_int_equal(after.duty, before.duty);
	assert_int_equal(column_ask_state(&after, c.scene.house.now), COLUMN_ASKED);
	assert_true(after.due.last_day.n == day_add(day_of(c.scene.house.now, ZONE_VIETNAM), 30).n);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(each_part_asked_of_a_unit_is_a_duty_with_the_day_of_the_request),
			STORE_TEST(a_unit_sees_the_columns_that_ask_it_and_its_own_asks_alone),
			STORE_TEST(what_is_wrong_with_a_request_is_told_at_its_field_and_asks_nobody),
			STORE_TEST(data_given_by_the_day_is_on_time_with_its_receipt),
			STORE_TEST(data_given_a_second_after_the_day_is_late),
			STORE_TEST(one_part_given_leaves_the_others_asked),
			STORE_TEST(what_is_published_stands_under_its_part),
			STORE_TEST(a_unit_that_has_none_says_so_and_the_portal_excuses_it_from_then_on),
			STORE_TEST(the_portal_may_still_want_the_data_and_the_unit_gives_it),
			STORE_TEST(two_at_once_about_one_ask_and_the_second_sees_what_changed),
			STORE_TEST(a_moved_day_moves_the_deadline_and_keeps_its_reason),
			STORE_TEST(a_withdrawn_ask_is_owed_no_more_and_may_be_asked_again),
	};

	return house_run("column_ask", tests, COUNT_OF(tests));
}
