/* document_test.c - legal documents and drafts (Article 5, clause 8), from the desk to the public.
 */
#include "support/house.h"

#include "office/comment.h"
#include "office/consent.h"
#include "office/document.h"
#include "office/duty.h"
#include "office/item.h"
#include "office/matter.h"
#include "office/public_form.h"
#include "office/publication.h"
#include "office/site.h"
#include "office/transfer.h"
#include "office/turn.h"

#define DRAFT                                                                                       \
	"{\"document_kind\":\"decree\",\"drafter\":\"Cục Minh họa\",\"comment_from\":\"%.*s\"," \
	"\"comment_until\":\"%.*s\",\"contact\":\"Cục Minh họa\"}"

struct scene {
	struct house house;
	struct actor officer, leader, editor, publisher, clock, ministry, lawyer, lawyer_leader;
	int64_t legal_affairs;
	struct item_news news;
	struct writing writing;
	struct step_order order;
	int64_t item, matter, duty;
	bool due;
	struct matter_news matter_news;
	struct consent consent;
	struct transfer transfer;
	struct comment comment;
	struct pair values[4];
};

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

	*s = (struct scene){0};
	house_begin(h, f);
	s->officer = house_account(h, "canbo", h->department, ROLE_BIT(ROLE_OFFICER));
	s->leader = house_account(h, "lanhdao", h->department, ROLE_BIT(ROLE_UNIT_LEADER));
	s->editor = house_account(h, "bientap", h->portal, ROLE_BIT(ROLE_EDITOR));
	s->publisher = house_account(h, "xuatban", h->portal, ROLE_BIT(ROLE_PUBLISHER));
	s->clock = (struct actor){.door = DOOR_CLOCK, .login = TEXT("đồng hồ")};
	s->ministry = house_account(h, "lanhdaobo", h->ministry, ROLE_BIT(ROLE_MINISTRY_LEADER));
	assert_ok(house_do(h, NULL, add_site, NULL));
	h->values = s->values;
	s->writing = (struct writing){.title = TEXT("Dự thảo Nghị định minh họa"),
			.abstract = TEXT("Tóm tắt."),
			.plain = TEXT("Kính mời góp ý."),
			.section = TEXT("van-ban")};
}

static enum err
begin_item(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;

	return item_begin(ctx, &s->news, &s->writing, &s->item);
}

static enum err
step_item(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;

	return item_step(ctx, s->item, &s->order);
}

static void
step(struct scene *s, const struct actor *actor, enum item_verb verb)
{
	s->order = (struct step_order){
			.verb = verb, .revision = 1, .reason = TEXT("Chưa được phép công bố.")};
	assert_ok(house_do(&s->house, actor, step_item, s));
}

static void
published(struct scene *s, const char *genre, struct text facts)
{
	s->news = (struct item_news){.genre = text_of(genre)};
	s->writing.facts = facts;
	assert_ok(house_do(&s->house, &s->officer, begin_item, s));
	step(s, &s->officer, VERB_SUBMIT);
	step(s, &s->leader, VERB_SEND);
	step(s, &s->editor, VERB_TAKE);
	step(s, &s->editor, VERB_SUBMIT_REVIEW);
	step(s, &s->publisher, VERB_APPROVE);
	step(s, &s->publisher, VERB_PUBLISH);
}

/* A draft that takes comments from tomorrow until the end of the day behind. */
static void
draft_published(struct scene *s)
{
	struct day day = day_of(s->house.now, ZONE_VIETNAM);

	published(s, "draft",
			text_format(s->house.arena, DRAFT,
					TEXT_ARGS(day_iso(s->house.arena, day_add(day, 1))),
					TEXT_ARGS(day_iso(s->house.arena, day_add(day, 2)))));
}

static enum err
pass(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;

	TRY(turn_is_due(ctx, &s->due));
	return turn_pass(ctx);
}

/* How often the public pages were made anew when the clock looked at `now`. */
static int64_t
passed(struct scene *s)
{
	struct site_facts before, after;

	assert_ok(site_load(s->house.store, s->house.arena, &before));
	assert_ok(house_do(&s->house, &s->clock, pass, s));
	assert_ok(site_load(s->house.store, s->house.arena, &after));
	assert_int_equal(s->due, after.version > before.version);
	return after.version - before.version;
}

