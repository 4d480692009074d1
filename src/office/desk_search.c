#include "office/desk_search.h"

#include "base/buf.h"
#include "base/json.h"
#include "base/rich.h"
#include "gen/office/desk_search.sql.h"
#include "office/event.h"
#include "office/item.h"
#include "office/matter.h"
#include "office/question.h"
#include "store/tokenizer.h"

static const struct {
	struct text name, label;
	const struct sql *words; /* its title, what else it says, and more as JSON */
} KINDS[DESK_KIND_COUNT] = {
		[DESK_ANY] = {TEXT(""), TEXT("Tất cả"), NULL},
		[DESK_MATTER] = {TEXT("matter"), TEXT("Vụ việc"), &SQL_desk_words_matter},
		[DESK_ITEM] = {TEXT("item"), TEXT("Tin, bài"), &SQL_desk_words_item},
		[DESK_QUESTION] = {TEXT("question"), TEXT("Câu hỏi"), &SQL_desk_words_question},
		[DESK_EVENT] = {TEXT("event"), TEXT("Sự kiện"), &SQL_desk_words_event},
};

struct text
desk_kind_name(enum desk_kind kind)
{
	return KINDS[kind].name;
}

struct text
desk_kind_label(enum desk_kind kind)
{
	return KINDS[kind].label;
}

enum err
desk_kind_parse(struct text name, enum desk_kind *out)
{
	for (unsigned i = 0; i < DESK_KIND_COUNT; i++)
		if (text_equals(KINDS[i].name, name)) {
			*out = (enum desk_kind)i;
			return OK;
		}
	return ERR_INVALID;
}

/* --- gathering ---------------------------------------------------------------------------------
 */

enum err
desk_search_mark(struct ctx *ctx, enum desk_kind kind, int64_t id, int64_t revision)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_desk_word_add);
	bind_text(&q, desk_kind_name(kind));
	bind_int(&q, id);
	bind_int(&q, revision);
	return query_run(&q);
}

/* A row that waits. */
struct pending {
	int64_t id, object, revision;
	enum desk_kind kind;
};

static enum err
pending_read(struct ctx *ctx, size_t limit, struct pending *rows, size_t *count)
{
	size_t n = 0;
	struct query q;

	query_begin(&q, ctx->store, &SQL_desk_word_pending);
	bind_int(&q, (int64_t)limit);
	while (n < limit && query_next(&q)) {
		enum desk_kind kind;

		if (desk_kind_parse(column_text(&q, 1, ctx->arena), &kind) == OK)
			rows[n++] = (struct pending){column_int(&q, 0), column_int(&q, 2),
					column_int(&q, 3), kind};
	}
	TRY(query_end(&q));
	*count = n;
	return OK;
}

enum err
desk_search_is_due(struct ctx *ctx, bool *out)
{
	struct pending first;
	size_t count;

	TRY(pending_read(ctx, 1, &first, &count));
	*out = count > 0;
	return OK;
}

/* The words of JSON: of rich text, else of what an object's members say; none if it is none. */
static struct text
json_words(struct arena *arena, enum desk_kind kind, struct text text)
{
	cleanup(json_cleanup) json_t *json = NULL;
	struct buf words = BUF(arena);
	const char *key;
	json_t *value;

	if (!text.n || json_read(text, ITEM_BODY_MAX, &json) != OK)
		return NO_TEXT;
	if (kind == DESK_ITEM)
		return rich_text(arena, json);
	json_object_foreach(json, key, value) if (json_is_string(value))
			buf_addf(&words, "%s ", json_string_value(value));
	return buf_text(&words);
}

static enum err
words_read(struct ctx *ctx, const struct pending *row, struct text *title, struct text *body)
{
	struct query q;

	query_begin(&q, ctx->store, KINDS[row->kind].words);
	bind_int(&q, row->object);
	if (row->kind == DESK_ITEM)
		bind_int(&q, row->revision);
	if (query_next(&q)) {
		*title = column_text(&q, 0, ctx->arena);
		*body = text_format(ctx->arena, "%.*s %.*s",
				TEXT_ARGS(column_text(&q, 1, ctx->arena)),
				TEXT_ARGS(json_words(ctx->arena, row->kind,
						column_text(&q, 2, ctx->arena))));
	}
	return query_end(&q);
}

static enum err
row_gather(struct ctx *ctx, const struct pending *row)
{
	struct text title = NO_TEXT, body = NO_TEXT;
	struct query q;

	TRY(words_read(ctx, row, &title, &body));
	query_begin(&q, ctx->store, &SQL_desk_index_add);
	bind_int(&q, row->id);
	bind_text(&q, search_document(ctx->store, ctx->arena, title));
	bind_text(&q, search_document(ctx->store, ctx->arena, body));
	TRY(query_run(&q));
	query_begin(&q, ctx->store, &SQL_desk_word_done);
	bind_int(&q, row->id);
	return query_run(&q);
}

enum err
desk_search_gather(struct ctx *ctx)
{
	struct pending *rows = ARENA_NEW_ARRAY(ctx->arena, DESK_SEARCH_BATCH, struct pending);
	size_t count;

	TRY(pending_read(ctx, DESK_SEARCH_BATCH, rows, &count));
	for (size_t i = 0; i < count; i++)
		TRY(row_gather(ctx, &rows[i]));
	return OK;
}

