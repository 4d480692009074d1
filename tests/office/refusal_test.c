/*
 * Who may do what when, for each noun, state, act and person: refusal.golden. Whatever is
 * refused is refused in words, audited, and changes nothing. On both engines.
 */
#include "support/everybody.h"

#include "office/transfer.h"

/* --- items -------------------------------------------------------------------------------------
 */

#define STEP(name_, verb_)                                                                         \
	static enum err try_##name_(struct scene *s, const struct actor *actor)                    \
	{                                                                                          \
		s->order.publish_at = instant_add(s->house.now, HOUR_MS);                          \
		return step(s, actor, verb_);                                                      \
	}
STEP(submit, VERB_SUBMIT)
STEP(recall, VERB_RECALL)
STEP(send, VERB_SEND)
STEP(return, VERB_RETURN)
STEP(take, VERB_TAKE)
STEP(submit_review, VERB_SUBMIT_REVIEW)

static enum err
try_hand(struct scene *s, const struct actor *actor)
{
	return hands(s, actor, s->both.account);
}

STEP(reject, VERB_REJECT)
STEP(approve, VERB_APPROVE)
STEP(publish, VERB_PUBLISH)
STEP(schedule, VERB_SCHEDULE)
STEP(unschedule, VERB_UNSCHEDULE)
STEP(correct, VERB_CORRECT)
STEP(withdraw, VERB_WITHDRAW)
STEP(drop, VERB_DROP)
STEP(publish_urgent, VERB_PUBLISH_URGENT)
STEP(sign_off, VERB_SIGN_OFF)

static enum err
try_save(struct scene *s, const struct actor *actor)
{
	s->writing.correction = item_now(s).live_revision ? TEXT("Sửa.") : NO_TEXT;
	return saves_item(s, actor);
}

#define COME(name_, who_, verb_)                                                                   \
	static void come_##name_(struct scene *s)                                                  \
	{                                                                                          \
		s->order.publish_at = instant_add(s->house.now, HOUR_MS);                          \
		does(s, &s->who_, verb_);                                                          \
	}
COME(submitted, officer, VERB_SUBMIT)
COME(sent, leader, VERB_SEND)
COME(editing, editor, VERB_TAKE)
COME(review, editor, VERB_SUBMIT_REVIEW)
COME(approved, publisher, VERB_APPROVE)
COME(scheduled, publisher, VERB_SCHEDULE)
COME(unscheduled, publisher, VERB_UNSCHEDULE)
COME(published, publisher, VERB_PUBLISH)
COME(correcting, editor, VERB_CORRECT)
COME(withdrawn, publisher, VERB_WITHDRAW)

static void
come_returned(struct scene *s)
{
	writes_report(s);
	hands_in(s);
	does(s, &s->editor, VERB_TAKE);
	does(s, &s->editor, VERB_RETURN);
}

static void
come_dropped(struct scene *s)
{
	writes_report(s);
	does(s, &s->officer, VERB_DROP);
}

static void
each_step_of_an_item_is_for_who_may_take_it_then(struct fixture *f)
{
	static const struct stage stages[] = {
			{"draft", writes_report},
			{"submitted", come_submitted},
			{"sent", come_sent},
			{"editing", come_editing},
			{"review", come_review},
			{"approved", come_approved},
			{"scheduled", come_scheduled},
			{"approved again", come_unscheduled},
			{"published", come_published},
			{"correcting", come_correcting},
			{"withdrawn", come_withdrawn},
			{"returned", come_returned},
			{"dropped", come_dropped},
	};
	static const struct trial trials[] = {
			{"save", try_save},
			{"submit", try_submit},
			{"recall", try_recall},
			{"send", try_send},
			{"return", try_return},
			{"take", try_take},
			{"hand", try_hand},
			{"submit_review", try_submit_review},
			{"reject", try_reject},
			{"approve", try_approve},
			{"publish", try_publish},
			{"schedule", try_schedule},
			{"unschedule", try_unschedule},
			{"correct", try_correct},
			{"withdraw", try_withdraw},
			{"drop", try_drop},
			{"publish_urgent", try_publish_urgent},
			{"sign_off", try_sign_off},
	};

	everybody_tries(f, "item", stages, COUNT_OF(stages), trials, COUNT_OF(trials));
}

/* --- duties and matters ------------------------------------------------------------------------
 */

#define DECIDE(name_, kind_)                                                                       \
	static enum err try_##name_(struct scene *s, const struct actor *actor)                    \
	{                                                                                          \
		return decides(s, actor, kind_);                                                   \
	}
