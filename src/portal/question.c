/* question.c - citizens ask, and follow their question by its code. */
#include "office/question.h"

#include "base/buf.h"
#include "base/rich.h"
#include "office/item.h"
#include "office/label.h"
#include "office/public_form.h"
#include "portal/handlers.h"
#include "portal/view.h"

const struct field question_fields[] = {
		{"subject", FIELD_LINE, true, QUESTION_SUBJECT_MAX, "Tiêu đề", NULL},
		{"body", FIELD_TEXT, true, QUESTION_BODY_MAX, "Câu hỏi", NULL},
		{"name", FIELD_LINE, false, QUESTION_NAME_MAX, "Họ và tên", NULL},
		{"email", FIELD_LINE, false, QUESTION_EMAIL_MAX, "Thư điện tử", NULL},
		{"phone", FIELD_LINE, false, QUESTION_PHONE_MAX, "Điện thoại", NULL},
		{"shows_name", FIELD_FLAG, false, 0, "Đồng ý nêu tên", NULL},
		PUBLIC_FORM_TRAP,
		{0},
};

enum err
get_question_form(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = portal_view(reply), *form = json_put_object(view, "form");

	(void)request;
	for (const struct field *field = question_fields; field->name; field++)
		json_put_text(form, field->name, form_text(ctx->form, field->name));
	json_put_bool(form, "shows_name", form_flag(ctx->form, "shows_name"));
	json_put_text(view, "heading", TEXT("Gửi câu hỏi"));
	view_path(view, "Trang chủ", TEXT("/"));
	view_path(view, "Hỏi đáp", TEXT("/hoi-dap"));
	return OK;
}

enum err
post_question(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct question_letter letter = {
			.subject = form_line(ctx->form, "subject"),
			.body = text_trim(form_text(ctx->form, "body")),
			.contact = {.name = form_line(ctx->form, "name"),
					.email = form_line(ctx->form, "email"),
					.phone = form_line(ctx->form, "phone"),
					.shows_name = form_flag(ctx->form, "shows_name")},
	};
	struct text code;
	int64_t id;

	TRY(question_ask(ctx, &letter, &code, &id));
	reply_see_other(reply,
			text_format(request->arena, "/hoi-dap/theo-doi?ma=%.*s", TEXT_ARGS(code)));
	return OK;
}

/* What the term is counted from, for whom it does not run yet. */
static struct text
waiting_words(const struct ctx *ctx, const struct question_track *track, const char *where)
{
	return track->counted_from.n ? text_format(ctx->arena, "%s Thời hạn trả lời tính từ %.*s.",
						       where, TEXT_ARGS(track->counted_from))
				     : text_of(where);
}

/* What may be said of the time honestly. */
static struct text
time_words(const struct ctx *ctx, const struct question_track *track)
{
	switch (track->question.state) {
	case QUESTION_NEW:
	case QUESTION_RETURNED:
		return waiting_words(ctx, track, "Cổng đang xem câu hỏi và chọn đơn vị trả lời.");
	case QUESTION_FORWARDED:
		if (!track->is_open)
			return waiting_words(ctx, track,
					"Câu hỏi đã được chuyển, đơn vị chưa xác nhận đã nhận.");
		/* fall through */
	case QUESTION_ANSWERING:
		if (!track->has_due)
			return TEXT("Đơn vị đang trả lời.");
		if (!track->is_open)
			return TEXT("Đơn vị đã gửi câu trả lời; Cổng đang duyệt.");
		return text_format(ctx->arena, "Đơn vị phải trả lời chậm nhất %.*s.",
				TEXT_ARGS(due_words(ctx->arena, &track->due, ctx->rules->zone)));
	default:
		return NO_TEXT;
	}
}

static enum err
answer_add(struct ctx *ctx, json_t *view, const struct question_track *track)
{
	cleanup(json_cleanup) json_t *body = NULL;
	const struct question *question = &track->question;
	struct publication publication;
	struct buf html = BUF(ctx->arena);

	if (track->body.n) {
		TRY(json_read(track->body, ITEM_BODY_MAX, &body));
		rich_html(&html, body);
	}
	json_put_text(view, "html", buf_text(&html));
	json_put_text(view, "reply", question->reply);
	json_put_bool(view, "public_href", false);
	if (question->state != QUESTION_PUBLISHED)
		return OK;
	TRY(publication_load(ctx, question->item, &publication));
	json_put_text(view, "public_href", publication_path(ctx->arena, &publication));
	return OK;
}

static enum err
track_add(struct ctx *ctx, json_t *view, const struct question_track *track)
{
	const struct question *question = &track->question;
	json_t *row = json_put_object(view, "question");

	json_put_text(row, "code", question->code);
	json_put_text(row, "subject", question->subject);
	json_put_text(row, "body", question->body);
	json_put_text(row, "unit_name", question->unit_name);
	json_put_instant(row, "asked_at", question->asked_at, ctx->rules->zone);
	view_label(row, "state", question_state_name(question->state),
			question_state_label(question->state));
	json_put_text(row, "time", time_words(ctx, track));
	json_put_bool(row, "due", false);
	if (track->is_open && track->due.has_last_day)
		json_put_day(row, "due", track->due.last_day);
	return answer_add(ctx, row, track);
}

enum err
get_question_track(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = portal_view(reply);
	struct text code = text_trim(request_query(request, "ma"));
	struct question_track track;
	enum err err = code.n ? question_track(ctx, code, &track) : ERR_NOT_FOUND;

	if (err != OK && err != ERR_NOT_FOUND)
		return err;
	json_put_text(view, "code", code);
	json_put_bool(view, "unknown", code.n && err != OK);
	json_put_bool(view, "question", false);
	if (err == OK)
		TRY(track_add(ctx, view, &track));
	json_put_text(view, "heading", TEXT("Theo dõi câu hỏi"));
	view_path(view, "Trang chủ", TEXT("/"));
	view_path(view, "Hỏi đáp", TEXT("/hoi-dap"));
	return OK;
}