/* --- pages that change by themselves -----------------------------------------------------------
 */

static void
pages_are_made_anew_when_a_drafts_time_for_comments_begins_and_ends(struct fixture *f)
{
	struct scene s;
	struct day day;

	scene_begin(&s, f);
	day = day_of(s.house.now, ZONE_VIETNAM);
	draft_published(&s);
	assert_int_equal(passed(&s), 0);
	s.house.now = instant_add(day_begin(day_add(day, 1), ZONE_VIETNAM), -1);
	assert_int_equal(passed(&s), 0);
	s.house.now = day_begin(day_add(day, 1), ZONE_VIETNAM);
	assert_int_equal(passed(&s), 1);
	assert_int_equal(passed(&s), 0);
	s.house.now = day_begin(day_add(day, 3), ZONE_VIETNAM);
	assert_int_equal(passed(&s), 1);
}

static void
a_withdrawn_draft_changes_by_itself_no_more(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	draft_published(&s);
	step(&s, &s.publisher, VERB_WITHDRAW);
	s.house.now = instant_add(s.house.now, 5 * DAY_MS);
	assert_int_equal(passed(&s), 0);
}

/* --- search ------------------------------------------------------------------------------------
 */

static void
what_a_fact_says_is_found(struct fixture *f)
{
	struct scene s;
	struct ctx ctx;
	struct publication *rows;
	size_t count;
	int64_t next;

	scene_begin(&s, f);
	draft_published(&s);
	ctx = house_ctx(&s.house, NULL);
	assert_ok(publication_search(
			&ctx, TEXT("nghi dinh cuc minh hoa"), 0, 10, &rows, &count, &next));
	assert_int_equal(count, 1);
}

/* --- the public list ---------------------------------------------------------------------------
 */

#define DOCUMENT                                                                                   \
	"{\"document_kind\":\"%s\",\"number\":\"%s\",\"issuer\":\"Bộ Công "                     \
	"an\",\"signer\":\"Người "                                                              \
	"ký\",\"signed_on\":\"%s\",\"issued_on\":\"%s\",\"effective_from\":\"2026-01-20\","       \
	"\"effective_to\":\"2026-12-31\"}"

static void
document_published(struct scene *s, const char *kind, const char *number, const char *day)
{
	published(s, "document", text_format(s->house.arena, DOCUMENT, kind, number, day, day));
}

/* The numbers that a query finds, "a b c". */
static const char *
numbers(struct scene *s, struct document_query query, size_t limit)
{
	struct ctx ctx = house_ctx(&s->house, NULL);
	struct text found = NO_TEXT;
	struct document *rows;
	size_t count;

	assert_ok(document_list(&ctx, &query, limit, &rows, &count));
	for (size_t i = 0; i < count; i++)
		found = text_format(s->house.arena, "%.*s%s%.*s", TEXT_ARGS(found), i ? " " : "",
				TEXT_ARGS(rows[i].number));
	return text_c(s->house.arena, found);
}

static void
documents_are_found_by_kind_year_and_the_beginning_of_their_number(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	document_published(&s, "circular", "80/2020/TT-BCA", "2020-07-30");
	document_published(&s, "circular", "81/2020/TT-BCA", "2020-07-30");
	document_published(&s, "decree", "8/2026/NĐ-CP", "2026-01-10");
	assert_string_equal(numbers(&s, (struct document_query){0}, 9),
			"8/2026/NĐ-CP 81/2020/TT-BCA 80/2020/TT-BCA");
	assert_string_equal(numbers(&s, (struct document_query){.kind = TEXT("circular")}, 1),
			"81/2020/TT-BCA");
	assert_string_equal(numbers(&s, (struct document_query){.year = 2026}, 9), "8/2026/NĐ-CP");
	assert_string_equal(numbers(&s, (struct document_query){.number = TEXT("80 / 2020/tt")}, 9),
			"80/2020/TT-BCA");
	assert_string_equal(numbers(&s, (struct document_query){.number = TEXT("8/2026/nd")}, 9),
			"8/2026/NĐ-CP");
	step(&s, &s.publisher, VERB_WITHDRAW);
	assert_string_equal(numbers(&s, (struct document_query){.year = 2026}, 9), "");
}

