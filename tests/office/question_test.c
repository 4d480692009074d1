/* A citizen's question (Article 5, clause 10), from the form to the answer; on both engines. */
#include "support/scene.h"

#include "office/public_form.h"
#include "office/reply_hold.h"

#include <string.h>

SCENE_ACT(static, forgets_asker, question_contact_erase(ctx, s->question))

/* Nine o'clock on Monday 02/03/2026: Hung Kings' day is far. */
static void
asker_begin(struct scene *s, struct fixture *f)
{
	scene_begin(s, f);
	s->house.now = instant_at("2026-03-02 09:00");
	s->requests[0].due_on = day_at("2026-03-06");
	s->reason = s->order.reason = TEXT("Thuộc lĩnh vực của đơn vị khác.");
}

/* Asked at nine on Monday 02/03/2026 and forwarded to the unit. */
static void
forwarded(struct scene *s, struct fixture *f)
{
	asker_begin(s, f);
	assert_ok(asks(s, NULL));
	assert_ok(forwards(s, &s->coordinator));
}

/* And received at ten: five working days end with Monday 09/03. */
static void
received(struct scene *s, struct fixture *f)
{
	forwarded(s, f);
	s->house.now = instant_at("2026-03-02 10:00");
	assert_ok(receives(s, &s->officer));
}

/* What is owed on a leg of the question's way. */
static struct duty_row
leg_duty(struct scene *s, size_t leg)
{
	return duty_of(s, leg_at(s, leg).duty);
}

/* --- who asks --------------------------------------------------------------------------------- */

static void
who_asks_gets_a_code_and_follows_by_it(struct fixture *f)
{
	struct scene s;
	struct ctx ctx;
	struct question_track track;

	asker_begin(&s, f);
	assert_ok(asks(&s, NULL));
	assert_int_equal(s.code.n, 16); /* 96 bits in base64url */
	assert_int_equal(track_now(&s).question.state, QUESTION_NEW);
	assert_false(track_now(&s).has_due);
	assert_int_equal(notices_of(&s, &s.coordinator, NULL), 1);
	ctx = house_ctx(&s.house, NULL);
	assert_int_equal(question_track(&ctx, TEXT("AAAAAAAAAAAAAAAA"), &track), ERR_NOT_FOUND);
}

static void
an_empty_question_is_complained_about(struct fixture *f)
{
	struct scene s;

	asker_begin(&s, f);
	s.letter.subject = s.letter.body = NO_TEXT;
	assert_int_equal(asks(&s, NULL), ERR_INVALID);
	assert_int_equal(s.house.form.complaint_count, 2);
}

static void
one_address_asks_only_so_often(struct fixture *f)
{
	struct scene s;

	asker_begin(&s, f);
	for (int i = 0; i < PUBLIC_FORM_PEER_MAX; i++)
		assert_ok(asks(&s, NULL));
	assert_int_equal(asks(&s, NULL), ERR_THROTTLED);
	s.house.peer = TEXT("203.0.113.8");
	assert_ok(asks(&s, NULL));
}

static void
who_asked_is_known_to_the_portal_alone_and_can_be_forgotten(struct fixture *f)
{
	struct question_contact contact;
	struct scene s;
	struct ctx ctx;

	received(&s, f);
	ctx = house_ctx(&s.house, &s.leader);
	assert_int_equal(question_contact_load(&ctx, s.question, &contact), ERR_FORBIDDEN);
	ctx = house_ctx(&s.house, &s.coordinator);
	assert_ok(question_contact_load(&ctx, s.question, &contact));
	assert_text(contact.email, "ban.doc@example.org");
	assert_int_equal(forgets_asker(&s, &s.officer), ERR_FORBIDDEN);
	assert_ok(forgets_asker(&s, &s.coordinator));
	ctx = house_ctx(&s.house, &s.coordinator);
	assert_int_equal(question_contact_load(&ctx, s.question, &contact), ERR_NOT_FOUND);
	assert_int_equal(question_now(&s).state, QUESTION_ANSWERING);
}

/* --- the Portal and the unit ------------------------------------------------------------------ */

