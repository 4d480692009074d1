/* question_test.c - a citizen's question (Article 5, clause 10), from the form to the answer. */
#include "support/house.h"

#include "base/buf.h"
#include "office/duty.h"
#include "office/item.h"
#include "office/matter.h"
#include "office/notice.h"
#include "office/public_form.h"
#include "office/question.h"

struct scene {
	struct house house;
	struct actor officer, leader, stranger, helper, coordinator, editor, publisher, auditor;
	struct question_letter letter;
	struct text code, reply, reason, body;
	struct question_request requests[2];
	size_t request_count;
	bool is_answer;
	struct step_order step;
	int64_t id, unit, item, third;
};

static struct day
march(int day)
{
	return day_of_civil((struct civil){2026, 3, day});
}

static struct instant
at(int day, int hour, int minute)
{
	return instant_add(
			day_begin(march(day), ZONE_VIETNAM), hour * HOUR_MS + minute * MINUTE_MS);
}

static void
scene_begin(struct scene *s, struct fixture *f)
{
	struct house *h = &s->house;

	*s = (struct scene){0};
	house_begin(h, f);
	s->third = house_unit(h, "CUC-2", "Cục Thứ Hai", "department", h->ministry);
	s->officer = house_account(h, "canbo", h->department, ROLE_BIT(ROLE_OFFICER));
	s->leader = house_account(h, "lanhdao", h->department, ROLE_BIT(ROLE_UNIT_LEADER));
	s->stranger = house_account(h, "canbo2", h->province, ROLE_BIT(ROLE_OFFICER));
	s->helper = house_account(h, "canbo3", s->third, ROLE_BIT(ROLE_OFFICER));
	s->coordinator = house_account(h, "dieuphoi", h->portal, ROLE_BIT(ROLE_COORDINATOR));
	s->editor = house_account(h, "bientap", h->portal, ROLE_BIT(ROLE_EDITOR));
	s->publisher = house_account(h, "xuatban", h->portal, ROLE_BIT(ROLE_PUBLISHER));
	s->auditor = house_account(h, "kiemtra", h->ministry, ROLE_BIT(ROLE_AUDITOR));
	s->unit = h->department;
	s->letter = (struct question_letter){.subject = TEXT("Đổi hộ chiếu ở đâu?"),
			.body = TEXT("Tôi ở xa nơi thường trú."),
			.contact = {.email = TEXT("ban.doc@example.org")}};
	s->body = TEXT("Tại bất kỳ cơ quan cấp hộ chiếu nào.");
	s->reason = TEXT("Thuộc lĩnh vực của đơn vị khác.");
	s->requests[0] = (struct question_request){TEXT("CUC-2"), march(6)};
	s->request_count = 1;
	h->now = at(2, 9, 0); /* Monday; Hung Kings' day is far */
}

#define VERB(name_, call_)                                                                         \
	static enum err name_(struct ctx *ctx, void *arg)                                          \
	{                                                                                          \
		struct scene *s = arg;                                                             \
                                                                                                   \
		return call_;                                                                      \
	}
VERB(ask, question_ask(ctx, &s->letter, &s->code, &s->id))
VERB(forward, question_forward(ctx, s->id, s->unit))
VERB(receive, question_receive(ctx, s->id))
VERB(give_back, question_return(ctx, s->id, s->reason))
VERB(coordinate, question_coordinate(ctx, s->id, s->requests, s->request_count, s->reason))
VERB(contribute, question_contribute(ctx, s->id, s->body))
VERB(draft, question_draft(ctx, s->id, s->body, &s->item))
VERB(send, question_send(ctx, s->id))
VERB(end, question_close(ctx, s->id, s->is_answer, s->reply))
VERB(forget, question_contact_erase(ctx, s->id))
VERB(step_item, item_step(ctx, s->item, &s->step))

static enum err
by(struct scene *s, const struct actor *actor, house_verb *verb)
{
	return house_do(&s->house, actor, verb, s);
}

