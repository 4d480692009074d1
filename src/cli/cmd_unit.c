/* cmd_unit.c - units from the command line. */
#include "base/json.h"
#include "cli/commands.h"
#include "cli/run.h"
#include "office/unit.h"

#include <stdio.h>

#define LIST_ROWS 2000

struct unit_order {
	struct unit unit;
	const char *parent;
	struct unit *rows;
	size_t count;
};

static enum err
verb_list(struct ctx *ctx, void *order)
{
	struct unit_order *o = order;

	return unit_list(ctx, 0, LIST_ROWS, false, &o->rows, &o->count);
}

static enum err
verb_add(struct ctx *ctx, void *order)
{
	struct unit_order *o = order;
	struct unit above;
	int64_t id;

	if (o->parent) {
		TRY(unit_find(ctx, text_of(o->parent), &above));
		o->unit.parent = above.id;
	}
	return unit_add(ctx, &o->unit, &id);
}

static int
unit_do(struct cli *cli, cli_verb *verb, struct unit_order *order, const char *what)
{
	cleanup(store_cleanup) struct store *store = NULL;
	cleanup(house_cleanup) struct house house = {0};
	int code = cli_open(cli, &house, &store);

	return code ? code : cli_do(cli, &house, store, what, verb, order);
}

int
cmd_unit_list(struct cli *cli)
{
	struct unit_order order = {0};
	json_t *list = NULL;
	int code = cli_no_more(cli);

	if (code == EXIT_DONE)
		code = unit_do(cli, verb_list, &order, "unit list");
	if (code != EXIT_DONE)
		return code;
	if (cli->json)
		list = json_new_list();
	for (size_t i = 0; i < order.count; i++) {
		const struct unit *unit = &order.rows[i];
		json_t *row;

		if (!cli->json) {
			printf("%-12.*s %.*s%s\n", TEXT_ARGS(unit->code), TEXT_ARGS(unit->name),
					unit->active ? "" : " (đã khóa)");
			continue;
		}
		row = json_add_object(list);
		json_put_text(row, "code", unit->code);
		json_put_text(row, "name", unit->name);
		json_put_text(row, "kind", unit->kind);
		json_put_bool(row, "active", unit->active);
	}
	return cli->json ? cli_print_json(cli, list) : EXIT_DONE;
}

int
cmd_unit_add(struct cli *cli)
{
	const char *name = cli_option(cli, "--name"), *kind = cli_option(cli, "--kind");
	struct unit_order order = {.parent = cli_option(cli, "--parent")};
	const char *code_name = cli_argument(cli);
	int code = cli_no_more(cli);

	if (code != EXIT_DONE)
		return code;
	if (!code_name || !name || !kind)
		return cli_fail(cli, EXIT_USAGE, "cần mã đơn vị, --name và --kind; xem --help");
	order.unit.code = text_of(code_name);
	order.unit.name = text_of(name);
	order.unit.kind = text_of(kind);
	code = unit_do(cli, verb_add, &order, "unit add");
	if (code == EXIT_DONE)
		printf("congtin: đã thêm đơn vị %s\n", code_name);
	return code;
}