static void
the_units_receipt_starts_five_working_days(struct fixture *f)
{
	struct scene s;
	struct duty_row duty;

	forwarded(&s, f);
	assert_int_equal(leg_at(&s, 0).duty, 0);
	assert_int_equal(receives(&s, &s.stranger), ERR_FORBIDDEN);
	s.house.now = instant_at("2026-03-04 08:00"); /* two days later: the clock begins now */
	assert_ok(receives(&s, &s.officer));
	duty = leg_duty(&s, 0);
	assert_text(duty.rule->part, "question");
	assert_last_day(&s, leg_at(&s, 0).duty, "2026-03-11");
	assert_true(track_now(&s).has_due && track_now(&s).is_open);
	assert_int_equal(receives(&s, &s.officer), ERR_CONFLICT);
}

static void
a_question_out_of_order_is_refused_and_audited(struct fixture *f)
{
	struct scene s;

	forwarded(&s, f);
	assert_int_equal(forwards(&s, &s.coordinator), ERR_CONFLICT);
	assert_int_equal(drafts_answer(&s, &s.officer), ERR_CONFLICT);
	assert_int_equal(sends_answer(&s, &s.publisher), ERR_CONFLICT);
	assert_int_equal(forwards(&s, &s.officer), ERR_FORBIDDEN);
	assert_int_equal(question_now(&s).state, QUESTION_FORWARDED);
}

static void
the_portal_answers_what_it_can_answer_itself(struct fixture *f)
{
	struct scene s;

	asker_begin(&s, f);
	assert_ok(asks(&s, NULL));
	s.reply = TEXT("Cổng có biểu mẫu ở mục Văn bản.");
	s.is_answer = true;
	assert_ok(ends_question(&s, &s.coordinator));
	assert_int_equal(track_now(&s).question.state, QUESTION_ANSWERED);
}

/* --- what is found in the Portal's own reply -------------------------------------------------- */

static struct reply_hold
reply_hold_now(struct scene *s, const struct actor *actor)
{
	struct ctx ctx = house_ctx(&s->house, actor);
	struct reply_hold hold;

	assert_ok(reply_hold_last(&ctx, s->question, &hold));
	return hold;
}

static enum err
decide(struct ctx *ctx, struct scene *s)
{
	enum hold_outcome outcome = s->is_answer ? HOLD_RELEASED : HOLD_CONFIRMED;
	struct reply_hold hold;

	TRY(reply_hold_last(ctx, s->question, &hold));
	return reply_hold_decide(ctx, hold.id, outcome, s->reason);
}
SCENE_ACT(static, decides_reply, decide(ctx, s))

static void
replies_secretly(struct scene *s, struct fixture *f)
{
	asker_begin(s, f);
	assert_ok(asks(s, NULL));
	s->is_answer = true;
	s->reply = TEXT("TUYỆT MẬT\nPhương án số 2.");
	s->reason = TEXT("Đã đối chiếu danh mục.");
	assert_ok(ends_question(s, &s->coordinator));
}

static void
a_marked_reply_is_held_and_not_sent_and_only_who_decides_reads_it(struct fixture *f)
{
	struct scene s;

	replies_secretly(&s, f);
	assert_true(s.is_held);
	assert_int_equal(track_now(&s).question.state, QUESTION_NEW);
	assert_int_equal(track_now(&s).question.reply.n, 0);
	assert_int_equal(house_notes(&s.house, "hold.begin", false), 1);
	assert_int_equal(reply_hold_now(&s, &s.coordinator).reply.n, 0);
	assert_int_equal(reply_hold_now(&s, &s.auditor).reply.n, 0);
	assert_text(reply_hold_now(&s, &s.publisher).reply, s.reply.p);
	assert_refused(&s, &s.coordinator, ends_question, ERR_CONFLICT);
	assert_refused(&s, &s.coordinator, decides_reply, ERR_FORBIDDEN);
	assert_refused(&s, &s.auditor, decides_reply, ERR_FORBIDDEN);
	s.reply = TEXT("Cổng có biểu mẫu ở mục Văn bản.");
	assert_ok(ends_question(&s, &s.coordinator));
	assert_false(s.is_held);
	assert_text(track_now(&s).question.reply, s.reply.p);
}

