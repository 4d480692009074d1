/* warning_test.c - warnings to the public (Article 5, clause 6), from their publication to their
 * end.
 */
#include "support/house.h"

#include "office/item.h"
#include "office/publication.h"
#include "office/site.h"
#include "office/turn.h"
#include "office/warning.h"

#define WARNING                                                                                    \
	"{\"level\":\"urgent\",\"method\":\"Giả danh.\",\"signs\":\"Đòi mã OTP.\","           \
	"\"advice\":\"Cúp máy.\",\"expires_at\":\"%s\",\"message\":\"%s\"}"

struct scene {
	struct house house;
	struct actor officer, leader, editor, publisher, clock;
	struct item_news news;
	struct writing writing;
	struct step_order order;
	int64_t item, base;
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
	assert_ok(house_do(h, NULL, add_site, NULL));
	s->news = (struct item_news){.genre = TEXT("warning")};
	s->writing = (struct writing){.title = TEXT("Giả danh ngân hàng"),
			.abstract = TEXT("Tóm tắt."),
			.plain = TEXT("Khuyến cáo."),
			.section = TEXT("canh-bao")};
}

static enum err
begin_item(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;

	return item_begin(ctx, &s->news, &s->writing, &s->item);
}

static enum err
save_item(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;

	return item_save(ctx, s->item, s->base, &s->writing, &s->base);
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
			.verb = verb, .revision = s->base, .reason = TEXT("Có tin mới.")};
	assert_ok(house_do(&s->house, actor, step_item, s));
}

/* What the warning says: its end `ms` from now, and a message. */
static void
says(struct scene *s, int64_t ms, const char *message)
{
	struct text end = instant_iso(
			s->house.arena, instant_add(s->house.now, ms), s->house.rules.zone);

	s->writing.facts = text_format(s->house.arena, WARNING, end.p, message);
}

static void
reviewed(struct scene *s)
{
	step(s, &s->editor, VERB_SUBMIT_REVIEW);
	step(s, &s->publisher, VERB_APPROVE);
	step(s, &s->publisher, VERB_PUBLISH);
}

static void
published(struct scene *s)
{
	says(s, HOUR_MS, "");
	s->base = 1;
	assert_ok(house_do(&s->house, &s->officer, begin_item, s));
	step(s, &s->officer, VERB_SUBMIT);
	step(s, &s->leader, VERB_SEND);
	step(s, &s->editor, VERB_TAKE);
	reviewed(s);
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

	scene_begin(&s, f);
	published(&s);
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

	scene_begin(&s, f);
	published(&s);
	step(&s, &s.editor, VERB_CORRECT);
	s.writing.correction = TEXT("Thêm số điện thoại giả.");
	says(&s, 2 * HOUR_MS, "");
	assert_int_equal(house_do(&s.house, &s.editor, save_item, &s), ERR_INVALID);
	says(&s, 2 * HOUR_MS, "update");
	assert_ok(house_do(&s.house, &s.editor, save_item, &s));
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

	scene_begin(&s, f);
	published(&s);
	step(&s, &s.editor, VERB_CORRECT);
	s.writing.correction = TEXT("Tin báo không đúng.");
	says(&s, -HOUR_MS, "cancel");
	assert_ok(house_do(&s.house, &s.editor, save_item, &s));
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

	scene_begin(&s, f);
	says(&s, HOUR_MS, "cancel");
	assert_int_equal(house_do(&s.house, &s.officer, begin_item, &s), ERR_INVALID);
	says(&s, 0, "");
	assert_int_equal(house_do(&s.house, &s.officer, begin_item, &s), ERR_INVALID);
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