DECIDE(pause, DUTY_ACT_PAUSE)
DECIDE(resume, DUTY_ACT_RESUME)
DECIDE(excuse, DUTY_ACT_EXCUSE)
DECIDE(not_applicable, DUTY_ACT_NOT_APPLICABLE)
DECIDE(reopen, DUTY_ACT_REOPEN)

static enum err
try_extend(struct scene *s, const struct actor *actor)
{
	return extends(s, actor, "CA-48");
}

static void
come_owed(struct scene *s)
{
	owes_answer(s, &s->officer);
}

static void
come_paused(struct scene *s)
{
	assert_ok(decides(s, &s->coordinator, DUTY_ACT_PAUSE));
}

static void
come_extended(struct scene *s)
{
	assert_ok(decides(s, &s->coordinator, DUTY_ACT_RESUME));
	assert_ok(extends(s, &s->leader, "CA-48"));
}

static void
come_excused(struct scene *s)
{
	assert_ok(decides(s, &s->coordinator, DUTY_ACT_EXCUSE));
}

static void
come_reopened(struct scene *s)
{
	assert_ok(decides(s, &s->coordinator, DUTY_ACT_REOPEN));
}

static void
come_met(struct scene *s)
{
	assert_ok(meets_duty(s, &s->leader));
}

static void
come_closed(struct scene *s)
{
	assert_ok(closes_matter(s, &s->leader));
}

static void
each_decision_about_a_duty_is_for_who_may_take_it_then(struct fixture *f)
{
	static const struct stage stages[] = {
			{"owed", come_owed},
			{"paused", come_paused},
			{"extended", come_extended},
			{"excused", come_excused},
			{"reopened", come_reopened},
			{"met", come_met},
			{"its matter is closed", come_closed},
	};
	static const struct trial trials[] = {
			{"extend", try_extend},
			{"pause", try_pause},
			{"resume", try_resume},
			{"excuse", try_excuse},
			{"not_applicable", try_not_applicable},
			{"reopen", try_reopen},
			{"close the matter", closes_matter},
			{"reopen the matter", reopens_matter},
	};

	everybody_tries(f, "duty", stages, COUNT_OF(stages), trials, COUNT_OF(trials));
}

/* --- events ------------------------------------------------------------------------------------
 */

static enum err
try_assign(struct scene *s, const struct actor *actor)
{
	s->accounts[0] = s->reporter2.account;
	return assigns(s, actor);
}

static void
come_told(struct scene *s)
{
	s->documents = EVENT_NONE;
	notified(s, EVENT_OWN);
}

static void
come_asked(struct scene *s)
{
	assert_ok(assigns(s, &s->coordinator));
}

static void
come_accepted(struct scene *s)
{
	assert_ok(accepts(s, &s->reporter));
}

static void
come_over(struct scene *s)
{
	s->house.now = s->notice.ends_at;
}

static void
come_joint(struct scene *s)
{
	s->notice.starts_at = instant_add(s->house.now, DAY_MS);
	s->notice.ends_at = instant_add(s->house.now, DAY_MS + HOUR_MS);
	notified(s, EVENT_VISIT);
	s->sends.is_joint = true;
	assert_ok(assigns(s, &s->coordinator));
	s->sends.is_joint = false;
}

static void
come_cannot(struct scene *s)
{
	notified(s, EVENT_OWN);
	assert_ok(cannot_send(s, &s->coordinator));
}

static void
come_cancelled(struct scene *s)
{
	notified(s, EVENT_OWN);
	assert_ok(cancels(s, &s->officer));
}

static void
each_act_about_an_event_is_for_who_may_do_it_then(struct fixture *f)
{
	static const struct stage stages[] = {
			{"told", come_told},
			{"a reporter is asked", come_asked},
			{"the reporter accepted", come_accepted},
			{"over", come_over},
			{"joint", come_joint},
			{"cannot", come_cannot},
			{"cancelled", come_cancelled},
	};
	static const struct trial trials[] = {
			{"assign", try_assign},
			{"cannot", cannot_send},
			{"accept", accepts},
			{"decline", declines},
			{"release", releases},
			{"postpone", postpones},
			{"move", moves_event},
			{"cancel", cancels},
			{"hand over", hands_over},
	};

	everybody_tries(f, "event", stages, COUNT_OF(stages), trials, COUNT_OF(trials));
}

/* --- questions ---------------------------------------------------------------------------------
 */

SCENE_ACT(static, forgets_asker, question_contact_erase(ctx, s->question))

static void
come_new(struct scene *s)
{
	s->reply = TEXT("Hãy gửi đến cơ quan khác.");
	assert_ok(asks(s, NULL));
}

#define COME_ACT(name_, who_, act_)                                                                \
	static void come_##name_(struct scene *s)                                                  \
	{                                                                                          \
		assert_ok(act_(s, &s->who_));                                                      \
	}
