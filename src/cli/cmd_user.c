/* cmd_user.c - accounts from the command line. */
#include "base/json.h"
#include "cli/commands.h"
#include "cli/run.h"
#include "office/account.h"
#include "office/credential.h"
#include "office/token.h"
#include "office/unit.h"

#include <stdio.h>

#define LIST_ROWS 1000
#define TOKEN_DAYS 30

struct user_order {
	const char *login, *name, *email, *unit, *roles;
	struct text hash;
	int64_t days;
	struct text secret;
	bool active;
	json_t *list;
};

static enum err
account_of(struct ctx *ctx, const struct user_order *o, struct account *out)
{
	return account_find(ctx, login_take(ctx->arena, text_of(o->login)), out);
}

/* "editor,reporter" */
static enum err
roles_read(struct ctx *ctx, const char *names, role_set *out)
{
	struct text rest = text_of(names), name;

	*out = 0;
	while (text_split(&rest, ',', &name)) {
		enum role role;

		if (role_parse(text_trim(name), &role) != OK || !role_is_grantable(role))
			return ctx_refuse(ctx, ERR_INVALID, "không có vai trò \"%.*s\"",
					TEXT_ARGS(name));
		*out |= ROLE_BIT(role);
	}
	return OK;
}

/* Opens the store, runs the verb by the operator. */
static int
user_do(struct cli *cli, cli_verb *verb, struct user_order *order, const char *what)
{
	cleanup(store_cleanup) struct store *store = NULL;
	cleanup(house_cleanup) struct house house = {0};
	int code = cli_open(cli, &house, &store);

	return code ? code : cli_do(cli, &house, store, what, verb, order);
}

/* The one login that the command is about; EXIT_USAGE without it. */
static int
login_read(struct cli *cli, struct user_order *order, const char *example)
{
	order->login = cli_argument(cli);
	if (!order->login)
		return cli_fail(cli, EXIT_USAGE, "thiếu tên đăng nhập, ví dụ: congtin %s", example);
	return cli_no_more(cli);
}

/* --- list --------------------------------------------------------------------------------------
 */

static enum err
verb_list(struct ctx *ctx, void *order)
{
	struct user_order *o = order;
	struct account *rows;
	size_t count;

	TRY(account_list(ctx, 0, LIST_ROWS, NO_TEXT, 0, &rows, &count));
	o->list = json_new_list();
	for (size_t i = 0; i < count; i++) {
		json_t *row = json_add_object(o->list);

		json_put_text(row, "login", rows[i].login);
		json_put_text(row, "name", rows[i].name);
		json_put_text(row, "unit", rows[i].unit_code);
		json_put_text(row, "roles", roles_label(ctx->arena, rows[i].roles));
		json_put_bool(row, "active", rows[i].active);
	}
	return OK;
}

int
cmd_user_list(struct cli *cli)
{
	struct user_order order = {0};
	int code = cli_no_more(cli);
	const json_t *row;
	size_t i;

	if (code == EXIT_DONE)
		code = user_do(cli, verb_list, &order, "user list");
	if (code != EXIT_DONE)
		return code;
	if (cli->json)
		return cli_print_json(cli, order.list);
	json_array_foreach(order.list, i, row) printf("%-20s %-10s %s – %s%s\n",
			json_text(row, "login").p, json_text(row, "unit").p,
			json_text(row, "name").p, json_text(row, "roles").p,
			json_flag(row, "active") ? "" : " (đã khóa)");
	json_decref(order.list);
	return EXIT_DONE;
}

/* --- add, password -----------------------------------------------------------------------------
 */

static enum err
verb_add(struct ctx *ctx, void *order)
{
	struct user_order *o = order;
	struct account account = {.login = text_of(o->login),
			.name = text_of(o->name),
			.email = text_of(o->email ? o->email : "")};
	struct account_start start = {.password_hash = o->hash, .must_change = true};
	struct unit unit;
	int64_t id;

	TRY(unit_find(ctx, text_of(o->unit), &unit));
	account.unit = unit.id;
	TRY(roles_read(ctx, o->roles, &account.roles));
	return account_add(ctx, &account, &start, &id);
}

/* A new password, told once. */
static int
password_make(struct cli *cli, struct user_order *order)
{
	order->secret = account_password_new(cli->arena);
	if (credential_hash(cli->arena, order->secret, &order->hash) == OK)
		return EXIT_DONE;
	return cli_fail(cli, EXIT_FAILED, "không tạo được mật khẩu");
}

