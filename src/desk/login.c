#include "desk/login.h"

#include "desk/account_view.h"
#include "office/session.h"

#define NEXT_MAX 2000

const struct field login_fields[] = {
		{.name = "login",
				.kind = FIELD_LINE,
				.required = true,
				.max = LOGIN_MAX,
				.label = "Tên đăng nhập"},
		{.name = "password",
				.kind = FIELD_SECRET,
				.required = true,
				.max = PASSWORD_MAX,
				.label = "Mật khẩu"},
		{.name = "code", .kind = FIELD_LINE, .max = CODE_MAX, .label = "Mã xác thực"},
		{.name = "next",
				.kind = FIELD_LINE,
				.max = NEXT_MAX,
				.label = "Trang quay lại sau khi đăng nhập"},
		{.kind = FIELD_NONE},
};

/* Only a path of this site; anything else leads to the desk. */
static struct text
next_path(struct text next)
{
	if (!next.n || next.p[0] != '/' || (next.n > 1 && (next.p[1] == '/' || next.p[1] == '\\')))
		return TEXT("/desk");
	return next;
}

enum err
get_login(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct text next = request_query(request, "next");
	json_t *form;

	if (ctx->actor->session && request->method != METHOD_POST) {
		reply_see_other(reply, next_path(next));
		return OK;
	}
	form = json_object_get(page_begin(reply, "Đăng nhập", login_fields), "form");
	if (form_has(ctx->form, "next"))
		next = form_line(ctx->form, "next");
	json_put_text(form, "next", next);
	json_put_text(form, "login", form_line(ctx->form, "login"));
	return OK;
}

enum err
prepare_login(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct proof *proof = ARENA_NEW(ctx->arena, struct proof);
	struct origin origin = origin_of(ctx, request);

	(void)reply;
	TRY(proof_prepare(ctx, form_line(ctx->form, "login"), form_text(ctx->form, "password"),
			NO_TEXT, &origin, proof));
	ctx->prepared = proof;
	return OK;
}

enum err
post_login(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct origin origin = origin_of(ctx, request);
	struct session_secrets secrets;

	TRY(session_open(ctx, ctx->prepared, form_line(ctx->form, "code"), &origin,
			request_header(request, "User-Agent"),
			request_cookie(request, session_cookie_name(ctx->rules)), &secrets));
	if (!secrets.session)
		return page_again(ctx, request, reply, get_login, 401, "login",
				"Tên đăng nhập, mật khẩu hoặc mã xác thực không đúng.");
	session_cookie(ctx, reply, &secrets);
	reply_see_other(reply, next_path(form_line(ctx->form, "next")));
	return OK;
}

enum err
post_logout(struct ctx *ctx, struct request *request, struct reply *reply)
{
	(void)request;
	TRY(session_close(ctx));
	session_cookie(ctx, reply, &(struct session_secrets){.secret = NO_TEXT, .device = NO_TEXT});
	reply_see_other(reply, TEXT("/login"));
	return OK;
}
