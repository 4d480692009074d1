/* What operators are told of the machine. */
#include "support/house.h"

#include "office/health.h"
#include "office/last_run.h"
#include "office/mail.h"
#include "office/site.h"

#include <string.h>
#include <unistd.h>

struct ending {
	const char *name;
	bool is_well;
	const char *words;
};

static enum err
run_ended(struct ctx *ctx, void *arg)
{
	const struct ending *ending = arg;

	return last_run_note(ctx, ending->name, NO_TEXT, ending->is_well, text_of(ending->words));
}

static void
ended(struct house *house, const char *name, bool is_well, const char *words)
{
	assert_ok(house_do(house, NULL, run_ended, &(struct ending){name, is_well, words}));
}

static enum err
add_site(struct ctx *ctx, void *arg)
{
	(void)arg;
	return site_add(ctx, false);
}

static struct checks
look(struct house *house)
{
	struct checks found = {0};
	struct ctx ctx = house_ctx(house, NULL);

	house->rules.files = house->fixture->directory;
	health_look(&ctx, HEALTH_PAGE, &found);
	return found;
}

/* The last finding about `what`. */
static struct check
check_of(const struct checks *found, const char *what)
{
	for (size_t i = found->count; i-- > 0;)
		if (text_equals(found->list[i].what, text_of(what)))
			return found->list[i];
	fail_msg("nothing about %s", what);
	return (struct check){0};
}

static void
the_clock_is_asked_after_when_it_last_ran(struct fixture *f)
{
	struct house house;
	struct checks found;

	house_begin(&house, f);
	found = look(&house);
	assert_int_equal(check_of(&found, "Đồng hồ hệ thống").health, HEALTH_WORRY);
	ended(&house, LAST_RUN_CLOCK, true, "đang chạy");
	found = look(&house);
	assert_int_equal(check_of(&found, "Đồng hồ hệ thống").health, HEALTH_WELL);
	house.now = instant_add(house.now, 2 * HOUR_MS);
	found = look(&house);
	assert_int_equal(check_of(&found, "Đồng hồ hệ thống").health, HEALTH_WORRY);
	assert_text(check_of(&found, "Đồng hồ hệ thống").words, "lần cuối cách đây 2 giờ");
}

static void
a_backup_that_failed_is_told_beside_the_last_good_one(struct fixture *f)
{
	struct house house;
	struct checks found;

	house_begin(&house, f);
	ended(&house, LAST_RUN_BACKUP, true, "đã sao lưu vào a.db");
	house.now = instant_add(house.now, HOUR_MS);
	ended(&house, LAST_RUN_BACKUP, false, "không sao lưu được vào b.db");
	found = look(&house);
	if (f->engine == ENGINE_POSTGRES) {
		assert_int_equal(check_of(&found, "Sao lưu").health, HEALTH_WELL);
		return;
	}
	assert_int_equal(check_of(&found, "Sao lưu").health, HEALTH_WORRY);
	assert_text(check_of(&found, "Sao lưu").words, "lần cuối chạy tốt cách đây 1 giờ; lần sau "
						       "đó hỏng: không sao lưu được vào b.db");
}

static enum err
beat(struct ctx *ctx, void *arg)
{
	(void)arg;
	return last_run_beat(ctx, LAST_RUN_CLOCK, TEXT("may1:7"), 2 * MINUTE_MS);
}

static void
a_clock_that_stood_still_is_an_alarm_once(struct fixture *f)
{
	struct house house;
	struct checks found;

	house_begin(&house, f);
	assert_ok(house_do(&house, NULL, beat, NULL));
	house.now = instant_add(house.now, MINUTE_MS);
	assert_ok(house_do(&house, NULL, beat, NULL));
	found = look(&house);
	assert_int_equal(check_of(&found, "Cảnh báo vận hành").health, HEALTH_WELL);
	house.now = instant_add(house.now, HOUR_MS);
	assert_ok(house_do(&house, NULL, beat, NULL));
	assert_ok(house_do(&house, NULL, beat, NULL));
	found = look(&house);
	assert_int_equal(check_of(&found, "Cảnh báo vận hành").health, HEALTH_WORRY);
	assert_true(text_starts_with(check_of(&found, "Cảnh báo vận hành").words,
			TEXT("1 trong 24 giờ qua; mới nhất: Đồng hồ hệ thống không chạy từ ")));
	house.now = instant_add(house.now, DAY_MS + MINUTE_MS);
	found = look(&house);
	assert_int_equal(check_of(&found, "Cảnh báo vận hành").health, HEALTH_WELL);
}

static enum err
hold(struct ctx *ctx, void *arg)
{
	(void)arg;
	return mail_hold(ctx);
}

static void
mails_that_are_held_back_are_told(struct fixture *f)
{
	struct house house;
	struct actor admin;
	struct checks found;

	house_begin(&house, f);
	assert_ok(house_do(&house, NULL, add_site, NULL));
	admin = house_account(&house, "quantri", house.ministry, ROLE_BIT(ROLE_ADMINISTRATOR));
	found = look(&house);
	assert_int_equal(check_of(&found, "Thư").health, HEALTH_WELL);
	assert_ok(house_do(&house, &admin, hold, NULL));
	found = look(&house);
	assert_int_equal(check_of(&found, "Thư").health, HEALTH_WORRY);
	assert_true(text_starts_with(check_of(&found, "Thư").words, TEXT("bị giữ lại từ ")));
}

static void
a_directory_that_is_gone_makes_it_ill(struct fixture *f)
{
	struct house house;
	struct checks found = {0};
	struct ctx ctx;

	house_begin(&house, f);
	assert_ok(house_do(&house, NULL, add_site, NULL));
	found = look(&house);
	for (size_t i = 0; i < found.count; i++)
		if (found.list[i].health == HEALTH_ILL)
			fail_msg("%s: %s", found.list[i].what.p, found.list[i].words.p);
	found = (struct checks){0};
	house.rules.files = TEXT("/nonexistent/congtin");
	ctx = house_ctx(&house, NULL);
	health_look(&ctx, HEALTH_READY, &found);
	assert_int_equal(found.worst, HEALTH_ILL);
	assert_int_equal(check_of(&found, "Đĩa").health, HEALTH_ILL);
}

static void
only_who_keeps_the_machine_reads_its_runs(struct fixture *f)
{
	struct house house;
	struct actor officer, admin;
	struct last_run *runs;
	struct ctx ctx;
	size_t count;

	house_begin(&house, f);
	ended(&house, LAST_RUN_CLOCK, true, "đang chạy");
	officer = house_account(&house, "canbo.cshs", house.department, ROLE_BIT(ROLE_OFFICER));
	admin = house_account(&house, "quantri", house.ministry, ROLE_BIT(ROLE_ADMINISTRATOR));
	ctx = house_ctx(&house, &officer);
	assert_int_equal(last_run_list(&ctx, &runs, &count), ERR_FORBIDDEN);
	ctx = house_ctx(&house, &admin);
	assert_ok(last_run_list(&ctx, &runs, &count));
	assert_int_equal(count, 1);
	assert_text(runs[0].label, "Đồng hồ hệ thống");
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(the_clock_is_asked_after_when_it_last_ran),
			STORE_TEST(a_backup_that_failed_is_told_beside_the_last_good_one),
			STORE_TEST(a_clock_that_stood_still_is_an_alarm_once),
			STORE_TEST(mails_that_are_held_back_are_told),
			STORE_TEST(a_directory_that_is_gone_makes_it_ill),
			STORE_TEST(only_who_keeps_the_machine_reads_its_runs),
	};

	return house_run("health", tests, COUNT_OF(tests));
}
