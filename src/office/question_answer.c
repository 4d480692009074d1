/* question_answer.c - the answer: an item of its own genre, sent to who asked or published. */
#include "base/json.h"
#include "gen/office/question.sql.h"
#include "office/answer.h"
#include "office/clearance.h"
#include "office/genre.h"
#include "office/item.h"
#include "office/mail.h"
#include "office/question_row.h"

#define ABSTRACT_LETTERS 300 /* of the answer: what lists and feeds show until it is edited */

/* The name of who asked, if they let it be told; else empty. */
static enum err
asker_name(struct ctx *ctx, int64_t id, struct text *out)
{
	struct question_contact contact;
	bool found;

	TRY(question_contact_read(ctx, id, &contact, &found));
	*out = contact.shows_name ? contact.name : NO_TEXT;
	return OK;
}

/* What the public may read of the question; the officer takes out what tells who asked. */
static enum err
facts_of(struct ctx *ctx, const struct question *row, struct text field, struct text *out)
{
	cleanup(json_cleanup) json_t *facts = json_new_object();
	struct text asker;

	TRY(asker_name(ctx, row->id, &asker));
	json_put_text(facts, "question", row->body);
	json_put_text(facts, "asked_on",
			day_iso(ctx->arena, day_of(row->asked_at, ctx->rules->zone)));
	json_put_text(facts, "field", field);
	json_put_text(facts, "asker", asker);
	*out = json_write(ctx->arena, facts);
	return OK;
}

/* An answer that was dropped may be written anew. */
static enum err
none_yet(struct ctx *ctx, const struct question *row)
{
	struct item item;

	if (!row->item)
		return OK;
	TRY(item_load(ctx, row->item, &item));
	if (item.state == ITEM_DROPPED)
		return OK;
	return ctx_refuse(ctx, ERR_CONFLICT, "Câu trả lời đã được soạn; hãy sửa bản đó.");
}

enum err
question_draft(struct ctx *ctx, int64_t id, struct text answer, struct text field, int64_t *item)
{
	struct writing writing = {.plain = answer, .section = TEXT("hoi-dap")};
	struct item_news news = {.genre = TEXT(QUESTION_GENRE)};
	struct question_leg leg;
	struct question row;

	TRY(question_load_for(ctx, id, MAY_QUESTION_ANSWER, &row));
	if (row.state != QUESTION_ANSWERING)
		return question_out_of_order(ctx, &row);
	TRY(none_yet(ctx, &row));
	if (!answer.n)
		return form_complain(ctx->form, "body", "Hãy ghi câu trả lời.");
	if (!choice_label(answer_fields(), field).n)
		return form_complain(ctx->form, "field", "Hãy chọn lĩnh vực của câu hỏi.");
	TRY(question_leg_now(ctx, id, &leg));
	news.matter = leg.matter;
	news.duty = leg.duty;
	writing.title = row.subject;
	writing.abstract = text_shorten(ctx->arena, answer, ABSTRACT_LETTERS);
	TRY(facts_of(ctx, &row, field, &writing.facts));
	TRY(item_begin(ctx, &news, &writing, &row.item));
	TRY(question_row_move(ctx, &row, "question.draft",
			text_format(ctx->arena, "tin, bài %lld", (long long)row.item)));
	*item = row.item;
	return OK;
}

enum err
question_send(struct ctx *ctx, int64_t id)
{
	struct question row;
	struct item item;

	TRY(question_load_for(ctx, id, MAY_QUESTION_PUBLISH, &row));
	if (row.state != QUESTION_ANSWERING || !row.item)
		return question_out_of_order(ctx, &row);
	TRY(item_load(ctx, row.item, &item));
	if (item.state != ITEM_APPROVED || item.approved_revision != item.revision)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Câu trả lời phải được người thứ hai của Cổng duyệt đúng bản này "
				"trước khi gửi.");
	TRY(clearance_ask(ctx, &item, false));
	row.state = QUESTION_ANSWERED;
	row.sent_revision = item.approved_revision;
	row.answered_at = ctx->now;
	TRY(question_row_move(ctx, &row, "question.send",
			text_format(ctx->arena, "bản %lld", (long long)row.sent_revision)));
	TRY(mail_to_asker(ctx, MAIL_QUESTION_SEND, id, row.version));
	return question_tell(ctx, &row, TELL_QUESTION_SEND, row.unit, NO_TEXT);
}

/* The question that an item answers; 0: none. */
static enum err
question_of(struct ctx *ctx, const struct item *item, int64_t *out)
{
	int64_t id = 0;
	struct query q;

	query_begin(&q, ctx->store, &SQL_question_of_item);
	bind_int(&q, item->id);
	bind_id_or_null(&q, item->duty);
	if (query_next(&q))
		id = column_int(&q, 0);
	TRY(query_end(&q));
	*out = id;
	return OK;
}

/* Nobody's name goes public without them saying so. */
static enum err
asker_check(struct ctx *ctx, const struct item *item)
{
	struct revision revision;
	struct text name = NO_TEXT, written;
	int64_t id;

	if (!genre_is(item->genre, QUESTION_GENRE))
		return OK;
	TRY(item_revision(ctx, item, item->revision, &revision));
	written = fact_text(ctx->arena, revision.facts, "asker");
	if (!written.n)
		return OK;
	TRY(question_of(ctx, item, &id));
	if (id)
		TRY(asker_name(ctx, id, &name));
	if (text_equals(written, name))
		return OK;
	return ctx_refuse(ctx, ERR_CONFLICT,
			"Người hỏi không đồng ý nêu tên như bản này ghi. Hãy bỏ ô “Người hỏi” rồi "
			"duyệt lại.");
}

enum err
question_item_step(struct ctx *ctx, const struct item *item, const struct item_step *step,
		enum item_verb verb)
{
	struct question row;
	bool is_first;
	int64_t id;

	(void)verb;
	if (step->approves || step->goes_public)
		TRY(asker_check(ctx, item));
	if (!genre_is(item->genre, QUESTION_GENRE) || (!step->goes_public && !step->goes_dark))
		return OK;
	TRY(question_of(ctx, item, &id));
	if (!id)
		return OK;
	TRY(question_row_load(ctx, id, &row));
	row.item = item->id;
	row.state = step->goes_public   ? QUESTION_PUBLISHED
		    : row.sent_revision ? QUESTION_ANSWERED
					: QUESTION_ANSWERING;
	is_first = step->goes_public && !row.answered_at.ms;
	if (is_first)
		row.answered_at = ctx->now;
	TRY(question_row_move(ctx, &row, "question.follow", NO_TEXT));
	return is_first ? mail_to_asker(ctx, MAIL_QUESTION_SEND, id, row.version) : OK;
}