static void
a_page_of_documents_continues_behind_its_last(struct fixture *f)
{
	struct scene s;
	struct ctx ctx;
	struct document *rows;
	size_t count;

	scene_begin(&s, f);
	document_published(&s, "circular", "1/A", "2026-01-10");
	document_published(&s, "circular", "2/A", "2026-01-10");
	document_published(&s, "circular", "3/A", "2025-01-10");
	ctx = house_ctx(&s.house, NULL);
	assert_ok(document_list(&ctx, &(struct document_query){0}, 1, &rows, &count));
	assert_string_equal(numbers(&s,
					    (struct document_query){.after_day = rows[0].issued_on,
							    .after_item = rows[0].item},
					    9),
			"1/A 3/A");
}

static void
a_document_says_whether_it_holds_on_a_day(struct fixture *f)
{
	const struct text facts =
			TEXT("{\"effective_from\":\"2026-01-20\",\"effective_to\":\"2026-12-31\"}");
	struct day first, last;

	(void)f;
	assert_ok(day_parse(TEXT("2026-01-20"), &first));
	assert_ok(day_parse(TEXT("2026-12-31"), &last));
	assert_text(document_validity(facts, day_add(first, -1)).text, "Chưa có hiệu lực");
	assert_text(document_validity(facts, first).text, "Còn hiệu lực");
	assert_text(document_validity(facts, last).text, "Còn hiệu lực");
	assert_text(document_validity(facts, day_add(last, 1)).text, "Hết hiệu lực");
}

/* --- comments ----------------------------------------------------------------------------------
 */

static enum err
add_comment(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;

	return comment_add(ctx, s->item, &s->comment);
}

static enum err
commented(struct scene *s)
{
	s->comment = (struct comment){
			.name = TEXT("Nguyễn Văn Mẫu"), .body = TEXT("Đề nghị sửa Điều 5.")};
	return house_do(&s->house, NULL, add_comment, s);
}

static int64_t
comments(struct scene *s)
{
	struct ctx ctx = house_ctx(&s->house, NULL);
	int64_t count;

	assert_ok(comment_count(&ctx, s->item, &count));
	return count;
}

static void
a_draft_is_commented_only_while_its_period_lasts(struct fixture *f)
{
	struct scene s;
	struct day day;

	scene_begin(&s, f);
	day = day_of(s.house.now, ZONE_VIETNAM);
	draft_published(&s);
	assert_int_equal(commented(&s), ERR_CONFLICT);
	s.house.now = day_begin(day_add(day, 1), ZONE_VIETNAM);
	assert_ok(commented(&s));
	s.house.now = instant_add(day_begin(day_add(day, 3), ZONE_VIETNAM), -1);
	assert_ok(commented(&s));
	s.house.now = day_begin(day_add(day, 3), ZONE_VIETNAM);
	assert_int_equal(commented(&s), ERR_CONFLICT);
	assert_int_equal(comments(&s), 2);
}

static void
robots_fill_the_trap_or_come_too_often(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	draft_published(&s);
	s.house.now = instant_add(s.house.now, DAY_MS);
	s.house.peer = TEXT("192.0.2.7");
	s.values[0] = (struct pair){TEXT("homepage"), TEXT("https://spam.example")};
	s.house.value_count = 1;
	assert_int_equal(commented(&s), ERR_INVALID);
	s.house.value_count = 0;
	for (int i = 0; i < PUBLIC_FORM_PEER_MAX; i++)
		assert_ok(commented(&s));
	assert_int_equal(commented(&s), ERR_THROTTLED);
	s.house.peer = TEXT("192.0.2.8");
	assert_ok(commented(&s));
	assert_int_equal(comments(&s), PUBLIC_FORM_PEER_MAX + 1);
}

