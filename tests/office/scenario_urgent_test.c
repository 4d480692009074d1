/*
 * Clauses 6b, 6c and 7 of Article 5: what cannot wait. Warnings are owed at once and incidents
 * within twelve hours of when they occur, by night and on holidays. On both engines.
 */
#include "support/scene.h"

#include "office/incident.h"
#include "office/warning.h"

#define WARNING                                                                                    \
	"{\"level\":\"high\",\"method\":\"Giả danh ngân hàng\",\"signs\":\"Hỏi mã OTP\","   \
	"\"advice\":\"Không đọc mã\",\"expires_at\":\"%s\",\"message\":\"%s\"}"
#define INCIDENT                                                                                   \
	"{\"place\":\"Chợ\",\"occurred_at\":\"%s\",\"incident\":\"Cháy chợ.\","               \
	"\"view\":\"Làm rõ nguyên nhân.\",\"done\":\"Đã dập tắt.\",\"planned\":\"Khám " \
	"nghiệm.\"}"

static void
warns(struct scene *s, const char *until, const char *message)
{
	s->writing.section = TEXT("canh-bao");
	s->writing.facts = text_format(s->house.arena, WARNING, until, message);
}

static size_t
in_effect(struct scene *s)
{
	struct ctx ctx = house_ctx(&s->house, NULL);
	struct publication *rows;
	size_t count;

	assert_ok(warning_current(&ctx, 3, &rows, &count));
	return count;
}

/* Detected at eight on Monday 09/03/2026, sent by the unit's leader at nine. */
static void
warning_sent(struct scene *s, struct fixture *f)
{
	scene_begin(s, f);
	it_is(s, "2026-03-09 08:30");
	evidence(s, "method", "Giả danh ngân hàng");
	evidence(s, "detected_at", "2026-03-09T08:00");
	warns(s, "2026-03-16T08:00", "");
	owes(s, &s->officer, "6b");
	assert_ok(begins_item(s, &s->officer));
	it_is(s, "2026-03-09 09:00");
	hands_in(s);
}

/* --- 6b: detected ------------------------------------------------------------------------------
 */

static void
duty_6b__proposed_at_once_and_in_effect_until_it_expires(struct fixture *f)
{
	struct scene s;

	warning_sent(&s, f);
	assert_duties(&s, "6b met");
	assert_false(duty_now(&s).due.has_end); /* "at once" is no number */
	assert_in_time(&s, "6b");
	portal_publishes(&s);
	assert_int_equal(in_effect(&s), 1);
	it_is(&s, "2026-03-16 07:59:59");
	assert_int_equal(in_effect(&s), 1);
	it_is(&s, "2026-03-16 08:00");
	assert_int_equal(in_effect(&s), 0);
	assert_true(is_public(&s)); /* it stays to be read */
}

static void
duty_6b__an_expiry_before_now_is_complained_about(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	it_is(&s, "2026-03-09 08:30");
	evidence(&s, "method", "Giả danh ngân hàng");
	evidence(&s, "detected_at", "2026-03-09T08:00");
	owes(&s, &s.officer, "6b");
	warns(&s, "2026-03-09T08:30", "");
	assert_complaint(&s, &s.officer, begins_item, "fact_expires_at");
	warns(&s, "2026-03-09T08:31", "");
	assert_ok(begins_item(&s, &s.officer));
}

static void
duty_6b__updated_and_cancelled_it_is_the_same_warning(struct fixture *f)
{
	struct scene s;

	warning_sent(&s, f);
	portal_publishes(&s);
	s.order.reason = TEXT("Có thêm thủ đoạn mới.");
	does(&s, &s.editor, VERB_CORRECT);
	s.writing.correction = TEXT("Thêm số điện thoại giả.");
	warns(&s, "2026-03-20T08:00", "update");
	assert_ok(saves_item(&s, &s.editor));
	does(&s, &s.editor, VERB_SUBMIT_REVIEW);
	does(&s, &s.publisher, VERB_APPROVE);
	does(&s, &s.publisher, VERB_PUBLISH);
	it_is(&s, "2026-03-17 08:00");
	assert_int_equal(in_effect(&s), 1);
	does(&s, &s.editor, VERB_CORRECT);
	s.writing.correction = TEXT("Đã bắt giữ nhóm này.");
	warns(&s, "2026-03-20T08:00", "cancel");
	assert_ok(saves_item(&s, &s.editor));
	assert_int_equal(in_effect(&s), 1); /* nothing changes before two persons agree */
	does(&s, &s.editor, VERB_SUBMIT_REVIEW);
	does(&s, &s.publisher, VERB_APPROVE);
	does(&s, &s.publisher, VERB_PUBLISH);
	assert_int_equal(in_effect(&s), 0);
	assert_true(is_public(&s));
}

