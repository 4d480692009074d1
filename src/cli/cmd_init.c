#include "cli/commands.h"
#include "cli/demo.h"

#include "office/act.h"
#include "office/site.h"

#include <stdio.h>

struct init_act {
	struct act act; /* first */
	bool demo;
};

static enum err
verb_site_add(struct act *act)
{
	struct site_facts facts;
	enum err err = site_load(act->ctx.store, act->ctx.arena, &facts);

	if (err == OK)
		return ERR_CONFLICT;
	if (err != ERR_NOT_FOUND)
		return err;
	return site_add(&act->ctx, ((struct init_act *)act)->demo);
}

static enum err
site_make(struct cli *cli, struct house *house, struct store *store, bool demo)
{
	struct form form = {.arena = cli->arena};
	struct init_act init = {
			.act = {.ctx = {.arena = cli->arena,
						.actor = &house_installer,
						.rules = &house->rules,
						.now = house->made_at,
						.form = &form},
					.verb = verb_site_add,
					.action = "site.add"},
			.demo = demo,
	};

	return act_run(&init.act, store);
}

#define COUNT_MAX INT64_C(100000000)
#define OPEN_PART 50 /* of the duties, one in so many is open unless told */

/* A number that is given, or what was there; false if it is none. */
static bool
count_take(struct cli *cli, const char *option, int64_t *count)
{
	const char *given = cli_option(cli, option);

	return !given || (text_to_int(text_of(given), count) && *count >= 0 && *count <= COUNT_MAX);
}

static bool
size_take(struct cli *cli, struct demo_size *size)
{
	bool good = true;

	good &= count_take(cli, "--items", &size->items);
	good &= count_take(cli, "--duties", &size->duties);
	good &= count_take(cli, "--open", &size->open);
	good &= count_take(cli, "--audit", &size->audit);
	if (size->open < 0)
		size->open = size->duties / OPEN_PART;
	return good && size->open <= size->duties;
}

static bool
size_is_given(const struct demo_size *size)
{
	return size->items || size->duties || size->audit;
}

int
cmd_init(struct cli *cli)
{
	struct demo_size size = {.open = -1};
	bool sized = size_take(cli, &size), demo = cli_flag(cli, "--demo");
	struct text fault = NO_TEXT;
	cleanup(house_cleanup) struct house house = {0};
	cleanup(store_cleanup) struct store *store = NULL;
	enum err err;

	if (!sized || (!demo && size_is_given(&size)))
		return cli_fail(cli, EXIT_USAGE,
				"--items, --duties, --open và --audit cần một số nguyên không âm "
				"và --demo; --open không quá --duties");
	if (cli->argc)
		return cli_fail(cli, EXIT_USAGE, "không hiểu \"%s\"; xem congtin init --help",
				cli->argv[0]);
	err = house_open(cli->arena, &cli->conf, day_of(cli->now, ZONE_VIETNAM), &house, &fault);
	house.made_at = demo ? demo_begin(cli->now) : cli->now;
	if (err == OK)
		err = house_store(&house, true, &store, &fault);
	if (err != OK)
		return cli_fail(cli, err == ERR_INVALID ? EXIT_USAGE : EXIT_FAILED, "%.*s",
				TEXT_ARGS(fault));
	err = site_make(cli, &house, store, demo);
	if (err == ERR_CONFLICT)
		return cli_fail(cli, EXIT_NO, "%.*s: kho dữ liệu đã được khởi tạo trước đó",
				TEXT_ARGS(cli->conf.store));
	if (err != OK)
		return cli_fail(cli, EXIT_FAILED, "%.*s: không ghi được (%s)",
				TEXT_ARGS(cli->conf.store), err_name(err));
	if (demo && demo_load(cli, &house, store, &size) != OK)
		return EXIT_FAILED;
	printf("congtin: đã khởi tạo %.*s\n", TEXT_ARGS(cli->conf.store));
	return EXIT_DONE;
}
