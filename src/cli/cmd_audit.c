/* cmd_audit.c - the audit trail from the command line. */
#include "base/json.h"
#include "cli/commands.h"
#include "cli/run.h"
#include "office/audit.h"

#include <stdio.h>

#define ROWS_MAX 1000

/* An auditor reads; the operator's role does not reach the trail. */
static const struct actor reader = {
		.roles = ROLE_BIT(ROLE_AUDITOR), .door = DOOR_COMMAND, .login = TEXT("command")};

int
cmd_audit_verify(struct cli *cli)
{
	cleanup(store_cleanup) struct store *store = NULL;
	struct audit_verdict verdict;
	struct house house;
	int code = cli_no_more(cli);
	json_t *view;

	if (code == EXIT_DONE)
		code = cli_open(cli, &house, &store);
	if (code != EXIT_DONE)
		return code;
	if (audit_verify(store, cli->arena, &verdict) != OK)
		return cli_fail(cli, EXIT_FAILED, "không đọc được nhật ký");
	code = verdict.broken_seq ? EXIT_NO : EXIT_DONE;
	if (cli->json) {
		view = json_new_object();
		json_put_int(view, "rows", verdict.rows);
		json_put_bool(view, "whole", verdict.broken_seq == 0);
		json_put_int(view, "broken_seq", verdict.broken_seq);
		json_put_text(view, "reason", verdict.reason);
		cli_print_json(cli, view);
		return code;
	}
	if (verdict.broken_seq)
		return cli_fail(cli, EXIT_NO, "nhật ký hỏng từ dòng %lld: %.*s",
				(long long)verdict.broken_seq, TEXT_ARGS(verdict.reason));
	printf("congtin: nhật ký nguyên vẹn, %lld dòng\n", (long long)verdict.rows);
	return EXIT_DONE;
}

struct list_order {
	const char *login, *action;
	int64_t before, limit;
	struct audit_row *rows;
	size_t count;
};

static enum err
verb_list(struct ctx *ctx, void *order)
{
	struct list_order *o = order;

	return audit_list(ctx, o->before, (size_t)o->limit, text_of(o->login ? o->login : ""),
			text_of(o->action ? o->action : ""), &o->rows, &o->count);
}

int
cmd_audit_list(struct cli *cli)
{
	cleanup(store_cleanup) struct store *store = NULL;
	const char *limit = cli_option(cli, "--limit"), *before = cli_option(cli, "--before");
	struct list_order order = {.login = cli_option(cli, "--login"),
			.action = cli_option(cli, "--action"),
			.limit = 50};
	struct house house;
	json_t *list;
	int code = cli_no_more(cli);

	if (code == EXIT_DONE &&
			((limit && (!text_to_int(text_of(limit), &order.limit) || order.limit < 1 ||
						   order.limit > ROWS_MAX)) ||
					(before && !text_to_int(text_of(before), &order.before))))
		return cli_fail(cli, EXIT_USAGE, "--limit từ 1 đến %d, --before là số dòng",
				ROWS_MAX);
	if (code == EXIT_DONE)
		code = cli_open(cli, &house, &store);
	if (code != EXIT_DONE)
		return code;
	if (cli_run(cli, &house, store, &reader, cli->now, "audit list", NULL, verb_list, &order) !=
			OK)
		return EXIT_FAILED;
	list = json_new_list();
	for (size_t i = 0; i < order.count; i++) {
		const struct audit_row *row = &order.rows[i];

		if (cli->json)
			audit_row_view(json_add_object(list), row, house.rules.zone);
		else
			printf("%6lld %s %-14.*s %s%-22.*s %.*s\n", (long long)row->seq,
					instant_iso(cli->arena, row->at, house.rules.zone).p,
					TEXT_ARGS(row->login), row->refused ? "TỪ CHỐI " : "",
					TEXT_ARGS(row->action), TEXT_ARGS(row->detail));
	}
	if (cli->json)
		return cli_print_json(cli, list);
	json_decref(list);
	return EXIT_DONE;
}
