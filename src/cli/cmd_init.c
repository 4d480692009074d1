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
						.now = cli->now,
						.form = &form},
					.verb = verb_site_add,
					.action = "site.add"},
			.demo = demo,
	};

	return act_run(&init.act, store);
}

int
cmd_init(struct cli *cli)
{
	const char *items = cli_option(cli, "--items");
	bool demo = cli_flag(cli, "--demo");
	struct text fault = NO_TEXT;
	struct house house;
	cleanup(store_cleanup) struct store *store = NULL;
	int64_t count = 0;
	enum err err;

	if (items && (!text_to_int(text_of(items), &count) || count < 0 || !demo))
		return cli_fail(cli, EXIT_USAGE, "--items cần một số nguyên không âm và --demo");
	if (cli->argc)
		return cli_fail(cli, EXIT_USAGE, "không hiểu \"%s\"; xem congtin init --help",
				cli->argv[0]);
	err = house_open(cli->arena, &cli->conf, day_of(cli->now, ZONE_VIETNAM), &house, &fault);
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
	if (demo && demo_load(cli, &house, store, count) != OK)
		return EXIT_FAILED;
	printf("congtin: đã khởi tạo %.*s\n", TEXT_ARGS(cli->conf.store));
	return EXIT_DONE;
}
