/* cmd_audit.c - the audit trail from the command line. */
#include "base/json.h"
#include "cli/commands.h"
#include "cli/run.h"
#include "office/audit.h"
#include "office/audit_verify.h"

#include <stdio.h>

#define ROWS_MAX 1000

static void
verdict_view(json_t *view, const struct audit_verdict *verdict, struct zone zone)
{
	json_t *list;

	json_put_int(view, "rows", verdict->rows);
	json_put_bool(view, "whole", audit_is_whole(verdict));
	json_put_int(view, "broken_seq", verdict->broken_seq);
	json_put_int(view, "broken_to", verdict->broken_to);
	json_put_text(view, "reason", verdict->reason);
	json_put_int(view, "checkpoints", (int64_t)verdict->checkpoints);
	json_put_int(view, "sealed_seq", verdict->sealed_seq);
	json_put_bool(view, "sealed_at", false);
	if (verdict->sealed_seq)
		json_put_instant(view, "sealed_at", verdict->sealed_at, zone);
	json_put_int(view, "foreign", (int64_t)verdict->foreign);
	list = json_put_list(view, "faults");
	for (size_t i = 0; i < verdict->fault_count; i++) {
		const struct audit_fault *fault = &verdict->faults[i];
		json_t *row = json_add_object(list);

		json_put_int(row, "line", fault->line);
		json_put_int(row, "seq", fault->seq);
		json_put_bool(row, "at", false);
		if (fault->seq)
			json_put_instant(row, "at", fault->at, zone);
		json_put_text(row, "reason", fault->reason);
	}
}

static void
faults_tell(const struct cli *cli, const struct audit_verdict *verdict)
{
	if (verdict->broken_to > verdict->broken_seq)
		cli_fail(cli, EXIT_NO, "nhật ký hỏng trong các dòng %lld–%lld: %.*s",
				(long long)verdict->broken_seq, (long long)verdict->broken_to,
				TEXT_ARGS(verdict->reason));
	else if (verdict->broken_seq)
		cli_fail(cli, EXIT_NO, "nhật ký hỏng từ dòng %lld: %.*s",
				(long long)verdict->broken_seq, TEXT_ARGS(verdict->reason));
	for (size_t i = 0; i < verdict->fault_count; i++)
		cli_fail(cli, EXIT_NO, CHECKPOINT_FILE ", dòng %lld: %.*s",
				(long long)verdict->faults[i].line,
				TEXT_ARGS(verdict->faults[i].reason));
}

static void
whole_tell(struct cli *cli, const struct audit_verdict *verdict, struct zone zone)
{
	printf("congtin: nhật ký nguyên vẹn, %lld dòng\n", (long long)verdict->rows);
	if (verdict->sealed_seq)
		printf("congtin: %zu mốc đã ký đều khớp; mốc cuối ghi đến dòng %lld lúc %s\n",
				verdict->checkpoints, (long long)verdict->sealed_seq,
				instant_words(cli->arena, verdict->sealed_at, zone).p);
	else
		printf("congtin: chưa có mốc nào được ký: chưa thấy được nếu đuôi nhật ký bị "
		       "cắt\n");
}

int
cmd_audit_verify(struct cli *cli)
{
	cleanup(store_cleanup) struct store *store = NULL;
	struct audit_verdict verdict;
	cleanup(house_cleanup) struct house house = {0};
	int code = cli_no_more(cli);

	if (code == EXIT_DONE)
		code = cli_open(cli, &house, &store);
	if (code != EXIT_DONE)
		return code;
	if (audit_verify(store, cli->arena, house.rules.files, &verdict) != OK)
		return cli_fail(cli, EXIT_FAILED, "không đọc được nhật ký hoặc " CHECKPOINT_FILE);
	code = audit_is_whole(&verdict) ? EXIT_DONE : EXIT_NO;
	if (cli->json) {
		json_t *view = json_new_object();

		verdict_view(view, &verdict, house.rules.zone);
		cli_print_json(cli, view);
		return code;
	}
	faults_tell(cli, &verdict);
	if (code == EXIT_DONE)
		whole_tell(cli, &verdict, house.rules.zone);
	if (verdict.foreign)
		printf("congtin: %zu dòng của " CHECKPOINT_FILE
		       " được ký bằng khóa mà kho này không có: của kho khác, hoặc kho này đã bị "
		       "thay bằng kho khác\n",
				verdict.foreign);
	return code;
}

int
cmd_audit_checkpoint(struct cli *cli)
{
	cleanup(store_cleanup) struct store *store = NULL;
	struct audit_checkpoint made;
	cleanup(house_cleanup) struct house house = {0};
	struct ctx ctx;
	enum err err;
	int code = cli_no_more(cli);

	if (code == EXIT_DONE)
		code = cli_open(cli, &house, &store);
	if (code != EXIT_DONE)
		return code;
	ctx = (struct ctx){.store = store,
			.arena = cli->arena,
			.actor = &cli_auditor,
			.rules = &house.rules,
			.now = cli->now};
	err = audit_checkpoint_add(&ctx, 0, &made);
	if (err == ERR_CONFLICT)
		return cli_fail(cli, EXIT_NO,
				"nhật ký ngắn hơn mốc đã ký lần trước: đuôi đã bị cắt; hãy chạy "
				"congtin audit verify");
	if (err == ERR_NOT_FOUND)
		return cli_fail(cli, EXIT_FAILED,
				"%.*s/keys: không có khóa ký nào đang dùng của kho này",
				TEXT_ARGS(house.rules.files));
	if (err != OK)
		return cli_fail(cli, EXIT_FAILED, "không ghi được " CHECKPOINT_FILE " (%s)",
				err_name(err));
	if (cli->json) {
		json_t *view = json_new_object();

		json_put_bool(view, "added", made.seq != 0);
		json_put_int(view, "seq", made.seq);
		return cli_print_json(cli, view);
	}
	if (made.seq)
		printf("congtin: đã ký mốc ở dòng %lld\n", (long long)made.seq);
	else
		printf("congtin: nhật ký không dài thêm từ mốc trước\n");
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
	cleanup(house_cleanup) struct house house = {0};
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
	if (cli_run(cli, &house, store, &cli_auditor, cli->now, "audit list", NULL, verb_list,
			    &order) != OK)
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
