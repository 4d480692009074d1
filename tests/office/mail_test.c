/* mail_test.c - which notices are mailed, when, and what becomes of a mail; on both engines. */
#include "support/house.h"

#include "office/mail.h"
#include "office/matter.h"
#include "office/notice.h"
#include "office/notice_choice.h"
#include "office/reminder.h"
#include "office/site.h"
#include "office/tell.h"

#define MAILS_MAX 50

struct scene {
	struct house house;
	struct actor officer, leader, admin, clock;
	enum tell_event event;
	struct news news;
	enum notice_choice choices[NOTICE_KIND_COUNT];
	struct mail mail; /* the last that was taken */
	int64_t id;
	enum smtp_end end;
	struct text reason;
	bool drop, fails;
	const char *rule;
	struct pair values[4];
};

static struct instant
at(int day, int hour, int minute)
{
	struct day civil = day_of_civil((struct civil){2026, 2, day});

	return instant_add(day_begin(civil, ZONE_VIETNAM), hour * HOUR_MS + minute * MINUTE_MS);
}

static enum err
add_site(struct ctx *ctx, void *arg)
{
	(void)arg;
	return site_add(ctx, false);
}

static void
scene_begin(struct scene *s, struct fixture *f)
{
	struct house *h = &s->house;

	*s = (struct scene){.event = TELL_WARNING_ASK};
	house_begin(h, f);
	assert_ok(house_do(h, NULL, add_site, NULL));
	h->rules.mail.is_on = true;
	h->rules.mail.from = TEXT("cong@bca.example");
	s->officer = house_account(h, "canbo", h->department, ROLE_BIT(ROLE_OFFICER));
	s->leader = house_account(h, "lanhdao", h->department, ROLE_BIT(ROLE_UNIT_LEADER));
	s->admin = house_account(h, "quantri", h->ministry, ROLE_BIT(ROLE_ADMINISTRATOR));
	s->clock = (struct actor){.door = DOOR_CLOCK, .roles = ROLE_BIT(ROLE_CLOCK)};
	s->news = (struct news){.title = TEXT("Vụ cháy chợ"), .href = TEXT("/desk/items/7")};
	for (unsigned i = 0; i < NOTICE_KIND_COUNT; i++)
		s->choices[i] = notice_choice_default((enum notice_kind)i);
}

static enum err
tell_verb(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;

	TRY(tell(ctx, s->event, &s->news));
	return s->fails ? ERR_CONFLICT : OK;
}

/* The officer alone is told. */
static void
told(struct scene *s, enum tell_event event)
{
	s->event = event;
	s->news.object++;
	s->news.persons[TELL_NAMED] = s->officer.account;
	assert_ok(house_do(&s->house, &s->leader, tell_verb, s));
}

static enum err
choose_verb(struct ctx *ctx, void *arg)
{
	return notice_choose(ctx, ((struct scene *)arg)->choices);
}

static void
choose(struct scene *s, enum notice_kind kind, enum notice_choice choice)
{
	s->choices[kind] = choice;
	assert_ok(house_do(&s->house, &s->officer, choose_verb, s));
}

static enum err
digests(struct ctx *ctx, void *arg)
{
	(void)arg;
	return mail_digests(ctx);
}

static size_t
due(struct scene *s, struct instant now)
{
	struct ctx ctx = house_ctx(&s->house, &s->clock);
	int64_t *ids;
	size_t count;

	s->house.now = ctx.now = now;
	assert_ok(mail_due(&ctx, MAILS_MAX, &ids, &count));
	s->id = count ? ids[0] : 0;
	return count;
}

static bool
digest_is_due(struct scene *s, struct instant now)
{
	struct ctx ctx = house_ctx(&s->house, &s->clock);
	bool out;

	s->house.now = ctx.now = now;
	assert_ok(mail_digest_is_due(&ctx, &out));
	return out;
}

static enum err
take(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;

	return mail_take(ctx, s->id, &s->mail);
}

