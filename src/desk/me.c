#include "desk/me.h"

#include "base/crypt.h"
#include "desk/account_view.h"
#include "desk/delegation.h"
#include "office/audit.h"
#include "office/session.h"
#include "office/token.h"

#define SESSIONS_SHOWN 50
#define TOTP_SECRET_TEXT_MAX 64
#define TOTP_GROUP 4

#define PASSWORD_FIELD                                                                             \
	{                                                                                          \
		.name = "password", .kind = FIELD_SECRET, .required = true, .max = PASSWORD_MAX,   \
		.label = "Mật khẩu hiện tại",                                                      \
	}
#define CODE_FIELD                                                                                 \
	{                                                                                          \
		.name = "code", .kind = FIELD_LINE, .max = CODE_MAX, .label = "Mã xác thực",       \
	}

const struct field me_token_fields[] = {
		{.name = "name",
				.kind = FIELD_LINE,
				.required = true,
				.max = TOKEN_NAME_MAX,
				.label = "Tên khóa"},
		{.name = "days", .kind = FIELD_INT, .required = true, .label = "Số ngày hiệu lực"},
		{.kind = FIELD_NONE},
};

const struct field me_password_fields[] = {
		PASSWORD_FIELD,
		{.name = "fresh",
				.kind = FIELD_SECRET,
				.required = true,
				.max = PASSWORD_MAX,
				.label = "Mật khẩu mới"},
		{.name = "repeat",
				.kind = FIELD_SECRET,
				.required = true,
				.max = PASSWORD_MAX,
				.label = "Nhập lại mật khẩu mới"},
		CODE_FIELD,
		{.kind = FIELD_NONE},
};

const struct field me_totp_fields[] = {
		PASSWORD_FIELD,
		{.name = "secret",
				.kind = FIELD_LINE,
				.required = true,
				.max = TOTP_SECRET_TEXT_MAX,
				.label = "Khóa bí mật"},
		CODE_FIELD,
		{.kind = FIELD_NONE},
};

const struct field me_totp_remove_fields[] = {PASSWORD_FIELD, CODE_FIELD, {.kind = FIELD_NONE}};

/* ---- the page of one's own account ---- */

struct agent_word {
	const char *part;
	const char *word;
};

/* The first part that occurs wins: most browsers also claim to be Chrome or Safari. */
static const struct agent_word BROWSERS[] = {
		{"coc_coc", "Cốc Cốc"},
		{"Edg", "Edge"},
		{"OPR/", "Opera"},
		{"Firefox/", "Firefox"},
		{"Chrom", "Chrome"},
		{"Safari/", "Safari"},
		{"", "Trình duyệt khác"},
};
static const struct agent_word SYSTEMS[] = {
		{"Android", "Android"},
		{"iPhone", "iPhone"},
		{"iPad", "iPad"},
		{"Windows", "Windows"},
		{"Mac OS", "macOS"},
		{"Linux", "Linux"},
		{"", "thiết bị khác"},
};

static const char *
agent_word(const struct agent_word *words, struct text agent)
{
	while (text_find(agent, text_of(words->part)) < 0)
		words++;
	return words->word;
}

