/* cmd_backup.c - copies of the store, and stores from copies. */
#include "cli/commands.h"
#include "cli/run.h"
#include "cli/schema.h"
#include "office/last_run.h"
#include "office/mail.h"

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

	return last_run_note(ctx, LAST_RUN_BACKUP, NO_TEXT, backup->is_well,
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
	cleanup(house_cleanup) struct house house = {0};
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

static enum err
verb_hold(struct ctx *ctx, void *order)
{
	(void)order;
	return mail_hold(ctx);
}

/* What was mailed after the backup was made must not be mailed again. */
static int
mails_hold(struct cli *cli)
{
	struct migration *steps = ARENA_NEW_ARRAY(cli->arena, SCHEMA_STEPS_MAX, struct migration);
	cleanup(store_cleanup) struct store *store = NULL;
	struct text fault = NO_TEXT;
	cleanup(house_cleanup) struct house house = {0};
	enum err err = house_open(
			cli->arena, &cli->conf, day_of(cli->now, ZONE_VIETNAM), &house, &fault);

	if (err == OK)
		err = store_open(cli->conf.store, STORE_WRITE, &store, cli->arena, &fault);
	if (err == OK)
		err = migrate(store, steps, schema_steps(cli->arena, steps), cli->arena, &fault);
	if (err != OK)
		return cli_fail(cli, EXIT_FAILED, "%.*s", TEXT_ARGS(fault));
	return cli_do(cli, &house, store, "restore", verb_hold, NULL);
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
	if ((code = mails_hold(cli)) != EXIT_DONE)
		return code;
	printf("congtin: đã phục hồi %.*s; thư bị giữ lại cho đến khi chạy: congtin mail release\n",
			TEXT_ARGS(where));
	return EXIT_DONE;
}