static void
comments_are_for_the_unit_and_the_portal_alone(struct fixture *f)
{
	struct scene s;
	struct actor stranger;
	struct ctx ctx;
	struct comment *rows;
	size_t count;

	scene_begin(&s, f);
	stranger = house_account(&s.house, "canbo2", s.house.province, ROLE_BIT(ROLE_OFFICER));
	draft_published(&s);
	s.house.now = instant_add(s.house.now, DAY_MS);
	assert_ok(commented(&s));
	ctx = house_ctx(&s.house, &s.officer);
	assert_ok(comment_list(&ctx, s.item, 0, 9, &rows, &count));
	assert_int_equal(count, 1);
	assert_text(rows[0].body, "Đề nghị sửa Điều 5.");
	ctx = house_ctx(&s.house, &stranger);
	assert_int_not_equal(comment_list(&ctx, s.item, 0, 9, &rows, &count), OK);
}

/* --- the Government's portal -------------------------------------------------------------------
 */

static enum err
add_transfer(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;

	return transfer_add(ctx, s->item, &s->transfer);
}

static void
that_the_governments_portal_was_given_a_document_is_recorded_with_its_evidence(struct fixture *f)
{
	struct scene s;
	struct ctx ctx;
	struct transfer *rows;
	size_t count;

	scene_begin(&s, f);
	s.news = (struct item_news){.genre = TEXT("document")};
	s.writing.facts = text_format(
			s.house.arena, DOCUMENT, "decree", "8/NĐ", "2026-01-10", "2026-01-10");
	assert_ok(house_do(&s.house, &s.officer, begin_item, &s));
	s.transfer = (struct transfer){
			.given_at = s.house.now, .evidence = TEXT("Công văn 12/BCA-VP")};
	assert_int_equal(house_do(&s.house, &s.officer, add_transfer, &s), ERR_CONFLICT);
	document_published(&s, "decree", "8/2026/NĐ-CP", "2026-01-10");
	s.transfer.given_at = instant_add(s.house.now, HOUR_MS);
	assert_int_equal(house_do(&s.house, &s.officer, add_transfer, &s), ERR_INVALID);
	s.transfer.given_at = s.house.now;
	s.transfer.address = TEXT("javascript:alert(1)");
	assert_int_equal(house_do(&s.house, &s.officer, add_transfer, &s), ERR_INVALID);
	s.transfer.address = TEXT("https://chinhphu.example/8");
	assert_ok(house_do(&s.house, &s.officer, add_transfer, &s));
	ctx = house_ctx(&s.house, &s.officer);
	assert_ok(transfer_list(&ctx, s.item, &rows, &count));
	assert_int_equal(count, 1);
	assert_text(rows[0].evidence, "Công văn 12/BCA-VP");
	assert_int_equal(rows[0].revision, 1);
}

/* --- asking the ministry's leadership ----------------------------------------------------------
 */

static enum err
open_matter(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;
	struct duty_row *duties;
	size_t count;

	TRY(matter_open(ctx, &s->matter_news, &s->matter));
	TRY(duty_list(ctx, s->matter, &duties, &count));
	s->duty = duties[0].id;
	return OK;
}

static enum err
give_consent(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;
	struct duty_row duty;

	TRY(duty_load(ctx, s->duty, &duty));
	return consent_give(ctx, s->duty, duty.version, &s->consent);
}

static void
asked(struct scene *s)
{
	struct house *h = &s->house;
	struct text today = day_iso(h->arena, day_of(h->now, ZONE_VIETNAM));

	s->legal_affairs = house_unit(h, "PC-CCHCTP", "Cục Pháp chế", "department", h->ministry);
	s->lawyer = house_account(h, "canbo.phapche", s->legal_affairs, ROLE_BIT(ROLE_OFFICER));
	s->lawyer_leader = house_account(
			h, "lanhdao.phapche", s->legal_affairs, ROLE_BIT(ROLE_UNIT_LEADER));
	s->matter_news = (struct matter_news){.rule = TEXT("8b"),
			.title = TEXT("Sổ tay pháp luật"),
			.happened = TEXT("Đề nghị đăng sổ tay.")};
	s->values[0] = (struct pair){TEXT("evidence_subject"), TEXT("Sổ tay pháp luật")};
	s->values[1] = (struct pair){TEXT("evidence_asked_on"), today};
	h->value_count = 2;
	assert_int_equal(house_do(h, &s->officer, open_matter, s), ERR_INVALID);
	assert_ok(house_do(h, &s->lawyer, open_matter, s));
	h->value_count = 0;
	s->consent = (struct consent){.agreed = true,
			.leader = TEXT("Lãnh đạo Bộ"),
			.decided_on = day_of(h->now, ZONE_VIETNAM),
			.paper = TEXT("Bút phê trên Tờ trình 45/TTr-PC")};
}

