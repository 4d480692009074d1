/* cmd_deadline_verify.c - whether every date in the store still follows from the law. */
#include "base/json.h"
#include "cli/commands.h"
#include "cli/run.h"
#include "office/duty_verify.h"
#include "office/rules.h"

#include <stdio.h>

struct report {
	struct cli *cli;
	json_t *differences; /* with --json, else NULL */
};

static void
difference_tell(void *context, const struct duty_difference *difference)
{
	const struct report *report = context;
	json_t *row;

	if (!report->differences) {
		printf("nghĩa vụ %lld (vụ việc %lld), %.*s: kho ghi %.*s; tính lại: %.*s\n",
				(long long)difference->duty, (long long)difference->matter,
				TEXT_ARGS(difference->what), TEXT_ARGS(difference->stored),
				TEXT_ARGS(difference->derived));
		return;
	}
	row = json_add_object(report->differences);
	json_put_int(row, "duty", difference->duty);
	json_put_int(row, "matter", difference->matter);
	json_put_text(row, "what", difference->what);
	json_put_text(row, "stored", difference->stored);
	json_put_text(row, "derived", difference->derived);
}

/* Reads one state of the store, whatever is written meanwhile. */
static enum err
store_verify(struct report *report, const struct house *house, struct duty_verdict *out)
{
	cleanup(store_cleanup) struct store *reader = NULL;
	struct cli *cli = report->cli;
	struct ctx ctx = {
			.arena = cli->arena,
			.actor = &cli_auditor,
			.rules = &house->rules,
			.now = cli->now,
	};

	TRY(store_open(cli->conf.store, STORE_READ, &reader, cli->arena, NULL));
	ctx.store = reader;
	TRY(store_begin(reader));
	return duty_verify(&ctx, difference_tell, report, out);
}

static int
verdict_tell(struct cli *cli, struct report *report, const struct duty_verdict *verdict)
{
	int code = verdict->differing ? EXIT_NO : EXIT_DONE;
	json_t *view;

	if (cli->json) {
		view = json_new_object();
		json_put_int(view, "duties", verdict->duties);
		json_put_int(view, "differing", verdict->differing);
		json_put(view, "differences", report->differences);
		cli_print_json(cli, view);
		return code;
	}
	if (verdict->differing)
		return cli_fail(cli, code, "%lld trong %lld nghĩa vụ không khớp khi tính lại",
				(long long)verdict->differing, (long long)verdict->duties);
	printf("congtin: %lld nghĩa vụ, hạn và trạng thái đều khớp khi tính lại\n",
			(long long)verdict->duties);
	return code;
}

int
cmd_deadline_verify(struct cli *cli)
{
	cleanup(store_cleanup) struct store *store = NULL;
	struct report report = {.cli = cli};
	struct duty_verdict verdict;
	cleanup(house_cleanup) struct house house = {0};
	int code = cli_no_more(cli);
	enum err err;

	if (code == EXIT_DONE)
		code = cli_open(cli, &house, &store);
	if (code != EXIT_DONE)
		return code;
	if (cli->json)
		report.differences = json_new_list();
	err = store_verify(&report, &house, &verdict);
	if (err != OK)
		return cli_fail(cli, EXIT_FAILED, "không đọc được kho dữ liệu");
	return verdict_tell(cli, &report, &verdict);
}
