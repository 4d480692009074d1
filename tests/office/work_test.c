/* What lies before each person along the way: the four lists of the inbox; on both engines. */
#include "support/scene.h"

#include "base/buf.h"
#include "office/work.h"

static struct work_set
listed(struct scene *s, const struct actor *actor, enum work_list list,
		const struct work_filter *filter)
{
	struct ctx ctx = house_ctx(&s->house, actor);
	struct work_set set;

	assert_ok(work_gather(&ctx, list, filter, &set));
	assert_false(set.is_cut);
	return set;
}

/* "duty owed, item draft": the rows in order. */
static const char *
rows_of(struct scene *s, const struct actor *actor, enum work_list list,
		const struct work_filter *filter)
{
	struct work_set set = listed(s, actor, list, filter);
	struct buf out = BUF(&s->house.fixture->arena);

	for (size_t i = 0; i < set.count; i++)
		buf_addf(&out, "%s%s %.*s", i ? ", " : "", work_kind_name(set.rows[i].kind).p,
				TEXT_ARGS(set.rows[i].state));
	return buf_text(&out).p;
}

static void
assert_list(struct scene *s, const struct actor *actor, enum work_list list, const char *expected)
{
	assert_string_equal(rows_of(s, actor, list, &(struct work_filter){0}), expected);
}

static void
assert_filtered(struct scene *s, enum work_list list, struct work_filter filter,
		const char *expected)
{
	assert_string_equal(rows_of(s, &s->coordinator, list, &filter), expected);
}

static void
a_report_lies_before_whoever_is_to_act_and_is_waited_for_by_the_others(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	owes_report(&s, &s.officer);
	assert_list(&s, &s.officer, WORK_TODO, "duty owed");
	assert_list(&s, &s.leader, WORK_TODO, "duty owed");
	assert_ok(begins_item(&s, &s.officer));
	assert_list(&s, &s.officer, WORK_TODO, "item draft");
	assert_list(&s, &s.leader, WORK_TODO, "");
	assert_list(&s, &s.leader, WORK_OTHERS, "item draft");
	does(&s, &s.officer, VERB_SUBMIT);
	assert_list(&s, &s.officer, WORK_TODO, "");
	assert_list(&s, &s.officer, WORK_SENT, "item submitted");
	assert_list(&s, &s.officer, WORK_OTHERS, "item submitted");
	assert_list(&s, &s.leader, WORK_TODO, "item submitted");
	assert_list(&s, &s.leader, WORK_OTHERS, "");
	assert_list(&s, &s.editor, WORK_TODO, "");
	does(&s, &s.leader, VERB_SEND);
	assert_list(&s, &s.leader, WORK_SENT, "item sent");
	assert_list(&s, &s.editor, WORK_TODO, "item sent");
	assert_list(&s, &s.publisher, WORK_OTHERS, "item sent");
	does(&s, &s.editor, VERB_TAKE);
	does(&s, &s.editor, VERB_SUBMIT_REVIEW);
	assert_list(&s, &s.editor, WORK_TODO, "");
	assert_list(&s, &s.editor, WORK_SENT, "item review");
	assert_list(&s, &s.publisher, WORK_TODO, "item review");
	does(&s, &s.publisher, VERB_APPROVE);
	does(&s, &s.publisher, VERB_PUBLISH);
	assert_list(&s, &s.publisher, WORK_TODO, "");
	assert_list(&s, &s.officer, WORK_SENT, "item published");
	assert_list(&s, &s.officer, WORK_OTHERS, "");
}

static void
what_is_returned_lies_before_its_author_again(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	writes_report(&s);
	hands_in(&s);
	is_returned(&s);
	assert_list(&s, &s.officer, WORK_TODO, "item returned");
	assert_list(&s, &s.officer, WORK_SENT, "");
	assert_list(&s, &s.editor, WORK_TODO, "");
	assert_list(&s, &s.editor, WORK_OTHERS, "item returned");
}

