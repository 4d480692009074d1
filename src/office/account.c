#include "office/account.h"

#include "base/buf.h"
#include "base/crypt.h"
#include "gen/office/account.sql.h"
#include "office/audit.h"
#include "office/credential.h"
#include "office/delegation.h"
#include "office/event_feed.h"
#include "office/session.h"
#include "office/token.h"

#define PASSWORD_GROUPS 4
#define PASSWORD_GROUP_LETTERS 4

/* ---- reading ---- */

/* Accounts come with one row for each role: rows of the same account make one. */
static size_t
accounts_read(struct query *q, struct arena *arena, struct account *accounts, size_t most)
{
	size_t n = 0;

	while (query_next(q)) {
		if (!n || accounts[n - 1].id != column_int(q, 0)) {
			if (n == most)
				break;
			accounts[n++] = (struct account){
					.id = column_int(q, 0),
					.login = column_text(q, 1, arena),
					.name = column_text(q, 2, arena),
					.email = column_text(q, 3, arena),
					.unit = column_int(q, 4),
					.unit_code = column_text(q, 5, arena),
					.unit_name = column_text(q, 6, arena),
					.active = column_int(q, 7) != 0,
					.must_change = column_int(q, 8) != 0,
					.has_totp = column_int(q, 9) != 0,
					.created_at = column_instant(q, 10),
					.version = column_int(q, 11),
			};
		}
		accounts[n - 1].roles |= role_bit_of(column_text(q, 12, arena));
	}
	return n;
}

static enum err
account_take(struct ctx *ctx, struct query *q, struct account *out)
{
	struct account account;
	size_t n = accounts_read(q, ctx->arena, &account, 1);

	TRY(query_end(q));
	if (!n)
		return ctx_refuse(ctx, ERR_NOT_FOUND, "Không có tài khoản này.");
	TRY(ctx_may_for(ctx, MAY_ACCOUNT_READ, account.unit));
	*out = account;
	return OK;
}

enum err
account_load(struct ctx *ctx, int64_t id, struct account *out)
{
	struct query q;

	TRY(ctx_may(ctx, MAY_ACCOUNT_READ));
	query_begin(&q, ctx->store, &SQL_account_load);
	bind_int(&q, id);
	return account_take(ctx, &q, out);
}

enum err
account_own(struct ctx *ctx, struct account *out)
{
	struct account account;
	struct query q;
	size_t n;

	query_begin(&q, ctx->store, &SQL_account_load);
	bind_int(&q, actor_person(ctx->actor));
	n = accounts_read(&q, ctx->arena, &account, 1);
	TRY(query_end(&q));
	if (!n)
		return ERR_NOT_FOUND;
	*out = account;
	return OK;
}

enum err
account_holders(struct ctx *ctx, enum role role, struct account_holder **out, size_t *count)
{
	struct account_holder *rows =
			ARENA_NEW_ARRAY(ctx->arena, ACCOUNT_HOLDERS_MAX, struct account_holder);
	size_t n = 0;
	struct query q;

	query_begin(&q, ctx->store, &SQL_account_holders);
	bind_text(&q, role_name(role));
	bind_int(&q, ACCOUNT_HOLDERS_MAX);
	while (n < ACCOUNT_HOLDERS_MAX && query_next(&q)) {
		rows[n].account = column_int(&q, 0);
		rows[n++].name = column_text(&q, 1, ctx->arena);
	}
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}

struct text
account_holder_name(const struct account_holder *holders, size_t count, int64_t account)
{
	for (size_t i = 0; i < count; i++)
		if (holders[i].account == account)
			return holders[i].name;
	return NO_TEXT;
}

enum err
account_find(struct ctx *ctx, struct text login, struct account *out)
{
	struct query q;

	TRY(ctx_may(ctx, MAY_ACCOUNT_READ));
	query_begin(&q, ctx->store, &SQL_account_find);
	bind_text(&q, login_take(ctx->arena, login));
	return account_take(ctx, &q, out);
}