static void
step(struct scene *s, const struct actor *actor, enum item_verb verb)
{
	s->step = (struct step_order){.verb = verb, .revision = 1, .reason = s->reason};
	assert_ok(by(s, actor, step_item));
}

/* Asked at nine on Monday 02/03/2026 and forwarded to the unit. */
static void
forwarded(struct scene *s, struct fixture *f)
{
	scene_begin(s, f);
	assert_ok(by(s, NULL, ask));
	assert_ok(by(s, &s->coordinator, forward));
}

/* And received at ten: five working days end with Monday 09/03. */
static void
received(struct scene *s, struct fixture *f)
{
	forwarded(s, f);
	s->house.now = at(2, 10, 0);
	assert_ok(by(s, &s->officer, receive));
}

static struct question
question_now(struct scene *s)
{
	struct ctx ctx = house_ctx(&s->house, &s->auditor);
	struct question question;

	assert_ok(question_load(&ctx, s->id, &question));
	return question;
}

static struct question_track
track_now(struct scene *s)
{
	struct ctx ctx = house_ctx(&s->house, NULL);
	struct question_track track;

	assert_ok(question_track(&ctx, s->code, &track));
	return track;
}

static struct question_leg
leg_at(struct scene *s, size_t index)
{
	struct ctx ctx = house_ctx(&s->house, &s->auditor);
	struct question_leg *legs;
	size_t count;

	assert_ok(question_legs(&ctx, s->id, &legs, &count));
	assert_true(index < count);
	return legs[index];
}

static struct duty_row
duty_of(struct scene *s, size_t leg)
{
	struct ctx ctx = house_ctx(&s->house, &s->auditor);
	struct duty_row duty;

	assert_ok(duty_load(&ctx, leg_at(s, leg).duty, &duty));
	return duty;
}

static void
assert_last_day(const struct duty_row *duty, int day)
{
	assert_true(duty->due.has_last_day);
	assert_int_equal(duty->due.last_day.n, march(day).n);
}

static bool
says(const struct scene *s, struct text words)
{
	return text_find(s->house.words, words) >= 0;
}

static int64_t
notices_of(struct scene *s, const struct actor *actor)
{
	struct ctx ctx = house_ctx(&s->house, actor);
	int64_t count;

	assert_ok(notice_count_unread(&ctx, &count));
	return count;
}

/* --- who asks ----------------------------------------------------------------------------------
 */

static void
who_asks_gets_a_code_and_follows_by_it(struct fixture *f)
{
	struct scene s;
	struct ctx ctx;
	struct question_track track;

	scene_begin(&s, f);
	assert_ok(by(&s, NULL, ask));
	assert_int_equal(s.code.n, 16); /* 96 bits in base64url */
	assert_int_equal(track_now(&s).question.state, QUESTION_NEW);
	assert_false(track_now(&s).has_due);
	assert_int_equal(notices_of(&s, &s.coordinator), 1);
	ctx = house_ctx(&s.house, NULL);
	assert_int_equal(question_track(&ctx, TEXT("AAAAAAAAAAAAAAAA"), &track), ERR_NOT_FOUND);
}

static void
an_empty_question_is_complained_about(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	s.letter.subject = s.letter.body = NO_TEXT;
	assert_int_equal(by(&s, NULL, ask), ERR_INVALID);
	assert_int_equal(s.house.form.complaint_count, 2);
}

static void
one_address_asks_only_so_often(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	for (int i = 0; i < PUBLIC_FORM_PEER_MAX; i++)
		assert_ok(by(&s, NULL, ask));
	assert_int_equal(by(&s, NULL, ask), ERR_THROTTLED);
	s.house.peer = TEXT("203.0.113.8");
	assert_ok(by(&s, NULL, ask));
}

