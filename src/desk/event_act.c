/* event_act.c - a form for each thing that may be done about an event. */
#include "desk/event.h"

#include "desk/input.h"
#include "desk/view.h"
#include "office/event_assign.h"
#include "office/event_change.h"
#include "office/event_file.h"

static const char *const handed[] = {"given", "none", NULL};

#define VERSION                                                                                    \
	{                                                                                          \
		"version", FIELD_INT, false, 0, "Phiên bản", NULL                                  \
	}
#define REASON                                                                                     \
	{                                                                                          \
		"reason", FIELD_TEXT, false, EVENT_REASON_MAX, "Lý do", NULL                       \
	}
#define STARTS                                                                                     \
	{                                                                                          \
		"starts_at", FIELD_INSTANT, true, 0, "Bắt đầu", NULL                               \
	}
#define ENDS                                                                                       \
	{                                                                                          \
		"ends_at", FIELD_INSTANT, true, 0, "Kết thúc", NULL                                \
	}

const struct field event_assign_fields[] = {
		VERSION,
		{"reporters", FIELD_LINE, false, 20, "Phóng viên", NULL},
		{"joint", FIELD_FLAG, false, 0, "Phối hợp đưa tin", NULL},
		{0},
};
const struct field event_reason_fields[] = {VERSION, REASON, {0}};
const struct field event_release_fields[] = {
		VERSION,
		REASON,
		{"account", FIELD_INT, true, 0, "Phóng viên", NULL},
		{0},
};
const struct field event_postpone_fields[] = {VERSION, REASON, STARTS, ENDS, {0}};
const struct field event_move_fields[] = {
		VERSION,
		REASON,
		STARTS,
		ENDS,
		{"place", FIELD_LINE, true, EVENT_PLACE_MAX, "Địa điểm", NULL},
		{0},
};
const struct field event_documents_fields[] = {
		VERSION,
		{"documents", FIELD_CHOICE, true, 0, "Thông tin, tài liệu", handed},
		{"how", FIELD_TEXT, false, EVENT_REASON_MAX, "Tài liệu nào, giao cho ai", NULL},
		{"file", FIELD_FILE, false, MEDIA_FILE_MAX, "Tệp tài liệu", NULL},
		{0},
};

/* --- the inputs of each form -------------------------------------------------------------------
 */

typedef enum err inputs_add(struct ctx *ctx, json_t *view, const struct event *event);

static json_t *
inputs(json_t *view)
{
	return json_object_get(view, "inputs");
}

static enum err
reason_add(struct ctx *ctx, json_t *view, const struct event *event)
{
	struct field reason = REASON;

	(void)event;
	reason.required = true;
	input_add(ctx, inputs(view), &reason, "long", "", NO_TEXT);
	return OK;
}

static enum err
times_add(struct ctx *ctx, json_t *view, const struct event *event)
{
	static const struct field starts = STARTS, ends = ENDS;
	struct zone zone = ctx->rules->zone;

	input_add(ctx, inputs(view), &starts, "instant", "",
			instant_local(ctx->arena, event->notice.starts_at, zone));
	input_add(ctx, inputs(view), &ends, "instant", "",
			instant_local(ctx->arena, event->notice.ends_at, zone));
	return reason_add(ctx, view, event);
}

static enum err
place_add(struct ctx *ctx, json_t *view, const struct event *event)
{
	input_add(ctx, inputs(view), &event_move_fields[4], "line", "", event->notice.place);
	return times_add(ctx, view, event);
}

static enum err
documents_add(struct ctx *ctx, json_t *view, const struct event *event)
{
	json_t *row = input_add(
			ctx, inputs(view), &event_documents_fields[1], "choice", "", NO_TEXT);

	(void)event;
	for (enum event_documents d = EVENT_GIVEN; d <= EVENT_NONE; d++)
		input_choice(row, event_documents_name(d), event_documents_label(d));
	input_add(ctx, inputs(view), &event_documents_fields[2], "long",
			"Bắt buộc khi đã cung cấp mà không kèm tệp; ví dụ “Chương trình, bài phát "
			"biểu, gửi phóng "
			"viên qua thư công vụ”",
			NO_TEXT);
	json_put_bool(view, "asks_file", true);
	return OK;
}

