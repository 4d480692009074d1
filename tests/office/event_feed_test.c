/* A person's events for calendar programs, at a secret address. */
#include "support/scene.h"

#include "office/event_feed.h"

static struct text secret, file;

SCENE_ACT(static, opens_feed, event_feed_open(ctx, &secret))
SCENE_ACT(static, closes_feed, event_feed_close(ctx))
SCENE_ACT(static, writes_feed, event_feed_write(ctx, secret, &file))
SCENE_ACT(static, shuts_account, account_deactivate(ctx, s->reporter.account))

static void
a_calendar_shows_what_its_owner_sees_and_ends_with_the_account(struct fixture *f)
{
	struct text first;
	struct scene s;

	scene_begin(&s, f);
	notified(&s, EVENT_OWN);
	assert_ok(opens_feed(&s, &s.reporter));
	first = secret;
	assert_ok(writes_feed(&s, NULL));
	assert_true(text_find(file, TEXT("SUMMARY:Hội nghị sơ kết")) < 0);
	assert_ok(assigns(&s, &s.coordinator));
	assert_ok(writes_feed(&s, NULL));
	assert_true(text_find(file, TEXT("SUMMARY:Hội nghị sơ kết")) > 0);
	assert_ok(opens_feed(&s, &s.stranger));
	assert_ok(writes_feed(&s, NULL));
	assert_true(text_find(file, TEXT("SUMMARY:Hội nghị sơ kết")) < 0);
	assert_ok(closes_feed(&s, &s.stranger));
	assert_int_equal(writes_feed(&s, NULL), ERR_NOT_FOUND);
	assert_int_equal(closes_feed(&s, &s.stranger), ERR_CONFLICT);
	secret = first;
	assert_ok(shuts_account(&s, &s.admin));
	assert_int_equal(writes_feed(&s, NULL), ERR_NOT_FOUND);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(a_calendar_shows_what_its_owner_sees_and_ends_with_the_account),
	};

	return house_run("event feed", tests, COUNT_OF(tests));
}