static void
a_released_reply_goes_out_as_it_was_and_no_other(struct fixture *f)
{
	struct scene s;
	struct text released;

	replies_secretly(&s, f);
	assert_ok(decides_reply(&s, &s.publisher));
	assert_refused(&s, &s.publisher, decides_reply, ERR_CONFLICT);
	released = reply_hold_now(&s, &s.coordinator).reply;
	assert_text(released, s.reply.p);
	s.reply = TEXT("TUYỆT MẬT\nPhương án số 3.");
	assert_ok(ends_question(&s, &s.coordinator));
	assert_true(s.is_held);
	s.reply = released;
	assert_ok(ends_question(&s, &s.coordinator));
	assert_false(s.is_held);
	assert_text(track_now(&s).question.reply, released.p);
	assert_int_equal(house_notes(&s.house, "hold.release", false), 1);
}

static void
a_confirmed_reply_is_never_sent_nor_read_again(struct fixture *f)
{
	struct scene s;

	replies_secretly(&s, f);
	s.is_answer = false;
	assert_ok(decides_reply(&s, &s.publisher));
	assert_int_equal(house_notes(&s.house, "hold.confirm", false), 1);
	assert_int_equal(reply_hold_now(&s, &s.coordinator).reply.n, 0);
	assert_refused(&s, &s.coordinator, ends_question, ERR_CONFLICT);
}

static void
who_wrote_a_held_reply_does_not_decide(struct fixture *f)
{
	struct scene s;
	struct actor both;

	asker_begin(&s, f);
	both = house_account(&s.house, "vuahai", s.house.portal,
			ROLE_BIT(ROLE_COORDINATOR) | ROLE_BIT(ROLE_PUBLISHER));
	assert_ok(asks(&s, NULL));
	s.reply = TEXT("TUYỆT MẬT");
	s.reason = TEXT("Đã đối chiếu danh mục.");
	assert_ok(ends_question(&s, &both));
	assert_refused(&s, &both, decides_reply, ERR_FORBIDDEN);
}

static void
personal_data_in_a_reply_is_kept_place_by_place_with_the_reason(struct fixture *f)
{
	struct scene s;
	struct ctx ctx;
	struct reply_finding *found;
	size_t count;

	asker_begin(&s, f);
	assert_ok(asks(&s, NULL));
	s.reply = TEXT("Gọi anh Nam, 0912345678.");
	s.reason = NO_TEXT;
	assert_complaint(&s, &s.coordinator, ends_question, "reply_reason");
	s.reason = TEXT("Cán bộ trực tiếp dân.");
	assert_ok(ends_question(&s, &s.coordinator));
	ctx = house_ctx(&s.house, &s.auditor);
	assert_ok(reply_findings(&ctx, s.question, &found, &count));
	assert_int_equal(count, 1);
	assert_text(text_slice(s.reply, found[0].what.start,
				    found[0].what.start + found[0].what.length),
			"0912345678");
	assert_text(found[0].reason, "Cán bộ trực tiếp dân.");
}

static void
a_question_that_stays_with_its_unit_keeps_its_clock(struct fixture *f)
{
	struct scene s;

	received(&s, f);
	s.house.now = instant_at("2026-03-03 09:00");
	assert_ok(gives_back(&s, &s.officer));
	assert_ok(forwards(&s, &s.coordinator));
	assert_int_equal(question_now(&s).state, QUESTION_ANSWERING);
	assert_int_equal(leg_at(&s, 1).duty, leg_at(&s, 0).duty);
	assert_int_equal(leg_at(&s, 1).received_at.ms, instant_at("2026-03-02 10:00").ms);
	assert_last_day(&s, leg_at(&s, 1).duty, "2026-03-09");
}

/* --- units that cooperate --------------------------------------------------------------------- */

