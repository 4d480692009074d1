#include "cli/run.h"

#include "base/json.h"
#include "cli/near.h"

#include <stdio.h>

const struct actor cli_operator = {
		.roles = ROLE_BIT(ROLE_ADMINISTRATOR),
		.door = DOOR_COMMAND,
		.login = TEXT("command"),
		.name = TEXT("Dòng lệnh"),
};

const struct actor cli_auditor = {
		.roles = ROLE_BIT(ROLE_AUDITOR),
		.door = DOOR_COMMAND,
		.login = TEXT("command"),
		.name = TEXT("Dòng lệnh"),
};

struct command_act {
	struct act act; /* first */
	cli_verb *verb;
	void *order;
};

static enum err
verb_command(struct act *act)
{
	struct command_act *command = (struct command_act *)act;

	return command->verb(&act->ctx, command->order);
}

int
cli_open(struct cli *cli, struct house *house, struct store **store)
{
	struct text fault = NO_TEXT;
	enum err err = house_open(
			cli->arena, &cli->conf, day_of(cli->now, ZONE_VIETNAM), house, &fault);

	if (err == OK)
		err = house_store(house, false, store, &fault);
	if (err == OK)
		return EXIT_DONE;
	return cli_fail(cli, err == ERR_INVALID ? EXIT_USAGE : EXIT_FAILED, "%.*s",
			TEXT_ARGS(fault));
}

static void
refusal_tell(const struct cli *cli, const char *what, enum err err, const struct ctx *ctx)
{
	const struct form *form = ctx->form;

	cli_fail(cli, EXIT_NO, "%s: %.*s", what,
			TEXT_ARGS(ctx->words.n || form->complaint_count ? ctx->words
									: text_of(err_name(err))));
	for (size_t i = 0; i < form->complaint_count; i++)
		cli_fail(cli, EXIT_NO, "  %s: %.*s", form->complaints[i].field,
				TEXT_ARGS(form->complaints[i].message));
}

enum err
cli_run(struct cli *cli, const struct house *house, struct store *store, const struct actor *actor,
		struct instant at, const char *what, struct form *form, cli_verb *verb, void *order)
{
	struct form none = {.arena = cli->arena};
	struct command_act command = {
			.act = {.ctx = {.arena = cli->arena,
						.actor = actor,
						.rules = &house->rules,
						.now = at,
						.form = form ? form : &none},
					.verb = verb_command,
					.action = "command"},
			.verb = verb,
			.order = order,
	};
	enum err err = act_run(&command.act, store);

	if (err != OK)
		refusal_tell(cli, what, err, &command.act.ctx);
	return err;
}

int
cli_exit(enum err err)
{
	if (err == OK)
		return EXIT_DONE;
	return err == ERR_UNAVAILABLE || err == ERR_BROKEN ? EXIT_FAILED : EXIT_NO;
}

int
cli_do(struct cli *cli, const struct house *house, struct store *store, const char *what,
		cli_verb *verb, void *order)
{
	return cli_exit(cli_run(
			cli, house, store, &cli_operator, cli->now, what, NULL, verb, order));
}

const char *
cli_argument(struct cli *cli)
{
	if (cli->argc == 0)
		return NULL;
	cli->argc--;
	return *cli->argv++;
}

/* The next "--name" that the help of a command speaks of. */
static bool
option_of_help(struct text *help, struct text *name)
{
	ptrdiff_t start = text_find(*help, TEXT("--"));
	size_t n = 2;

	if (start < 0)
		return false;
	*help = text_slice(*help, (size_t)start, help->n);
	while (n < help->n && (help->p[n] == '-' || (help->p[n] >= 'a' && help->p[n] <= 'z')))
		n++;
	*name = text_slice(*help, 0, n);
	*help = text_slice(*help, n, help->n);
	return true;
}

/* What is left of the options is misspelt, lacks its value or came twice. */
static int
option_refuse(const struct cli *cli, struct text typed)
{
	struct text help = text_of(cli->command->help), name, near = NO_TEXT;
	size_t least = NEAR_MAX + 1;

	while (option_of_help(&help, &name)) {
		size_t distance = near_distance(typed, name);

		if (distance < least) {
			least = distance;
			near = name;
		}
	}
	if (near.n && least == 0)
		return cli_fail(cli, EXIT_USAGE, "%.*s: thiếu giá trị, hoặc được ghi hai lần",
				TEXT_ARGS(typed));
	if (near.n)
		return cli_fail(cli, EXIT_USAGE,
				"không có tùy chọn \"%.*s\" – có phải đồng chí cần \"%.*s\"?",
				TEXT_ARGS(typed), TEXT_ARGS(near));
	return cli_fail(cli, EXIT_USAGE,
			"%.*s: không có tùy chọn này, hoặc nó thiếu giá trị; xem congtin %s --help",
			TEXT_ARGS(typed), cli->command->name);
}

int
cli_no_more(struct cli *cli)
{
	struct text rest, name;

	if (cli->argc == 0)
		return EXIT_DONE;
	rest = text_of(cli->argv[0]);
	if (text_starts_with(rest, TEXT("--")) && text_split(&rest, '=', &name))
		return option_refuse(cli, name);
	return cli_fail(cli, EXIT_USAGE, "không hiểu \"%s\"; xem --help của lệnh này",
			cli->argv[0]);
}

int
cli_print_json(struct cli *cli, json_t *value)
{
	printf("%s\n", text_c(cli->arena, json_write_indented(cli->arena, value)));
	json_decref(value);
	return EXIT_DONE;
}
