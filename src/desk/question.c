/* question.c - citizens' questions as staff reads them; who asked is not shown. */
#include "office/question.h"

#include "desk/handlers.h"
#include "desk/view.h"
#include "office/answer.h"
#include "office/genre.h"
#include "office/reply_hold.h"
#include "office/screening.h"
#include "office/unit.h"

#define ROWS 50
#define UNITS_SHOWN_MAX 500
#define HELP_ROWS 3 /* of the form; who needs more names them again */

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

/* --- one question ------------------------------------------------------------------------------
 */

/* The way so far; each unit's clock with its own proof. */
static enum err
legs_add(struct ctx *ctx, json_t *view, int64_t id)
{
	json_t *list = json_put_list(view, "legs");
	struct question_leg *legs;
	size_t count;

	TRY(question_legs(ctx, id, &legs, &count));
	for (size_t i = 0; i < count; i++) {
		const struct question_leg *leg = &legs[i];
		json_t *row = json_add_object(list);
		struct duty_row duty;

		json_put_text(row, "unit_name", leg->unit_name);
		json_put_text(row, "forwarder", leg->forwarder);
		json_put_instant(row, "forwarded_at", leg->forwarded_at, ctx->rules->zone);
		view_instant(ctx, row, "received_at", leg->received_at.ms != 0, leg->received_at);
		view_instant(ctx, row, "returned_at", leg->returned_at.ms != 0, leg->returned_at);
		json_put_text(row, "reason", leg->reason);
		json_put_bool(row, "duty", false);
		if (!leg->duty)
			continue;
		TRY(duty_load(ctx, leg->duty, &duty));
		view_duty(ctx, json_put_object(row, "duty"), &duty);
	}
	json_put_bool(view, "has_legs", count > 0);
	return OK;
}

