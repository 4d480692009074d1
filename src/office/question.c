#include "office/question_row.h"

#include "base/crypt.h"
#include "gen/office/question.sql.h"
#include "law/regulation.h"
#include "office/audit.h"
#include "office/desk_search.h"
#include "office/duty.h"
#include "office/mail.h"
#include "office/public_form.h"

static const struct {
	struct text name;
	struct label label;
} STATES[] = {
		[QUESTION_STATE_UNSET] = {TEXT(""), {TEXT(""), TONE_NEUTRAL}},
		[QUESTION_NEW] = {TEXT("new"), {TEXT("Mới nhận"), TONE_WARN}},
		[QUESTION_FORWARDED] = {TEXT("forwarded"), {TEXT("Đã chuyển đơn vị"), TONE_INFO}},
		[QUESTION_ANSWERING] = {TEXT("answering"),
				{TEXT("Đơn vị đang trả lời"), TONE_INFO}},
		[QUESTION_RETURNED] = {TEXT("returned"), {TEXT("Đơn vị chuyển lại"), TONE_WARN}},
		[QUESTION_ANSWERED] = {TEXT("answered"), {TEXT("Đã trả lời"), TONE_GOOD}},
		[QUESTION_PUBLISHED] = {TEXT("published"), {TEXT("Đã đăng"), TONE_GOOD}},
		[QUESTION_CLOSED] = {TEXT("closed"), {TEXT("Đã hướng dẫn nơi khác"), TONE_NEUTRAL}},
};

struct text
question_state_name(enum question_state state)
{
	return STATES[(unsigned)state < COUNT_OF(STATES) ? state : 0].name;
}

struct label
question_state_label(enum question_state state)
{
	return STATES[(unsigned)state < COUNT_OF(STATES) ? state : 0].label;
}

/* --- reading ---------------------------------------------------------------------------------- */

void
question_row_read(struct query *q, struct arena *arena, struct question *row)
{
	struct text state = column_text(q, 4, arena);

	*row = (struct question){
			.id = column_int(q, 0),
			.code = column_text(q, 1, arena),
			.subject = column_text(q, 2, arena),
			.body = column_text(q, 3, arena),
			.unit = column_int(q, 5),
			.unit_code = column_text(q, 6, arena),
			.unit_name = column_text(q, 7, arena),
			.asked_at = column_instant(q, 8),
			.received_at = column_instant(q, 9),
			.reply = column_text(q, 10, arena),
			.answered_at = column_instant(q, 11),
			.version = column_int(q, 12),
			.item = column_int(q, 13),
			.sent_revision = column_int(q, 14),
			.helps = column_int(q, 15) > 0,
	};
	for (size_t i = 1; i < COUNT_OF(STATES); i++)
		if (text_equals(STATES[i].name, state))
			row->state = (enum question_state)i;
}

enum err
question_row_load(struct ctx *ctx, int64_t id, struct question *out)
{
	struct query q;
	struct question row;
	bool found;

	query_begin(&q, ctx->store, &SQL_question_load);
	bind_int(&q, id);
	bind_int(&q, ctx->actor->unit);
	found = query_next(&q);
	if (found)
		question_row_read(&q, ctx->arena, &row);
	TRY(query_end(&q));
	if (!found)
		return ERR_NOT_FOUND;
	*out = row;
	return OK;
}

/* Whatever the permission, a unit's reach ends at what was forwarded to it, or where it helps. */
enum err
question_load_for(struct ctx *ctx, int64_t id, enum permit permit, struct question *out)
{
	struct question row;

	TRY(question_row_load(ctx, id, &row));
	if (permit == MAY_QUESTION_READ && row.helps)
		TRY(ctx_may(ctx, permit));
	else
		TRY(ctx_may_for(ctx, permit, row.unit));
	*out = row;
	return OK;
}

enum err
question_load(struct ctx *ctx, int64_t id, struct question *out)
{
	return question_load_for(ctx, id, MAY_QUESTION_READ, out);
}

enum err
question_of_matter(struct ctx *ctx, int64_t matter, int64_t *id)
{
	struct query q;
	int64_t found = 0;

	query_begin(&q, ctx->store, &SQL_question_of_matter);
	bind_int(&q, matter);
	if (query_next(&q))
		found = column_int(&q, 0);
	TRY(query_end(&q));
	if (!found)
		return ERR_NOT_FOUND;
	*id = found;
	return OK;
}