static enum err
end(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;

	return mail_end(ctx, &s->mail, s->end, s->reason);
}

/* The oldest that is due goes to the server, which answers so. */
static void
tried(struct scene *s, enum smtp_end how, const char *reason)
{
	assert_ok(house_do(&s->house, &s->clock, take, s));
	s->end = how;
	s->reason = text_of(reason);
	assert_ok(house_do(&s->house, &s->clock, end, s));
}

static int64_t
unread(struct scene *s)
{
	struct ctx ctx = house_ctx(&s->house, &s->officer);
	int64_t count;

	assert_ok(notice_count_unread(&ctx, &count));
	return count;
}

static enum err
read_all(struct ctx *ctx, void *arg)
{
	(void)arg;
	return notice_read_all(ctx);
}

static struct mail_figures
figures(struct scene *s)
{
	struct ctx ctx = house_ctx(&s->house, &s->admin);
	struct mail_figures out;

	assert_ok(mail_figures(&ctx, &out));
	return out;
}

/* --- when --------------------------------------------------------------------------------------
 */

static void
a_notice_and_its_mail_are_of_one_transaction(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	s.house.now = at(3, 10, 0);
	s.event = TELL_EVENT_ASSIGN;
	s.news.persons[TELL_NAMED] = s.officer.account;
	s.fails = true;
	assert_int_equal(house_do(&s.house, &s.leader, tell_verb, &s), ERR_CONFLICT);
	assert_int_equal(unread(&s), 0);
	assert_int_equal(due(&s, at(3, 10, 0)), 0);
	s.fails = false;
	for (int i = 0; i < 2; i++) /* the same twice: once */
		assert_ok(house_do(&s.house, &s.leader, tell_verb, &s));
	assert_int_equal(unread(&s), 1);
	assert_int_equal(due(&s, at(3, 10, 0)), 1);
	tried(&s, SMTP_SENT, "");
	assert_text(s.mail.to.address, "canbo@bca.example");
	assert_text(s.mail.subject, "Được cử đưa tin: Vụ cháy chợ");
	assert_text(s.mail.lines[0].href, "http://127.0.0.1:8080/desk/items/7");
	assert_int_equal(due(&s, at(9, 10, 0)), 0);
	assert_int_equal(figures(&s).waiting, 0);
}

static void
quiet_hours_hold_mails_back_but_not_what_is_urgent(struct fixture *f)
{
	static const struct {
		int day, hour, minute;
	} quiet[] = {{3, 21, 0}, {3, 23, 59}, {4, 0, 0}, {4, 6, 59}};
	struct scene s;

	scene_begin(&s, f);
	s.news.unit = s.house.department;
	for (size_t i = 0; i < COUNT_OF(quiet); i++) {
		struct instant now = at(quiet[i].day, quiet[i].hour, quiet[i].minute);

		s.house.now = now;
		told(&s, TELL_EVENT_ASSIGN);
		assert_int_equal(due(&s, now), 0);
	}
	assert_int_equal(due(&s, instant_add(at(4, 7, 0), -1)), 0);
	assert_int_equal(unread(&s), COUNT_OF(quiet));
	assert_int_equal(due(&s, at(4, 7, 0)), COUNT_OF(quiet));
	while (due(&s, at(4, 7, 0)))
		tried(&s, SMTP_SENT, "");
	for (int hour = 7; hour < 21; hour += 13) { /* the first and the last that are not quiet */
		s.house.now = at(4, hour, 0);
		told(&s, TELL_EVENT_ASSIGN);
		assert_int_equal(due(&s, s.house.now), 1);
		tried(&s, SMTP_SENT, "");
	}
	s.house.now = at(4, 23, 0);
	told(&s, TELL_WARNING_ASK); /* to officer and leader; the leader acts */
	assert_int_equal(due(&s, s.house.now), 1);
}

