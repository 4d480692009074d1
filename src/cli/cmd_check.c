/* cmd_check.c - what operators ask before they start the program, and when it is unwell. */
#include "cli/commands.h"
#include "cli/run.h"
#include "law/regulation.h"
#include "office/health.h"

#include <stdio.h>

/* Settings and law are read in any case: what is wrong has been told by then. */
int
cmd_config_check(struct cli *cli)
{
	const char *path = cli_argument(cli);
	const struct regulation *law;
	struct text fault = NO_TEXT;
	cleanup(house_cleanup) struct house house = {0};

	if (cli->argc)
		return cli_no_more(cli);
	if (path && conf_read(cli->arena, text_of(path), &cli->conf, &fault) != OK)
		return cli_fail(cli, EXIT_USAGE, "%.*s",
				TEXT_ARGS(fault.n ? fault
						  : text_format(cli->arena, "%s: không mở được tệp",
								    path)));
	if (house_open(cli->arena, &cli->conf, day_of(cli->now, ZONE_VIETNAM), &house, &fault) !=
			OK)
		return cli_fail(cli, EXIT_USAGE, "%.*s", TEXT_ARGS(fault));
	law = rules_in_force(&house.rules, cli->now);
	printf("congtin: cấu hình dùng được; kho %.*s, quy định %.*s (%zu nghĩa vụ)\n",
			TEXT_ARGS(cli->conf.store), TEXT_ARGS(law->number), law->duty_count);
	return EXIT_DONE;
}

/* --- doctor ------------------------------------------------------------------------------------
 */

struct doctor {
	struct cli *cli;
	struct house house;
	struct checks found;
};

#define FIND(health_, what_, ...)                                                                  \
	health_note(&doctor->found, doctor->cli->arena, health_, what_, __VA_ARGS__)

static void
look_at_house(struct doctor *doctor)
{
	cleanup(store_cleanup) struct store *store = NULL;
	const struct regulation *law = rules_in_force(&doctor->house.rules, doctor->cli->now);
	struct text fault = NO_TEXT;
	struct ctx ctx = {
			.arena = doctor->cli->arena,
			.actor = &cli_operator,
			.rules = &doctor->house.rules,
			.now = doctor->cli->now,
	};

	FIND(HEALTH_WELL, "Quy định", "%.*s, %zu nghĩa vụ", TEXT_ARGS(law->number),
			law->duty_count);
	if (house_store(&doctor->house, false, &store, &fault) != OK) {
		FIND(HEALTH_ILL, "Kho dữ liệu", "%.*s", TEXT_ARGS(fault));
		return;
	}
	ctx.store = store;
	health_look(&ctx, HEALTH_DEEP, &doctor->found);
}

static int
findings_print(struct cli *cli, const struct checks *found)
{
	for (size_t i = 0; !cli->json && i < found->count; i++) {
		const struct check *check = &found->list[i];

		printf("%-4s  %.*s: %.*s\n", health_name(check->health).p, TEXT_ARGS(check->what),
				TEXT_ARGS(check->words));
	}
	if (cli->json)
		cli_print_json(cli, checks_json(found));
	return found->worst == HEALTH_ILL ? EXIT_NO : EXIT_DONE;
}

int
cmd_doctor(struct cli *cli)
{
	struct doctor doctor = {.cli = cli};
	struct text fault = NO_TEXT;
	int code = cli_no_more(cli);

	if (code != EXIT_DONE)
		return code;
	if (house_open(cli->arena, &cli->conf, day_of(cli->now, ZONE_VIETNAM), &doctor.house,
			    &fault) == OK)
		look_at_house(&doctor);
	else
		health_note(&doctor.found, cli->arena, HEALTH_ILL, "Quy định và lịch", "%.*s",
				TEXT_ARGS(fault));
	house_cleanup(&doctor.house);
	return findings_print(cli, &doctor.found);
}