enum err
question_list(struct ctx *ctx, int64_t before, size_t limit, struct question **out, size_t *count)
{
	struct question *rows = ARENA_NEW_ARRAY(ctx->arena, limit, struct question);
	bool own = permit_scope(MAY_QUESTION_READ, ctx->actor->roles) == SCOPE_OWN;
	size_t n = 0;
	struct query q;

	TRY(ctx_may(ctx, MAY_QUESTION_READ));
	query_begin(&q, ctx->store, own ? &SQL_question_page_unit : &SQL_question_page);
	bind_int(&q, before ? before : INT64_MAX);
	bind_int(&q, (int64_t)limit);
	if (own)
		bind_int(&q, ctx->actor->unit);
	while (n < limit && query_next(&q))
		question_row_read(&q, ctx->arena, &rows[n++]);
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}

enum err
question_legs(struct ctx *ctx, int64_t id, struct question_leg **out, size_t *count)
{
	struct question_leg *rows =
			ARENA_NEW_ARRAY(ctx->arena, QUESTION_LEGS_MAX, struct question_leg);
	size_t n = 0;
	struct query q;

	query_begin(&q, ctx->store, &SQL_question_legs);
	bind_int(&q, id);
	while (n < QUESTION_LEGS_MAX && query_next(&q))
		rows[n++] = (struct question_leg){
				.id = column_int(&q, 0),
				.unit = column_int(&q, 1),
				.unit_name = column_text(&q, 2, ctx->arena),
				.forwarder = column_text(&q, 3, ctx->arena),
				.forwarded_at = column_instant(&q, 4),
				.received_at = column_instant(&q, 5),
				.matter = column_int(&q, 6),
				.duty = column_int(&q, 7),
				.returned_at = column_instant(&q, 8),
				.reason = column_text(&q, 9, ctx->arena),
		};
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}

enum err
question_leg_now(struct ctx *ctx, int64_t id, struct question_leg *out)
{
	struct question_leg *legs;
	size_t count;

	TRY(question_legs(ctx, id, &legs, &count));
	if (!count)
		return ERR_NOT_FOUND;
	*out = legs[count - 1];
	return OK;
}

/* --- for the steps ----------------------------------------------------------------------------
 */

enum err
question_row_move(
		struct ctx *ctx, const struct question *row, const char *action, struct text detail)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_question_move);
	bind_int(&q, row->id);
	bind_int(&q, row->version);
	bind_text(&q, question_state_name(row->state));
	bind_id_or_null(&q, row->unit);
	bind_instant_if(&q, row->received_at.ms != 0, row->received_at);
	bind_text_or_null(&q, row->reply);
	bind_instant_if(&q, row->answered_at.ms != 0, row->answered_at);
	bind_id_or_null(&q, row->item);
	bind_id_or_null(&q, row->sent_revision);
	TRY(query_run_one(&q));
	audit_note(ctx, action, row->id, "%.*s%s%.*s", TEXT_ARGS(question_state_name(row->state)),
			detail.n ? ": " : "", TEXT_ARGS(detail));
	return OK;
}

enum err
question_out_of_order(struct ctx *ctx, const struct question *row)
{
	return ctx_refuse(ctx, ERR_CONFLICT,
			"Câu hỏi đang ở bước \"%.*s\" nên không làm việc này được.",
			TEXT_ARGS(question_state_label(row->state).text));
}

enum err
question_tell(struct ctx *ctx, const struct question *row, enum tell_event event, int64_t unit,
		struct text due)
{
	struct news news = {
			.object = row->id,
			.version = row->version,
			.unit = unit,
			.due = due,
			.title = row->subject,
			.href = text_format(ctx->arena, "/desk/questions/%lld", (long long)row->id),
	};

	return tell(ctx, event, &news);
}

/* --- who asks ---------------------------------------------------------------------------------
 */

static enum err
letter_check(struct ctx *ctx, const struct question_letter *letter)
{
	enum err err = OK;

	if (!letter->subject.n || text_length(letter->subject) > QUESTION_SUBJECT_MAX)
		err = form_complain(ctx->form, "subject", "Hãy ghi tiêu đề, không quá %d ký tự.",
				QUESTION_SUBJECT_MAX);
	if (!letter->body.n || text_length(letter->body) > QUESTION_BODY_MAX)
		err = form_complain(ctx->form, "body", "Hãy ghi câu hỏi, không quá %d ký tự.",
				QUESTION_BODY_MAX);
	if (letter->contact.shows_name && !letter->contact.name.n)
		err = form_complain(ctx->form, "name",
				"Hãy ghi họ và tên nếu đồng ý nêu tên khi đăng.");
	return err;
}

