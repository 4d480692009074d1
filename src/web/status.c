/* status.c - errors as people and programs see them. */
#include "base/json.h"
#include "base/log.h"
#include "http/form.h"
#include "web/visit.h"

#include <stdatomic.h>

struct status {
	int code;
	const char *title;
	const char *message; /* when the verb gave no words of its own */
};

static struct status
status_of(enum err err)
{
	switch (err) {
	case ERR_INVALID:
		return (struct status){422, "Có chỗ cần sửa", "Nội dung gửi lên chưa hợp lệ."};
	case ERR_LOGIN:
		return (struct status){401, "Cần đăng nhập", "Hãy đăng nhập rồi thử lại."};
	case ERR_FORBIDDEN:
		return (struct status){
				403, "Không được phép", "Đồng chí không được phép làm việc này."};
	case ERR_NOT_FOUND:
		return (struct status){404, "Không tìm thấy trang",
				"Địa chỉ này không có trên hệ thống. Có thể đường dẫn đã được "
				"gõ nhầm hoặc trang đã được chuyển đi."};
	case ERR_GONE:
		return (struct status){
				410, "Trang đã được gỡ", "Nội dung này không còn được đăng."};
	case ERR_CONFLICT:
		return (struct status){409, "Đã có thay đổi khác",
				"Có người vừa thay đổi nội dung này. Hãy xem bản mới rồi làm lại."};
	case ERR_TOO_LARGE:
		return (struct status){413, "Nội dung quá lớn", "Nội dung gửi lên quá lớn."};
	case ERR_THROTTLED:
		return (struct status){429, "Thử quá nhiều lần", "Hãy chờ một lát rồi thử lại."};
	case ERR_UNAVAILABLE:
		return (struct status){503, "Tạm thời chưa ghi được",
				"Hệ thống chưa ghi được lúc này; chưa có gì bị mất ngoài lần gửi "
				"vừa rồi. Hãy thử lại sau ít phút hoặc báo quản trị viên."};
	case OK:
	case ERR_BROKEN:
		break;
	}
	return (struct status){500, "Có lỗi trong hệ thống",
			"Hệ thống gặp lỗi khi xử lý yêu cầu này. Hãy báo quản trị viên mã sự cố "
			"bên dưới."};
}

static json_t *
complaints_object(const struct form *form)
{
	json_t *object = json_new_object();

	for (size_t i = 0; i < form->complaint_count; i++) {
		const struct complaint *complaint = &form->complaints[i];

		json_put_text(object, *complaint->field ? complaint->field : "form",
				complaint->message);
	}
	return object;
}

static json_t *
complaints_list(const struct form *form)
{
	json_t *list = json_new_list();

	for (size_t i = 0; i < form->complaint_count; i++) {
		json_t *row = json_add_object(list);

		json_put_text(row, "field", text_of(form->complaints[i].field));
		json_put_text(row, "message", form->complaints[i].message);
	}
	return list;
}

static void
error_view(struct visit *visit, int code, struct text title, struct text message, struct text name)
{
	struct reply *reply = visit->reply;
	json_t *view = reply->view ? reply->view : json_new_object();

	reply->view = view;
	reply->status = code;
	json_put_int(view, "status", code);
	json_put_text(view, "error", name);
	json_put_text(view, "heading", title);
	json_put_text(view, "message", message);
	json_put_text(view, "request", text_of(visit->request->id));
	if (!visit->request->form)
		return;
	json_put(view, "complaints", complaints_object(visit->request->form));
	json_put(view, "complaint_list", complaints_list(visit->request->form));
}

/* What stands on every public page; where it cannot be read, the page says its own all the same. */
static void
frame_add(struct visit *visit, struct store *reader)
{
	const struct web_settings *settings = &visit->web->settings;
	struct ctx *ctx = visit_ctx(visit);

	if (visit->desk || visit->json || !reader || !settings->portal_frame)
		return;
	ctx->store = reader;
	ctx->site_version = atomic_load(&visit->web->version);
	if (settings->portal_frame(ctx, visit->reply->view) != OK)
		log_error("page: the frame of an error's page cannot be made");
}

static void
error_render(struct visit *visit)
{
	visit->reply->template = visit->desk ? "web/error_desk" : "web/error";
	page_render(visit);
}

/*
 * The page that holds the form, with what was typed and what is wrong with it. Programs know what
 * they sent; they get that page only when somebody else was faster, for what stands there now.
 */