static enum err
put_sessions(struct ctx *ctx, json_t *view)
{
	json_t *list = json_put_list(view, "sessions");
	struct session_row *rows;
	size_t count;

	TRY(session_list(ctx, SESSIONS_SHOWN, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		json_t *row = json_add_object(list);

		json_put_int(row, "id", rows[i].id);
		json_put_instant(row, "created_at", rows[i].created_at, ctx->rules->zone);
		json_put_instant(row, "seen_at", rows[i].seen_at, ctx->rules->zone);
		json_put_instant(row, "expires_at", rows[i].expires_at, ctx->rules->zone);
		json_put_text(row, "peer", rows[i].peer);
		json_put_text(row, "agent",
				text_format(ctx->arena, "%s trên %s",
						agent_word(BROWSERS, rows[i].agent),
						agent_word(SYSTEMS, rows[i].agent)));
		json_put_bool(row, "current", rows[i].current);
		json_put_text(row, "revoke_href",
				page_path(ctx->arena, "/desk/me/sessions", rows[i].id, "/revoke"));
	}
	json_put_bool(view, "has_other_sessions", count > 1);
	return OK;
}

static enum err
put_tokens(struct ctx *ctx, json_t *view)
{
	json_t *list = json_put_list(view, "tokens");
	struct token_row *rows;
	size_t count;

	TRY(token_list(ctx, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		json_t *row = json_add_object(list);

		json_put_int(row, "id", rows[i].id);
		json_put_text(row, "name", rows[i].name);
		json_put_instant(row, "created_at", rows[i].created_at, ctx->rules->zone);
		json_put_instant(row, "expires_at", rows[i].expires_at, ctx->rules->zone);
		json_put_text(row, "revoke_href",
				page_path(ctx->arena, "/desk/me/tokens", rows[i].id, "/revoke"));
	}
	json_put_bool(view, "has_tokens", count > 0);
	return OK;
}

static void
put_profile(struct ctx *ctx, json_t *view)
{
	const struct actor *actor = ctx->actor;
	json_t *profile = json_put_object(view, "profile");

	json_put_int(profile, "id", actor_person(actor));
	json_put_text(profile, "login", actor->login);
	json_put_text(profile, "name",
			actor->stand_in ? actor->stand_in->deputy_name : actor->name);
	json_put_text(profile, "unit_name", actor->unit_name);
	json_put_text(profile, "role_labels", roles_label(ctx->arena, actor->roles));
	json_put_bool(profile, "has_totp", actor->has_totp);
	json_put_bool(profile, "totp_required", totp_is_required(ctx));
	json_put_bool(profile, "must_change", actor->must_change);
}

enum err
get_me(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = page_begin(reply, "Tài khoản của tôi", me_token_fields);

	(void)request;
	json_put_text(json_object_get(view, "form"), "days", TEXT("90"));
	put_profile(ctx, view);
	TRY(put_sessions(ctx, view));
	TRY(put_tokens(ctx, view));
	TRY(delegation_put_own(ctx, view));
	page_action(view, &(struct page_action){"change_password", "Đổi mật khẩu",
					  TEXT("/desk/me/password"), ""});
	page_action(view, &(struct page_action){"revoke_other_sessions", "Kết thúc các phiên khác",
					  TEXT("/desk/me/sessions/revoke-others"), "secondary"});
	page_action(view, &(struct page_action){"add_token", "Tạo khóa truy cập",
					  TEXT("/desk/me/tokens"), ""});
	if (ctx->actor->has_totp)
		page_action(view, &(struct page_action){"remove_totp", "Tắt xác thực hai bước",
						  TEXT("/desk/me/totp/remove"), "warning"});
	else
		page_action(view, &(struct page_action){"confirm_totp", "Bật xác thực hai bước",
						  TEXT("/desk/me/totp"), ""});
	return OK;
}

enum err
post_session_revoke(struct ctx *ctx, struct request *request, struct reply *reply)
{
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(session_revoke(ctx, id));
	reply_see_other(reply, TEXT("/desk/me"));
	return OK;
}

enum err
post_sessions_revoke_others(struct ctx *ctx, struct request *request, struct reply *reply)
{
	(void)request;
	TRY(session_revoke_others(ctx));
	reply_see_other(reply, TEXT("/desk/me"));
	return OK;
}

/* ---- tokens ---- */

enum err
post_token(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct text name = form_line(ctx->form, "name");
	int64_t days = form_int(ctx->form, "days");
	struct text secret;
	json_t *view, *token;

	(void)request;
	TRY(token_add(ctx, name, days, &secret));
	view = page_begin(reply, "Khóa truy cập mới", NULL);
	page_crumb(view, "/desk/me", "Tài khoản của tôi");
	token = json_put_object(view, "token");
	json_put_text(token, "name", name);
	json_put_text(token, "secret", secret);
	json_put_instant(token, "expires_at", instant_add(ctx->now, days * DAY_MS),
			ctx->rules->zone);
	reply->status = 201;
	return OK;
}

enum err
post_token_revoke(struct ctx *ctx, struct request *request, struct reply *reply)
{
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(token_revoke(ctx, id));
	reply_see_other(reply, TEXT("/desk/me"));
	return OK;
}

/* ---- proofs: what a change of them has in common ---- */

enum err
prepare_own_proof(struct ctx *ctx, struct request *request, struct reply *reply)
{
	(void)reply;
	return own_proof_prepare(ctx, request, NO_TEXT);
}

/* Counts the guess; a wrong one shows the page again and is noted under `action`. */
static enum err
guess_check(struct ctx *ctx, struct request *request, struct reply *reply, route_handler *page,
		struct text code, const char *action, bool *good)
{
	struct origin origin = origin_of(ctx, request);

	TRY(credential_check(ctx, ctx->prepared, code, &origin, good));
	if (*good)
		return OK;
	audit_refusal(ctx, action, actor_person(ctx->actor),
			"mật khẩu hoặc mã xác thực không đúng");
	return page_again(ctx, request, reply, page, 422, "password",
			"Mật khẩu hiện tại hoặc mã xác thực không đúng.");
}

/* A new proof, a new session. */
static enum err
session_follow(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct session_secrets secrets;

	TRY(session_renew(ctx, request_header(request, "User-Agent"), &secrets));
	session_cookie(ctx, reply, &secrets);
	reply_see_other(reply, ctx->actor->must_change ? TEXT("/desk") : TEXT("/desk/me"));
	return OK;
}

/* ---- password ---- */

enum err
get_password(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = page_begin(reply, "Đổi mật khẩu", me_password_fields);

	(void)request;
	put_profile(ctx, view);
	page_crumb(view, "/desk/me", "Tài khoản của tôi");
	page_action(view, &(struct page_action){"change_password", "Đổi mật khẩu",
					  TEXT("/desk/me/password"), ""});
	return OK;
}

enum err
prepare_password(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct text fresh = form_text(ctx->form, "fresh");

	(void)reply;
	if (!secret_equals(fresh, form_text(ctx->form, "repeat")))
		return form_complain(
				ctx->form, "repeat", "Hai lần nhập mật khẩu mới không giống nhau.");
	if (secret_equals(fresh, form_text(ctx->form, "password")))
		return form_complain(
				ctx->form, "fresh", "Mật khẩu mới phải khác mật khẩu hiện tại.");
	if (!password_is_good(ctx, "fresh", fresh, ctx->actor->login, ctx->actor->name))
		return ERR_INVALID;
	return own_proof_prepare(ctx, request, fresh);
}

enum err
post_password(struct ctx *ctx, struct request *request, struct reply *reply)
{
	bool good;

	TRY(guess_check(ctx, request, reply, get_password, form_line(ctx->form, "code"),
			"account.password", &good));
	if (!good)
		return OK;
	TRY(password_change(ctx, ctx->prepared));
	return session_follow(ctx, request, reply);
}

/* ---- second factor ---- */

/* "ABCD EFGH …": easier to type from the screen. */
static struct text
in_groups(struct arena *arena, struct text secret)
{
	struct buf out = BUF(arena);

	for (size_t i = 0; i < secret.n; i++) {
		if (i && i % TOTP_GROUP == 0)
			buf_add_char(&out, ' ');
		buf_add_char(&out, secret.p[i]);
	}
	return buf_text(&out);
}

enum err
get_totp(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = page_begin(reply, "Xác thực hai bước", me_totp_fields);
	struct text secret = form_line(ctx->form, "secret");

	(void)request;
	if (!secret.n)
		secret = totp_secret_new(ctx->arena);
	put_profile(ctx, view);
	page_crumb(view, "/desk/me", "Tài khoản của tôi");
	json_put_text(json_object_get(view, "form"), "secret", secret);
	if (ctx->actor->has_totp) {
		page_action(view, &(struct page_action){"remove_totp", "Tắt xác thực hai bước",
						  TEXT("/desk/me/totp/remove"), "warning"});
		return OK;
	}
	json_put_text(view, "secret_groups", in_groups(ctx->arena, secret));
	json_put_text(view, "uri",
			totp_uri(ctx->arena, TEXT("congtin"), ctx->actor->login, secret));
	page_action(view, &(struct page_action){"confirm_totp", "Bật xác thực hai bước",
					  TEXT("/desk/me/totp"), ""});
	return OK;
}

enum err
post_totp(struct ctx *ctx, struct request *request, struct reply *reply)
{
	bool good;

	TRY(guess_check(ctx, request, reply, get_totp, NO_TEXT, "account.totp_on", &good));
	if (!good)
		return OK;
	TRY(totp_confirm(ctx, form_line(ctx->form, "secret"), form_line(ctx->form, "code")));
	return session_follow(ctx, request, reply);
}

enum err
post_totp_remove(struct ctx *ctx, struct request *request, struct reply *reply)
{
	bool good;

	TRY(guess_check(ctx, request, reply, get_totp, form_line(ctx->form, "code"),
			"account.totp_off", &good));
	if (!good)
		return OK;
	TRY(totp_remove(ctx));
	return session_follow(ctx, request, reply);
}
