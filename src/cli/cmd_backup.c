/* cmd_backup.c - copies of the store, and stores from copies. */
#include "cli/commands.h"
#include "cli/run.h"
#include "office/last_run.h"

#include <stdio.h>
#include <unistd.h>

struct backup {
	const char *path;
	bool is_well;
};

/* How old the last one is, operators are told (office/health.h). */
static enum err
verb_backup(struct ctx *ctx, void *order)
{
	const struct backup *backup = order;

	return last_run_note(ctx, LAST_RUN_BACKUP, backup->is_well,
			text_format(ctx->arena,
					backup->is_well ? "đã sao lưu vào %s"
							: "không sao lưu được vào %s",
					backup->path));
}

/* Attachments are files that never change: any tool that copies files copies them. */
int
cmd_backup(struct cli *cli)
{
	cleanup(store_cleanup) struct store *store = NULL;
	const char *path = cli_argument(cli);
	struct backup backup = {.path = path};
	struct house house;
	enum err err;
	int code = cli_no_more(cli);

	if (code != EXIT_DONE || !path)
		return code ? code : cli_fail(cli, EXIT_USAGE, "ví dụ: congtin backup sao-luu.db");
	code = cli_open(cli, &house, &store);
	if (code != EXIT_DONE)
		return code;
	if (store_is_postgres(store))
		return cli_fail(cli, EXIT_USAGE,
				"kho PostgreSQL: hãy sao lưu bằng pg_dump --format=custom "
				"--file=%s "
				"\"%.*s\"",
				path, TEXT_ARGS(cli->conf.store));
	err = store_backup(store, path);
	backup.is_well = err == OK;
	code = cli_do(cli, &house, store, "backup", verb_backup, &backup);
	if (err != OK)
		return cli_fail(cli, EXIT_FAILED, "%s: không sao lưu được (%s)", path,
				err_name(err));
	if (code != EXIT_DONE)
		return code;
	printf("congtin: đã sao lưu vào %s; thư mục tệp đính kèm: %.*s\n", path,
			TEXT_ARGS(cli->conf.files));
	return EXIT_DONE;
}

int
cmd_restore(struct cli *cli)
{
	const char *path = cli_argument(cli);
	struct text fault = NO_TEXT, where = cli->conf.store;
	enum err err;
	int code = cli_no_more(cli);

	if (code != EXIT_DONE || !path)
		return code ? code
			    : cli_fail(cli, EXIT_USAGE,
					      "ví dụ: congtin restore sao-luu.db --store "
					      "var/congtin.db");
	if (text_starts_with(where, TEXT("postgres")))
		return cli_fail(cli, EXIT_USAGE, "kho PostgreSQL: hãy phục hồi bằng pg_restore");
	if (access(path, R_OK) != 0)
		return cli_fail(cli, EXIT_USAGE, "%s: không mở được tệp", path);
	err = store_restore(path, text_c(cli->arena, where), cli->arena, &fault);
	if (err == ERR_CONFLICT)
		return cli_fail(cli, EXIT_NO, "%.*s đã có; hãy chuyển kho cũ đi rồi phục hồi",
				TEXT_ARGS(where));
	if (err != OK)
		return cli_fail(cli, err == ERR_INVALID ? EXIT_NO : EXIT_FAILED, "%s: %.*s", path,
				TEXT_ARGS(fault.n ? fault : text_of("không phục hồi được")));
	printf("congtin: đã phục hồi %.*s\n", TEXT_ARGS(where));
	return EXIT_DONE;
}
