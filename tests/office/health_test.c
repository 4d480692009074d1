/* What operators are told of the machine. */
#include "support/house.h"

#include "office/health.h"
#include "office/last_run.h"
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

	return last_run_note(ctx, ending->name, ending->is_well, text_of(ending->words));
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
	ended(&house, LAST_RUN_SWEEP, true, "đã dọn");
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
	assert_text(check_of(&found, "Sao lưu").words,
			"lần sau đó hỏng: không sao lưu được vào b.db");
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
	ended(&house, LAST_RUN_SWEEP, true, "đã dọn");
	officer = house_account(&house, "canbo.cshs", house.department, ROLE_BIT(ROLE_OFFICER));
	admin = house_account(&house, "quantri", house.ministry, ROLE_BIT(ROLE_ADMINISTRATOR));
	ctx = house_ctx(&house, &officer);
	assert_int_equal(last_run_list(&ctx, &runs, &count), ERR_FORBIDDEN);
	ctx = house_ctx(&house, &admin);
	assert_ok(last_run_list(&ctx, &runs, &count));
	assert_int_equal(count, 1);
	assert_text(runs[0].label, "Dọn phiên và khóa hết hạn");
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(the_clock_is_asked_after_when_it_last_ran),
			STORE_TEST(a_backup_that_failed_is_told_beside_the_last_good_one),
			STORE_TEST(a_directory_that_is_gone_makes_it_ill),
			STORE_TEST(only_who_keeps_the_machine_reads_its_runs),
	};

	return house_run("health", tests, COUNT_OF(tests));
}
