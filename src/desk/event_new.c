/* event_new.c - a unit tells of an event. */
#include "desk/event.h"

#include "desk/input.h"
#include "desk/view.h"

static const char *const kinds[] = {"visit", "own", "outside", NULL};
static const char *const answers[] = {"yes", "no", NULL};
static const char *const documents[] = {"later", "given", "none", NULL};

const struct field event_fields[] = {
		{"kind", FIELD_CHOICE, true, 0, "Loại sự kiện", kinds},
		{"title", FIELD_LINE, true, EVENT_TITLE_MAX, "Tên sự kiện", NULL},
		{"starts_at", FIELD_INSTANT, true, 0, "Bắt đầu", NULL},
		{"ends_at", FIELD_INSTANT, true, 0, "Kết thúc", NULL},
		{"place", FIELD_LINE, true, EVENT_PLACE_MAX, "Địa điểm", NULL},
		{"host", FIELD_LINE, false, EVENT_HOST_MAX, "Cơ quan, đơn vị chủ trì", NULL},
		{"attendees", FIELD_LINE, false, EVENT_ATTENDEES_MAX, "Lãnh đạo dự", NULL},
		{"coverage", FIELD_CHOICE, true, 0, "Đề nghị Cổng đưa tin", answers},
		{"documents", FIELD_CHOICE, true, 0, "Thông tin, tài liệu", documents},
		{"note", FIELD_TEXT, false, EVENT_NOTE_MAX, "Ghi chú", NULL},
		{0},
};

enum err
get_event_new(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply), *list = json_put_list(view, "inputs"), *row;
	const struct field *f = event_fields;

	(void)request;
	TRY(ctx_may_for(ctx, MAY_EVENT_NOTIFY, ctx->actor->unit));
	row = input_add(ctx, list, f++, "choice", "", NO_TEXT);
	for (enum event_kind kind = EVENT_VISIT; kind <= EVENT_OUTSIDE; kind++)
		input_choice(row, event_kind_name(kind), event_kind_label(kind));
	input_add(ctx, list, f++, "line", "", NO_TEXT);
	input_add(ctx, list, f++, "instant", "", NO_TEXT);
	input_add(ctx, list, f++, "instant", "", NO_TEXT);
	input_add(ctx, list, f++, "line", "", NO_TEXT);
	row = input_add(ctx, list, f++, "line", "Bắt buộc với sự kiện ngoài lực lượng Công an",
			NO_TEXT);
	json_put_bool(row, "optional", false);
	row = input_add(ctx, list, f++, "line", "Bắt buộc khi có lãnh đạo đến làm việc hoặc dự",
			NO_TEXT);
	json_put_bool(row, "optional", false);
	row = input_add(ctx, list, f++, "choice", "", TEXT("yes"));
	input_choice(row, TEXT("yes"), TEXT("Có"));
	input_choice(row, TEXT("no"), TEXT("Không, chỉ để biết"));
	row = input_add(ctx, list, f++, "choice", "Không có tài liệu cũng là câu trả lời hợp lệ",
			TEXT("later"));
	for (enum event_documents d = EVENT_LATER; d <= EVENT_NONE; d++)
		input_choice(row, event_documents_name(d), event_documents_label(d));
	input_add(ctx, list, f, "long", "", NO_TEXT);
	view_crumb(view, "Sự kiện", TEXT("/desk/events"));
	view_title(view, TEXT("Báo sự kiện"));
	return OK;
}

enum err
post_event(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct event_notice notice = {
			.title = form_line(ctx->form, "title"),
			.place = form_line(ctx->form, "place"),
			.host = form_line(ctx->form, "host"),
			.attendees = form_line(ctx->form, "attendees"),
			.needs_coverage =
					text_equals(form_line(ctx->form, "coverage"), TEXT("yes")),
			.note = text_trim(form_text(ctx->form, "note")),
	};
	int64_t id;

	TRY(event_kind_parse(form_line(ctx->form, "kind"), &notice.kind));
	TRY(event_documents_parse(form_line(ctx->form, "documents"), &notice.documents));
	(void)!form_instant(ctx->form, "starts_at", ctx->rules->zone, &notice.starts_at);
	(void)!form_instant(ctx->form, "ends_at", ctx->rules->zone, &notice.ends_at);
	TRY(event_notify(ctx, &notice, &id));
	json_put_int(view_of(reply), "id", id);
	reply_see_other(reply, text_format(request->arena, "/desk/events/%lld", (long long)id));
	return OK;
}
