/* question_act.c - what staff does with a question: one form an act, all on its page. */
#include "office/question.h"

#include "desk/handlers.h"
#include "desk/view.h"
#include "office/duty_act.h"
#include "office/screening.h"
#include "office/unit.h"

#define UNIT_FIELD "unit", FIELD_LINE, true, UNIT_CODE_MAX, "Đơn vị trả lời", NULL

static const char *const outcomes[] = {"answer", "elsewhere", NULL};

const struct field question_forward_fields[] = {{UNIT_FIELD}, {0}};
const struct field question_close_fields[] = {
		{"outcome", FIELD_CHOICE, true, 0, "Cách kết thúc", outcomes},
		{"reply", FIELD_TEXT, true, QUESTION_REPLY_MAX, "Lời trả lời người hỏi", NULL},
		{"reply_reason", FIELD_TEXT, false, FINDING_REASON_MAX, "Lý do giữ dữ liệu cá nhân",
				NULL},
		{0},
};
const struct field question_return_fields[] = {
		{"reason", FIELD_TEXT, true, QUESTION_REASON_MAX, "Lý do", NULL},
		{0},
};
const struct field question_coordinate_fields[] = {
		{"units", FIELD_LINE, true, UNIT_CODE_MAX, "Đơn vị phối hợp", NULL},
		{"due_on", FIELD_DAY, true, 0, "Hạn của đơn vị phối hợp", NULL},
		{"reason", FIELD_TEXT, true, DUTY_REASON_MAX, "Lý do", NULL},
		{0},
};
const struct field question_text_fields[] = {
		{"body", FIELD_TEXT, true, QUESTION_REPLY_MAX, "Nội dung", NULL},
		{0},
};

static enum err
done(struct request *request, struct reply *reply, int64_t id)
{
	reply_see_other(reply, text_format(request->arena, "/desk/questions/%lld", (long long)id));
	return OK;
}

enum err
post_question_forward(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct unit unit = {0};
	int64_t id;

	TRY(request_id(request, "id", &id));
	if (unit_find(ctx, form_line(ctx->form, "unit"), &unit) != OK)
		return form_complain(ctx->form, "unit", "Không có đơn vị mang mã này.");
	TRY(question_forward(ctx, id, unit.id));
	return done(request, reply, id);
}

enum err
post_question_close(struct ctx *ctx, struct request *request, struct reply *reply)
{
	bool is_answer = text_equals(form_line(ctx->form, "outcome"), TEXT("answer"));
	bool is_held;
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(question_close(ctx, id, is_answer, text_trim(form_text(ctx->form, "reply")),
			text_trim(form_text(ctx->form, "reply_reason")), &is_held));
	json_put_bool(view_of(reply), "held", is_held);
	return done(request, reply, id);
}

enum err
post_question_receive(struct ctx *ctx, struct request *request, struct reply *reply)
{
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(question_receive(ctx, id));
	return done(request, reply, id);
}

enum err
post_question_return(struct ctx *ctx, struct request *request, struct reply *reply)
{
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(question_return(ctx, id, text_trim(form_text(ctx->form, "reason"))));
	return done(request, reply, id);
}

/* Units and their days, row by row; a single day holds for all. Rows without a unit are left out.
 */
static enum err
requests_read(struct form *form, struct question_request *out, size_t max, size_t *count)
{
	struct text unit, day, second;
	bool is_single = !form_at(form, "due_on", 1, &second);
	size_t n = 0;

	for (size_t i = 0; n < max && form_at(form, "units", i, &unit); i++) {
		out[n].unit = text_trim(unit);
		if (!out[n].unit.n)
			continue;
		if (!form_at(form, "due_on", is_single ? 0 : i, &day) ||
				day_parse(text_trim(day), &out[n].due_on) != OK)
			return form_complain(form, "due_on",
					"Hãy ghi hạn của đơn vị phối hợp %.*s.",
					TEXT_ARGS(out[n].unit));
		n++;
	}
	*count = n;
	return OK;
}

enum err
post_question_coordinate(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct question_request requests[DUTY_UNITS_MAX + 1];
	size_t count = 0;
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(requests_read(ctx->form, requests, COUNT_OF(requests), &count));
	TRY(question_coordinate(
			ctx, id, requests, count, text_trim(form_text(ctx->form, "reason"))));
	return done(request, reply, id);
}

enum err
post_question_contribute(struct ctx *ctx, struct request *request, struct reply *reply)
{
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(question_contribute(ctx, id, text_trim(form_text(ctx->form, "body"))));
	return done(request, reply, id);
}

const struct field question_draft_fields[] = {
		{"field", FIELD_LINE, true, 40, "Lĩnh vực", NULL},
		{"body", FIELD_TEXT, true, QUESTION_REPLY_MAX, "Câu trả lời", NULL},
		{0},
};

/* Then it is edited as every text is. */
enum err
post_question_draft(struct ctx *ctx, struct request *request, struct reply *reply)
{
	int64_t id, item;

	TRY(request_id(request, "id", &id));
	TRY(question_draft(ctx, id, text_trim(form_text(ctx->form, "body")),
			form_line(ctx->form, "field"), &item));
	reply_see_other(reply, text_format(request->arena, "/desk/items/%lld", (long long)item));
	return OK;
}

enum err
post_question_send(struct ctx *ctx, struct request *request, struct reply *reply)
{
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(question_send(ctx, id));
	return done(request, reply, id);
}

enum err
post_question_forget(struct ctx *ctx, struct request *request, struct reply *reply)
{
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(question_contact_erase(ctx, id));
	return done(request, reply, id);
}
