/*
 * gate.c - who passes.
 *
 * Browsers show a session cookie, programs a personal token. A changing request
 * by session must come from a page of this site: it carries the session's form
 * secret, and neither Origin nor Sec-Fetch-Site may speak of another site.
 */
#include "base/crypt.h"
#include "office/session.h"
#include "office/token.h"
#include "web/visit.h"

#define FORM_COOKIE_BYTES 24
#define NONCE_MAX 100

static bool
is_secure(const struct web *web)
{
	return text_starts_with(web->settings.rules->site_url, TEXT("https://"));
}

static const char *
form_cookie_name(const struct web *web)
{
	return is_secure(web) ? "__Host-congtin-form" : "congtin-form";
}

static struct text
form_secret(const struct visit *visit, struct text cookie)
{
	struct arena *arena = visit->request->arena;

	return hash_hex(arena, hash_keyed(visit->web->secret, cookie));
}

/* People without session get a cookie of their own, and forms the keyed hash of it. */
static void
anonymous_secret(struct visit *visit)
{
	struct text cookie = request_cookie(visit->request, form_cookie_name(visit->web));

	if (!cookie.n) {
		cookie = secret_new(visit->request->arena, FORM_COOKIE_BYTES);
		visit->form_cookie = text_format(visit->request->arena,
				"%s=%s; Path=/; HttpOnly; SameSite=Lax%s",
				form_cookie_name(visit->web), cookie.p,
				is_secure(visit->web) ? "; Secure" : "");
	}
	visit->csrf = form_secret(visit, cookie);
}

static enum err
actor_load(struct visit *visit, struct store *reader)
{
	struct request *request = visit->request;
	struct text bearer = request_header(request, "Authorization");
	struct text cookie;

	visit->actor = (struct actor){.door = DOOR_PUBLIC};
	if (bearer.n) {
		if (!text_equals_ascii_case(text_slice(bearer, 0, 7), TEXT("Bearer ")))
			return ERR_LOGIN;
		TRY(token_actor(reader, request->arena, text_trim(text_slice(bearer, 7, bearer.n)),
				request->now, &visit->actor));
		visit->actor.door = DOOR_TOKEN;
		return OK;
	}
	cookie = request_cookie(request, session_cookie_name(visit->web->settings.rules));
	if (cookie.n) {
		enum err err = session_actor(
				reader, request->arena, cookie, request->now, &visit->actor);

		if (err != OK && err != ERR_LOGIN)
			return err;
		if (err == OK) {
			visit->actor.door = DOOR_BROWSER;
			visit->csrf = visit->actor.csrf;
		}
	}
	return OK;
}

/* The host part of "https://host:port/…". */
static struct text
url_host(struct text url)
{
	ptrdiff_t scheme = text_find(url, TEXT("://"));
	struct text rest = scheme < 0 ? url : text_slice(url, (size_t)scheme + 3, url.n);
	struct text host;

	if (!text_split(&rest, '/', &host))
		return NO_TEXT;
	return host;
}

static bool
comes_from_here(const struct request *request)
{
	struct text site = request_header(request, "Sec-Fetch-Site");
	struct text origin = request_header(request, "Origin");

	if (site.n && !text_equals(site, TEXT("same-origin")) && !text_equals(site, TEXT("none")))
		return false;
	return !origin.n || text_equals(url_host(origin), request_header(request, "Host"));
}

static enum err
form_check_secret(struct visit *visit)
{
	struct text given = form_text(visit->request->form, "_csrf");

	if (visit->actor.door == DOOR_TOKEN)
		return OK;
	if (!given.n)
		given = request_header(visit->request, "X-CSRF-Token");
	if (!comes_from_here(visit->request) || !secret_equals(given, visit->csrf))
		return ctx_refuse(visit_ctx(visit), ERR_FORBIDDEN,
				visit->actor.was_stand_in
						? "Ủy quyền đã kết thúc, đồng chí đang làm việc "
						  "với vai trò của mình. Hãy tải lại trang."
						: "Biểu mẫu này đã cũ hoặc không được gửi từ trang "
						  "của hệ thống. Hãy tải lại trang rồi gửi lại.");
	return OK;
}

static enum err
nonce_take(struct visit *visit)
{
	struct text nonce = form_text(visit->request->form, "_nonce");

	if (!nonce.n)
		nonce = request_header(visit->request, "Idempotency-Key");
	if (nonce.n > NONCE_MAX)
		return form_complain(visit->request->form, "", "Mã chống gửi lặp dài quá %d ký tự.",
				NONCE_MAX);
	if (!nonce.n && visit->actor.door == DOOR_BROWSER)
		return form_complain(visit->request->form, "",
				"Biểu mẫu thiếu mã chống gửi lặp. Hãy tải lại trang rồi gửi lại.");
	visit->nonce = nonce;
	return OK;
}

/*
 * Until the first password is changed and the second factor that a role demands is on, only one's
 * own account pages and leaving are open.
 */
static enum err
hold_back(struct visit *visit)
{
	struct ctx *ctx = visit_ctx(visit);
	const char *page = NULL;

	if (visit->route->rule == MAY_PUBLIC || visit->route->rule == MAY_SESSION_OWN)
		return OK;
	if (visit->actor.must_change)
		page = "/desk/me/password";
	else if (!session_is_held_back(ctx, &page))
		return OK;
	visit->held_back = page;
	return ctx_refuse(ctx, ERR_FORBIDDEN,
			visit->actor.must_change ? "Đồng chí cần đổi mật khẩu trước khi làm việc."
						 : "Vai trò của đồng chí cần xác thực hai lớp. "
						   "Hãy bật trước khi làm việc.");
}

enum err
gate_pass(struct visit *visit, struct store *reader)
{
	struct ctx *ctx = visit_ctx(visit);

	TRY(actor_load(visit, reader));
	if (!visit->csrf.n && visit->actor.door == DOOR_PUBLIC)
		anonymous_secret(visit);
	TRY(ctx_may(ctx, (enum permit)visit->route->rule));
	TRY(hold_back(visit));
	visit_touch(visit);
	if (visit->request->method != METHOD_POST)
		return OK;
	TRY(form_check_secret(visit));
	return visit->route->flags & ROUTE_ASKS ? OK : nonce_take(visit);
}