static bool
form_again(struct visit *visit, enum err err, struct status status, struct store *reader)
{
	const struct route *route = visit->route;
	struct form *form = visit->request->form;
	struct ctx *ctx = visit_ctx(visit);
	struct reply *reply = visit->reply;
	json_t *typed;

	if ((visit->json && err != ERR_CONFLICT) || !route || !route->again || !reader)
		return false;
	reply_end(reply);
	reply_begin(reply, visit->request->arena);
	reply->private = visit->desk;
	ctx->store = reader;
	if (route->again(ctx, visit->request, reply) != OK || !reply->view)
		return false;
	reply->template = route->again_template;
	reply->status = status.code;
	if (!form->complaint_count) {
		struct text words = ctx->words.n ? ctx->words : text_of(status.message);

		form_complain(form, "", "%.*s", TEXT_ARGS(words));
	}
	typed = json_object_get(reply->view, "form");
	if (!typed)
		typed = json_put_object(reply->view, "form");
	if (err == ERR_CONFLICT)
		json_put(reply->view, "theirs", json_copy(typed));
	if (route->fields) {
		json_t *as_typed = form_as_typed(form, route->fields);

		/* Saved again, it is a revision upon theirs, which the page shows. */
		if (err == ERR_CONFLICT)
			json_object_del(as_typed, "base");
		json_object_update(typed, as_typed);
		/* What the page's handler made of both. */
		if (err == ERR_CONFLICT)
			json_object_update(typed, json_object_get(reply->view, "merged"));
		json_decref(as_typed);
	}
	json_put(reply->view, "complaints", complaints_object(form));
	json_put(reply->view, "complaint_list", complaints_list(form));
	json_put_bool(reply->view, "has_complaints", true);
	return true;
}

/* Asks for data, or shows a token: led to a form, it would read that as the answer. */
static bool
is_program(const struct visit *visit)
{
	return visit->json || request_header(visit->request, "Authorization").n;
}

/* People who are not logged in are led to the door, and back to where they were. */
static bool
login_first(struct visit *visit, enum err err)
{
	struct buf address = BUF(visit->request->arena);

	if (is_program(visit) || visit->request->method == METHOD_POST)
		return false;
	if (err == ERR_FORBIDDEN && visit->held_back) {
		reply_see_other(visit->reply, text_of(visit->held_back));
		return true;
	}
	if (err != ERR_LOGIN)
		return false;
	buf_add_c(&address, "/login?next=");
	buf_add_url(&address, request_target(visit->request));
	reply_see_other(visit->reply, buf_text(&address));
	return true;
}

/* What passes by waiting says for how long. */
static void
wait_tell(struct reply *reply, enum err err)
{
	if (err == ERR_UNAVAILABLE || err == ERR_THROTTLED)
		reply_header(reply, "Retry-After", TEXT("30"));
}

void
status_reply(struct visit *visit, enum err err, struct store *reader)
{
	const struct form *form = visit->request->form;
	struct text words = visit_ctx(visit)->words;
	struct reply *reply = visit->reply;
	struct status status;

	if (err == ERR_INVALID && form && form_is_only_excessive(form)) {
		err = ERR_TOO_LARGE;
		words = form->complaints[0].message;
	}
	status = status_of(err);
	if (login_first(visit, err)) {
		page_render(visit);
		return;
	}
	if ((err == ERR_INVALID || err == ERR_CONFLICT || err == ERR_THROTTLED ||
			    err == ERR_TOO_LARGE) &&
			form_again(visit, err, status, reader)) {
		wait_tell(reply, err);
		if (visit->json)
			error_view(visit, status.code, text_of(status.title),
					words.n ? words : text_of(status.message),
					text_of(err_name(err)));
		page_render(visit);
		return;
	}
	reply_end(reply);
	reply_begin(reply, visit->request->arena);
	if (err == ERR_LOGIN && is_program(visit))
		reply_header(reply, "WWW-Authenticate", TEXT("Bearer"));
	wait_tell(reply, err);
	error_view(visit, status.code, text_of(status.title),
			words.n ? words : text_of(status.message), text_of(err_name(err)));
	frame_add(visit, reader);
	error_render(visit);
}

/* The heading of what was refused before anybody asked what it is about. */
static const char *
refusal_title(int code)
{
	switch (code) {
	case 405:
		return "Không dùng được cách gọi này";
	case 413:
		return status_of(ERR_TOO_LARGE).title;
	case 503:
		return status_of(ERR_UNAVAILABLE).title;
	default:
		return "Yêu cầu không hợp lệ";
	}
}

void
status_page(struct visit *visit, int code, struct text message)
{
	error_view(visit, code, text_of(refusal_title(code)), message, TEXT("refused"));
	error_render(visit);
}