static void
who_asked_is_known_to_the_portal_alone_and_can_be_forgotten(struct fixture *f)
{
	struct question_contact contact;
	struct scene s;
	struct ctx ctx;

	received(&s, f);
	ctx = house_ctx(&s.house, &s.leader);
	assert_int_equal(question_contact_load(&ctx, s.id, &contact), ERR_FORBIDDEN);
	ctx = house_ctx(&s.house, &s.coordinator);
	assert_ok(question_contact_load(&ctx, s.id, &contact));
	assert_text(contact.email, "ban.doc@example.org");
	assert_int_equal(by(&s, &s.officer, forget), ERR_FORBIDDEN);
	assert_ok(by(&s, &s.coordinator, forget));
	ctx = house_ctx(&s.house, &s.coordinator);
	assert_int_equal(question_contact_load(&ctx, s.id, &contact), ERR_NOT_FOUND);
	assert_int_equal(question_now(&s).state, QUESTION_ANSWERING);
}

/* --- the Portal and the unit -------------------------------------------------------------------
 */

static void
the_units_receipt_starts_five_working_days(struct fixture *f)
{
	struct scene s;
	struct duty_row duty;

	forwarded(&s, f);
	assert_int_equal(leg_at(&s, 0).duty, 0);
	assert_int_equal(by(&s, &s.stranger, receive), ERR_FORBIDDEN);
	s.house.now = at(4, 8, 0); /* two days later: the clock begins now */
	assert_ok(by(&s, &s.officer, receive));
	duty = duty_of(&s, 0);
	assert_text(duty.rule->part, "question");
	assert_last_day(&duty, 11);
	assert_true(track_now(&s).has_due && track_now(&s).is_open);
	assert_int_equal(by(&s, &s.officer, receive), ERR_CONFLICT);
}

static void
a_question_out_of_order_is_refused_and_audited(struct fixture *f)
{
	struct scene s;

	forwarded(&s, f);
	assert_int_equal(by(&s, &s.coordinator, forward), ERR_CONFLICT);
	assert_int_equal(by(&s, &s.officer, draft), ERR_CONFLICT);
	assert_int_equal(by(&s, &s.publisher, send), ERR_CONFLICT);
	assert_int_equal(by(&s, &s.officer, forward), ERR_FORBIDDEN);
	assert_int_equal(question_now(&s).state, QUESTION_FORWARDED);
}

static void
what_is_no_question_is_routed_elsewhere_with_a_reply(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	assert_ok(by(&s, NULL, ask));
	assert_int_equal(by(&s, &s.coordinator, end), ERR_INVALID);
	s.reply = TEXT("Đây là tố giác về tội phạm: hãy gửi đến cơ quan điều tra nơi xảy ra.");
	assert_ok(by(&s, &s.coordinator, end));
	assert_int_equal(track_now(&s).question.state, QUESTION_CLOSED);
	assert_text(track_now(&s).question.reply, s.reply.p);
	assert_int_equal(by(&s, &s.coordinator, forward), ERR_CONFLICT);
}

static void
the_portal_answers_what_it_can_answer_itself(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	assert_ok(by(&s, NULL, ask));
	s.reply = TEXT("Cổng có biểu mẫu ở mục Văn bản.");
	s.is_answer = true;
	assert_ok(by(&s, &s.coordinator, end));
	assert_int_equal(track_now(&s).question.state, QUESTION_ANSWERED);
}

/* --- a wrong unit ------------------------------------------------------------------------------
 */

