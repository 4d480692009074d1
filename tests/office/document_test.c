/* Legal documents and drafts (Article 5, clause 8), from the desk to the public. */
#include "support/scene.h"

#include "office/comment.h"
#include "office/document.h"
#include "office/public_form.h"
#include "office/publication.h"
#include "office/site.h"
#include "office/turn.h"

#define DRAFT                                                                                       \
	"{\"document_kind\":\"decree\",\"drafter\":\"Cục Minh họa\",\"comment_from\":\"%.*s\"," \
	"\"comment_until\":\"%.*s\",\"contact\":\"Cục Minh họa\"}"

#define DOCUMENT                                                                                   \
	"{\"document_kind\":\"%s\",\"number\":\"%s\",\"issuer\":\"Bộ Công "                     \
	"an\",\"signer\":\"Người "                                                              \
	"ký\",\"signed_on\":\"%s\",\"issued_on\":\"%s\",\"effective_from\":\"2026-01-20\","       \
	"\"effective_to\":\"2026-12-31\"}"

static void
document_begin(struct scene *s, struct fixture *f)
{
	scene_begin(s, f);
	s->order.reason = TEXT("Chưa được phép công bố.");
	s->writing = (struct writing){.title = TEXT("Dự thảo Nghị định minh họa"),
			.abstract = TEXT("Tóm tắt."),
			.plain = TEXT("Kính mời góp ý."),
			.section = TEXT("van-ban")};
}

static void
genre_published(struct scene *s, const char *genre, struct text facts)
{
	s->genre = text_of(genre);
	s->writing.facts = facts;
	assert_ok(begins_item(s, &s->officer));
	is_published(s);
}

/* A draft that takes comments from tomorrow until the end of the day behind. */
static void
draft_published(struct scene *s)
{
	struct day day = day_of(s->house.now, ZONE_VIETNAM);

	genre_published(s, "draft",
			text_format(s->house.arena, DRAFT,
					TEXT_ARGS(day_iso(s->house.arena, day_add(day, 1))),
					TEXT_ARGS(day_iso(s->house.arena, day_add(day, 2)))));
}

/* --- pages that change by themselves ---------------------------------------------------------- */

static bool due;

static enum err
pass(struct ctx *ctx, void *arg)
{
	(void)arg;
	TRY(turn_is_due(ctx, &due));
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
	assert_int_equal(due, after.version > before.version);
	return after.version - before.version;
}

static void
pages_are_made_anew_when_a_drafts_time_for_comments_begins_and_ends(struct fixture *f)
{
	struct scene s;
	struct day day;

	document_begin(&s, f);
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

	document_begin(&s, f);
	draft_published(&s);
	does(&s, &s.publisher, VERB_WITHDRAW);
	s.house.now = instant_add(s.house.now, 5 * DAY_MS);
	assert_int_equal(passed(&s), 0);
}

/* --- search ----------------------------------------------------------------------------------- */

static void
what_a_fact_says_is_found(struct fixture *f)
{
	struct scene s;
	struct ctx ctx;
	struct publication *rows;
	size_t count;
	int64_t next;

	document_begin(&s, f);
	draft_published(&s);
	ctx = house_ctx(&s.house, NULL);
	assert_ok(publication_search(
			&ctx, TEXT("nghi dinh cuc minh hoa"), 0, 10, &rows, &count, &next));
	assert_int_equal(count, 1);
}

/* --- the public list -------------------------------------------------------------------------- */

static void
document_published(struct scene *s, const char *kind, const char *number, const char *day)
{
	genre_published(s, "document",
			text_format(s->house.arena, DOCUMENT, kind, number, day, day));
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

	document_begin(&s, f);
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
	does(&s, &s.publisher, VERB_WITHDRAW);
	assert_string_equal(numbers(&s, (struct document_query){.year = 2026}, 9), "");
}

static void
a_page_of_documents_continues_behind_its_last(struct fixture *f)
{
	struct scene s;
	struct ctx ctx;
	struct document *rows;
	size_t count;

	document_begin(&s, f);
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

/* --- comments --------------------------------------------------------------------------------- */

static struct comment comment;

SCENE_ACT(static, adds_comment, comment_add(ctx, s->item, &comment))

static enum err
commented(struct scene *s)
{
	comment = (struct comment){
			.name = TEXT("Nguyễn Văn Mẫu"), .body = TEXT("Đề nghị sửa Điều 5.")};
	return adds_comment(s, NULL);
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
robots_fill_the_trap_or_come_too_often(struct fixture *f)
{
	struct scene s;

	document_begin(&s, f);
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
	struct ctx ctx;
	struct comment *rows;
	size_t count;

	document_begin(&s, f);
	draft_published(&s);
	s.house.now = instant_add(s.house.now, DAY_MS);
	assert_ok(commented(&s));
	ctx = house_ctx(&s.house, &s.officer);
	assert_ok(comment_list(&ctx, s.item, 0, 9, &rows, &count));
	assert_int_equal(count, 1);
	assert_text(rows[0].body, "Đề nghị sửa Điều 5.");
	ctx = house_ctx(&s.house, &s.stranger);
	assert_int_not_equal(comment_list(&ctx, s.item, 0, 9, &rows, &count), OK);
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
			STORE_TEST(robots_fill_the_trap_or_come_too_often),
			STORE_TEST(comments_are_for_the_unit_and_the_portal_alone),
	};

	return house_run("document", tests, COUNT_OF(tests));
}