static int
secret_print(struct cli *cli, const struct user_order *order, const char *key)
{
	json_t *view;

	if (!cli->json) {
		printf("%s\n", text_c(cli->arena, order->secret));
		return EXIT_DONE;
	}
	view = json_new_object();
	json_put_text(view, "login", text_of(order->login));
	json_put_text(view, key, order->secret);
	return cli_print_json(cli, view);
}

int
cmd_user_add(struct cli *cli)
{
	struct user_order order = {.name = cli_option(cli, "--name"),
			.email = cli_option(cli, "--email"),
			.unit = cli_option(cli, "--unit"),
			.roles = cli_option(cli, "--roles")};
	int code = login_read(cli, &order, "user add canbo.moi --name … --unit … --roles officer");

	if (code == EXIT_DONE && (!order.name || !order.unit || !order.roles))
		return cli_fail(cli, EXIT_USAGE, "cần --name, --unit và --roles");
	if (code == EXIT_DONE)
		code = password_make(cli, &order);
	if (code == EXIT_DONE)
		code = user_do(cli, verb_add, &order, "user add");
	return code ? code : secret_print(cli, &order, "password");
}

static enum err
verb_password(struct ctx *ctx, void *order)
{
	struct user_order *o = order;
	struct account account;

	TRY(account_of(ctx, o, &account));
	return account_reset(ctx, account.id, o->hash);
}

int
cmd_user_password(struct cli *cli)
{
	struct user_order order = {0};
	int code = login_read(cli, &order, "user password canbo.cshs");

	if (code == EXIT_DONE)
		code = password_make(cli, &order);
	if (code == EXIT_DONE)
		code = user_do(cli, verb_password, &order, "user password");
	return code ? code : secret_print(cli, &order, "password");
}

/* --- token -------------------------------------------------------------------------------------
 */

static enum err
verb_token(struct ctx *ctx, void *order)
{
	struct user_order *o = order;
	struct account account;

	TRY(account_of(ctx, o, &account));
	return token_add_for(ctx, account.id, text_of(o->name), o->days, &o->secret);
}

int
cmd_user_token(struct cli *cli)
{
	const char *days = cli_option(cli, "--days"), *name = cli_option(cli, "--name");
	struct user_order order = {.name = name ? name : "congtin user token", .days = TOKEN_DAYS};
	int code = login_read(cli, &order, "user token canbo.cshs");

	if (code == EXIT_DONE && days && !text_to_int(text_of(days), &order.days))
		return cli_fail(cli, EXIT_USAGE, "--days cần một số nguyên");
	if (code == EXIT_DONE)
		code = user_do(cli, verb_token, &order, "user token");
	return code ? code : secret_print(cli, &order, "token");
}

/* --- lock, unlock, roles -----------------------------------------------------------------------
 */

static enum err
verb_active(struct ctx *ctx, void *order)
{
	struct user_order *o = order;
	struct account account;

	TRY(account_of(ctx, o, &account));
	return o->active ? account_activate(ctx, account.id) : account_deactivate(ctx, account.id);
}

int
cmd_user_lock(struct cli *cli)
{
	struct user_order order = {0};
	int code = login_read(cli, &order, "user lock canbo.cshs");

	return code ? code : user_do(cli, verb_active, &order, "user lock");
}

int
cmd_user_unlock(struct cli *cli)
{
	struct user_order order = {.active = true};
	int code = login_read(cli, &order, "user unlock canbo.cshs");

	return code ? code : user_do(cli, verb_active, &order, "user unlock");
}

static enum err
verb_roles(struct ctx *ctx, void *order)
{
	struct user_order *o = order;
	struct account account;
	role_set roles;

	TRY(account_of(ctx, o, &account));
	TRY(roles_read(ctx, o->roles, &roles));
	return account_save_roles(ctx, account.id, roles);
}

int
cmd_user_roles(struct cli *cli)
{
	struct user_order order = {.login = cli_argument(cli), .roles = cli_argument(cli)};

	if (!order.login || !order.roles)
		return cli_fail(cli, EXIT_USAGE,
				"ví dụ: congtin user roles bientap2 editor,reporter");
	return user_do(cli, verb_roles, &order, "user roles");
}