static enum err
open_matter(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;
	struct matter_news news = {.rule = text_of(s->rule),
			.title = TEXT("Cháy chợ"),
			.happened = TEXT("Lãnh đạo Cục phê duyệt.")};
	int64_t matter;

	return matter_open(ctx, &news, &matter);
}

static enum err
sweep(struct ctx *ctx, void *arg)
{
	size_t looked, count;

	(void)arg;
	return reminder_sweep(ctx, &looked, &count);
}

static void
owed(struct scene *s, const char *rule, size_t values)
{
	s->rule = rule;
	s->house.values = s->values;
	s->house.value_count = values;
	assert_ok(house_do(&s->house, &s->officer, open_matter, s));
	s->house.value_count = 0;
}

static void
a_term_in_hours_is_reminded_of_at_night_one_in_days_in_the_morning(struct fixture *f)
{
	struct instant occurred = at(2, 20, 0);
	struct scene s;

	scene_begin(&s, f);
	s.house.now = instant_add(occurred, 30 * MINUTE_MS);
	s.values[0] = (struct pair){TEXT("evidence_occurred_at"),
			instant_iso(s.house.arena, occurred, ZONE_VIETNAM)};
	s.values[1] = (struct pair){TEXT("evidence_detected_at"),
			instant_iso(s.house.arena, occurred, ZONE_VIETNAM)};
	s.values[2] = (struct pair){TEXT("evidence_incident"), TEXT("Cháy chợ.")};
	owed(&s, "7", 3); /* until 08:00: first told at 04:00 */
	while (due(&s, s.house.now))
		tried(&s, SMTP_SENT, "");
	s.house.now = at(3, 4, 0);
	assert_ok(house_do(&s.house, &s.clock, sweep, &s));
	assert_int_equal(due(&s, at(3, 4, 0)), 1);
	tried(&s, SMTP_SENT, "");

	s.house.now = at(3, 9, 0); /* late, and told so at once too */
	assert_ok(house_do(&s.house, &s.clock, sweep, &s));
	while (due(&s, s.house.now))
		tried(&s, SMTP_SENT, "");
	s.values[0] = (struct pair){TEXT("evidence_approved_on"), TEXT("2026-02-03")};
	s.values[1] = (struct pair){TEXT("evidence_document_number"), TEXT("12/BC-C02")};
	owed(&s, "6a", 2); /* until the end of 05/02: told when it is late, at 00:00 */
	s.house.now = at(6, 0, 0);
	assert_ok(house_do(&s.house, &s.clock, sweep, &s));
	assert_int_equal(due(&s, at(6, 0, 0)), 0);
	assert_true(due(&s, at(6, 7, 0)) > 0);
}

/* --- what people choose ------------------------------------------------------------------------
 */

static void
a_digest_tells_at_half_past_seven_what_was_not_read_meanwhile(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	choose(&s, NOTICE_TURN, CHOICE_DIGEST);
	s.house.now = at(3, 7, 30); /* too late for this day's */
	told(&s, TELL_EVENT_ASSIGN);
	s.house.now = at(4, 7, 29);
	told(&s, TELL_EVENT_ASSIGN);
	assert_int_equal(unread(&s), 2);
	assert_int_equal(due(&s, at(4, 7, 29)), 0);
	assert_false(digest_is_due(&s, instant_add(at(4, 7, 30), -1)));
	assert_true(digest_is_due(&s, at(4, 7, 30)));
	for (int i = 0; i < 2; i++)
		assert_ok(house_do(&s.house, &s.clock, digests, &s));
	assert_false(digest_is_due(&s, at(4, 7, 30)));
	assert_int_equal(due(&s, at(4, 7, 30)), 1);
	tried(&s, SMTP_SENT, "");
	assert_int_equal(s.mail.kind, MAIL_DIGEST);
	assert_int_equal(s.mail.line_count, 2);
	assert_text(s.mail.subject, "Thông báo ngày 04/02/2026: 2 việc");

	told(&s, TELL_EVENT_ASSIGN);
	assert_true(digest_is_due(&s, at(5, 7, 30)));
	assert_ok(house_do(&s.house, &s.clock, digests, &s));
	assert_ok(house_do(&s.house, &s.officer, read_all, NULL));
	assert_int_equal(due(&s, at(5, 7, 30)), 1);
	assert_ok(house_do(&s.house, &s.clock, take, &s));
	assert_true(s.mail.is_dropped);
	assert_int_equal(due(&s, at(9, 7, 30)), 0);
}