static void
a_wrong_unit_returns_it_with_a_reason_and_both_clocks_stay(struct fixture *f)
{
	struct text reason;
	struct scene s;

	received(&s, f);
	reason = s.reason;
	s.reason = NO_TEXT;
	assert_int_equal(by(&s, &s.officer, give_back), ERR_INVALID);
	s.reason = reason;
	s.house.now = at(4, 9, 0);
	assert_ok(by(&s, &s.officer, give_back));
	assert_int_equal(duty_of(&s, 0).state, DUTY_OPEN); /* until the Portal has decided */
	s.unit = s.third;
	s.house.now = at(5, 9, 0);
	assert_ok(by(&s, &s.coordinator, forward));
	assert_int_equal(duty_of(&s, 0).state, DUTY_NOT_APPLICABLE);
	assert_text(leg_at(&s, 0).reason, reason.p);
	s.house.now = at(6, 9, 0);
	assert_ok(by(&s, &s.helper, receive));
	assert_int_equal(leg_at(&s, 0).received_at.ms, at(2, 10, 0).ms);
	assert_int_equal(leg_at(&s, 1).received_at.ms, at(6, 9, 0).ms);
	assert_last_day(&(struct duty_row){.due = duty_of(&s, 1).due}, 13);
	assert_int_equal(by(&s, &s.officer, draft), ERR_FORBIDDEN); /* it is not theirs any more */
}

static void
a_question_that_stays_with_its_unit_keeps_its_clock(struct fixture *f)
{
	struct scene s;

	received(&s, f);
	s.house.now = at(3, 9, 0);
	assert_ok(by(&s, &s.officer, give_back));
	assert_ok(by(&s, &s.coordinator, forward));
	assert_int_equal(question_now(&s).state, QUESTION_ANSWERING);
	assert_int_equal(leg_at(&s, 1).duty, leg_at(&s, 0).duty);
	assert_int_equal(leg_at(&s, 1).received_at.ms, at(2, 10, 0).ms);
	assert_last_day(&(struct duty_row){.due = duty_of(&s, 1).due}, 9);
}

/* --- units that cooperate ----------------------------------------------------------------------
 */

static void
units_named_on_day_five_at_23_59_give_ten_days_from_the_same_receipt(struct fixture *f)
{
	struct question_help *helpers;
	struct duty_row duty;
	struct scene s;
	struct ctx ctx;
	size_t count;

	received(&s, f);
	s.house.now = at(9, 23, 59);
	s.requests[0].due_on = march(12);
	assert_int_equal(by(&s, &s.officer, coordinate), ERR_FORBIDDEN);
	assert_true(says(&s, TEXT("Lãnh đạo đơn vị")));
	assert_ok(by(&s, &s.leader, coordinate));
	duty = duty_of(&s, 0);
	assert_text(duty.extension->part, "question_joint");
	assert_last_day(&duty, 16);
	ctx = house_ctx(&s.house, &s.auditor);
	assert_ok(question_helpers(&ctx, s.id, &helpers, &count));
	assert_int_equal(count, 1);
	assert_int_equal(helpers[0].due_on.n, march(12).n);
	assert_int_equal(notices_of(&s, &s.helper), 1);
}

static void
units_named_on_day_six_are_too_late(struct fixture *f)
{
	struct scene s;

	received(&s, f);
	s.house.now = at(10, 0, 0);
	s.requests[0].due_on = march(12);
	assert_int_equal(by(&s, &s.leader, coordinate), ERR_CONFLICT);
	assert_true(says(&s, TEXT("hết ngày 09/03/2026")));
	assert_true(says(&s, TEXT("Lãnh đạo đơn vị")));
	assert_true(says(&s, TEXT("Điều phối viên")));
	assert_int_equal(house_notes(&s.house, "duty.extend", false), 0);
	assert_int_equal(by(&s, &s.officer, draft), OK); /* it still has to answer */
	assert_null(duty_of(&s, 0).extension);
	assert_last_day(&(struct duty_row){.due = duty_of(&s, 0).due}, 9);
}

static const char *
complaint_of(const struct scene *s)
{
	return s->house.form.complaint_count ? s->house.form.complaints[0].field : "";
}

