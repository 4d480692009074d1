/* What the public reads of answered questions (Article 5, clause 10); on both engines. */
#include "support/scene.h"

#include "office/answer.h"
#include "office/genre.h"
#include "office/publication.h"

static struct answer *
answers_of(struct scene *s, struct answer_query query, size_t expected)
{
	struct ctx ctx = house_ctx(&s->house, NULL);
	struct answer *rows;
	size_t count;

	assert_ok(answer_list(&ctx, &query, 10, &rows, &count));
	assert_int_equal(count, expected);
	return rows;
}

/* Asked, forwarded, received and drafted. */
static void
drafted(struct scene *s)
{
	assert_ok(asks(s, NULL));
	assert_ok(forwards(s, &s->coordinator));
	assert_ok(receives(s, &s->officer));
	assert_ok(drafts_answer(s, &s->officer));
	s->revision = 1;
}

static void
published(struct scene *s)
{
	drafted(s);
	is_published(s);
}

static void
published_answers_are_found_by_words_field_and_year_newest_first(struct fixture *f)
{
	struct answer *rows;
	struct scene s;

	scene_begin(&s, f);
	s.letter.body = TEXT("Tôi ở xa nơi thường trú.");
	published(&s);
	s.house.now = instant_at("2027-03-02 09:00");
	s.letter.subject = TEXT("Mất căn cước");
	s.letter.body = TEXT("Tôi bị mất căn cước.");
	s.field = TEXT("cu-tru");
	published(&s);
	rows = answers_of(&s, (struct answer_query){0}, 2);
	assert_text(rows[0].title, "Mất căn cước");
	assert_text(rows[0].field_label, "Cư trú, căn cước");
	assert_text(rows[1].question, "Tôi ở xa nơi thường trú.");
	assert_text(rows[1].unit_name, "Cục Cảnh sát hình sự");
	answers_of(&s,
			(struct answer_query){.after_at = rows[0].published_at,
					.after_item = rows[0].item},
			1);
	rows = answers_of(&s, (struct answer_query){.year = 2026}, 1);
	assert_text(rows[0].title, "Đổi hộ chiếu ở đâu?");
	answers_of(&s, (struct answer_query){.field = TEXT("cu-tru")}, 1);
	answers_of(&s, (struct answer_query){.field = TEXT("cu-tru"), .year = 2026}, 0);
	rows = answers_of(&s, (struct answer_query){.words = TEXT("can cuoc")}, 1);
	assert_text(rows[0].title, "Mất căn cước");
	answers_of(&s,
			(struct answer_query){
					.words = TEXT("can cuoc"), .after_search = rows[0].search},
			0);
	answers_of(&s, (struct answer_query){.words = TEXT("căn cước"), .year = 2026}, 0);
	s.order.reason = TEXT("Nội dung đã cũ.");
	does(&s, &s.publisher, VERB_WITHDRAW);
	answers_of(&s, (struct answer_query){.words = TEXT("can cuoc")}, 0);
	answers_of(&s, (struct answer_query){0}, 1);
}

static void
an_answer_needs_a_field_of_work(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	assert_ok(asks(&s, NULL));
	assert_ok(forwards(&s, &s.coordinator));
	assert_ok(receives(&s, &s.officer));
	s.field = TEXT("bia-dat");
	assert_complaint(&s, &s.officer, drafts_answer, "field");
}

static struct text
asker_of(struct scene *s)
{
	struct ctx ctx = house_ctx(&s->house, NULL);
	struct publication p;

	assert_ok(publication_load(&ctx, s->item, &p));
	return fact_text(s->house.arena, p.facts, "asker");
}

static void
who_asked_is_named_only_where_they_said_so(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	s.letter.contact = (struct question_contact){.shows_name = true};
	assert_complaint(&s, NULL, asks, "name");
	s.letter.contact.name = TEXT("Nguyễn Văn Ví Dụ");
	published(&s);
	assert_text(asker_of(&s), "Nguyễn Văn Ví Dụ");
	s.letter.contact.shows_name = false;
	published(&s);
	assert_int_equal(asker_of(&s).n, 0);
}

static void
a_name_that_an_officer_wrote_is_not_approved_against_who_asked(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	s.letter.contact.name = TEXT("Nguyễn Văn Ví Dụ");
	drafted(&s);
	s.writing = (struct writing){.title = s.letter.subject,
			.plain = s.body,
			.section = TEXT("hoi-dap"),
			.facts = TEXT("{\"question\":\"Hỏi\",\"asked_on\":\"2026-02-02\","
				      "\"field\":\"khac\",\"asker\":\"Nguyễn Văn Ví Dụ\"}")};
	assert_ok(saves_item(&s, &s.officer));
	hands_in(&s);
	does(&s, &s.editor, VERB_TAKE);
	does(&s, &s.editor, VERB_SUBMIT_REVIEW);
	assert_int_equal(step(&s, &s.publisher, VERB_APPROVE), ERR_CONFLICT);
	assert_true(text_find(s.house.words, TEXT("Người hỏi không đồng ý nêu tên")) >= 0);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(published_answers_are_found_by_words_field_and_year_newest_first),
			STORE_TEST(an_answer_needs_a_field_of_work),
			STORE_TEST(who_asked_is_named_only_where_they_said_so),
			STORE_TEST(a_name_that_an_officer_wrote_is_not_approved_against_who_asked),
	};

	return house_run("answer", tests, COUNT_OF(tests));
}