enum err
account_roles(struct store *store, int64_t id, role_set *out)
{
	struct arena arena = {0};
	role_set roles = 0;
	struct query q;
	enum err err;

	query_begin(&q, store, &SQL_account_roles);
	bind_int(&q, id);
	while (query_next(&q))
		roles |= role_bit_of(column_text(&q, 0, &arena));
	err = query_end(&q);
	arena_free(&arena);
	TRY(err);
	*out = roles;
	return OK;
}

/* "%" around `part`, with what LIKE would read as a sign made plain. */
static struct text
contains(struct arena *arena, struct text part)
{
	struct buf pattern = BUF(arena);

	buf_add_char(&pattern, '%');
	for (size_t i = 0; i < part.n; i++) {
		if (strchr("%_!", part.p[i]))
			buf_add_char(&pattern, '!');
		buf_add_char(&pattern, part.p[i]);
	}
	buf_add_char(&pattern, '%');
	return buf_text(&pattern);
}

enum err
account_list(struct ctx *ctx, int64_t after, size_t limit, struct text login, int64_t unit,
		struct account **out, size_t *count)
{
	struct account *accounts = ARENA_NEW_ARRAY(ctx->arena, limit, struct account);
	struct query q;
	size_t n;

	TRY(ctx_may(ctx, MAY_ACCOUNT_READ));
	if (permit_scope(MAY_ACCOUNT_READ, ctx->actor->roles) == SCOPE_OWN)
		unit = ctx->actor->unit;
	query_begin(&q, ctx->store, &SQL_account_list);
	bind_int(&q, after);
	bind_text(&q, contains(ctx->arena, login_take(ctx->arena, login)));
	bind_int(&q, unit);
	bind_int(&q, (int64_t)limit);
	n = accounts_read(&q, ctx->arena, accounts, limit);
	TRY(query_end(&q));
	*out = accounts;
	*count = n;
	return OK;
}

/* ---- what is taken from people ---- */

static bool
is_login(struct text login)
{
	if (login.n < ACCOUNT_LOGIN_MIN || login.n > ACCOUNT_LOGIN_MAX)
		return false;
	for (size_t i = 0; i < login.n; i++)
		if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789.-_", login.p[i]))
			return false;
	return true;
}

static enum err
check_unit(struct ctx *ctx, int64_t unit)
{
	bool active = false;
	struct query q;

	query_begin(&q, ctx->store, &SQL_account_unit_active);
	bind_int(&q, unit);
	if (query_next(&q))
		active = column_int(&q, 0) != 0;
	TRY(query_end(&q));
	if (!active)
		return form_complain(ctx->form, "unit", "Hãy chọn một đơn vị đang hoạt động.");
	return OK;
}

static enum err
account_check(struct ctx *ctx, const struct account *account)
{
	if (!account->name.n)
		return form_complain(ctx->form, "name", "Hãy nhập họ và tên.");
	if (text_length(account->name) > ACCOUNT_NAME_MAX)
		return form_complain(ctx->form, "name", "Họ và tên dài không quá %d ký tự.",
				ACCOUNT_NAME_MAX);
	if (account->email.n > ACCOUNT_EMAIL_MAX)
		return form_complain(ctx->form, "email", "Địa chỉ thư dài không quá %d ký tự.",
				ACCOUNT_EMAIL_MAX);
	if (account->email.n && !memchr(account->email.p, '@', account->email.n))
		return form_complain(ctx->form, "email", "Địa chỉ thư điện tử không hợp lệ.");
	return check_unit(ctx, account->unit);
}

