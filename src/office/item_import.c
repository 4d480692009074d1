/* item_import.c - items that were published before they came here. */
#include "gen/office/item.sql.h"
#include "office/audit.h"
#include "office/item_row.h"
#include "office/publication.h"
#include "office/section.h"

static enum err
past_check(struct ctx *ctx, const struct past_item *past)
{
	if (ctx->actor->door != DOOR_COMMAND)
		return ctx_refuse(ctx, ERR_FORBIDDEN, "Chỉ nhập bài cũ bằng dòng lệnh.");
	if (past->approver == past->author || past->approver == past->submitter)
		return ctx_refuse(ctx, ERR_FORBIDDEN, "Người duyệt phải là người khác.");
	if (!section_find(past->writing.section))
		return form_complain(ctx->form, "section", "Hãy chọn một mục của Cổng.");
	return OK;
}

static enum err
row_add(struct ctx *ctx, const struct past_item *past, const struct genre *genre, int64_t *id)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_item_import);
	bind_int(&q, past->unit);
	bind_text(&q, past->writing.title);
	bind_text(&q, past->writing.section);
	bind_int(&q, past->author);
	bind_int(&q, past->submitter);
	bind_int(&q, past->sender);
	bind_int(&q, past->approver);
	bind_instant(&q, past->published_at);
	bind_text(&q, text_of(genre->name));
	bind_instant(&q, past->sent_at);
	bind_id_or_null(&q, past->matter);
	bind_id_or_null(&q, past->duty);
	if (query_next(&q))
		*id = column_int(&q, 0);
	return query_end(&q);
}

/* The steps that the hands took: the sender's when it was sent, the Portal's up to its publication.
 */
static enum err
steps_add(struct ctx *ctx, const struct past_item *past, struct item *item)
{
	const struct {
		enum item_verb verb;
		enum item_state to;
		int64_t account;
		struct instant at;
	} steps[] = {
			{VERB_SUBMIT, ITEM_SUBMITTED, past->author, past->sent_at},
			{VERB_SEND, ITEM_SENT, past->sender, past->sent_at},
			{VERB_TAKE, ITEM_EDITING, past->submitter, past->published_at},
			{VERB_SUBMIT_REVIEW, ITEM_REVIEW, past->submitter, past->published_at},
			{VERB_APPROVE, ITEM_APPROVED, past->approver, past->published_at},
			{VERB_PUBLISH, ITEM_PUBLISHED, past->approver, past->published_at},
	};

	item->state = ITEM_DRAFT;
	for (size_t i = 0; i < COUNT_OF(steps); i++) {
		enum item_state from = item->state;
		struct actor actor = {.account = steps[i].account};
		struct ctx then = *ctx;

		then.actor = &actor;
		then.now = steps[i].at;
		item->state = steps[i].to;
		TRY(item_step_note(&then, item, steps[i].verb, from, NO_TEXT));
	}
	return OK;
}

static enum err
rows_add(struct ctx *ctx, struct past_item *past, struct publication_words *words)
{
	struct item item = {
			.unit = past->unit,
			.duty = past->duty,
			.revision = 1,
			.genre = past->genre ? past->genre : &GENRE_NEWS,
	};
	struct revision revision = {.number = 1, .author = past->author, .at = past->published_at};

	TRY(past_check(ctx, past));
	TRY(row_add(ctx, past, item.genre, &item.id));
	TRY(steps_add(ctx, past, &item));
	TRY(revision_add(ctx, item.id, item.genre, &past->writing, &revision));
	TRY(publication_row_put(ctx, &item, &revision, past->published_at, words));
	audit_note(ctx, "item.import", item.id, "sha256 %.*s", TEXT_ARGS(revision.sha256));
	past->id = item.id;
	return OK;
}

enum err
item_import(struct ctx *ctx, struct past_item *items, size_t count)
{
	struct publication_words *words =
			ARENA_NEW_ARRAY(ctx->arena, count, struct publication_words);

	for (size_t i = 0; i < count; i++)
		TRY(rows_add(ctx, &items[i], &words[i]));
	for (size_t i = 0; i < count; i++)
		TRY(publication_index(ctx, &words[i]));
	return OK;
}