static void
the_lead_unit_cannot_help_itself_and_nobody_helps_after_the_end(struct fixture *f)
{
	struct text code = TEXT("CUC-2");
	struct unit lead;
	struct scene s;
	struct ctx ctx;

	received(&s, f);
	ctx = house_ctx(&s.house, &s.auditor);
	assert_ok(unit_load(&ctx, s.house.department, &lead));
	s.requests[0].unit = lead.code;
	assert_int_equal(by(&s, &s.leader, coordinate), ERR_INVALID);
	assert_string_equal(complaint_of(&s), "units");
	s.requests[0] = s.requests[1] = (struct question_request){code, march(12)};
	s.request_count = 2;
	assert_int_equal(by(&s, &s.leader, coordinate), ERR_INVALID); /* named twice */
	s.request_count = 1;
	s.requests[0].due_on = march(17);
	assert_int_equal(by(&s, &s.leader, coordinate), ERR_INVALID);
	assert_string_equal(complaint_of(&s), "due_on");
	assert_null(duty_of(&s, 0).extension);
}

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
	assert_int_equal(question_load(&ctx, s.id, &question), ERR_FORBIDDEN);
	assert_ok(by(&s, &s.leader, coordinate));
	ctx = house_ctx(&s.house, &s.helper);
	assert_ok(question_load(&ctx, s.id, &question));
	assert_int_equal(by(&s, &s.stranger, contribute), ERR_FORBIDDEN);
	assert_int_equal(by(&s, &s.helper, draft), ERR_FORBIDDEN);
	assert_ok(by(&s, &s.helper, contribute));
	ctx = house_ctx(&s.house, &s.officer);
	assert_ok(question_helpers(&ctx, s.id, &helpers, &count));
	assert_text(helpers[0].body, s.body.p);
	assert_int_equal(helpers[0].given_at.ms, s.house.now.ms);
}

static struct question_help
helper_of(struct scene *s, int64_t unit)
{
	struct ctx ctx = house_ctx(&s->house, &s->auditor);
	struct question_help *helpers;
	size_t count;

	assert_ok(question_helpers(&ctx, s->id, &helpers, &count));
	for (size_t i = 0; i < count; i++)
		if (helpers[i].unit == unit)
			return helpers[i];
	fail();
	return (struct question_help){0};
}

static void
assert_help(struct scene *s, int64_t unit, int day, const char *words)
{
	struct question_help help = helper_of(s, unit);

	assert_int_equal(help.due_on.n, march(day).n);
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
	s.requests[1] = (struct question_request){fourth.code, march(10)};
	s.request_count = 2;
	assert_ok(by(&s, &s.leader, coordinate));
	assert_last_day(&(struct duty_row){.due = duty_of(&s, 0).due}, 16);
	s.house.now = at(9, 9, 0);
	assert_help(&s, s.third, 6, "Quá hạn, chưa góp");
	assert_help(&s, s.house.province, 10, "Chưa góp");
	assert_ok(by(&s, &s.helper, contribute));
	assert_ok(by(&s, &s.stranger, contribute));
	assert_help(&s, s.third, 6, "Đã góp, quá hạn");
	assert_help(&s, s.house.province, 10, "Đã góp đúng hạn");
}

static void
more_units_are_named_and_days_set_anew_while_the_longer_limit_runs(struct fixture *f)
{
	struct scene s;

	received(&s, f);
	assert_ok(by(&s, &s.leader, coordinate));
	s.house.now = at(11, 9, 0); /* behind day five: what was extended stays so */
	s.requests[0].due_on = march(13);
	assert_ok(by(&s, &s.leader, coordinate));
	assert_help(&s, s.third, 13, "Chưa góp");
	assert_last_day(&(struct duty_row){.due = duty_of(&s, 0).due}, 16);
	assert_int_equal(house_notes(&s.house, "duty.extend", false), 1);
	s.requests[0].due_on = march(17);
	assert_int_equal(by(&s, &s.leader, coordinate), ERR_INVALID);
	s.requests[0].due_on = march(10);
	assert_int_equal(by(&s, &s.leader, coordinate), ERR_INVALID);
	s.requests[0].due_on = march(13);
	assert_int_equal(by(&s, &s.officer, coordinate), ERR_FORBIDDEN);
}