COME_ACT(forwarded, coordinator, forwards)
COME_ACT(received, officer, receives)
COME_ACT(helped, leader, coordinates)
COME_ACT(drafted, officer, drafts_answer)
COME_ACT(answered, publisher, sends_answer)

static void
come_answer_approved(struct scene *s)
{
	is_approved(s);
}

static void
come_given_back(struct scene *s)
{
	come_new(s);
	come_forwarded(s);
	assert_ok(gives_back(s, &s->officer));
}

static void
come_ended(struct scene *s)
{
	assert_ok(ends_question(s, &s->coordinator));
}

static void
each_act_about_a_question_is_for_who_may_do_it_then(struct fixture *f)
{
	static const struct stage stages[] = {
			{"new", come_new},
			{"forwarded", come_forwarded},
			{"received", come_received},
			{"a unit helps", come_helped},
			{"an answer is drafted", come_drafted},
			{"the answer is approved", come_answer_approved},
			{"answered", come_answered},
			{"published", come_published},
			{"given back", come_given_back},
			{"ended", come_ended},
	};
	static const struct trial trials[] = {
			{"forward", forwards},
			{"receive", receives},
			{"give back", gives_back},
			{"coordinate", coordinates},
			{"contribute", contributes},
			{"draft", drafts_answer},
			{"send", sends_answer},
			{"end", ends_question},
			{"forget who asked", forgets_asker},
	};

	everybody_tries(f, "question", stages, COUNT_OF(stages), trials, COUNT_OF(trials));
}

/* --- warnings asked for, statements, consent, transfers ----------------------------------------
 */

static struct transfer transfer;

SCENE_ACT(static, transfers, transfer_add(ctx, s->item, &transfer))

static enum err
try_judge(struct scene *s, const struct actor *actor)
{
	return judges(s, actor, STATEMENT_NOT_PUBLISHED);
}

static void
come_statement(struct scene *s)
{
	evidence(s, "speaker", "Đại tá Mẫu");
	evidence(s, "stated_at", "2026-02-02T08:00");
	owes(s, &s->officer, "9a");
	s->writing.facts = TEXT("{\"speaker\":\"Đại tá Mẫu\",\"position\":\"Người phát ngôn\","
				"\"stated_at\":\"2026-02-02T08:00\"}");
	assert_ok(begins_item(s, &s->officer));
	s->request = (struct warning_request){.unit = s->house.department,
			.title = TEXT("Đề nghị cảnh báo"),
			.request = TEXT("Nhiều người hỏi."),
			.until = day_at("2026-02-05")};
	transfer = (struct transfer){
			.given_at = s->house.now, .evidence = TEXT("Công văn 12/BCA-VP")};
}

static void
come_statement_sent(struct scene *s)
{
	hands_in(s);
}

static void
come_statement_published(struct scene *s)
{
	portal_publishes(s);
}

static void
come_consent_asked(struct scene *s)
{
	evidence(s, "subject", "Sổ tay pháp luật");
	evidence(s, "asked_on", "2026-02-02");
	owes(s, &s->lawyer, "8b");
	s->consent = (struct consent){.agreed = true,
			.leader = TEXT("Lãnh đạo Bộ"),
			.decided_on = day_at("2026-02-02"),
			.paper = TEXT("Bút phê trên Tờ trình 45/TTr-PC")};
}

static void
come_consented(struct scene *s)
{
	assert_ok(consents(s, &s->ministry));
}

static void
each_act_about_statements_warnings_and_consent_is_for_who_may_do_it_then(struct fixture *f)
{
	static const struct stage stages[] = {
			{"a statement is written", come_statement},
			{"the statement is sent", come_statement_sent},
			{"the statement is published", come_statement_published},
			{"the leadership is asked", come_consent_asked},
			{"the leadership agreed", come_consented},
	};
	static const struct trial trials[] = {
			{"ask for a warning", asks_for_warning},
			{"judge the statement", try_judge},
			{"say what the leadership says", consents},
			{"tell of the Government's portal", transfers},
	};

	everybody_tries(f, "other", stages, COUNT_OF(stages), trials, COUNT_OF(trials));
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(each_step_of_an_item_is_for_who_may_take_it_then),
			STORE_TEST(each_decision_about_a_duty_is_for_who_may_take_it_then),
			STORE_TEST(each_act_about_an_event_is_for_who_may_do_it_then),
			STORE_TEST(each_act_about_a_question_is_for_who_may_do_it_then),
			STORE_TEST(each_act_about_statements_warnings_and_consent_is_for_who_may_do_it_then),
	};

	return house_run("refusal", tests, COUNT_OF(tests));
}