static void
what_is_mute_stands_on_the_desk_as_read_and_is_not_mailed(struct fixture *f)
{
	struct ctx ctx;
	struct notice *rows;
	struct scene s;
	size_t count;

	scene_begin(&s, f);
	choose(&s, NOTICE_TURN, CHOICE_MUTE);
	s.house.now = at(3, 10, 0);
	told(&s, TELL_EVENT_ASSIGN);
	assert_int_equal(unread(&s), 0);
	assert_int_equal(due(&s, at(9, 10, 0)), 0);
	assert_false(digest_is_due(&s, at(9, 10, 0)));
	ctx = house_ctx(&s.house, &s.officer);
	assert_ok(notice_list(&ctx, 0, false, 5, &rows, &count));
	assert_int_equal(count, 1);
	told(&s, TELL_EVENT_RELEASE); /* of another kind */
	assert_int_equal(unread(&s), 1);
	assert_int_equal(due(&s, s.house.now), 1);
}

static void
terms_of_the_law_what_is_urgent_and_the_system_cannot_be_silenced(struct fixture *f)
{
	static const struct {
		enum notice_kind kind;
		enum notice_choice choice;
	} refused[] = {{NOTICE_DUTY, CHOICE_MUTE}, {NOTICE_REMINDER, CHOICE_MUTE},
			{NOTICE_URGENT, CHOICE_MUTE}, {NOTICE_URGENT, CHOICE_DIGEST},
			{NOTICE_SYSTEM, CHOICE_MUTE}};
	static const enum tell_event statutory[] = {TELL_DUTY_REMIND, TELL_COLUMN_ASK,
			TELL_COLUMN_REMIND, TELL_QUESTION_FORWARD, TELL_QUESTION_HELP,
			TELL_DUTY_EXTEND, TELL_REMIND_FIRST, TELL_REMIND_LATE};
	enum notice_choice found[NOTICE_KIND_COUNT];
	struct scene s;
	struct ctx ctx;

	scene_begin(&s, f);
	for (size_t i = 0; i < COUNT_OF(refused); i++) {
		enum notice_kind kind = refused[i].kind;

		s.choices[kind] = refused[i].choice;
		assert_int_equal(house_do(&s.house, &s.officer, choose_verb, &s), ERR_INVALID);
		assert_int_equal(s.house.form.complaint_count, 1);
		s.choices[kind] = notice_choice_default(kind);
	}
	ctx = house_ctx(&s.house, &s.officer);
	assert_ok(notice_choices(&ctx, found));
	assert_memory_equal(found, s.choices, sizeof(found));
	/* What tells of a term of the law is of such a kind. */
	for (size_t i = 0; i < COUNT_OF(statutory); i++) {
		enum notice_kind kind = tell_row(statutory[i])->kind;

		assert_true(kind == NOTICE_DUTY || kind == NOTICE_REMINDER);
	}
}

/* --- what a server may do ----------------------------------------------------------------------
 */

