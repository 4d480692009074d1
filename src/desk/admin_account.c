#include "desk/admin_account.h"

#include "desk/account_view.h"

#define ACCOUNTS_PATH "/desk/admin/accounts"

#define ROLE_FIELD(name_, label_)                                                                  \
	{                                                                                          \
		.name = "role_" name_, .kind = FIELD_FLAG, .label = (label_)                       \
	}
#define ROLE_FIELDS                                                                                \
	ROLE_FIELD("officer", "Cán bộ đơn vị"), ROLE_FIELD("unit_leader", "Lãnh đạo đơn vị"),      \
			ROLE_FIELD("coordinator", "Điều phối viên"),                               \
			ROLE_FIELD("reporter", "Phóng viên"),                                      \
			ROLE_FIELD("editor", "Biên tập viên"),                                     \
			ROLE_FIELD("publisher", "Người duyệt đăng"),                               \
			ROLE_FIELD("ministry_leader", "Lãnh đạo Bộ"),                              \
			ROLE_FIELD("auditor", "Kiểm tra viên"),                                    \
			ROLE_FIELD("administrator", "Quản trị hệ thống")
#define PERSON_FIELDS                                                                              \
	{.name = "name",                                                                           \
			.kind = FIELD_LINE,                                                        \
			.required = true,                                                          \
			.max = ACCOUNT_NAME_MAX,                                                   \
			.label = "Họ và tên"},                                                     \
			{.name = "email",                                                          \
					.kind = FIELD_LINE,                                        \
					.max = ACCOUNT_EMAIL_MAX,                                  \
					.label = "Thư điện tử"},                                   \
	{                                                                                          \
		.name = "unit", .kind = FIELD_INT, .required = true, .label = "Đơn vị"         \
	}

const struct field account_new_fields[] = {
		{.name = "login",
				.kind = FIELD_LINE,
				.required = true,
				.max = ACCOUNT_LOGIN_MAX,
				.label = "Tên đăng nhập"},
		PERSON_FIELDS,
		ROLE_FIELDS,
		{.kind = FIELD_NONE},
};

const struct field account_fields[] = {
		PERSON_FIELDS,
		{.name = "version", .kind = FIELD_INT, .required = true, .label = "Phiên bản"},
		{.kind = FIELD_NONE},
};

const struct field account_role_fields[] = {ROLE_FIELDS, {.kind = FIELD_NONE}};

/* ---- list ---- */

static void
put_account(struct ctx *ctx, json_t *row, const struct account *account)
{
	json_put_int(row, "id", account->id);
	json_put_text(row, "href", page_path(ctx->arena, ACCOUNTS_PATH, account->id, ""));
	json_put_text(row, "login", account->login);
	json_put_text(row, "name", account->name);
	json_put_text(row, "email", account->email);
	json_put_int(row, "unit", account->unit);
	json_put_text(row, "unit_name", account->unit_name);
	json_put_text(row, "role_labels", roles_label(ctx->arena, account->roles));
	json_put_bool(row, "has_totp", account->has_totp);
	json_put_bool(row, "must_change", account->must_change);
	json_put_bool(row, "active", account->active);
	json_put_bool(row, "is_me", account->id == ctx->actor->account);
	json_put_instant(row, "created_at", account->created_at, ctx->rules->zone);
	active_state(row, account->active);
}

static int64_t
query_int(const struct request *request, const char *name)
{
	int64_t number;

	return text_to_int(request_query(request, name), &number) ? number : 0;
}

/* The address of the rows behind `last`, with the same filter. */
static struct text
next_href(struct arena *arena, struct text login, int64_t unit, int64_t last)
{
	struct buf href = BUF(arena);

	buf_add_c(&href, ACCOUNTS_PATH "?q=");
	buf_add_url(&href, login);
	buf_addf(&href, "&unit=%lld&after=%lld", (long long)unit, (long long)last);
	return buf_text(&href);
}

