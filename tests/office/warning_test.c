/* Warnings to the public (Article 5, clause 6), from their publication to their end. */
#include "support/scene.h"

#include "office/publication.h"
#include "office/turn.h"
#include "office/warning.h"

#define WARNING                                                                                    \
	"{\"level\":\"urgent\",\"method\":\"Giả danh.\",\"signs\":\"Đòi mã OTP.\","           \
	"\"advice\":\"Cúp máy.\",\"expires_at\":\"%s\",\"message\":\"%s\"}"

static void
warning_begin(struct scene *s, struct fixture *f)
{
	scene_begin(s, f);
	s->genre = TEXT("warning");
	s->writing = (struct writing){.title = TEXT("Giả danh ngân hàng"),
			.abstract = TEXT("Tóm tắt."),
			.plain = TEXT("Khuyến cáo."),
			.section = TEXT("canh-bao")};
	s->order.reason = TEXT("Có tin mới.");
}

/* What the warning says: its end `ms` from now, and a message. */
static void
warns(struct scene *s, int64_t ms, const char *message)
{
	struct text end = instant_iso(
			s->house.arena, instant_add(s->house.now, ms), s->house.rules.zone);

	s->writing.facts = text_format(s->house.arena, WARNING, end.p, message);
}

static void
reviewed(struct scene *s)
{
	does(s, &s->editor, VERB_SUBMIT_REVIEW);
	does(s, &s->publisher, VERB_APPROVE);
	does(s, &s->publisher, VERB_PUBLISH);
}

static void
warning_published(struct scene *s)
{
	warns(s, HOUR_MS, "");
	assert_ok(begins_item(s, &s->officer));
	is_published(s);
}

static size_t
current(struct scene *s, struct publication **rows)
{
	struct ctx ctx = house_ctx(&s->house, NULL);
	size_t count;

	assert_ok(warning_current(&ctx, 3, rows, &count));
	return count;
}

static enum err
pass(struct ctx *ctx, void *arg)
{
	bool *due = arg;

	TRY(turn_is_due(ctx, due));
	return turn_pass(ctx);
}

static void
a_warning_is_in_effect_until_the_instant_at_which_it_expires(struct fixture *f)
{
	struct scene s;
	struct publication *rows;
	bool due;

	warning_begin(&s, f);
	warning_published(&s);
	assert_int_equal(current(&s, &rows), 1);
	s.house.now = instant_add(s.house.now, HOUR_MS - 1);
	assert_int_equal(current(&s, &rows), 1);
	assert_ok(house_do(&s.house, &s.clock, pass, &due));
	assert_false(due);
	s.house.now = instant_add(s.house.now, 1);
	assert_int_equal(current(&s, &rows), 0);
	assert_ok(house_do(&s.house, &s.clock, pass, &due));
	assert_true(due);
}

static void
an_update_says_that_it_is_one_and_may_prolong_the_warning(struct fixture *f)
{
	struct scene s;
	struct publication *rows;

	warning_begin(&s, f);
	warning_published(&s);
	does(&s, &s.editor, VERB_CORRECT);
	s.writing.correction = TEXT("Thêm số điện thoại giả.");
	warns(&s, 2 * HOUR_MS, "");
	assert_int_equal(saves_item(&s, &s.editor), ERR_INVALID);
	warns(&s, 2 * HOUR_MS, "update");
	assert_ok(saves_item(&s, &s.editor));
	reviewed(&s);
	s.house.now = instant_add(s.house.now, HOUR_MS + 1);
	assert_int_equal(current(&s, &rows), 1);
	assert_int_equal(rows[0].item, s.item);
	assert_text(rows[0].title, "Cập nhật: Giả danh ngân hàng");
}

static void
a_cancelled_warning_is_not_in_effect_and_stays_to_be_read(struct fixture *f)
{
	struct scene s;
	struct publication *rows, seen;
	struct ctx ctx;

	warning_begin(&s, f);
	warning_published(&s);
	does(&s, &s.editor, VERB_CORRECT);
	s.writing.correction = TEXT("Tin báo không đúng.");
	warns(&s, -HOUR_MS, "cancel");
	assert_ok(saves_item(&s, &s.editor));
	assert_int_equal(current(&s, &rows), 1);
	reviewed(&s);
	assert_int_equal(current(&s, &rows), 0);
	ctx = house_ctx(&s.house, NULL);
	assert_ok(publication_load(&ctx, s.item, &seen));
	assert_true(seen.live);
	assert_text(seen.title, "Đã hủy: Giả danh ngân hàng");
	assert_text(warning_status(&ctx, seen.facts).text, "Đã hủy");
}

static void
a_first_publication_is_no_message_and_ends_after_now(struct fixture *f)
{
	struct scene s;

	warning_begin(&s, f);
	warns(&s, HOUR_MS, "cancel");
	assert_int_equal(begins_item(&s, &s.officer), ERR_INVALID);
	warns(&s, 0, "");
	assert_int_equal(begins_item(&s, &s.officer), ERR_INVALID);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(a_warning_is_in_effect_until_the_instant_at_which_it_expires),
			STORE_TEST(an_update_says_that_it_is_one_and_may_prolong_the_warning),
			STORE_TEST(a_cancelled_warning_is_not_in_effect_and_stays_to_be_read),
			STORE_TEST(a_first_publication_is_no_message_and_ends_after_now),
	};

	return house_run("warning", tests, COUNT_OF(tests));
}