static enum err
contact_add(struct ctx *ctx, int64_t question, const struct question_contact *contact)
{
	struct query q;

	if (!contact->name.n && !contact->email.n && !contact->phone.n)
		return OK;
	query_begin(&q, ctx->store, &SQL_question_contact_add);
	bind_int(&q, question);
	bind_text_or_null(&q, contact->name);
	bind_text_or_null(&q, contact->email);
	bind_text_or_null(&q, contact->phone);
	bind_int(&q, contact->shows_name);
	return query_run_one(&q);
}

enum err
question_ask(struct ctx *ctx, const struct question_letter *letter, struct text *code, int64_t *id)
{
	struct question row = {.subject = letter->subject, .version = 1};
	struct text made = secret_new(ctx->arena, SECRET_CODE_BYTES);
	struct query q;

	TRY(letter_check(ctx, letter));
	if (ctx->actor->door != DOOR_COMMAND)
		TRY(public_form_pass(ctx, "question"));
	query_begin(&q, ctx->store, &SQL_question_add);
	bind_text(&q, made);
	bind_text(&q, letter->subject);
	bind_text(&q, letter->body);
	bind_instant(&q, ctx->now);
	if (query_next(&q))
		row.id = column_int(&q, 0);
	TRY(query_end(&q));
	TRY(contact_add(ctx, row.id, &letter->contact));
	TRY(desk_search_mark(ctx, DESK_QUESTION, row.id, 0));
	audit_note(ctx, "question.ask", row.id, "%s", "new");
	TRY(mail_to_asker(ctx, MAIL_QUESTION_ASK, row.id, row.version));
	TRY(question_tell(ctx, &row, TELL_QUESTION_ASK, 0, NO_TEXT));
	*code = made;
	*id = row.id;
	return OK;
}

enum err
question_track(struct ctx *ctx, struct text code, struct question_track *out)
{
	struct question_track track = {0};
	const struct regulation *law;
	const struct duty *rule;
	struct query q;
	bool found;

	query_begin(&q, ctx->store, &SQL_question_track);
	bind_text(&q, code);
	found = query_next(&q);
	if (found) {
		question_row_read(&q, ctx->arena, &track.question);
		duty_due_read(&q, 16, 18, 20, &track.due);
		track.due.is_paused = column_int(&q, 21) != 0;
		track.has_due = !column_is_null(&q, 22);
		track.is_open = text_equals(
				column_text(&q, 22, ctx->arena), duty_state_name(DUTY_OPEN));
		track.body = column_text(&q, 23, ctx->arena);
	}
	TRY(query_end(&q));
	if (!found)
		return ERR_NOT_FOUND;
	law = rules_in_force(ctx->rules, ctx->now);
	rule = law ? regulation_part(law, TEXT("question")) : NULL;
	if (rule)
		track.counted_from = rule->anchor_label;
	*out = track;
	return OK;
}

enum err
question_contact_read(struct ctx *ctx, int64_t id, struct question_contact *out, bool *found)
{
	struct question_contact contact = {0};
	struct query q;

	query_begin(&q, ctx->store, &SQL_question_contact_load);
	bind_int(&q, id);
	*found = query_next(&q);
	if (*found)
		contact = (struct question_contact){
				.name = column_text(&q, 0, ctx->arena),
				.email = column_text(&q, 1, ctx->arena),
				.phone = column_text(&q, 2, ctx->arena),
				.shows_name = column_int(&q, 3) != 0,
		};
	TRY(query_end(&q));
	*out = contact;
	return OK;
}

enum err
question_contact_load(struct ctx *ctx, int64_t id, struct question_contact *out)
{
	bool found;

	TRY(ctx_may(ctx, MAY_QUESTION_FORWARD));
	TRY(question_contact_read(ctx, id, out, &found));
	return found ? OK : ERR_NOT_FOUND;
}

enum err
question_contact_erase(struct ctx *ctx, int64_t id)
{
	struct question_contact contact;
	struct query q;

	TRY(question_contact_load(ctx, id, &contact));
	query_begin(&q, ctx->store, &SQL_question_contact_erase);
	bind_int(&q, id);
	TRY(query_run_one(&q));
	audit_note(ctx, "question.forget", id, "%s", "đã xóa thông tin liên hệ của người hỏi");
	return OK;
}