/* Separation of duties: see account.h. */
static enum err
roles_check(struct ctx *ctx, role_set roles)
{
	const role_set deciding = ROLE_BIT(ROLE_EDITOR) | ROLE_BIT(ROLE_PUBLISHER);

	if (!roles)
		return form_complain(ctx->form, "roles", "Hãy chọn ít nhất một vai trò.");
	for (unsigned role = 0; role < ROLE_COUNT; role++)
		if ((roles & ROLE_BIT(role)) && !role_is_grantable((enum role)role))
			return form_complain(
					ctx->form, "roles", "Vai trò này không giao cho ai được.");
	if ((roles & ROLE_BIT(ROLE_ADMINISTRATOR)) && (roles & deciding))
		return form_complain(ctx->form, "roles",
				"Quản trị hệ thống không thể đồng thời là biên tập viên hoặc người "
				"duyệt đăng.");
	return OK;
}

/* ---- verbs ---- */

static enum err
roles_set(struct ctx *ctx, int64_t id, role_set roles)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_account_role_drop);
	bind_int(&q, id);
	TRY(query_run(&q));
	for (unsigned role = 0; role < ROLE_COUNT; role++) {
		if (!(roles & ROLE_BIT(role)))
			continue;
		query_begin(&q, ctx->store, &SQL_account_role_add);
		bind_int(&q, id);
		bind_text(&q, role_name((enum role)role));
		TRY(query_run(&q));
	}
	return OK;
}

static enum err
login_is_taken(struct ctx *ctx, struct text login, bool *taken)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_account_find);
	bind_text(&q, login);
	*taken = query_next(&q);
	return query_end(&q);
}

static enum err
account_insert(struct ctx *ctx, const struct account *account, const struct account_start *start,
		int64_t *id)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_account_add);
	bind_text(&q, account->login);
	bind_text(&q, account->name);
	bind_text(&q, text_sort_key(ctx->arena, account->name));
	bind_int(&q, account->unit);
	bind_text_or_null(&q, account->email);
	bind_text(&q, start->password_hash);
	bind_int(&q, start->must_change);
	bind_instant(&q, ctx->now);
	if (query_next(&q))
		*id = column_int(&q, 0);
	return query_end(&q);
}

enum err
account_add(struct ctx *ctx, const struct account *account, const struct account_start *start,
		int64_t *id)
{
	int64_t made = 0;
	bool taken;

	TRY(ctx_may(ctx, MAY_ACCOUNT_MANAGE));
	if (!is_login(account->login))
		return form_complain(ctx->form, "login",
				"Tên đăng nhập gồm chữ thường không dấu, chữ số và các dấu . - _, "
				"từ %d đến %d ký tự.",
				ACCOUNT_LOGIN_MIN, ACCOUNT_LOGIN_MAX);
	TRY(account_check(ctx, account));
	TRY(roles_check(ctx, account->roles));
	TRY(login_is_taken(ctx, account->login, &taken));
	if (taken)
		return form_complain(ctx->form, "login", "Tên đăng nhập này đã có người dùng.");
	TRY(account_insert(ctx, account, start, &made));
	TRY(roles_set(ctx, made, account->roles));
	audit_note(ctx, "account.add", made, "%.*s: %s", TEXT_ARGS(account->login),
			roles_label(ctx->arena, account->roles).p);
	*id = made;
	return OK;
}

enum err
account_save(struct ctx *ctx, const struct account *account)
{
	struct account before;
	struct query q;

	TRY(ctx_may(ctx, MAY_ACCOUNT_MANAGE));
	TRY(account_load(ctx, account->id, &before));
	if (before.version != account->version)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Tài khoản này vừa được người khác sửa. Hãy xem lại rồi lưu lần "
				"nữa.");
	TRY(account_check(ctx, account));
	query_begin(&q, ctx->store, &SQL_account_save);
	bind_int(&q, account->id);
	bind_int(&q, account->version);
	bind_text(&q, account->name);
	bind_text(&q, text_sort_key(ctx->arena, account->name));
	bind_int(&q, account->unit);
	bind_text_or_null(&q, account->email);
	TRY(query_run_one(&q));
	audit_note(ctx, "account.save", account->id, "%.*s, đơn vị %lld thành %lld",
			TEXT_ARGS(before.login), (long long)before.unit, (long long)account->unit);
	return delegation_settle(ctx, account->id);
}