static void
duty_6b__one_person_publishes_in_urgency_and_another_signs_it_off_later(struct fixture *f)
{
	struct scene s;

	warning_sent(&s, f);
	assert_int_equal(step(&s, &s.publisher, VERB_PUBLISH_URGENT), ERR_INVALID);
	assert_string_equal(complaint(&s), "reason");
	assert_false(is_public(&s));
	s.order.reason = TEXT("Đang có nhiều người bị lừa.");
	does(&s, &s.publisher, VERB_PUBLISH_URGENT);
	assert_int_equal(in_effect(&s), 1);
	/* Chờ hậu kiểm: by nobody who had a hand in it. */
	assert_int_equal(step(&s, &s.publisher, VERB_SIGN_OFF), ERR_FORBIDDEN);
	assert_int_equal(step(&s, &s.editor, VERB_SIGN_OFF), ERR_FORBIDDEN);
	it_is(&s, "2026-03-10 08:00");
	does(&s, &s.publisher2, VERB_SIGN_OFF);
	assert_int_equal(step(&s, &s.both, VERB_SIGN_OFF), ERR_CONFLICT);
}

/* --- 6c: asked for by the Portal ---------------------------------------------------------------
 */

static void
duty_6c__the_portal_asks_by_a_day_and_the_unit_has_until_its_end(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	it_is(&s, "2026-03-06 10:00");
	s.request = (struct warning_request){.unit = s.house.department,
			.title = TEXT("Đề nghị cảnh báo tin nhắn giả mạo"),
			.request = TEXT("Nhiều người dân hỏi Cổng."),
			.until = day_at("2026-03-07")};
	assert_refused(&s, &s.officer, asks_for_warning, ERR_FORBIDDEN);
	assert_ok(asks_for_warning(&s, &s.coordinator));
	looks_at_duty(&s, "6c");
	assert_int_equal(duty_now(&s).unit, s.house.department);
	assert_true(notices_of(&s, &s.officer, NULL) > 0);
	/* A Saturday: the day that was named, whatever day it is. */
	assert_last_day(&s, s.duty, "2026-03-07");
	warns(&s, "2026-03-16T08:00", "");
	assert_ok(begins_item(&s, &s.officer));
	it_is(&s, "2026-03-08 00:00:01");
	hands_in(&s);
	assert_late(&s, "6c", SECOND_MS);
}

static void
duty_6c__a_day_that_has_passed_is_complained_about(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	it_is(&s, "2026-03-06 10:00");
	s.request = (struct warning_request){.unit = s.house.department,
			.title = TEXT("Đề nghị cảnh báo"),
			.request = TEXT("Nhiều người dân hỏi Cổng."),
			.until = day_at("2026-03-05")};
	assert_complaint(&s, &s.coordinator, asks_for_warning, "until");
}

/* --- 7: incidents ------------------------------------------------------------------------------
 */

/* Told in one form: what occurred, when it was detected, and why so late. */
static void
incident(struct scene *s, const char *occurred, const char *detected, const char *because)
{
	s->news.rule = TEXT("7");
	s->house.value_count = 0;
	says(s, "fact_occurred_at", text_of(occurred));
	says(s, "fact_incident", TEXT("Cháy chợ."));
	evidence(s, "detected_at", detected);
	evidence(s, "late_because", because);
	s->writing = (struct writing){.title = TEXT("Cháy chợ"),
			.abstract = TEXT("Tóm tắt."),
			.plain = TEXT("Nội dung."),
			.section = TEXT("vu-viec")};
	s->writing.facts = text_format(s->house.arena, INCIDENT, occurred);
	s->revision = 1;
}

static void
duty_7__twelve_hours_run_from_when_it_occurred_through_night_and_tet(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	it_is(&s, "2026-02-16 23:30"); /* the eve of Tết */
	incident(&s, "2026-02-16T22:15", "2026-02-16T23:00", "");
	assert_ok(tells_at_once(&s, &s.officer));
	assert_duties(&s, "7 open");
	assert_int_equal(duty_now(&s).due.due_before.ms, instant_at("2026-02-17 10:15").ms);
	it_is(&s, "2026-02-17 10:14:59");
	does(&s, &s.leader, VERB_SEND);
	assert_in_time(&s, "7");
	assert_ok(passes_on(&s, &s.editor));
	assert_refused(&s, &s.editor, passes_on, ERR_FORBIDDEN); /* nobody publishes alone */
	assert_ok(passes_on(&s, &s.publisher));
	assert_true(is_public(&s));
}