static enum err
release_add(struct ctx *ctx, json_t *view, const struct event *event)
{
	json_t *row = input_add(ctx, inputs(view), &event_release_fields[2], "choice", "", NO_TEXT);
	struct event_assignment *rows;
	size_t count;

	TRY(event_assignments(ctx, event->id, &rows, &count));
	for (size_t i = 0; i < count; i++)
		if (assignment_is_open(rows[i].state))
			input_choice(row,
					text_format(ctx->arena, "%lld", (long long)rows[i].account),
					rows[i].name);
	return reason_add(ctx, view, event);
}

/* Those who may be sent, each with what stands in the way. */
static enum err
reporters_add(struct ctx *ctx, json_t *view, const struct event *event)
{
	json_t *list = json_put_list(view, "reporters");
	struct account_holder *reporters;
	struct event_clash *clashes;
	size_t count, clash_count;

	TRY(event_reporters(ctx, &reporters, &count));
	TRY(event_clashes(ctx, event, &clashes, &clash_count));
	for (size_t i = 0; i < count; i++) {
		json_t *row = json_add_object(list), *busy = json_put_list(row, "clashes");

		json_put_int(row, "account", reporters[i].account);
		json_put_text(row, "name", reporters[i].name);
		json_put_bool(row, "chosen",
				input_has_number(ctx->form, "reporters", reporters[i].account));
		for (size_t k = 0; k < clash_count; k++)
			if (clashes[k].account == reporters[i].account) {
				json_t *clash = json_add_object(busy);

				json_put_text(clash, "title", clashes[k].title);
				json_put_instant(clash, "starts_at", clashes[k].starts_at,
						ctx->rules->zone);
			}
	}
	json_put_bool(view, "asks_reporters", true);
	json_put_bool(view, "may_joint", event->notice.kind != EVENT_OWN);
	json_put_bool(view, "joint", form_flag(ctx->form, "joint"));
	return OK;
}

static const struct {
	const char *name, *title, *button, *lede;
	inputs_add *add;
	enum permit permit;
} ACTS[] = {
		{"assign", "Cử phóng viên", "Cử phóng viên",
				"Phóng viên được báo ngay và trả lời nhận hoặc không nhận.",
				reporters_add, MAY_EVENT_ASSIGN},
		{"cannot", "Trả lời không cử được người", "Gửi trả lời",
				"Chỉ vì lý do khách quan. Đơn vị chủ trì sẽ tự viết tin, bài và "
				"gửi "
				"Cổng.",
				reason_add, MAY_EVENT_ASSIGN},
		{"release", "Thôi cử phóng viên", "Thôi cử",
				"Nếu không còn ai được cử, sự kiện trở lại chờ phân công.",
				release_add, MAY_EVENT_ASSIGN},
		{"decline", "Không nhận việc", "Gửi trả lời",
				"Việc trở lại điều phối viên để cử người khác.", reason_add,
				MAY_EVENT_ANSWER},
		{"postpone", "Hoãn sự kiện", "Hoãn",
				"Phóng viên đã cử được hỏi lại; hạn tính từ sự kiện được tính lại.",
				times_add, MAY_EVENT_NOTIFY},
		{"move", "Đổi thời gian, địa điểm", "Lưu thay đổi",
				"Phóng viên đã cử được hỏi lại; hạn tính từ sự kiện được tính lại.",
				place_add, MAY_EVENT_NOTIFY},
		{"cancel", "Hủy sự kiện", "Hủy sự kiện",
				"Phóng viên thôi được cử, nghĩa vụ còn lại không áp dụng, vụ việc "
				"kết thúc.",
				reason_add, MAY_EVENT_NOTIFY},
		{"documents", "Cung cấp tài liệu", "Ghi nhận",
				"Trả lời “không có tài liệu” là hợp lệ.", documents_add,
				MAY_EVENT_NOTIFY},
};