static void
another_unit_finds_nothing_of_it_in_any_list(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	owes_report(&s, &s.officer);
	assert_ok(begins_item(&s, &s.officer));
	hands_in(&s);
	for (enum work_list list = WORK_TODO; list < WORK_LIST_COUNT; list++) {
		assert_list(&s, &s.stranger, list, "");
		assert_list(&s, &s.stranger_leader, list, "");
		assert_list(&s, &s.admin, list, "");
	}
}

static void
what_ends_within_three_days_ends_soon_until_it_is_over(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	owes_answer(&s, &s.officer);
	assert_list(&s, &s.officer, WORK_SOON, "");
	owes_report(&s, &s.officer);
	assert_list(&s, &s.officer, WORK_SOON, "duty owed");
	assert_list(&s, &s.coordinator, WORK_SOON, "duty owed");
	assert_filtered(&s, WORK_SOON, (struct work_filter){.due = WORK_DUE_WEEK}, "duty owed");
	it_is(&s, "2026-02-03 09:00:00");
	assert_filtered(&s, WORK_SOON, (struct work_filter){.due = WORK_DUE_WEEK},
			"duty owed, duty owed");
	it_is(&s, "2026-02-04 23:59:59");
	assert_filtered(&s, WORK_SOON, (struct work_filter){.due = WORK_DUE_TODAY}, "duty owed");
	it_is(&s, "2026-02-05 00:00:00");
	assert_list(&s, &s.officer, WORK_SOON, "");
	assert_filtered(&s, WORK_SOON, (struct work_filter){.due = WORK_DUE_OVERDUE}, "duty owed");
	assert_list(&s, &s.officer, WORK_TODO, "duty owed");
}

static void
filters_narrow_the_list(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	s.news.title = TEXT("Báo cáo quý của Đà Nẵng");
	owes_report(&s, &s.officer);
	assert_filtered(&s, WORK_SOON, (struct work_filter){.text = TEXT("da nang")}, "duty owed");
	assert_filtered(&s, WORK_SOON, (struct work_filter){.text = TEXT("hà nội")}, "");
	assert_filtered(&s, WORK_SOON, (struct work_filter){.clause = TEXT("Khoản 6 Điều 5")},
			"duty owed");
	assert_filtered(&s, WORK_SOON, (struct work_filter){.clause = TEXT("Khoản 4 Điều 5")}, "");
	assert_filtered(&s, WORK_SOON, (struct work_filter){.unit = s.officer.unit_code},
			"duty owed");
	assert_filtered(&s, WORK_SOON, (struct work_filter){.unit = TEXT("CUC-2")}, "");
	assert_filtered(&s, WORK_SOON, (struct work_filter){.unit = TEXT("KHONG-CO")}, "");
	assert_filtered(&s, WORK_SOON, (struct work_filter){.state = TEXT("owed")}, "duty owed");
	assert_filtered(&s, WORK_SOON, (struct work_filter){.state = TEXT("draft")}, "");
	assert_filtered(&s, WORK_SOON, (struct work_filter){.due = WORK_DUE_NONE}, "");
}

static void
what_ends_first_stands_first(struct fixture *f)
{
	struct scene s;
	struct work_set set;

	scene_begin(&s, f);
	s.news.title = TEXT("Sau");
	it_is(&s, "2026-02-03 09:00:00");
	owes_report(&s, &s.officer);
	s.news.title = TEXT("Trước");
	assert_ok(begins_item(&s, &s.officer)); /* hands in what ends first */
	s.matter = s.duty = 0;
	s.writing.title = TEXT("Không có hạn");
	assert_ok(begins_item(&s, &s.officer));
	set = listed(&s, &s.officer, WORK_TODO, &(struct work_filter){0});
	assert_int_equal(set.count, 2);
	assert_true(set.rows[0].has_due);
	assert_false(set.rows[1].has_due);
	assert_true(work_is_before(WORK_TODO, &set.rows[0], &set.rows[1]));
	assert_false(work_is_before(WORK_TODO, &set.rows[0], &set.rows[0]));
	assert_true(work_is_before(WORK_SENT, &set.rows[1], &set.rows[0]));
}