static void
duty_7__sent_at_the_very_end_of_the_twelfth_hour_it_is_late(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	it_is(&s, "2026-02-16 23:30");
	incident(&s, "2026-02-16T22:15", "2026-02-16T23:00", "");
	assert_ok(tells_at_once(&s, &s.officer));
	it_is(&s, "2026-02-17 10:15");
	does(&s, &s.leader, VERB_SEND);
	assert_late(&s, "7", 1);
}

static void
duty_7__detected_behind_the_twelve_hours_it_is_late_at_birth_and_says_why(struct fixture *f)
{
	struct incident kept;
	struct duty_row duty;
	struct scene s;
	struct ctx ctx;

	scene_begin(&s, f);
	it_is(&s, "2026-03-10 14:00");
	incident(&s, "2026-03-09T18:00", "2026-03-10T13:00", "");
	assert_complaint(&s, &s.leader, tells_at_once, "evidence_late_because");
	incident(&s, "2026-03-09T18:00", "2026-03-10T13:00", "Mất liên lạc với xã.");
	assert_ok(tells_at_once(&s, &s.leader));
	/* Twelve hours ended at six; the leader's word goes straight to the Portal, at two. */
	assert_late(&s, "7", 8 * HOUR_MS);
	duty = duty_now(&s);
	ctx = house_ctx(&s.house, &s.leader);
	assert_true(incident_of(&ctx, &duty, &kept));
	assert_true(kept.is_late_at_birth);
	assert_text(kept.late_because, "Mất liên lạc với xã.");
}

static void
duty_7__what_is_known_later_is_told_on_the_same_page(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	it_is(&s, "2026-03-10 08:00");
	incident(&s, "2026-03-10T06:00", "2026-03-10T06:30", "");
	assert_ok(tells_at_once(&s, &s.leader));
	assert_ok(passes_on(&s, &s.editor));
	assert_ok(passes_on(&s, &s.publisher));
	s.order.reason = TEXT("Đã có kết luận.");
	does(&s, &s.editor, VERB_CORRECT);
	s.writing.correction = TEXT("Nguyên nhân: chập điện.");
	assert_complaint(&s, &s.editor, saves_item, "fact_message");
	s.writing.facts = TEXT("{\"message\":\"update\",\"place\":\"Chợ\",\"occurred_at\":"
			       "\"2026-03-10T06:00\",\"incident\":\"Cháy chợ.\",\"view\":\"Đã rõ "
			       "nguyên nhân.\",\"done\":\"Đã khám nghiệm.\",\"planned\":\"Xử lý "
			       "trách nhiệm.\"}");
	assert_ok(saves_item(&s, &s.editor));
	does(&s, &s.editor, VERB_SUBMIT_REVIEW);
	does(&s, &s.publisher, VERB_APPROVE);
	does(&s, &s.publisher, VERB_PUBLISH);
	assert_true(is_public(&s));
	assert_duties(&s, "7 met");
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(duty_6b__proposed_at_once_and_in_effect_until_it_expires),
			STORE_TEST(duty_6b__an_expiry_before_now_is_complained_about),
			STORE_TEST(duty_6b__updated_and_cancelled_it_is_the_same_warning),
			STORE_TEST(duty_6b__one_person_publishes_in_urgency_and_another_signs_it_off_later),
			STORE_TEST(duty_6c__the_portal_asks_by_a_day_and_the_unit_has_until_its_end),
			STORE_TEST(duty_6c__a_day_that_has_passed_is_complained_about),
			STORE_TEST(duty_7__twelve_hours_run_from_when_it_occurred_through_night_and_tet),
			STORE_TEST(duty_7__sent_at_the_very_end_of_the_twelfth_hour_it_is_late),
			STORE_TEST(duty_7__detected_behind_the_twelve_hours_it_is_late_at_birth_and_says_why),
			STORE_TEST(duty_7__what_is_known_later_is_told_on_the_same_page),
	};

	return house_run("scenario: clauses 6 and 7", tests, COUNT_OF(tests));
}
