/* event_new.c - a unit tells of an event. */
#include "desk/event.h"

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

json_t *
event_input(struct ctx *ctx, json_t *list, const struct field *field, const char *kind,
		const char *help, struct text value)
{
	json_t *row = json_add_object(list);
	struct text is = text_of(kind);

	json_put_text(row, "name", text_of(field->name));
	json_put_text(row, "label", text_of(field->label));
	json_put_text(row, "help", text_of(help));
	json_put_bool(row, "required", field->required);
	json_put_bool(row, "is_line", text_equals(is, TEXT("line")));
	json_put_bool(row, "is_long", text_equals(is, TEXT("long")));
	json_put_bool(row, "is_instant", text_equals(is, TEXT("instant")));
	json_put_bool(row, "is_choice", text_equals(is, TEXT("choice")));
	json_put_bool(row, "is_day", false);
	json_put_bool(row, "max", false);
	if (field->max)
		json_put_int(row, "max", (int64_t)field->max);
	json_put_list(row, "choices");
	json_put_text(row, "value",
			form_has(ctx->form, field->name) ? form_text(ctx->form, field->name)
							 : value);
	json_put(row, "complaint", form_complaint(ctx->form, text_of(field->name)));
	return row;
}

void
event_choice(json_t *input, struct text code, struct text label)
{
	json_t *row = json_add_object(json_object_get(input, "choices"));

	json_put_text(row, "code", code);
	json_put_text(row, "label", label);
	json_put_bool(row, "chosen", text_equals(code, json_text(input, "value")));
}

enum err
get_event_new(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply), *list = json_put_list(view, "inputs"), *row;
	const struct field *f = event_fields;

	(void)request;
	TRY(ctx_may_for(ctx, MAY_EVENT_NOTIFY, ctx->actor->unit));
	row = event_input(ctx, list, f++, "choice", "", NO_TEXT);
	for (enum event_kind kind = EVENT_VISIT; kind <= EVENT_OUTSIDE; kind++)
		event_choice(row, event_kind_name(kind), event_kind_label(kind));
	event_input(ctx, list, f++, "line", "", NO_TEXT);
	event_input(ctx, list, f++, "instant", "", NO_TEXT);
	event_input(ctx, list, f++, "instant", "", NO_TEXT);
	event_input(ctx, list, f++, "line", "", NO_TEXT);
	event_input(ctx, list, f++, "line", "Bắt buộc với sự kiện ngoài lực lượng Công an",
			NO_TEXT);
	event_input(ctx, list, f++, "line", "Bắt buộc khi có lãnh đạo đến làm việc hoặc dự",
			NO_TEXT);
	row = event_input(ctx, list, f++, "choice", "", TEXT("yes"));
	event_choice(row, TEXT("yes"), TEXT("Có"));
	event_choice(row, TEXT("no"), TEXT("Không, chỉ để biết"));
	row = event_input(ctx, list, f++, "choice", "Không có tài liệu cũng là câu trả lời hợp lệ",
			TEXT("later"));
	for (enum event_documents d = EVENT_LATER; d <= EVENT_NONE; d++)
		event_choice(row, event_documents_name(d), event_documents_label(d));
	event_input(ctx, list, f, "long", "", NO_TEXT);
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