static void
a_unit_that_helps_reads_the_question_and_contributes(struct fixture *f)
{
	struct question_help *helpers;
	struct question question;
	struct scene s;
	struct ctx ctx;
	size_t count;

	received(&s, f);
	ctx = house_ctx(&s.house, &s.helper);
	assert_int_equal(question_load(&ctx, s.question, &question), ERR_FORBIDDEN);
	assert_ok(coordinates(&s, &s.leader));
	ctx = house_ctx(&s.house, &s.helper);
	assert_ok(question_load(&ctx, s.question, &question));
	assert_int_equal(contributes(&s, &s.stranger), ERR_FORBIDDEN);
	assert_int_equal(drafts_answer(&s, &s.helper), ERR_FORBIDDEN);
	assert_ok(contributes(&s, &s.helper));
	ctx = house_ctx(&s.house, &s.officer);
	assert_ok(question_helpers(&ctx, s.question, &helpers, &count));
	assert_text(helpers[0].body, s.body.p);
	assert_int_equal(helpers[0].given_at.ms, s.house.now.ms);
}

static struct question_help
helper_of(struct scene *s, int64_t unit)
{
	struct ctx ctx = house_ctx(&s->house, &s->auditor);
	struct question_help *helpers;
	size_t count;

	assert_ok(question_helpers(&ctx, s->question, &helpers, &count));
	for (size_t i = 0; i < count; i++)
		if (helpers[i].unit == unit)
			return helpers[i];
	fail();
	return (struct question_help){0};
}

static void
assert_help(struct scene *s, int64_t unit, const char *day, const char *words)
{
	struct question_help help = helper_of(s, unit);

	assert_int_equal(help.due_on.n, day_at(day).n);
	assert_text(question_help_label(&help, s->house.now, ZONE_VIETNAM).text, words);
}

static void
each_unit_that_cooperates_has_a_day_of_its_own(struct fixture *f)
{
	struct ctx ctx;
	struct unit fourth;
	struct scene s;

	received(&s, f);
	ctx = house_ctx(&s.house, &s.auditor);
	assert_ok(unit_load(&ctx, s.house.province, &fourth));
	s.requests[1] = (struct question_request){fourth.code, day_at("2026-03-10")};
	s.request_count = 2;
	assert_ok(coordinates(&s, &s.leader));
	assert_last_day(&s, leg_at(&s, 0).duty, "2026-03-16");
	s.house.now = instant_at("2026-03-09 09:00");
	assert_help(&s, s.third, "2026-03-06", "Quá hạn, chưa góp");
	assert_help(&s, s.house.province, "2026-03-10", "Chưa góp");
	assert_ok(contributes(&s, &s.helper));
	assert_ok(contributes(&s, &s.stranger));
	assert_help(&s, s.third, "2026-03-06", "Đã góp, quá hạn");
	assert_help(&s, s.house.province, "2026-03-10", "Đã góp đúng hạn");
}

static void
more_units_are_named_and_days_set_anew_while_the_longer_limit_runs(struct fixture *f)
{
	struct scene s;

	received(&s, f);
	assert_ok(coordinates(&s, &s.leader));
	s.house.now = instant_at(
			"2026-03-11 09:00"); /* behind day five: what was extended stays so */
	s.requests[0].due_on = day_at("2026-03-13");
	assert_ok(coordinates(&s, &s.leader));
	assert_help(&s, s.third, "2026-03-13", "Chưa góp");
	assert_last_day(&s, leg_at(&s, 0).duty, "2026-03-16");
	assert_int_equal(house_notes(&s.house, "duty.extend", false), 1);
	s.requests[0].due_on = day_at("2026-03-17");
	assert_int_equal(coordinates(&s, &s.leader), ERR_INVALID);
	s.requests[0].due_on = day_at("2026-03-10");
	assert_int_equal(coordinates(&s, &s.leader), ERR_INVALID);
	s.requests[0].due_on = day_at("2026-03-13");
	assert_int_equal(coordinates(&s, &s.officer), ERR_FORBIDDEN);
}

/* --- the other reading: the Portal's receipt counts ------------------------------------------- */