static void
what_fails_is_tried_again_later_and_later_under_the_same_id_until_it_is_dead(struct fixture *f)
{
	int64_t wait = MINUTE_MS;
	struct mail_row *rows;
	struct text id = NO_TEXT;
	struct instant first;
	struct scene s;
	struct ctx ctx;
	size_t count;

	scene_begin(&s, f);
	first = s.house.now = at(3, 10, 0);
	told(&s, TELL_EVENT_ASSIGN);
	for (int64_t i = 1; i <= MAIL_TRIES_MAX; i++) {
		assert_int_equal(due(&s, s.house.now), 1);
		tried(&s, SMTP_LATER, "451 hộp thư đầy");
		assert_int_equal(s.mail.tries, i);
		assert_true(!id.n || text_equals(id, s.mail.message_id));
		id = text_copy(s.house.arena, s.mail.message_id);
		if (i == MAIL_TRIES_MAX)
			break;
		assert_int_equal(due(&s, instant_add(s.house.now, wait - 1)), 0);
		assert_int_equal(figures(&s).delayed, 1);
		ctx = house_ctx(&s.house, &s.admin);
		assert_ok(mail_delayed(&ctx, 5, &rows, &count));
		assert_int_equal(count, 1);
		assert_text(rows[0].reason, "451 hộp thư đầy");
		assert_int_equal(rows[0].at.ms, s.house.now.ms + 1);
		s.house.now = instant_add(s.house.now, 1);
		wait = wait * 2 < 4 * HOUR_MS ? wait * 2 : 4 * HOUR_MS;
	}
	assert_true(s.house.now.ms - first.ms > 4 * DAY_MS);
	assert_int_equal(due(&s, instant_add(s.house.now, 30 * DAY_MS)), 0);
	ctx = house_ctx(&s.house, &s.admin);
	assert_ok(mail_dead(&ctx, 0, 5, &rows, &count));
	assert_int_equal(count, 1);
	assert_text(rows[0].reason, "451 hộp thư đầy");
	assert_text(rows[0].to, "canbo");
	assert_int_equal(house_notes(&s.house, "mail.dead", false), 1);
	assert_int_equal(house_notes(&s.house, "alarm.raise", false), 1);
}

static enum err
resend(struct ctx *ctx, void *arg)
{
	return mail_resend(ctx, ((struct scene *)arg)->mail.id);
}

static void
a_refused_recipient_is_dead_at_once_and_sent_again_on_an_administrator_s_word(struct fixture *f)
{
	struct text id;
	struct scene s;

	scene_begin(&s, f);
	s.house.now = at(3, 10, 0);
	told(&s, TELL_EVENT_ASSIGN);
	assert_int_equal(due(&s, s.house.now), 1);
	tried(&s, SMTP_NEVER, "550 không có hộp thư này");
	id = s.mail.message_id;
	assert_int_equal(figures(&s).dead, 1);
	assert_int_equal(house_do(&s.house, &s.officer, resend, &s), ERR_FORBIDDEN);
	assert_ok(house_do(&s.house, &s.admin, resend, &s));
	assert_int_equal(house_do(&s.house, &s.admin, resend, &s), ERR_CONFLICT);
	assert_int_equal(due(&s, s.house.now), 1);
	tried(&s, SMTP_SENT, "");
	assert_true(text_equals(id, s.mail.message_id));
	assert_int_equal(figures(&s).dead, 0);
	assert_int_equal(figures(&s).sent_today, 1);
}

static void
one_who_slept_cannot_end_what_another_took_meanwhile(struct fixture *f)
{
	struct scene s;
	struct mail slept;

	scene_begin(&s, f);
	s.house.now = at(3, 10, 0);
	told(&s, TELL_EVENT_ASSIGN);
	assert_int_equal(due(&s, s.house.now), 1);
	assert_ok(house_do(&s.house, &s.clock, take, &s));
	slept = s.mail;
	assert_int_equal(due(&s, s.house.now), 0); /* taken: nobody else takes it now */
	assert_int_equal(due(&s, at(3, 10, 1)), 1);
	assert_ok(house_do(&s.house, &s.clock, take, &s));
	assert_true(text_equals(slept.message_id, s.mail.message_id));
	s.mail = slept;
	s.end = SMTP_NEVER;
	s.reason = TEXT("550");
	assert_int_not_equal(house_do(&s.house, &s.clock, end, &s), OK);
	assert_int_equal(figures(&s).dead, 0);
}