/* --- the other reading: the Portal's receipt counts --------------------------------------------
 */

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
	scene_begin(s, f);
	house_read_law(&s->house, by_the_portals_receipt);
	assert_ok(by(s, NULL, ask));
	s->house.now = at(4, 9, 0);
	assert_ok(by(s, &s->coordinator, forward));
}

static void
where_the_portals_receipt_counts_the_clock_runs_before_the_unit_has_confirmed(struct fixture *f)
{
	struct scene s;

	forwarded_by_the_portals_clock(&s, f);
	assert_int_equal(duty_of(&s, 0).opened_at.ms, at(4, 9, 0).ms);
	assert_last_day(&(struct duty_row){.due = duty_of(&s, 0).due},
			9); /* five days from 02/03 */
	assert_true(track_now(&s).is_open);
	s.house.now = at(6, 9, 0);
	assert_ok(by(&s, &s.officer, receive));
	assert_int_equal(leg_at(&s, 0).received_at.ms, at(6, 9, 0).ms);
	assert_last_day(&(struct duty_row){.due = duty_of(&s, 0).due}, 9);
	assert_int_equal(house_notes(&s.house, "duty.open", false), 1);
	s.house.now = at(9, 23, 59);
	s.requests[0].due_on = march(16);
	assert_ok(by(&s, &s.leader, coordinate));
	assert_last_day(&(struct duty_row){.due = duty_of(&s, 0).due}, 16); /* ten from 02/03 */
}

static void
where_the_portals_receipt_counts_both_units_clocks_stay_after_a_return(struct fixture *f)
{
	struct scene s;

	forwarded_by_the_portals_clock(&s, f);
	s.house.now = at(5, 9, 0);
	assert_ok(by(&s, &s.officer, give_back)); /* without having confirmed its receipt */
	assert_int_equal(duty_of(&s, 0).state, DUTY_OPEN);
	s.unit = s.third;
	s.house.now = at(10, 9, 0);
	assert_ok(by(&s, &s.coordinator, forward));
	assert_int_equal(duty_of(&s, 0).state, DUTY_NOT_APPLICABLE);
	assert_int_equal(duty_of(&s, 1).unit, s.third);
	assert_last_day(&(struct duty_row){.due = duty_of(&s, 1).due}, 9); /* late at birth */
	assert_true(leg_at(&s, 0).duty != leg_at(&s, 1).duty);
	assert_int_equal(leg_at(&s, 0).returned_at.ms, at(5, 9, 0).ms);
}

static void
where_the_portals_receipt_counts_a_question_back_at_its_unit_has_one_clock(struct fixture *f)
{
	struct scene s;

	forwarded_by_the_portals_clock(&s, f);
	assert_ok(by(&s, &s.officer, give_back));
	assert_ok(by(&s, &s.coordinator, forward));
	assert_int_equal(question_now(&s).state, QUESTION_FORWARDED);
	assert_ok(by(&s, &s.officer, receive));
	assert_int_equal(leg_at(&s, 1).duty, leg_at(&s, 0).duty);
	assert_int_equal(house_notes(&s.house, "duty.open", false), 1);
}

static void
the_longest_question_becomes_a_duty(struct fixture *f)
{
	struct buf body = {0};
	struct scene s;

	scene_begin(&s, f);
	body = BUF(s.house.arena);
	for (int i = 0; i < QUESTION_BODY_MAX; i++)
		buf_add_c(&body, "ễ");
	s.letter.body = buf_text(&body);
	assert_ok(by(&s, NULL, ask));
	assert_ok(by(&s, &s.coordinator, forward));
	assert_ok(by(&s, &s.officer, receive));
	assert_last_day(&(struct duty_row){.due = duty_of(&s, 0).due}, 9);
}

/* --- the answer --------------------------------------------------------------------------------
 */