static void
replace(struct arena *arena, struct text *law, const char *old, const char *new)
{
	struct buf out = BUF(arena);
	size_t n = strlen(old), at = 0;

	for (size_t i = 0; i + n <= law->n; i++) {
		if (memcmp(law->p + i, old, n) != 0)
			continue;
		buf_add(&out, text_slice(*law, at, i));
		buf_add_c(&out, new);
		at = i + n;
		i = at - 1;
	}
	assert_true(at > 0);
	buf_add(&out, text_slice(*law, at, law->n));
	*law = buf_text(&out);
}

/* As the regulation's file says how to choose it. */
static struct text
by_the_portals_receipt(struct arena *arena, struct text law)
{
	replace(arena, &law, "chosen = \"unit\";", "chosen = \"portal\";");
	replace(arena, &law,
			"label = \"Ngày đơn vị nhận được câu hỏi\"; kind = \"day\"; required = "
			"true;",
			"label = \"Ngày đơn vị nhận được câu hỏi\"; kind = \"day\"; required = "
			"false;");
	replace(arena, &law,
			"label = \"Ngày Cổng Thông tin điện tử nhận được câu hỏi\"; kind = "
			"\"day\"; required = false;",
			"label = \"Ngày Cổng Thông tin điện tử nhận được câu hỏi\"; kind = "
			"\"day\"; required = true;");
	return law;
}

/* Asked on Monday 02/03 and forwarded on Wednesday, where the Portal's receipt counts. */
static void
forwarded_by_the_portals_clock(struct scene *s, struct fixture *f)
{
	asker_begin(s, f);
	house_read_law(&s->house, by_the_portals_receipt);
	assert_ok(asks(s, NULL));
	s->house.now = instant_at("2026-03-04 09:00");
	assert_ok(forwards(s, &s->coordinator));
}

static void
where_the_portals_receipt_counts_the_clock_runs_before_the_unit_has_confirmed(struct fixture *f)
{
	struct scene s;

	forwarded_by_the_portals_clock(&s, f);
	assert_int_equal(leg_duty(&s, 0).opened_at.ms, instant_at("2026-03-04 09:00").ms);
	assert_last_day(&s, leg_at(&s, 0).duty, "2026-03-09"); /* five days from 02/03 */
	assert_true(track_now(&s).is_open);
	s.house.now = instant_at("2026-03-06 09:00");
	assert_ok(receives(&s, &s.officer));
	assert_int_equal(leg_at(&s, 0).received_at.ms, instant_at("2026-03-06 09:00").ms);
	assert_last_day(&s, leg_at(&s, 0).duty, "2026-03-09");
	assert_int_equal(house_notes(&s.house, "duty.open", false), 1);
	s.house.now = instant_at("2026-03-09 23:59");
	s.requests[0].due_on = day_at("2026-03-16");
	assert_ok(coordinates(&s, &s.leader));
	assert_last_day(&s, leg_at(&s, 0).duty, "2026-03-16"); /* ten from 02/03 */
}

static void
where_the_portals_receipt_counts_both_units_clocks_stay_after_a_return(struct fixture *f)
{
	struct scene s;

	forwarded_by_the_portals_clock(&s, f);
	s.house.now = instant_at("2026-03-05 09:00");
	assert_ok(gives_back(&s, &s.officer)); /* without having confirmed its receipt */
	assert_int_equal(leg_duty(&s, 0).state, DUTY_OPEN);
	s.unit = s.third;
	s.house.now = instant_at("2026-03-10 09:00");
	assert_ok(forwards(&s, &s.coordinator));
	assert_int_equal(leg_duty(&s, 0).state, DUTY_NOT_APPLICABLE);
	assert_int_equal(leg_duty(&s, 1).unit, s.third);
	assert_last_day(&s, leg_at(&s, 1).duty, "2026-03-09"); /* late at birth */
	assert_true(leg_at(&s, 0).duty != leg_at(&s, 1).duty);
	assert_int_equal(leg_at(&s, 0).returned_at.ms, instant_at("2026-03-05 09:00").ms);
}

