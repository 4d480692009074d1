/* question.c - citizens' questions as staff reads them; who asked is not shown. */
#include "office/question.h"

#include "desk/handlers.h"
#include "desk/view.h"

#define ROWS 50

static void
view_question(const struct ctx *ctx, json_t *row, const struct question *question)
{
	json_put_int(row, "id", question->id);
	json_put_text(row, "href",
			text_format(ctx->arena, "/desk/questions/%lld", (long long)question->id));
	json_put_text(row, "subject", question->subject);
	json_put_text(row, "unit", question->unit_code);
	json_put_text(row, "unit_name", question->unit_name);
	json_put_instant(row, "asked_at", question->asked_at, ctx->rules->zone);
	view_instant(ctx, row, "received_at", question->received_at.ms != 0, question->received_at);
	view_instant(ctx, row, "answered_at", question->answered_at.ms != 0, question->answered_at);
	view_label(row, "state", question_state_name(question->state),
			question_state_label(question->state));
}

enum err
get_questions(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	json_t *list = json_put_list(view, "questions");
	struct question *questions;
	int64_t before;
	size_t count;

	TRY(query_number(request, "before", &before));
	TRY(question_list(ctx, before, ROWS, &questions, &count));
	for (size_t i = 0; i < count; i++)
		view_question(ctx, json_add_object(list), &questions[i]);
	json_put_bool(view, "has_questions", count > 0);
	view_next(view, count == ROWS ? text_format(ctx->arena, "/desk/questions?before=%lld",
							(long long)questions[count - 1].id)
				      : NO_TEXT);
	return OK;
}

enum err
get_question(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	struct question question;
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(question_load(ctx, id, &question));
	view_question(ctx, view, &question);
	json_put_text(view, "body", question.body);
	json_put_text(view, "answer", question.reply);
	view_crumb(view, "Câu hỏi", TEXT("/desk/questions"));
	view_title(view, question.subject);
	return OK;
}