/* The account that a verb is about, which is never the actor's own. */
static enum err
load_other(struct ctx *ctx, int64_t id, const char *refusal, struct account *out)
{
	TRY(ctx_may(ctx, MAY_ACCOUNT_MANAGE));
	TRY(account_load(ctx, id, out));
	if (id == actor_person(ctx->actor))
		return ctx_refuse(ctx, ERR_FORBIDDEN, "%s", refusal);
	return OK;
}

enum err
account_save_roles(struct ctx *ctx, int64_t id, role_set roles)
{
	struct account account;

	TRY(load_other(ctx, id, "Không ai được tự đổi vai trò của chính mình.", &account));
	TRY(roles_check(ctx, roles));
	if (roles == account.roles)
		return OK;
	TRY(roles_set(ctx, id, roles));
	TRY(session_end_all(ctx, id, 0));
	audit_note(ctx, "account.roles", id, "%.*s: từ “%s” thành “%s”", TEXT_ARGS(account.login),
			roles_label(ctx->arena, account.roles).p, roles_label(ctx->arena, roles).p);
	return delegation_settle(ctx, id);
}

static enum err
set_active(struct ctx *ctx, const struct account *account, bool active)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_account_set_active);
	bind_int(&q, account->id);
	bind_int(&q, active);
	TRY(query_run(&q));
	if (query_changes(&q))
		audit_note(ctx, active ? "account.activate" : "account.deactivate", account->id,
				"%.*s", TEXT_ARGS(account->login));
	return OK;
}

enum err
account_deactivate(struct ctx *ctx, int64_t id)
{
	struct account account;

	TRY(load_other(ctx, id, "Không ai được tự khóa tài khoản của chính mình.", &account));
	TRY(session_end_all(ctx, id, 0));
	TRY(token_revoke_all(ctx, id));
	TRY(event_feed_revoke(ctx, id));
	TRY(set_active(ctx, &account, false));
	return delegation_settle(ctx, id);
}

enum err
account_activate(struct ctx *ctx, int64_t id)
{
	struct account account;

	TRY(load_other(ctx, id, "Tài khoản của đồng chí đang hoạt động.", &account));
	TRY(check_unit(ctx, account.unit));
	return set_active(ctx, &account, true);
}

enum err
account_reset(struct ctx *ctx, int64_t id, struct text password_hash)
{
	struct account account;
	struct query q;

	TRY(load_other(ctx, id, "Hãy đổi mật khẩu của mình ở trang Tài khoản.", &account));
	query_begin(&q, ctx->store, &SQL_account_reset);
	bind_int(&q, id);
	bind_text(&q, password_hash);
	TRY(query_run_one(&q));
	TRY(session_end_all(ctx, id, 0));
	TRY(token_revoke_all(ctx, id));
	TRY(event_feed_revoke(ctx, id));
	audit_note(ctx, "account.reset", id, "%.*s: cấp lại mật khẩu, bỏ xác thực hai bước",
			TEXT_ARGS(account.login));
	return OK;
}

struct text
account_password_new(struct arena *arena)
{
	/* 32 signs that nobody mistakes for another: 80 bits in 16 of them. */
	static const char signs[] = "abcdefghjkmnpqrstuvwxyz23456789+";
	struct buf out = BUF(arena);
	struct hash random = hash_of(secret_new(arena, SECRET_SIZE));

	_Static_assert(sizeof(signs) - 1 == 32, "five bits a sign");
	for (size_t i = 0; i < PASSWORD_GROUPS * PASSWORD_GROUP_LETTERS; i++) {
		if (i && i % PASSWORD_GROUP_LETTERS == 0)
			buf_add_char(&out, '-');
		buf_add_char(&out, signs[random.bytes[i] & 31]);
	}
	return buf_text(&out);
}