static void
where_the_portals_receipt_counts_a_question_back_at_its_unit_has_one_clock(struct fixture *f)
{
	struct scene s;

	forwarded_by_the_portals_clock(&s, f);
	assert_ok(gives_back(&s, &s.officer));
	assert_ok(forwards(&s, &s.coordinator));
	assert_int_equal(question_now(&s).state, QUESTION_FORWARDED);
	assert_ok(receives(&s, &s.officer));
	assert_int_equal(leg_at(&s, 1).duty, leg_at(&s, 0).duty);
	assert_int_equal(house_notes(&s.house, "duty.open", false), 1);
}

static void
the_longest_question_becomes_a_duty(struct fixture *f)
{
	struct buf body = {0};
	struct scene s;

	asker_begin(&s, f);
	body = BUF(s.house.arena);
	for (int i = 0; i < QUESTION_BODY_MAX; i++)
		buf_add_c(&body, "ễ");
	s.letter.body = buf_text(&body);
	assert_ok(asks(&s, NULL));
	assert_ok(forwards(&s, &s.coordinator));
	assert_ok(receives(&s, &s.officer));
	assert_last_day(&s, leg_at(&s, 0).duty, "2026-03-09");
}

/* --- the answer ------------------------------------------------------------------------------- */

/* Through the unit's leader to the Portal's second person. */
static void
is_answered(struct scene *s)
{
	assert_ok(drafts_answer(s, &s->officer));
	hands_in(s);
	does(s, &s->editor, VERB_TAKE);
	does(s, &s->editor, VERB_SUBMIT_REVIEW);
	assert_int_equal(sends_answer(s, &s->publisher), ERR_CONFLICT);
	does(s, &s->publisher, VERB_APPROVE);
}

static void
what_is_published_is_answered_and_what_is_taken_away_is_answered_anew(struct fixture *f)
{
	struct scene s;

	received(&s, f);
	is_answered(&s);
	does(&s, &s.publisher, VERB_PUBLISH);
	assert_int_equal(question_now(&s).state, QUESTION_PUBLISHED);
	assert_int_equal(question_now(&s).answered_at.ms, s.house.now.ms);
	does(&s, &s.publisher, VERB_WITHDRAW);
	assert_int_equal(question_now(&s).state, QUESTION_ANSWERING);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(who_asks_gets_a_code_and_follows_by_it),
			STORE_TEST(an_empty_question_is_complained_about),
			STORE_TEST(one_address_asks_only_so_often),
			STORE_TEST(who_asked_is_known_to_the_portal_alone_and_can_be_forgotten),
			STORE_TEST(the_units_receipt_starts_five_working_days),
			STORE_TEST(a_question_out_of_order_is_refused_and_audited),
			STORE_TEST(the_portal_answers_what_it_can_answer_itself),
			STORE_TEST(a_marked_reply_is_held_and_not_sent_and_only_who_decides_reads_it),
			STORE_TEST(a_released_reply_goes_out_as_it_was_and_no_other),
			STORE_TEST(a_confirmed_reply_is_never_sent_nor_read_again),
			STORE_TEST(who_wrote_a_held_reply_does_not_decide),
			STORE_TEST(personal_data_in_a_reply_is_kept_place_by_place_with_the_reason),
			STORE_TEST(a_question_that_stays_with_its_unit_keeps_its_clock),
			STORE_TEST(a_unit_that_helps_reads_the_question_and_contributes),
			STORE_TEST(each_unit_that_cooperates_has_a_day_of_its_own),
			STORE_TEST(more_units_are_named_and_days_set_anew_while_the_longer_limit_runs),
			STORE_TEST(where_the_portals_receipt_counts_the_clock_runs_before_the_unit_has_confirmed),
			STORE_TEST(where_the_portals_receipt_counts_both_units_clocks_stay_after_a_return),
			STORE_TEST(where_the_portals_receipt_counts_a_question_back_at_its_unit_has_one_clock),
			STORE_TEST(the_longest_question_becomes_a_duty),
			STORE_TEST(what_is_published_is_answered_and_what_is_taken_away_is_answered_anew),
	};

	return house_run("question", tests, COUNT_OF(tests));
}