/* Through the unit's leader to the Portal's second person. */
static void
approved(struct scene *s)
{
	assert_ok(by(s, &s->officer, draft));
	step(s, &s->officer, VERB_SUBMIT);
	step(s, &s->leader, VERB_SEND);
	step(s, &s->editor, VERB_TAKE);
	step(s, &s->editor, VERB_SUBMIT_REVIEW);
	assert_int_equal(by(s, &s->publisher, send), ERR_CONFLICT);
	step(s, &s->publisher, VERB_APPROVE);
}

static void
an_answer_passes_leader_editor_and_second_person_before_it_is_sent(struct fixture *f)
{
	struct scene s;

	received(&s, f);
	approved(&s);
	assert_int_equal(duty_of(&s, 0).state, DUTY_MET);
	assert_int_equal(track_now(&s).body.n, 0);
	assert_int_equal(by(&s, &s.editor, send), ERR_FORBIDDEN);
	assert_ok(by(&s, &s.publisher, send));
	assert_int_equal(track_now(&s).question.state, QUESTION_ANSWERED);
	assert_true(track_now(&s).body.n > 0);
	assert_false(track_now(&s).is_open);
	assert_int_equal(by(&s, &s.officer, draft), ERR_CONFLICT);
}

static void
what_is_published_is_answered_and_what_is_taken_away_is_answered_anew(struct fixture *f)
{
	struct scene s;

	received(&s, f);
	approved(&s);
	step(&s, &s.publisher, VERB_PUBLISH);
	assert_int_equal(question_now(&s).state, QUESTION_PUBLISHED);
	assert_int_equal(question_now(&s).answered_at.ms, s.house.now.ms);
	step(&s, &s.publisher, VERB_WITHDRAW);
	assert_int_equal(question_now(&s).state, QUESTION_ANSWERING);
}

static void
an_answer_after_the_limit_is_recorded_as_late(struct fixture *f)
{
	struct scene s;

	received(&s, f);
	s.house.now = at(10, 0, 0);
	approved(&s);
	assert_int_equal(duty_of(&s, 0).state, DUTY_MET);
	assert_true(duty_of(&s, 0).met_at.ms == at(10, 0, 0).ms);
	s.house.now = at(10, 0, 1);
	assert_ok(by(&s, &s.publisher, send));
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
			STORE_TEST(what_is_no_question_is_routed_elsewhere_with_a_reply),
			STORE_TEST(the_portal_answers_what_it_can_answer_itself),
			STORE_TEST(a_wrong_unit_returns_it_with_a_reason_and_both_clocks_stay),
			STORE_TEST(a_question_that_stays_with_its_unit_keeps_its_clock),
			STORE_TEST(units_named_on_day_five_at_23_59_give_ten_days_from_the_same_receipt),
			STORE_TEST(units_named_on_day_six_are_too_late),
			STORE_TEST(the_lead_unit_cannot_help_itself_and_nobody_helps_after_the_end),
			STORE_TEST(a_unit_that_helps_reads_the_question_and_contributes),
			STORE_TEST(each_unit_that_cooperates_has_a_day_of_its_own),
			STORE_TEST(more_units_are_named_and_days_set_anew_while_the_longer_limit_runs),
			STORE_TEST(where_the_portals_receipt_counts_the_clock_runs_before_the_unit_has_confirmed),
			STORE_TEST(where_the_portals_receipt_counts_both_units_clocks_stay_after_a_return),
			STORE_TEST(where_the_portals_receipt_counts_a_question_back_at_its_unit_has_one_clock),
			STORE_TEST(the_longest_question_becomes_a_duty),
			STORE_TEST(an_answer_passes_leader_editor_and_second_person_before_it_is_sent),
			STORE_TEST(what_is_published_is_answered_and_what_is_taken_away_is_answered_anew),
			STORE_TEST(an_answer_after_the_limit_is_recorded_as_late),
	};

	return house_run("question", tests, COUNT_OF(tests));
}