/* --- finding -----------------------------------------------------------------------------------
 */

static enum err
matter_hit(struct ctx *ctx, struct desk_hit *hit)
{
	struct matter matter;

	TRY(matter_load(ctx, hit->id, &matter));
	hit->title = matter.title;
	hit->unit_name = matter.unit_name;
	hit->state = matter.open ? TEXT("open") : TEXT("closed");
	hit->label = matter.open ? (struct label){TEXT("Đang mở"), TONE_INFO}
				 : (struct label){TEXT("Đã kết thúc"), TONE_NEUTRAL};
	hit->at = matter.opened_at;
	return OK;
}

static enum err
item_hit(struct ctx *ctx, struct desk_hit *hit)
{
	struct item item;

	TRY(item_load(ctx, hit->id, &item));
	if (item.hold)
		return ERR_NOT_FOUND;
	hit->title = item.title;
	hit->unit_name = item.unit_name;
	hit->state = item_state_name(item.state);
	hit->label = item_state_label(item.state);
	hit->at = item.changed_at;
	return OK;
}

static enum err
question_hit(struct ctx *ctx, struct desk_hit *hit)
{
	struct question question;

	TRY(question_load(ctx, hit->id, &question));
	hit->title = question.subject;
	hit->unit_name = question.unit_name;
	hit->state = question_state_name(question.state);
	hit->label = question_state_label(question.state);
	hit->at = question.asked_at;
	return OK;
}

static enum err
event_hit(struct ctx *ctx, struct desk_hit *hit)
{
	struct event event;

	TRY(event_load(ctx, hit->id, &event));
	hit->title = event.notice.title;
	hit->unit_name = event.unit_name;
	hit->state = event_state_name(event.state);
	hit->label = event_state_label(&event, ctx->now);
	hit->at = event.notice.starts_at;
	return OK;
}

/* Fills in the rest by the noun's own reading, which asks again who may. */
static enum err
hit_load(struct ctx *ctx, struct desk_hit *hit)
{
	hit->href = text_format(ctx->arena, "/desk/%ss/%lld", desk_kind_name(hit->kind).p,
			(long long)hit->id);
	switch (hit->kind) {
	case DESK_MATTER:
		return matter_hit(ctx, hit);
	case DESK_ITEM:
		return item_hit(ctx, hit);
	case DESK_QUESTION:
		return question_hit(ctx, hit);
	case DESK_EVENT:
		return event_hit(ctx, hit);
	default:
		return ERR_NOT_FOUND;
	}
}

/* Which unit the actor finds things of: 0 all. */
static int64_t
unit_found(const struct ctx *ctx)
{
	return permit_scope(MAY_SEARCH_DESK, ctx->actor->roles) == SCOPE_ALL ? 0 : ctx->actor->unit;
}

static enum err
hits_read(struct ctx *ctx, struct text words, enum desk_kind kind, int64_t before, size_t limit,
		struct desk_hit *rows, size_t *count)
{
	enum scope unsent = permit_scope(MAY_ITEM_UNSENT, ctx->actor->roles);
	size_t n = 0;
	struct query q;

	query_begin(&q, ctx->store, &SQL_desk_search_find);
	bind_text(&q, words);
	bind_int(&q, before ? before : INT64_MAX);
	bind_text(&q, desk_kind_name(kind));
	bind_int(&q, unit_found(ctx));
	bind_int(&q, unsent == SCOPE_ALL);
	bind_int(&q, unsent == SCOPE_OWN ? ctx->actor->unit : -1);
	bind_int(&q, actor_place(ctx->actor));
	bind_int(&q, (int64_t)limit);
	while (n < limit && query_next(&q)) {
		rows[n] = (struct desk_hit){.id = column_int(&q, 1), .place = column_int(&q, 2)};
		n += desk_kind_parse(column_text(&q, 0, ctx->arena), &rows[n].kind) == OK;
	}
	TRY(query_end(&q));
	*count = n;
	return OK;
}

enum err
desk_search(struct ctx *ctx, struct text typed, enum desk_kind kind, int64_t before, size_t limit,
		struct desk_hit **out, size_t *count, int64_t *next)
{
	struct text words = search_words(ctx->store, ctx->arena, typed, false);
	struct desk_hit *rows = ARENA_NEW_ARRAY(ctx->arena, limit, struct desk_hit);
	size_t found = 0, n = 0;

	TRY(ctx_may(ctx, MAY_SEARCH_DESK));
	if (words.n && unit_found(ctx) >= 0)
		TRY(hits_read(ctx, words, kind, before, limit, rows, &found));
	*next = found == limit ? rows[found - 1].place : 0;
	for (size_t i = 0; i < found; i++) {
		enum err err = hit_load(ctx, &rows[i]);

		if (err == OK)
			rows[n++] = rows[i];
		else if (err != ERR_FORBIDDEN && err != ERR_NOT_FOUND)
			return err;
	}
	*out = rows;
	*count = n;
	return OK;
}
