/* cmd_mail.c - mails on their way: how many, held back, released. */
#include "base/json.h"
#include "cli/commands.h"
#include "cli/run.h"
#include "office/mail.h"

#include <stdio.h>

static enum err
verb_figures(struct ctx *ctx, void *order)
{
	return mail_figures(ctx, order);
}

static enum err
verb_hold(struct ctx *ctx, void *order)
{
	(void)order;
	return mail_hold(ctx);
}

static enum err
verb_release(struct ctx *ctx, void *order)
{
	return mail_release(ctx, *(const bool *)order);
}

static int
figures_print(struct cli *cli, const struct mail_figures *figures)
{
	json_t *view;

	if (!cli->json) {
		printf("đang chờ %lld (đã hỏng, sẽ thử lại %lld), không gửi được %lld, đã gửi hôm "
		       "nay %lld%s\n",
				(long long)figures->waiting, (long long)figures->delayed,
				(long long)figures->dead, (long long)figures->sent_today,
				figures->held_at.ms ? "; ĐANG GIỮ LẠI" : "");
		return EXIT_DONE;
	}
	view = json_new_object();
	json_put_int(view, "waiting", figures->waiting);
	json_put_int(view, "delayed", figures->delayed);
	json_put_int(view, "dead", figures->dead);
	json_put_int(view, "sent_today", figures->sent_today);
	json_put_bool(view, "held", figures->held_at.ms != 0);
	return cli_print_json(cli, view);
}

int
cmd_mail(struct cli *cli)
{
	cleanup(store_cleanup) struct store *store = NULL;
	struct mail_figures figures;
	cleanup(house_cleanup) struct house house = {0};
	int code = cli_no_more(cli);

	if (code == EXIT_DONE)
		code = cli_open(cli, &house, &store);
	if (code == EXIT_DONE)
		code = cli_do(cli, &house, store, "mail", verb_figures, &figures);
	return code == EXIT_DONE ? figures_print(cli, &figures) : code;
}

int
cmd_mail_hold(struct cli *cli)
{
	cleanup(store_cleanup) struct store *store = NULL;
	cleanup(house_cleanup) struct house house = {0};
	int code = cli_no_more(cli);

	if (code == EXIT_DONE)
		code = cli_open(cli, &house, &store);
	if (code == EXIT_DONE)
		code = cli_do(cli, &house, store, "mail hold", verb_hold, NULL);
	if (code == EXIT_DONE)
		printf("congtin: từ nay không gửi thư nào, cho đến khi chạy: congtin mail "
		       "release\n");
	return code;
}

int
cmd_mail_release(struct cli *cli)
{
	cleanup(store_cleanup) struct store *store = NULL;
	bool drop = cli_flag(cli, "drop");
	cleanup(house_cleanup) struct house house = {0};
	int code = cli_no_more(cli);

	if (code == EXIT_DONE)
		code = cli_open(cli, &house, &store);
	if (code == EXIT_DONE)
		code = cli_do(cli, &house, store, "mail release", verb_release, &drop);
	if (code == EXIT_DONE)
		printf("congtin: thư được gửi trở lại%s\n", drop ? "; thư đang chờ đã bỏ" : "");
	return code;
}
