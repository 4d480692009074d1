#include "office/session.h"

#include "base/crypt.h"
#include "gen/office/session.sql.h"
#include "office/audit.h"
#include "office/delegation.h"
#include "office/unit.h"

#define DEVICE_TEXT_SIZE 43 /* base64url of SECRET_SIZE bytes */
#define DEVICE_COOKIE_S (180 * 24 * 3600)

static struct text
secret_hash(struct arena *arena, struct text secret)
{
	return hash_hex(arena, hash_of(secret));
}

/*
 * A session that stands in for somebody acts for its own person again when that is over. Forms
 * that were made before are then those of another session: they would be filled for the giver.
 */
static enum err
stand_in(struct store *store, struct arena *arena, int64_t delegation, struct instant now,
		struct actor *actor)
{
	enum err err = delegation_actor(store, arena, delegation, now, actor);

	if (err != ERR_NOT_FOUND)
		return err;
	actor->was_stand_in = true;
	actor->csrf = secret_hash(arena, actor->csrf);
	return OK;
}

enum err
session_actor(struct store *store, struct arena *arena, struct text secret, struct instant now,
		struct actor *out)
{
	struct actor actor = {0};
	int64_t delegation = 0;
	bool took_in = false;
	struct query q;

	query_begin(&q, store, &SQL_session_actor);
	bind_text(&q, secret_hash(arena, secret));
	bind_instant(&q, now);
	bind_instant(&q, instant_add(now, -SESSION_IDLE_MS));
	while (query_next(&q)) {
		if (!actor.session)
			actor = (struct actor){
					.session = column_int(&q, 0),
					.csrf = column_text(&q, 1, arena),
					.seen_at = column_instant(&q, 2),
					.account = column_int(&q, 3),
					.login = column_text(&q, 4, arena),
					.name = column_text(&q, 5, arena),
					.must_change = column_int(&q, 6) != 0,
					.has_totp = column_int(&q, 7) != 0,
					.unit = column_int(&q, 8),
					.unit_code = column_text(&q, 9, arena),
					.unit_name = column_text(&q, 10, arena),
					.door = DOOR_BROWSER,
			};
		actor.roles |= role_bit_of(column_text(&q, 11, arena));
		delegation = column_int(&q, 12);
		took_in = column_int(&q, 13) != 0;
	}
	TRY(query_end(&q));
	if (!actor.session)
		return ERR_LOGIN;
	if (took_in)
		TRY(unit_forebears_of_actor(store, arena, &actor));
	if (delegation)
		TRY(stand_in(store, arena, delegation, now, &actor));
	*out = actor;
	return OK;
}

enum err
session_touch(struct ctx *ctx)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_session_touch);
	bind_int(&q, ctx->actor->session);
	bind_instant(&q, ctx->now);
	return query_run(&q);
}

bool
session_is_held_back(const struct ctx *ctx, const char **path)
{
	const struct actor *actor = ctx->actor;

	if (!actor->session)
		return false;
	if (actor->must_change)
		*path = "/desk/me/password";
	else if (!actor->has_totp && totp_is_required(ctx))
		*path = "/desk/me/totp";
	else
		return false;
	return true;
}

/* ---- beginning and ending ---- */

/* What is kept of a session that begins. */
struct session_start {
	int64_t account;
	struct text agent;
	struct text device_hash;
	int64_t delegation; /* 0: for oneself */
};

static enum err
session_add(struct ctx *ctx, const struct session_start *start, struct session_secrets *out)
{
	struct query q;

	out->secret = secret_new(ctx->arena, SECRET_SIZE);
	query_begin(&q, ctx->store, &SQL_session_add);
	bind_text(&q, secret_hash(ctx->arena, out->secret));
	bind_text(&q, secret_new(ctx->arena, SECRET_SIZE));
	bind_int(&q, start->account);
	bind_instant(&q, ctx->now);
	bind_instant(&q, instant_add(ctx->now, SESSION_LIFE_MS));
	bind_text_or_null(&q, ctx->peer);
	bind_text_or_null(&q, text_shorten(ctx->arena, start->agent, SESSION_AGENT_MAX));
	bind_text_or_null(&q, start->device_hash);
	bind_id_or_null(&q, start->delegation);
	if (query_next(&q))
		out->session = column_int(&q, 0);
	return query_end(&q);
}