enum err
get_event_act(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	struct event event;
	int64_t id;
	size_t i = 0;

	TRY(request_id(request, "id", &id));
	while (i + 1 < COUNT_OF(ACTS) &&
			!text_ends_with(request->path,
					text_format(ctx->arena, "/%s", ACTS[i].name)))
		i++;
	TRY(event_load(ctx, id, &event));
	TRY(ctx_may_for(ctx, ACTS[i].permit, event.unit));
	view_event(ctx, view, &event);
	json_put_text(view, "act", text_of(ACTS[i].name));
	json_put_text(view, "lede", text_of(ACTS[i].lede));
	json_put_text(view, "button", text_of(ACTS[i].button));
	json_put_list(view, "inputs");
	json_put_list(view, "reporters");
	json_put_bool(view, "asks_reporters", false);
	json_put_bool(view, "asks_file", false);
	json_put_bool(view, "may_joint", false);
	json_put_bool(view, "joint", false);
	TRY(ACTS[i].add(ctx, view, &event));
	view_crumb(view, "Sự kiện", TEXT("/desk/events"));
	view_crumb(view, text_c(ctx->arena, event.notice.title), json_text(view, "href"));
	view_title(view, text_of(ACTS[i].title));
	return OK;
}

/* --- acting ------------------------------------------------------------------------------------
 */

/* Back to the event, once the act is done. */
static enum err
back(struct request *request, struct reply *reply, enum err err, int64_t id)
{
	TRY(err);
	reply_see_other(reply, text_format(request->arena, "/desk/events/%lld", (long long)id));
	return OK;
}

enum err
post_event_assign(struct ctx *ctx, struct request *request, struct reply *reply)
{
	int64_t accounts[EVENT_REPORTERS_MAX + 1];
	struct event_order order = {.version = form_int(ctx->form, "version"),
			.accounts = accounts,
			.is_joint = form_flag(ctx->form, "joint")};
	struct text value;

	TRY(request_id(request, "id", &order.event));
	while (order.count < COUNT_OF(accounts) &&
			form_at(ctx->form, "reporters", order.count, &value))
		if (!text_to_int(value, &accounts[order.count++]))
			return form_complain(ctx->form, "reporters", "Hãy chọn phóng viên.");
	return back(request, reply, event_assign(ctx, &order), order.event);
}

enum err
post_event_cannot(struct ctx *ctx, struct request *request, struct reply *reply)
{
	int64_t id;

	TRY(request_id(request, "id", &id));
	return back(request, reply,
			event_refuse(ctx, id, form_int(ctx->form, "version"),
					form_text(ctx->form, "reason")),
			id);
}

enum err
post_event_accept(struct ctx *ctx, struct request *request, struct reply *reply)
{
	int64_t id;

	TRY(request_id(request, "id", &id));
	return back(request, reply, event_accept(ctx, id), id);
}

enum err
post_event_decline(struct ctx *ctx, struct request *request, struct reply *reply)
{
	int64_t id;

	TRY(request_id(request, "id", &id));
	return back(request, reply, event_decline(ctx, id, form_text(ctx->form, "reason")), id);
}

enum err
post_event_release(struct ctx *ctx, struct request *request, struct reply *reply)
{
	int64_t id;

	TRY(request_id(request, "id", &id));
	return back(request, reply,
			event_release(ctx, id, form_int(ctx->form, "account"),
					form_text(ctx->form, "reason")),
			id);
}

static enum err
change_read(struct ctx *ctx, struct request *request, struct event_change *out)
{
	*out = (struct event_change){.version = form_int(ctx->form, "version"),
			.reason = text_trim(form_text(ctx->form, "reason")),
			.place = form_line(ctx->form, "place")};
	(void)!form_instant(ctx->form, "starts_at", ctx->rules->zone, &out->starts_at);
	(void)!form_instant(ctx->form, "ends_at", ctx->rules->zone, &out->ends_at);
	return request_id(request, "id", &out->event);
}

enum err
post_event_postpone(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct event_change change;

	TRY(change_read(ctx, request, &change));
	return back(request, reply, event_postpone(ctx, &change), change.event);
}

enum err
post_event_move(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct event_change change;

	TRY(change_read(ctx, request, &change));
	return back(request, reply, event_move(ctx, &change), change.event);
}

enum err
post_event_cancel(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct event_change change;

	TRY(change_read(ctx, request, &change));
	return back(request, reply, event_cancel(ctx, &change), change.event);
}

enum err
post_event_documents(struct ctx *ctx, struct request *request, struct reply *reply)
{
	enum event_documents documents;
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(event_documents_parse(form_line(ctx->form, "documents"), &documents));
	return back(request, reply,
			event_file_hand_over(ctx, id, documents,
					text_trim(form_text(ctx->form, "how")), ctx->prepared),
			id);
}
