/* One matter on one time line, and opened again only with a reason; on both engines. */
#include "support/scene.h"

#include "office/timeline.h"

static struct timeline
timeline_of(struct scene *s, const struct actor *actor)
{
	struct ctx ctx = house_ctx(&s->house, actor);
	struct timeline timeline;
	struct matter matter;

	assert_ok(matter_load(&ctx, s->matter, &matter));
	assert_ok(timeline_make(&ctx, &matter, &timeline));
	for (size_t i = 1; i < timeline.count; i++)
		assert_true(timeline.entries[i - 1].at.ms <= timeline.entries[i].at.ms);
	return timeline;
}

static bool
tells(const struct timeline *timeline, const char *what, const char *who)
{
	for (size_t i = 0; i < timeline->count; i++)
		if (text_equals(timeline->entries[i].what.text, text_of(what)) &&
				text_equals(timeline->entries[i].who, text_of(who)))
			return true;
	return false;
}

static void
a_matter_tells_all_that_happened_in_order(struct fixture *f)
{
	struct timeline t;
	struct scene s;

	scene_begin(&s, f);
	s.pace = HOUR_MS;
	s.order.reason = TEXT("Bổ sung số liệu.");
	writes_report(&s);
	is_published(&s);
	assert_ok(closes_matter(&s, &s.leader));
	t = timeline_of(&s, &s.auditor);
	assert_true(tells(&t, "Mở vụ việc", "canbo"));
	assert_true(tells(&t, "Phát sinh nghĩa vụ", ""));
	assert_true(tells(&t, "Lưu bản 1", "canbo"));
	assert_true(tells(&t, "Đã thực hiện", "lanhdao"));
	assert_true(tells(&t, "Duyệt và gửi Cổng", "lanhdao"));
	assert_true(tells(&t, "Duyệt", "xuatban"));
	assert_true(tells(&t, "Đăng ngay", "xuatban"));
	assert_true(tells(&t, "Kết thúc vụ việc", "lanhdao"));
	assert_false(t.is_cut);
}

static void
the_time_is_split_between_the_unit_and_the_portal(struct fixture *f)
{
	struct timeline t;
	struct scene s;

	scene_begin(&s, f);
	s.pace = HOUR_MS;
	s.order.reason = TEXT("Bổ sung số liệu.");
	writes_report(&s);
	does(&s, &s.officer, VERB_SUBMIT);
	does(&s, &s.leader, VERB_SEND); /* the duty lay two hours with the unit */
	does(&s, &s.editor, VERB_TAKE);
	does(&s, &s.editor, VERB_RETURN); /* two with the Portal */
	does(&s, &s.leader, VERB_SEND);   /* one with the unit again */
	does(&s, &s.editor, VERB_TAKE);
	does(&s, &s.editor, VERB_SUBMIT_REVIEW);
	does(&s, &s.publisher, VERB_APPROVE);
	does(&s, &s.publisher, VERB_PUBLISH); /* four with the Portal */
	s.house.now = instant_add(s.house.now, 100 * HOUR_MS);
	t = timeline_of(&s, &s.coordinator);
	assert_int_equal(t.split.unit_ms, 3 * HOUR_MS);
	assert_int_equal(t.split.portal_ms, 6 * HOUR_MS);
	assert_int_equal(t.split.both_ms, 0);
}

static void
what_a_paused_or_excused_duty_waited_is_nobodys_time(struct fixture *f)
{
	struct timeline t;
	struct scene s;

	scene_begin(&s, f);
	s.pace = HOUR_MS;
	s.order.reason = TEXT("Bổ sung số liệu.");
	owes_report(&s, &s.officer);
	s.house.now = instant_add(s.house.now, HOUR_MS);
	s.decision.reason = TEXT("Chờ kết luận giám định.");
	assert_ok(decides(&s, &s.coordinator, DUTY_ACT_PAUSE));
	s.house.now = instant_add(s.house.now, 5 * HOUR_MS);
	assert_ok(decides(&s, &s.coordinator, DUTY_ACT_RESUME));
	s.house.now = instant_add(s.house.now, HOUR_MS);
	assert_ok(decides(&s, &s.coordinator, DUTY_ACT_EXCUSE));
	s.house.now = instant_add(s.house.now, 50 * HOUR_MS);
	t = timeline_of(&s, &s.officer);
	assert_int_equal(t.split.unit_ms, 2 * HOUR_MS);
	assert_int_equal(t.split.portal_ms, 0);
	assert_true(tells(&t, "Miễn thực hiện", "dieuphoi"));
}

static void
what_the_unit_has_not_sent_is_not_on_the_portals_time_line(struct fixture *f)
{
	struct timeline t;
	struct scene s;

	scene_begin(&s, f);
	s.pace = HOUR_MS;
	s.order.reason = TEXT("Bổ sung số liệu.");
	writes_report(&s);
	does(&s, &s.officer, VERB_SUBMIT);
	t = timeline_of(&s, &s.coordinator);
	assert_false(tells(&t, "Lưu bản 1", "canbo"));
	assert_false(tells(&t, "Trình lãnh đạo", "canbo"));
	t = timeline_of(&s, &s.leader);
	assert_true(tells(&t, "Trình lãnh đạo", "canbo"));
}