static enum err
session_end_secret(struct ctx *ctx, struct text secret)
{
	struct query q;

	if (!secret.n)
		return OK;
	query_begin(&q, ctx->store, &SQL_session_end_secret);
	bind_text(&q, secret_hash(ctx->arena, secret));
	bind_instant(&q, ctx->now);
	return query_run(&q);
}

static enum err
session_end(struct ctx *ctx, int64_t id, bool *ended)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_session_end);
	bind_int(&q, id);
	bind_int(&q, actor_person(ctx->actor));
	bind_instant(&q, ctx->now);
	TRY(query_run(&q));
	*ended = query_changes(&q) == 1;
	return OK;
}

/* A word typed into the wrong field may be a password: unknown logins are not written down. */
static void
note_wrong_guess(struct ctx *ctx, const struct proof *proof)
{
	if (proof->account)
		audit_refusal(ctx, "session.open", proof->account, "đăng nhập sai: %.*s, từ %.*s",
				TEXT_ARGS(proof->login), TEXT_ARGS(ctx->peer));
	else
		audit_refusal(ctx, "session.open", 0, "đăng nhập sai: không có tài khoản, từ %.*s",
				TEXT_ARGS(ctx->peer));
}

enum err
session_open(struct ctx *ctx, const struct proof *proof, struct text code,
		const struct origin *origin, struct text agent, struct text old_secret,
		struct session_secrets *out)
{
	struct session_secrets secrets = {.device = NO_TEXT};
	struct text device = origin->device;
	struct session_start start = {.account = proof->account, .agent = agent};
	bool good;

	TRY(ctx_may(ctx, MAY_PUBLIC));
	TRY(credential_check(ctx, proof, code, origin, &good));
	if (!good) {
		note_wrong_guess(ctx, proof);
		*out = secrets;
		return OK;
	}
	TRY(session_end_secret(ctx, old_secret));
	if (device.n != DEVICE_TEXT_SIZE)
		device = secrets.device = secret_new(ctx->arena, SECRET_SIZE);
	start.device_hash = secret_hash(ctx->arena, device);
	TRY(session_add(ctx, &start, &secrets));
	audit_note(ctx, "session.open", proof->account, "đăng nhập: %.*s, từ %.*s",
			TEXT_ARGS(proof->login), TEXT_ARGS(ctx->peer));
	*out = secrets;
	return OK;
}

static enum err
session_need(struct ctx *ctx)
{
	TRY(ctx_may(ctx, MAY_SESSION_OWN));
	if (!ctx->actor->session)
		return ctx_refuse(ctx, ERR_FORBIDDEN,
				"Việc này chỉ làm được khi đăng nhập bằng trình duyệt.");
	return OK;
}

enum err
session_close(struct ctx *ctx)
{
	bool ended;

	TRY(session_need(ctx));
	TRY(session_end(ctx, ctx->actor->session, &ended));
	if (ended)
		audit_note(ctx, "session.close", ctx->actor->session, "đăng xuất");
	return OK;
}

/* Ends the actor's session and begins another in the same browser. */
static enum err
session_replace(struct ctx *ctx, struct text agent, int64_t delegation, struct session_secrets *out)
{
	struct session_secrets secrets = {.device = NO_TEXT};
	struct session_start start = {.account = actor_person(ctx->actor),
			.agent = agent,
			.delegation = delegation};
	struct query q;
	bool ended;

	query_begin(&q, ctx->store, &SQL_session_device);
	bind_int(&q, ctx->actor->session);
	if (query_next(&q))
		start.device_hash = column_text(&q, 0, ctx->arena);
	TRY(query_end(&q));
	TRY(session_end(ctx, ctx->actor->session, &ended));
	if (!ended)
		return ctx_refuse(ctx, ERR_CONFLICT, "Phiên đăng nhập này đã kết thúc.");
	TRY(session_add(ctx, &start, &secrets));
	*out = secrets;
	return OK;
}

enum err
session_renew(struct ctx *ctx, struct text agent, struct session_secrets *out)
{
	const struct stand_in *stand_in = ctx->actor->stand_in;

	TRY(session_need(ctx));
	return session_replace(ctx, agent, stand_in ? stand_in->delegation : 0, out);
}

enum err
session_stand_in(
		struct ctx *ctx, int64_t delegation, struct text agent, struct session_secrets *out)
{
	struct actor actor = {.account = actor_person(ctx->actor)};
	enum err err;