enum err
get_accounts(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = page_begin(reply, "Tài khoản", NULL);
	json_t *list = json_put_list(view, "accounts");
	struct text login = text_slice(request_query(request, "q"), 0, ACCOUNT_LOGIN_MAX);
	int64_t after = query_int(request, "after"), unit = query_int(request, "unit");
	struct account *accounts;
	size_t count, shown;

	TRY(account_list(ctx, after, LIST_ROWS + 1, login, unit, &accounts, &count));
	shown = count > LIST_ROWS ? LIST_ROWS : count;
	for (size_t i = 0; i < shown; i++)
		put_account(ctx, json_add_object(list), &accounts[i]);
	json_put_text(view, "q", login);
	json_put_bool(view, "has_accounts", shown > 0);
	json_put_bool(view, "is_first", after == 0);
	json_put_bool(view, "next_href", false);
	if (count > LIST_ROWS)
		json_put_text(view, "next_href",
				next_href(ctx->arena, login, unit, accounts[shown - 1].id));
	page_action(view, &(struct page_action){"add_account", "Thêm tài khoản",
					  TEXT(ACCOUNTS_PATH), ""});
	return unit_choices(ctx, view, "units", "Mọi đơn vị", unit);
}

/* ---- roles as check boxes ---- */

static struct text
role_field(struct arena *arena, enum role role)
{
	return text_format(arena, "role_%s", role_name(role).p);
}

static role_set
roles_typed(struct ctx *ctx)
{
	role_set roles = 0;

	for (unsigned role = 0; role < ROLE_COUNT; role++)
		if (form_flag(ctx->form, role_field(ctx->arena, (enum role)role).p))
			roles |= ROLE_BIT(role);
	return roles;
}

static void
put_roles(struct ctx *ctx, json_t *view, role_set roles)
{
	json_t *list = json_put_list(view, "roles");
	role_set typed = roles_typed(ctx);

	if (typed)
		roles = typed;
	for (unsigned role = 0; role < ROLE_COUNT; role++) {
		json_t *row;

		if (!role_is_grantable((enum role)role))
			continue;
		row = json_add_object(list);
		json_put_text(row, "field", role_field(ctx->arena, (enum role)role));
		json_put_text(row, "label", role_label((enum role)role));
		json_put_bool(row, "checked", (roles & ROLE_BIT(role)) != 0);
	}
}

/* ---- a new account ---- */

enum err
get_account_new(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = page_begin(reply, "Thêm tài khoản", account_new_fields);

	(void)request;
	page_crumb(view, ACCOUNTS_PATH, "Tài khoản");
	put_roles(ctx, view, 0);
	page_action(view, &(struct page_action){"add_account", "Thêm tài khoản",
					  TEXT(ACCOUNTS_PATH), ""});
	return unit_choices(ctx, view, "units", "Chọn đơn vị", typed_or(ctx, "unit", 0));
}

/* A password made for somebody else: hashed before the transaction, shown once after it. */
struct given_password {
	struct text plain;
	struct text hash;
};

enum err
prepare_account_password(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct given_password *given = ARENA_NEW(ctx->arena, struct given_password);

	(void)request, (void)reply;
	TRY(ctx_may(ctx, MAY_ACCOUNT_MANAGE));
	given->plain = account_password_new(ctx->arena);
	TRY(credential_hash(ctx->arena, given->plain, &given->hash));
	ctx->prepared = given;
	return OK;
}

/* The page that tells the password, for this once. */
static enum err
show_password(struct ctx *ctx, struct reply *reply, int64_t id, const char *heading)
{
	const struct given_password *given = ctx->prepared;
	struct account account;
	json_t *view;

	TRY(account_load(ctx, id, &account));
	view = page_begin(reply, heading, NULL);
	page_crumb(view, ACCOUNTS_PATH, "Tài khoản");
	json_put_int(view, "id", id);
	put_account(ctx, json_put_object(view, "account"), &account);
	json_put_text(view, "password", given->plain);
	reply->template = "desk/admin_account_password";
	return OK;
}

static struct account
account_typed(struct ctx *ctx)
{
	return (struct account){
			.login = login_take(ctx->arena, form_line(ctx->form, "login")),
			.name = form_line(ctx->form, "name"),
			.email = form_line(ctx->form, "email"),
			.unit = form_int(ctx->form, "unit"),
			.version = form_int(ctx->form, "version"),
			.roles = roles_typed(ctx),
	};
}

