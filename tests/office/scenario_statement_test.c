/*
 * Clause 9 of Article 5: what a unit's leader tells the press is given to the Portal at the
 * same time, and the Portal publishes it when that is necessary. On both engines.
 */
#include "support/scene.h"

#define STATEMENT                                                                                  \
	"{\"speaker\":\"Đại tá Mẫu\",\"position\":\"Người phát ngôn\",\"stated_at\":"   \
	"\"2026-03-09T09:00\"}"

/* Told at nine on Monday 09/03/2026, handed in five minutes later. */
static void
statement_sent(struct scene *s, struct fixture *f)
{
	scene_begin(s, f);
	it_is(s, "2026-03-09 09:00");
	evidence(s, "speaker", "Đại tá Mẫu");
	evidence(s, "stated_at", "2026-03-09T09:00");
	s->writing.section = TEXT("phat-ngon");
	s->writing.facts = TEXT(STATEMENT);
	owes(s, &s->officer, "9a");
	assert_ok(begins_item(s, &s->officer));
	it_is(s, "2026-03-09 09:05");
	hands_in(s);
}

static void
duty_9a__given_while_it_is_spoken_it_is_measured_and_the_portal_owes_its_look(struct fixture *f)
{
	struct scene s;

	statement_sent(&s, f);
	assert_false(duty_now(&s).due.has_end); /* "at the same time" is no number */
	assert_int_equal(duty_now(&s).met_at.ms - duty_now(&s).anchor_at.ms, 5 * MINUTE_MS);
	assert_in_time(&s, "9a");
	assert_duties(&s, "9a met, 9b open");
	assert_int_equal(duty_at(&s, 1).unit, s.house.portal);
}

static void
duty_9b__what_is_necessary_is_published(struct fixture *f)
{
	struct scene s;

	statement_sent(&s, f);
	portal_publishes(&s);
	assert_true(is_public(&s));
	assert_duties(&s, "9a met, 9b met");
	assert_ok(closes_matter(&s, &s.leader));
}

static void
duty_9b__not_published_because_is_an_end_too(struct fixture *f)
{
	struct statement_review review;
	struct scene s;
	struct ctx ctx;

	statement_sent(&s, f);
	s.reason = NO_TEXT;
	assert_int_equal(judges(&s, &s.publisher, STATEMENT_NOT_PUBLISHED), ERR_INVALID);
	assert_string_equal(complaint(&s), "reason");
	s.reason = TEXT("Nội dung đã có trong thông cáo của Bộ.");
	assert_int_equal(judges(&s, &s.editor, STATEMENT_NOT_PUBLISHED), ERR_FORBIDDEN);
	assert_int_equal(judges(&s, &s.leader, STATEMENT_NOT_PUBLISHED), ERR_FORBIDDEN);
	assert_ok(judges(&s, &s.publisher, STATEMENT_NOT_PUBLISHED));
	assert_duties(&s, "9a met, 9b met");
	assert_false(is_public(&s));
	ctx = house_ctx(&s.house, &s.auditor);
	assert_ok(statement_review_load(&ctx, s.item, s.revision, &review));
	assert_text(review.reason, "Nội dung đã có trong thông cáo của Bộ.");
	/* Once said, it stands. */
	assert_int_equal(judges(&s, &s.publisher2, STATEMENT_CONSISTENT), ERR_CONFLICT);
	assert_ok(closes_matter(&s, &s.leader));
}

static void
duty_9b__a_second_statement_is_held_beside_the_first_before_it_is_approved(struct fixture *f)
{
	struct statement *others;
	struct scene s;
	struct item item;
	struct ctx ctx;
	size_t count;

	statement_sent(&s, f);
	portal_publishes(&s);
	s.duty = 0; /* of the same matter, but owed no more */
	s.genre = TEXT("statement");
	s.writing.title = TEXT("Phát ngôn bổ sung");
	it_is(&s, "2026-03-10 09:00");
	assert_ok(begins_item(&s, &s.officer));
	hands_in(&s);
	does(&s, &s.editor, VERB_TAKE);
	does(&s, &s.editor, VERB_SUBMIT_REVIEW);
	item = item_now(&s);
	ctx = house_ctx(&s.house, &s.publisher);
	assert_ok(statement_others(&ctx, &item, &others, &count));
	assert_int_equal(count, 1);
	assert_text(others[0].title, "Kết quả quý");
	assert_int_equal(step(&s, &s.publisher, VERB_APPROVE), ERR_CONFLICT);
	s.reason = TEXT("Thay cho phát ngôn ngày 09/03.");
	assert_ok(judges(&s, &s.publisher, STATEMENT_SUPERSEDES));
	does(&s, &s.publisher, VERB_APPROVE);
	does(&s, &s.publisher, VERB_PUBLISH);
	assert_true(is_public(&s));
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(duty_9a__given_while_it_is_spoken_it_is_measured_and_the_portal_owes_its_look),
			STORE_TEST(duty_9b__what_is_necessary_is_published),
			STORE_TEST(duty_9b__not_published_because_is_an_end_too),
			STORE_TEST(duty_9b__a_second_statement_is_held_beside_the_first_before_it_is_approved),
	};

	return house_run("scenario: clause 9", tests, COUNT_OF(tests));
}