	TRY(session_need(ctx));
	err = delegation_actor(ctx->store, ctx->arena, delegation, ctx->now, &actor);
	if (err == ERR_NOT_FOUND)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Ủy quyền này không giao cho đồng chí, hoặc lúc này không có hiệu "
				"lực.");
	TRY(err);
	TRY(session_replace(ctx, agent, delegation, out));
	audit_note(ctx, "delegation.start", delegation, "bắt đầu làm việc: %.*s",
			TEXT_ARGS(actor.name));
	return OK;
}

enum err
session_stand_down(struct ctx *ctx, struct text agent, struct session_secrets *out)
{
	TRY(session_need(ctx));
	TRY(session_replace(ctx, agent, 0, out));
	audit_note(ctx, "delegation.stop",
			ctx->actor->stand_in ? ctx->actor->stand_in->delegation : 0,
			"trở lại vai trò của mình");
	return OK;
}

/* ---- seen and ended by the owner ---- */

enum err
session_list(struct ctx *ctx, size_t limit, struct session_row **out, size_t *count)
{
	struct session_row *rows = ARENA_NEW_ARRAY(ctx->arena, limit, struct session_row);
	size_t n = 0;
	struct query q;

	TRY(ctx_may(ctx, MAY_SESSION_OWN));
	query_begin(&q, ctx->store, &SQL_session_list);
	bind_int(&q, actor_person(ctx->actor));
	bind_instant(&q, ctx->now);
	bind_instant(&q, instant_add(ctx->now, -SESSION_IDLE_MS));
	bind_int(&q, (int64_t)limit);
	while (n < limit && query_next(&q)) {
		rows[n++] = (struct session_row){
				.id = column_int(&q, 0),
				.created_at = column_instant(&q, 1),
				.seen_at = column_instant(&q, 2),
				.expires_at = column_instant(&q, 3),
				.peer = column_text(&q, 4, ctx->arena),
				.agent = column_text(&q, 5, ctx->arena),
				.current = column_int(&q, 0) == ctx->actor->session,
		};
	}
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}

enum err
session_revoke(struct ctx *ctx, int64_t id)
{
	bool ended;

	TRY(ctx_may(ctx, MAY_SESSION_OWN));
	TRY(session_end(ctx, id, &ended));
	if (!ended)
		return ctx_refuse(
				ctx, ERR_NOT_FOUND, "Không có phiên này, hoặc phiên đã kết thúc.");
	audit_note(ctx, "session.revoke", id, "kết thúc một phiên đăng nhập");
	return OK;
}

enum err
session_end_all(struct ctx *ctx, int64_t account, int64_t except)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_session_end_all);
	bind_int(&q, account);
	bind_int(&q, except);
	bind_instant(&q, ctx->now);
	return query_run(&q);
}

enum err
session_revoke_others(struct ctx *ctx)
{
	TRY(ctx_may(ctx, MAY_SESSION_OWN));
	TRY(session_end_all(ctx, actor_person(ctx->actor), ctx->actor->session));
	audit_note(ctx, "session.revoke_others", actor_person(ctx->actor),
			"kết thúc mọi phiên đăng nhập khác");
	return OK;
}

enum err
session_prune(struct ctx *ctx)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_session_prune);
	bind_instant(&q, instant_add(ctx->now, -SESSION_KEEP_MS));
	return query_run(&q);
}

/* ---- cookies ---- */

static bool
is_secure(const struct rules *rules)
{
	return text_starts_with(rules->site_url, TEXT("https:"));
}

const char *
session_cookie_name(const struct rules *rules)
{
	return is_secure(rules) ? "__Host-congtin" : "congtin";
}

const char *
device_cookie_name(const struct rules *rules)
{
	return is_secure(rules) ? "__Host-congtin-device" : "congtin-device";
}

static struct text
cookie_line(const struct ctx *ctx, const char *name, struct text value, const char *life)
{
	return text_format(ctx->arena, "%s=%.*s; Path=/; HttpOnly; SameSite=Lax%s%s", name,
			TEXT_ARGS(value), is_secure(ctx->rules) ? "; Secure" : "", life);
}

void
session_cookie(const struct ctx *ctx, struct reply *reply, const struct session_secrets *secrets)
{
	struct text life = text_format(ctx->arena, "; Max-Age=%d", DEVICE_COOKIE_S);

	reply_header(reply, "Set-Cookie",
			cookie_line(ctx, session_cookie_name(ctx->rules), secrets->secret,
					secrets->secret.n ? "" : "; Max-Age=0"));
	if (secrets->device.n)
		reply_header(reply, "Set-Cookie",
				cookie_line(ctx, device_cookie_name(ctx->rules), secrets->device,
						life.p));
}