static void
a_closed_matter_is_opened_again_only_with_a_reason_and_by_who_may_end_it(struct fixture *f)
{
	struct timeline t;
	struct scene s;

	scene_begin(&s, f);
	s.pace = HOUR_MS;
	s.order.reason = TEXT("Bổ sung số liệu.");
	owes_report(&s, &s.officer);
	s.reason = TEXT("Có tình tiết mới.");
	assert_int_equal(reopens_matter(&s, &s.leader), ERR_CONFLICT);
	assert_true(s.house.words.n > 0);
	s.decision.reason = TEXT("Mở nhầm.");
	assert_ok(decides(&s, &s.coordinator, DUTY_ACT_NOT_APPLICABLE));
	assert_ok(closes_matter(&s, &s.leader));
	s.house.now = instant_add(s.house.now, HOUR_MS);
	assert_int_equal(reopens_matter(&s, &s.officer), ERR_FORBIDDEN);
	assert_int_equal(reopens_matter(&s, &s.stranger_leader), ERR_FORBIDDEN);
	s.reason = TEXT("  ");
	assert_int_equal(reopens_matter(&s, &s.leader), ERR_INVALID);
	assert_int_equal(s.house.form.complaint_count, 1);
	assert_string_equal(complaint(&s), "reason");
	s.reason = TEXT("Có tình tiết mới.");
	assert_ok(reopens_matter(&s, &s.leader));
	t = timeline_of(&s, &s.leader);
	assert_text(t.entries[t.count - 1].reason, "Có tình tiết mới.");
	assert_true(tells(&t, "Mở lại vụ việc", "lanhdao"));
	assert_int_equal(house_notes(&s.house, "matter.reopen", false), 1);
}

static void
a_question_tells_its_way_and_its_time_is_the_portals_and_the_units(struct fixture *f)
{
	struct timeline t;
	struct scene s;

	scene_begin(&s, f);
	assert_ok(asks(&s, NULL));
	s.house.now = instant_add(s.house.now, HOUR_MS);
	assert_ok(forwards(&s, &s.coordinator)); /* an hour with the Portal */
	s.house.now = instant_add(s.house.now, 2 * HOUR_MS);
	assert_ok(receives(&s, &s.officer)); /* two with the unit */
	assert_ok(coordinates(&s, &s.leader));
	s.house.now = instant_add(s.house.now, HOUR_MS);
	assert_ok(contributes(&s, &s.helper));
	assert_ok(drafts_answer(&s, &s.officer));
	s.revision = 1;
	hands_in(&s); /* one more */
	s.house.now = instant_add(s.house.now, 3 * HOUR_MS);
	does(&s, &s.editor, VERB_TAKE);
	does(&s, &s.editor, VERB_SUBMIT_REVIEW);
	does(&s, &s.publisher, VERB_APPROVE);
	assert_ok(sends_answer(&s, &s.publisher)); /* three with the Portal */
	s.house.now = instant_add(s.house.now, 500 * HOUR_MS);
	t = timeline_of(&s, &s.officer);
	assert_true(tells(&t, "Công dân, tổ chức gửi câu hỏi", ""));
	assert_true(tells(&t, "Chuyển câu hỏi đến đơn vị", "dieuphoi"));
	assert_true(tells(&t, "Đơn vị xác nhận đã nhận", ""));
	assert_true(tells(&t, "Nêu đơn vị phối hợp", ""));
	assert_true(tells(&t, "Đơn vị phối hợp góp nội dung", s.helper.name.p));
	assert_true(tells(&t, "Người hỏi nhận được trả lời", ""));
	assert_int_equal(t.split.portal_ms, 4 * HOUR_MS);
	assert_int_equal(t.split.unit_ms, 3 * HOUR_MS);
	assert_int_equal(t.split.both_ms, 0);
}

static void
a_question_that_its_unit_returned_lies_with_the_portal_too_until_it_decides(struct fixture *f)
{
	struct timeline t;
	struct scene s;
	int64_t first;

	scene_begin(&s, f);
	assert_ok(asks(&s, NULL));
	assert_ok(forwards(&s, &s.coordinator));
	assert_ok(receives(&s, &s.officer));
	first = s.matter;
	s.house.now = instant_add(s.house.now, HOUR_MS);
	s.reason = TEXT("Thuộc đơn vị khác.");
	assert_ok(gives_back(&s, &s.officer));
	s.house.now = instant_add(s.house.now, 2 * HOUR_MS);
	s.unit = s.third;
	assert_ok(forwards(&s, &s.coordinator));
	s.house.now = instant_add(s.house.now, 100 * HOUR_MS);
	s.matter = first;
	t = timeline_of(&s, &s.coordinator);
	assert_true(tells(&t, "Đơn vị chuyển lại câu hỏi", ""));
	assert_int_equal(t.split.unit_ms, HOUR_MS);
	assert_int_equal(t.split.both_ms, 2 * HOUR_MS);
	assert_int_equal(t.split.portal_ms, 0);
	t = timeline_of(&s, &s.officer); /* whose question it is no more */
	assert_false(tells(&t, "Chuyển câu hỏi đến đơn vị", "dieuphoi"));
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(a_matter_tells_all_that_happened_in_order),
			STORE_TEST(the_time_is_split_between_the_unit_and_the_portal),
			STORE_TEST(what_a_paused_or_excused_duty_waited_is_nobodys_time),
			STORE_TEST(what_the_unit_has_not_sent_is_not_on_the_portals_time_line),
			STORE_TEST(a_closed_matter_is_opened_again_only_with_a_reason_and_by_who_may_end_it),
			STORE_TEST(a_question_tells_its_way_and_its_time_is_the_portals_and_the_units),
			STORE_TEST(a_question_that_its_unit_returned_lies_with_the_portal_too_until_it_decides),
	};

	return house_run("timeline", tests, COUNT_OF(tests));
}