static enum err
helpers_add(struct ctx *ctx, json_t *view, int64_t id)
{
	json_t *list = json_put_list(view, "helpers");
	struct question_help *rows;
	size_t count;

	TRY(question_helpers(ctx, id, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		json_t *row = json_add_object(list);

		json_put_text(row, "unit", rows[i].unit_code);
		json_put_text(row, "unit_name", rows[i].unit_name);
		json_put_day(row, "due_on", rows[i].due_on);
		json_put_text(row, "giver", rows[i].giver);
		json_put_text(row, "body", rows[i].body);
		view_instant(ctx, row, "given_at", rows[i].given_at.ms != 0, rows[i].given_at);
		view_status(row, "help", question_help_label(&rows[i], ctx->now, ctx->rules->zone));
	}
	json_put_bool(view, "has_helpers", count > 0);
	return OK;
}

/* view.contact: for who forwards questions alone, else false. */
static enum err
contact_add(struct ctx *ctx, json_t *view, int64_t id)
{
	struct question_contact contact;
	enum err err;
	json_t *row;

	json_put_bool(view, "contact", false);
	if (permit_check(MAY_QUESTION_FORWARD, ctx->actor->roles) != OK)
		return OK;
	err = question_contact_load(ctx, id, &contact);
	if (err != OK)
		return err == ERR_NOT_FOUND ? OK : err;
	row = json_put_object(view, "contact");
	json_put_text(row, "name", contact.name);
	json_put_text(row, "email", contact.email);
	json_put_text(row, "phone", contact.phone);
	json_put_bool(row, "shows_name", contact.shows_name);
	return OK;
}

/* POST /desk/questions/{id}/{name}. */
static void
act_if(struct ctx *ctx, json_t *view, const struct question *question, bool holds, const char *name,
		const char *label)
{
	json_put_bool(json_object_get(view, "may"), name, false);
	if (holds)
		view_action(view, name, text_of(label), "POST",
				text_format(ctx->arena, "/desk/questions/%lld/%s",
						(long long)question->id, name),
				"");
}

static bool
may(const struct ctx *ctx, enum permit permit, const struct question *question)
{
	return permit_check_unit(permit, ctx->actor->roles, ctx->actor->unit, question->unit) == OK;
}

static void
units_put(json_t *list, const struct unit *units, size_t count, struct text chosen)
{
	for (size_t i = 0; i < count; i++) {
		json_t *row = json_add_object(list);

		json_put_text(row, "code", units[i].code);
		json_put_text(row, "name", units[i].name);
		json_put_bool(row, "chosen", text_equals(units[i].code, chosen));
	}
}

/* view.requests: rows of a unit and its day, as typed. */
static void
requests_add(const struct ctx *ctx, json_t *view, const struct unit *units, size_t count)
{
	json_t *list = json_put_list(view, "requests");

	for (size_t i = 0; i < HELP_ROWS; i++) {
		json_t *row = json_add_object(list);
		struct text unit = NO_TEXT, due_on = NO_TEXT;

		form_at(ctx->form, "units", i, &unit);
		form_at(ctx->form, "due_on", i, &due_on);
		json_put_int(row, "number", (int64_t)i + 1);
		json_put_bool(row, "is_first", i == 0);
		json_put_text(row, "due_on", due_on);
		units_put(json_put_list(row, "units"), units, count, unit);
	}
}

/* view.fields: of work, to choose the answer's. */
static void
fields_add(const struct ctx *ctx, json_t *view)
{
	json_t *list = json_put_list(view, "fields");
	struct text chosen = form_line(ctx->form, "field");

	for (const struct choice *field = answer_fields(); field->code; field++)
		view_choice(list, text_of(field->code), text_of(field->label), chosen);
}

/* What was found in the Portal's own reply: one that is held, places that were kept. */
static enum err
found_add(struct ctx *ctx, json_t *view, const struct question *question, struct text *reply)
{
	json_t *list = json_put_list(view, "reply_findings");
	struct reply_finding *rows;
	struct reply_hold hold;
	size_t count;

	TRY(reply_hold_last(ctx, question->id, &hold));
	json_put_bool(view, "reply_held", hold.id && hold.outcome == HOLD_OPEN);
	json_put_bool(view, "reply_released", false);
	if (hold.outcome == HOLD_RELEASED && !question->answered_at.ms) {
		json_put_bool(view, "reply_released", true);
		*reply = hold.reply;
	}
	json_put_bool(view, "reply_hold_href", false);
	if (hold.id && permit_check(MAY_HOLD_READ, ctx->actor->roles) == OK)
		json_put_text(view, "reply_hold_href",
				text_format(ctx->arena, "/desk/reply-holds/%lld",
						(long long)hold.id));
	TRY(reply_findings(ctx, question->id, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		struct finding what = rows[i].what;
		json_t *row = json_add_object(list);

		view_label(row, "kind", finding_name(what.kind), finding_label(what.kind));
		json_put_text(row, "words",
				text_slice(question->reply, what.start, what.start + what.length));
		json_put_text(row, "reason", rows[i].reason);
		json_put_text(row, "who", rows[i].account_name);
		json_put_instant(row, "at", rows[i].at, ctx->rules->zone);
	}
	json_put_bool(view, "has_reply_findings", count > 0);
	return OK;
}

static enum err
acts_add(struct ctx *ctx, json_t *view, const struct question *question)
{
	bool answering = question->state == QUESTION_ANSWERING;
	bool forwarded = question->state == QUESTION_FORWARDED;
	bool triages = (question->state == QUESTION_NEW || question->state == QUESTION_RETURNED) &&
		       may(ctx, MAY_QUESTION_FORWARD, question);
	bool answers = may(ctx, MAY_QUESTION_ANSWER, question);
	bool coordinates = answering && may(ctx, MAY_DUTY_EXTEND, question);
	bool sends = answering && question->item && may(ctx, MAY_QUESTION_PUBLISH, question);
	bool helps = answering && question->helps && (ctx->actor->roles & ROLES_UNIT);
	json_t *list = json_put_list(view, "units");
	struct unit *units;
	size_t count;

	act_if(ctx, view, question, triages, "forward", "Chuyển đơn vị");
	act_if(ctx, view, question, triages, "close", "Gửi lời trả lời");
	act_if(ctx, view, question, forwarded && answers, "receive", "Xác nhận đã nhận");
	act_if(ctx, view, question, answering && !question->item && answers, "draft",
			"Soạn câu trả lời");
	act_if(ctx, view, question, helps, "contribute", "Gửi đơn vị chủ trì");
	act_if(ctx, view, question, sends, "send", "Gửi câu trả lời cho người hỏi");
	act_if(ctx, view, question, coordinates, "coordinate", "Nêu đơn vị phối hợp");
	act_if(ctx, view, question, (forwarded || answering) && answers, "return",
			"Chuyển lại Cổng");
	act_if(ctx, view, question, json_is_object(json_object_get(view, "contact")), "forget",
			"Xóa thông tin liên hệ");
	json_put_list(view, "requests");
	fields_add(ctx, view);
	json_put_bool(view, "naming", form_has(ctx->form, "units"));
	if (!triages && !coordinates)
		return OK;
	TRY(unit_list(ctx, 0, UNITS_SHOWN_MAX, true, &units, &count));
	units_put(list, units, count, form_line(ctx->form, "unit"));
	if (coordinates)
		requests_add(ctx, view, units, count);
	return OK;
}

enum err
get_question(struct ctx *ctx, struct request *request, struct reply *reply)
{
	static const char *const fields[] = {"reply", "reply_reason", "reason", "body", NULL};
	json_t *view = view_of(reply), *form = json_put_object(view, "form");
	struct text released = NO_TEXT;
	struct question question;
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(question_load(ctx, id, &question));
	view_question(ctx, view, &question);
	json_put_text(view, "asked", question.body);
	json_put_text(view, "reply", question.reply);
	json_put_bool(view, "item_href", false);
	if (question.item)
		json_put_text(view, "item_href",
				text_format(ctx->arena, "/desk/items/%lld",
						(long long)question.item));
	TRY(legs_add(ctx, view, id));
	TRY(helpers_add(ctx, view, id));
	TRY(contact_add(ctx, view, id));
	TRY(acts_add(ctx, view, &question));
	/* Of two forms that ask for a reason, the one that came back has the input of that id. */
	json_put_bool(view, "returning", text_ends_with(request->path, TEXT("/return")));
	for (size_t i = 0; fields[i]; i++)
		json_put_text(form, fields[i], form_text(ctx->form, fields[i]));
	TRY(found_add(ctx, view, &question, &released));
	if (released.n && !form_has(ctx->form, "reply"))
		json_put_text(form, "reply", released);
	view_crumb(view, "Câu hỏi", TEXT("/desk/questions"));
	TRY(view_trace(ctx, view, MERGER_QUESTION, id));
	view_title(view, question.subject);
	return OK;
}
