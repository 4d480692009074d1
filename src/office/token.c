#include "office/token.h"

#include "base/crypt.h"
#include "gen/office/token.sql.h"
#include "office/audit.h"
#include "office/unit.h"

#define TOKEN_PREFIX "congtin_" /* lets scanners of leaked secrets know it */

enum err
token_actor(struct store *store, struct arena *arena, struct text secret, struct instant now,
		struct actor *out)
{
	struct actor actor = {0};
	bool took_in = false;
	struct query q;

	query_begin(&q, store, &SQL_token_actor);
	bind_text(&q, hash_hex(arena, hash_of(secret)));
	bind_instant(&q, now);
	while (query_next(&q)) {
		if (!actor.account)
			actor = (struct actor){
					.account = column_int(&q, 0),
					.login = column_text(&q, 1, arena),
					.name = column_text(&q, 2, arena),
					.has_totp = column_int(&q, 3) != 0,
					.unit = column_int(&q, 4),
					.unit_code = column_text(&q, 5, arena),
					.unit_name = column_text(&q, 6, arena),
					.door = DOOR_TOKEN,
			};
		actor.roles |= role_bit_of(column_text(&q, 7, arena));
		took_in = column_int(&q, 8) != 0;
	}
	TRY(query_end(&q));
	if (!actor.account)
		return ERR_LOGIN;
	if (took_in)
		TRY(unit_forebears_of_actor(store, arena, &actor));
	*out = actor;
	return OK;
}

static enum err
token_check(struct ctx *ctx, int64_t account, struct text name, int64_t days)
{
	struct query q;
	int64_t live = 0;

	if (name.n == 0)
		return form_complain(
				ctx->form, "name", "Hãy đặt tên để biết khóa dùng vào việc gì.");
	if (text_length(name) > TOKEN_NAME_MAX)
		return form_complain(
				ctx->form, "name", "Tên dài không quá %d ký tự.", TOKEN_NAME_MAX);
	if (days < 1 || days > TOKEN_DAYS_MAX)
		return form_complain(
				ctx->form, "days", "Thời hạn từ 1 đến %d ngày.", TOKEN_DAYS_MAX);
	query_begin(&q, ctx->store, &SQL_token_count);
	bind_int(&q, account);
	bind_instant(&q, ctx->now);
	if (query_next(&q))
		live = column_int(&q, 0);
	TRY(query_end(&q));
	if (live >= TOKENS_MAX)
		return form_complain(ctx->form, "name",
				"Đã có %d khóa còn hiệu lực. Hãy thu hồi khóa không dùng nữa.",
				TOKENS_MAX);
	return OK;
}

static enum err
token_make(struct ctx *ctx, int64_t account, struct text name, int64_t days, struct text *secret)
{
	struct text made = text_format(
			ctx->arena, TOKEN_PREFIX "%s", secret_new(ctx->arena, SECRET_SIZE).p);
	struct query q;
	int64_t id = 0;

	TRY(token_check(ctx, account, name, days));
	query_begin(&q, ctx->store, &SQL_token_add);
	bind_text(&q, hash_hex(ctx->arena, hash_of(made)));
	bind_int(&q, account);
	bind_text(&q, name);
	bind_instant(&q, ctx->now);
	bind_instant(&q, instant_add(ctx->now, days * DAY_MS));
	if (query_next(&q))
		id = column_int(&q, 0);
	TRY(query_end(&q));
	audit_note(ctx, "token.add", id, "khóa truy cập “%.*s” của tài khoản %lld, %lld ngày",
			TEXT_ARGS(name), (long long)account, (long long)days);
	*secret = made;
	return OK;
}

enum err
token_add(struct ctx *ctx, struct text name, int64_t days, struct text *secret)
{
	TRY(ctx_may(ctx, MAY_TOKEN_OWN));
	if (ctx->actor->door == DOOR_TOKEN)
		return ctx_refuse(ctx, ERR_FORBIDDEN,
				"Một khóa truy cập không tạo được khóa khác. Hãy đăng nhập bằng "
				"trình duyệt.");
	return token_make(ctx, actor_person(ctx->actor), name, days, secret);
}

enum err
token_add_for(struct ctx *ctx, int64_t account, struct text name, int64_t days, struct text *secret)
{
	TRY(ctx_may(ctx, MAY_ACCOUNT_MANAGE));
	if (ctx->actor->door != DOOR_COMMAND)
		return ctx_refuse(ctx, ERR_FORBIDDEN,
				"Chỉ tạo được khóa truy cập cho người khác từ dòng lệnh của máy "
				"chủ.");
	return token_make(ctx, account, name, days, secret);
}

enum err
token_list(struct ctx *ctx, struct token_row **out, size_t *count)
{
	struct token_row *rows = ARENA_NEW_ARRAY(ctx->arena, TOKENS_MAX, struct token_row);
	size_t n = 0;
	struct query q;

	TRY(ctx_may(ctx, MAY_TOKEN_OWN));
	query_begin(&q, ctx->store, &SQL_token_list);
	bind_int(&q, actor_person(ctx->actor));
	bind_instant(&q, ctx->now);
	bind_int(&q, TOKENS_MAX);
	while (n < TOKENS_MAX && query_next(&q)) {
		rows[n++] = (struct token_row){
				.id = column_int(&q, 0),
				.name = column_text(&q, 1, ctx->arena),
				.created_at = column_instant(&q, 2),
				.expires_at = column_instant(&q, 3),
		};
	}
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}

enum err
token_revoke(struct ctx *ctx, int64_t id)
{
	struct query q;

	TRY(ctx_may(ctx, MAY_TOKEN_OWN));
	query_begin(&q, ctx->store, &SQL_token_revoke);
	bind_int(&q, id);
	bind_int(&q, actor_person(ctx->actor));
	bind_instant(&q, ctx->now);
	TRY(query_run(&q));
	if (!query_changes(&q))
		return ctx_refuse(
				ctx, ERR_NOT_FOUND, "Không có khóa này, hoặc khóa đã bị thu hồi.");
	audit_note(ctx, "token.revoke", id, "thu hồi khóa truy cập");
	return OK;
}

enum err
token_revoke_all(struct ctx *ctx, int64_t account)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_token_revoke_all);
	bind_int(&q, account);
	bind_instant(&q, ctx->now);
	return query_run(&q);
}