static void
a_question_goes_from_the_portal_to_the_unit_and_is_waited_for(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	assert_ok(asks(&s, NULL));
	assert_list(&s, &s.coordinator, WORK_TODO, "question question");
	assert_list(&s, &s.officer, WORK_TODO, "");
	assert_ok(forwards(&s, &s.coordinator));
	assert_list(&s, &s.coordinator, WORK_TODO, "");
	assert_list(&s, &s.coordinator, WORK_OTHERS, "question question");
	assert_list(&s, &s.coordinator, WORK_SENT, "question question");
	assert_list(&s, &s.officer, WORK_TODO, "question question");
	assert_list(&s, &s.stranger, WORK_TODO, "");
	assert_ok(receives(&s, &s.officer));
	assert_list(&s, &s.officer, WORK_TODO, "question question");
	assert_true(listed(&s, &s.officer, WORK_TODO, &(struct work_filter){0}).rows[0].has_due);
}

static void
an_event_lies_before_the_coordinator_and_then_before_who_is_sent(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	notified(&s, EVENT_OWN);
	assert_list(&s, &s.officer, WORK_SENT, "event event");
	assert_list(&s, &s.coordinator, WORK_TODO, "duty owed");
	assert_list(&s, &s.reporter, WORK_TODO, "");
	assert_ok(assigns(&s, &s.coordinator));
	assert_list(&s, &s.coordinator, WORK_TODO, "duty owed");
	assert_list(&s, &s.reporter, WORK_TODO, "event event");
	assert_list(&s, &s.reporter2, WORK_TODO, "");
}

static void
what_is_about_an_event_is_as_pressing_as_the_event_is_near(struct fixture *f)
{
	struct work_set set;
	struct scene s;
	int64_t later;

	scene_begin(&s, f);
	s.notice.starts_at = instant_add(s.notice.starts_at, 9 * DAY_MS);
	s.notice.ends_at = instant_add(s.notice.ends_at, 9 * DAY_MS);
	notified(&s, EVENT_OWN);
	assert_ok(assigns(&s, &s.coordinator));
	later = s.event;
	s.notice.starts_at = instant_add(s.notice.starts_at, -5 * DAY_MS);
	s.notice.ends_at = instant_add(s.notice.ends_at, -5 * DAY_MS);
	notified(&s, EVENT_OWN);
	assert_ok(assigns(&s, &s.coordinator));
	set = listed(&s, &s.coordinator, WORK_TODO, &(struct work_filter){0});
	assert_int_equal(set.count, 2);
	assert_true(set.rows[0].has_start);
	assert_int_equal(set.rows[0].starts_at.ms, s.notice.starts_at.ms);
	assert_true(set.rows[0].starts_at.ms < set.rows[1].starts_at.ms);
	assert_true(set.rows[0].at.ms < set.rows[0].starts_at.ms);
	set = listed(&s, &s.reporter, WORK_TODO, &(struct work_filter){0});
	assert_int_equal(set.count, 2);
	assert_int_equal(set.rows[0].id, s.event);
	assert_int_equal(set.rows[1].id, later);
	assert_string_equal(set.rows[0].came.p, "Được cử lúc");
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(a_report_lies_before_whoever_is_to_act_and_is_waited_for_by_the_others),
			STORE_TEST(what_is_returned_lies_before_its_author_again),
			STORE_TEST(another_unit_finds_nothing_of_it_in_any_list),
			STORE_TEST(what_ends_within_three_days_ends_soon_until_it_is_over),
			STORE_TEST(filters_narrow_the_list),
			STORE_TEST(what_ends_first_stands_first),
			STORE_TEST(a_question_goes_from_the_portal_to_the_unit_and_is_waited_for),
			STORE_TEST(an_event_lies_before_the_coordinator_and_then_before_who_is_sent),
			STORE_TEST(what_is_about_an_event_is_as_pressing_as_the_event_is_near),
	};

	return house_run("work", tests, COUNT_OF(tests));
}