static enum err
shut(struct ctx *ctx, void *arg)
{
	return account_deactivate(ctx, ((struct scene *)arg)->officer.account);
}

static void
what_has_become_pointless_is_dropped_when_it_is_taken(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	s.house.now = at(3, 10, 0);
	told(&s, TELL_EVENT_ASSIGN);
	assert_ok(house_do(&s.house, &s.officer, read_all, NULL));
	assert_int_equal(due(&s, s.house.now), 1);
	assert_ok(house_do(&s.house, &s.clock, take, &s));
	assert_true(s.mail.is_dropped);
	told(&s, TELL_EVENT_ASSIGN);
	assert_ok(house_do(&s.house, &s.admin, shut, &s));
	assert_int_equal(due(&s, s.house.now), 1);
	assert_ok(house_do(&s.house, &s.clock, take, &s));
	assert_true(s.mail.is_dropped);
	assert_int_equal(due(&s, at(9, 10, 0)), 0);
}

/* --- a restored store --------------------------------------------------------------------------
 */

static enum err
hold(struct ctx *ctx, void *arg)
{
	(void)arg;
	return mail_hold(ctx);
}

static enum err
release(struct ctx *ctx, void *arg)
{
	return mail_release(ctx, ((struct scene *)arg)->drop);
}

static void
what_is_held_back_goes_or_is_given_up_as_an_administrator_says(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	choose(&s, NOTICE_EVENT, CHOICE_DIGEST);
	s.house.now = at(3, 10, 0);
	assert_int_equal(house_do(&s.house, &s.admin, release, &s), ERR_CONFLICT);
	for (int i = 0; i < 2; i++) {
		s.drop = i;
		assert_ok(house_do(&s.house, &s.admin, hold, NULL));
		told(&s, TELL_EVENT_ASSIGN);
		told(&s, TELL_EVENT_RELEASE);
		assert_int_equal(due(&s, instant_add(s.house.now, DAY_MS)), 0);
		assert_int_equal(house_do(&s.house, &s.officer, release, &s), ERR_FORBIDDEN);
		assert_ok(house_do(&s.house, &s.admin, release, &s));
		assert_int_equal(due(&s, s.house.now), s.drop ? 0 : 1);
		assert_int_equal(digest_is_due(&s, instant_add(s.house.now, DAY_MS)), !s.drop);
		assert_ok(house_do(&s.house, &s.clock, digests, &s));
		while (due(&s, s.house.now))
			tried(&s, SMTP_SENT, "");
	}
	told(&s, TELL_EVENT_ASSIGN);
	assert_int_equal(due(&s, instant_add(s.house.now, DAY_MS)), 1);
}

int
main(void)
{
	/* clang-format off */
	static const struct store_test tests[] = {
		STORE_TEST(a_notice_and_its_mail_are_of_one_transaction),
		STORE_TEST(quiet_hours_hold_mails_back_but_not_what_is_urgent),
		STORE_TEST(a_term_in_hours_is_reminded_of_at_night_one_in_days_in_the_morning),
		STORE_TEST(a_digest_tells_at_half_past_seven_what_was_not_read_meanwhile),
		STORE_TEST(what_is_mute_stands_on_the_desk_as_read_and_is_not_mailed),
		STORE_TEST(terms_of_the_law_what_is_urgent_and_the_system_cannot_be_silenced),
		STORE_TEST(what_fails_is_tried_again_later_and_later_under_the_same_id_until_it_is_dead),
		STORE_TEST(a_refused_recipient_is_dead_at_once_and_sent_again_on_an_administrator_s_word),
		STORE_TEST(one_who_slept_cannot_end_what_another_took_meanwhile),
		STORE_TEST(what_has_become_pointless_is_dropped_when_it_is_taken),
		STORE_TEST(what_is_held_back_goes_or_is_given_up_as_an_administrator_says),
	};
	/* clang-format on */

	return house_run("mail", tests, COUNT_OF(tests));
}