enum err
post_account(struct ctx *ctx, struct request *request, struct reply *reply)
{
	const struct given_password *given = ctx->prepared;
	struct account account = account_typed(ctx);
	struct account_start start = {.password_hash = given->hash, .must_change = true};
	int64_t id;

	(void)request;
	TRY(account_add(ctx, &account, &start, &id));
	reply->status = 201;
	return show_password(ctx, reply, id, "Đã thêm tài khoản");
}

/* ---- one account ---- */

static void
put_form(struct ctx *ctx, json_t *view, const struct account *account)
{
	json_t *form = json_object_get(view, "form");

	json_put_text(form, "name", account->name);
	json_put_text(form, "email", account->email);
	json_put_int(form, "unit", account->unit);
	json_put_text(form, "version",
			text_format(ctx->arena, "%lld", (long long)account->version));
}

static void
account_actions(struct ctx *ctx, json_t *view, const struct account *account)
{
	static const struct {
		const char *name, *label, *rest, *style;
		bool open, shut, own; /* of which accounts */
	} acts[] = {
			{"save_account", "Lưu", "", "", true, true, true},
			{"save_roles", "Lưu vai trò", "/roles", "", true, true, false},
			{"reset_password", "Cấp lại mật khẩu", "/reset", "secondary", true, false,
					false},
			{"deactivate_account", "Khóa tài khoản", "/deactivate", "warning", true,
					false, false},
			{"activate_account", "Mở lại tài khoản", "/activate", "secondary", false,
					true, false},
	};

	for (size_t i = 0; i < COUNT_OF(acts); i++) {
		if (!(account->active ? acts[i].open : acts[i].shut) ||
				(account->id == ctx->actor->account && !acts[i].own)) {
			json_put_bool(json_object_get(view, "may"), acts[i].name, false);
			continue;
		}
		page_action(view, &(struct page_action){acts[i].name, acts[i].label,
						  page_path(ctx->arena, ACCOUNTS_PATH, account->id,
								  acts[i].rest),
						  acts[i].style});
	}
}

enum err
get_account(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct account account;
	json_t *view;
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(account_load(ctx, id, &account));
	view = page_begin(reply, account.name.p, account_fields);
	page_crumb(view, ACCOUNTS_PATH, "Tài khoản");
	put_account(ctx, json_put_object(view, "account"), &account);
	put_form(ctx, view, &account);
	put_roles(ctx, view, account.roles);
	account_actions(ctx, view, &account);
	return unit_choices(ctx, view, "units", "Chọn đơn vị", typed_or(ctx, "unit", account.unit));
}

/* ---- changes ---- */

static void
see_account(struct ctx *ctx, struct reply *reply, int64_t id)
{
	reply_see_other(reply, page_path(ctx->arena, ACCOUNTS_PATH, id, ""));
}

enum err
post_account_save(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct account account = account_typed(ctx);

	TRY(request_id(request, "id", &account.id));
	TRY(account_save(ctx, &account));
	see_account(ctx, reply, account.id);
	return OK;
}

enum err
post_account_roles(struct ctx *ctx, struct request *request, struct reply *reply)
{
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(account_save_roles(ctx, id, roles_typed(ctx)));
	see_account(ctx, reply, id);
	return OK;
}

enum err
post_account_reset(struct ctx *ctx, struct request *request, struct reply *reply)
{
	const struct given_password *given = ctx->prepared;
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(account_reset(ctx, id, given->hash));
	return show_password(ctx, reply, id, "Đã cấp lại mật khẩu");
}

enum err
post_account_deactivate(struct ctx *ctx, struct request *request, struct reply *reply)
{
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(account_deactivate(ctx, id));
	see_account(ctx, reply, id);
	return OK;
}

enum err
post_account_activate(struct ctx *ctx, struct request *request, struct reply *reply)
{
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(account_activate(ctx, id));
	see_account(ctx, reply, id);
	return OK;
}