static size_t
duties(struct scene *s, struct duty_row **rows)
{
	struct ctx ctx = house_ctx(&s->house, &s->lawyer);
	size_t count;

	assert_ok(duty_list(&ctx, s->matter, rows, &count));
	return count;
}

static void
when_the_leadership_agrees_the_unit_has_two_working_days(struct fixture *f)
{
	struct scene s;
	struct duty_row *rows;

	scene_begin(&s, f);
	asked(&s);
	assert_int_equal(house_do(&s.house, &s.lawyer, give_consent, &s), ERR_FORBIDDEN);
	assert_ok(house_do(&s.house, &s.ministry, give_consent, &s));
	assert_int_equal(duties(&s, &rows), 2);
	assert_int_equal(rows[0].state, DUTY_MET);
	assert_text(rows[1].rule->id, "8c");
	assert_int_equal(rows[1].rule->limit.amount, 2);
	assert_int_equal(rows[1].anchor_at.ms,
			day_begin(day_of(s.house.now, ZONE_VIETNAM), ZONE_VIETNAM).ms);
	assert_int_equal(house_do(&s.house, &s.ministry, give_consent, &s), ERR_CONFLICT);
}

static void
when_the_leadership_refuses_the_matter_ends_and_the_record_stays(struct fixture *f)
{
	struct scene s;
	struct duty_row *rows;
	struct consent kept;
	struct matter matter;
	struct ctx ctx;

	scene_begin(&s, f);
	asked(&s);
	s.consent.agreed = false;
	assert_int_equal(house_do(&s.house, &s.lawyer_leader, give_consent, &s), ERR_INVALID);
	s.consent.reason = TEXT("Chưa phù hợp.");
	assert_ok(house_do(&s.house, &s.lawyer_leader, give_consent, &s));
	assert_int_equal(duties(&s, &rows), 1);
	ctx = house_ctx(&s.house, &s.lawyer);
	assert_ok(matter_load(&ctx, s.matter, &matter));
	assert_false(matter.open);
	assert_ok(consent_load(&ctx, s.duty, &kept));
	assert_false(kept.agreed);
	assert_text(kept.reason, "Chưa phù hợp.");
	assert_text(kept.paper, "Bút phê trên Tờ trình 45/TTr-PC");
}

static void
a_decision_lies_between_the_question_and_today(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	asked(&s);
	s.consent.decided_on = day_add(s.consent.decided_on, 1);
	assert_int_equal(house_do(&s.house, &s.ministry, give_consent, &s), ERR_INVALID);
	s.consent.decided_on = day_add(s.consent.decided_on, -2);
	assert_int_equal(house_do(&s.house, &s.ministry, give_consent, &s), ERR_INVALID);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(pages_are_made_anew_when_a_drafts_time_for_comments_begins_and_ends),
			STORE_TEST(a_withdrawn_draft_changes_by_itself_no_more),
			STORE_TEST(what_a_fact_says_is_found),
			STORE_TEST(documents_are_found_by_kind_year_and_the_beginning_of_their_number),
			STORE_TEST(a_page_of_documents_continues_behind_its_last),
			STORE_TEST(a_document_says_whether_it_holds_on_a_day),
			STORE_TEST(a_draft_is_commented_only_while_its_period_lasts),
			STORE_TEST(robots_fill_the_trap_or_come_too_often),
			STORE_TEST(comments_are_for_the_unit_and_the_portal_alone),
			STORE_TEST(that_the_governments_portal_was_given_a_document_is_recorded_with_its_evidence),
			STORE_TEST(when_the_leadership_agrees_the_unit_has_two_working_days),
			STORE_TEST(when_the_leadership_refuses_the_matter_ends_and_the_record_stays),
			STORE_TEST(a_decision_lies_between_the_question_and_today),
	};

	return house_run("document", tests, COUNT_OF(tests));
}
