#include "office/publication.h"

#include "base/buf.h"
#include "base/json.h"
#include "base/rich.h"
#include "gen/office/publication.sql.h"
#include "office/answer.h"
#include "office/audit.h"
#include "office/document.h"
#include "office/item.h"
#include "office/section.h"
#include "office/site.h"
#include "office/span.h"
#include "office/turn.h"
#include "store/tokenizer.h"

#define SLUG_MAX 80

/* --- making public -----------------------------------------------------------------------------
 */

/* The first picture of the text stands for it in lists. */
static struct text
first_image(struct arena *arena, const json_t *body)
{
	struct text *images;
	size_t count = rich_images(arena, body, &images);

	return count ? text_format(arena, "/media/%.*s", TEXT_ARGS(images[0])) : NO_TEXT;
}

static enum err
search_row_add(struct ctx *ctx, int64_t item, int64_t *row)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_search_row_add);
	bind_int(&q, item);
	if (query_next(&q))
		*row = column_int(&q, 0);
	return query_end(&q);
}

/* Its page changes by itself when its facts say so. */
static enum err
turns_put(struct ctx *ctx, const struct item *item, const struct revision *revision)
{
	const struct genre *genre = item->genre;
	struct instant turns[GENRE_TURNS_MAX];

	if (!genre->turns)
		return OK;
	return turn_put(ctx, item->id, turns,
			genre->turns(ctx->rules->zone, revision->facts, turns));
}

static struct text
words_of(struct ctx *ctx, const struct genre *genre, const struct revision *revision,
		const json_t *body)
{
	struct buf words = BUF(ctx->arena);

	buf_addf(&words, "%.*s ", TEXT_ARGS(publication_genre_word(ctx->arena, genre)));
	buf_add(&words, facts_words(ctx, genre, revision->facts, true));
	buf_add(&words, rich_text(ctx->arena, body));
	return buf_text(&words);
}

enum err
publication_row_put(struct ctx *ctx, const struct item *item, const struct revision *revision,
		struct instant published_at, struct publication_words *out)
{
	cleanup(json_cleanup) json_t *body = NULL;
	struct span_split way = {0};
	struct query q;

	TRY(json_read(revision->body, ITEM_BODY_MAX, &body));
	if (!item->published_at.ms)
		TRY(span_item_split(ctx, item, published_at, &way));
	*out = (struct publication_words){
			.title = revision->title,
			.abstract = revision->abstract,
			.words = words_of(ctx, item->genre, revision, body),
	};
	TRY(search_row_add(ctx, item->id, &out->search));
	query_begin(&q, ctx->store, &SQL_publication_put);
	bind_int(&q, item->id);
	bind_int(&q, revision->number);
	bind_int(&q, item->unit);
	bind_text(&q, revision->section);
	bind_text(&q, text_slug(ctx->arena, revision->title, SLUG_MAX));
	bind_text(&q, message_title(ctx->arena, item->genre, revision->facts, revision->title));
	bind_text(&q, revision->abstract);
	bind_text_or_null(&q, first_image(ctx->arena, body));
	bind_instant(&q, published_at);
	bind_instant(&q, ctx->now);
	bind_int(&q, out->search);
	bind_text(&q, text_of(item->genre->name));
	bind_int(&q, way.unit_ms);
	bind_int(&q, way.portal_ms);
	TRY(query_run(&q));
	TRY(turns_put(ctx, item, revision));
	TRY(document_put(ctx, item, revision));
	TRY(answer_put(ctx, item, revision, published_at));
	audit_note(ctx, "publication.put", item->id, "bản %lld", (long long)revision->number);
	return site_changed(ctx);
}

enum err
publication_index(struct ctx *ctx, const struct publication_words *words)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_search_index_add);
	bind_int(&q, words->search);
	bind_text(&q, search_document(ctx->store, ctx->arena, words->title));
	bind_text(&q, search_document(ctx->store, ctx->arena, words->abstract));
	bind_text(&q, search_document(ctx->store, ctx->arena, words->words));
	return query_run(&q);
}

enum err
publication_put(struct ctx *ctx, const struct item *item, const struct revision *revision,
		struct instant published_at)
{
	struct publication_words words;

	TRY(publication_row_put(ctx, item, revision, published_at, &words));
	return publication_index(ctx, &words);
}

enum err
publication_remove(struct ctx *ctx, int64_t item, struct text reason, struct text redirect)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_publication_remove);
	bind_int(&q, item);
	bind_instant(&q, ctx->now);
	bind_text(&q, reason);
	bind_text_or_null(&q, redirect);
	TRY(query_run_one(&q));
	TRY(turn_put(ctx, item, NULL, 0));
	TRY(document_remove(ctx, item));
	TRY(answer_remove(ctx, item));
	audit_note(ctx, "publication.remove", item, "%.*s", TEXT_ARGS(reason));
	return site_changed(ctx);
}

/* --- reading -----------------------------------------------------------------------------------
 */

static void
row_read(struct query *q, struct arena *arena, struct publication *row)
{
	*row = (struct publication){
			.item = column_int(q, 0),
			.revision = column_int(q, 1),
			.section = column_text(q, 2, arena),
			.slug = column_text(q, 3, arena),
			.title = column_text(q, 4, arena),
			.abstract = column_text(q, 5, arena),
			.image = column_text(q, 6, arena),
			.unit = column_int(q, 7),
			.unit_code = column_text(q, 8, arena),
			.unit_name = column_text(q, 9, arena),
			.published_at = column_instant(q, 10),
			.updated_at = column_instant(q, 11),
			.live = column_int(q, 12) != 0,
			.withdrawn_at = column_instant(q, 13),
			.reason = column_text(q, 14, arena),
			.redirect = column_text(q, 15, arena),
	};
}

/* The facts and, behind them, the genre. */
static void
facts_read(struct query *q, struct arena *arena, int column, struct publication *row)
{
	const struct genre *genre = genre_find(column_text(q, column + 1, arena));

	row->facts = column_text(q, column, arena);
	row->genre = genre ? genre : &GENRE_NEWS;
}

enum err
publication_load(struct ctx *ctx, int64_t item, struct publication *out)
{
	struct query q;
	struct publication row;
	bool found;

	query_begin(&q, ctx->store, &SQL_publication_load);
	bind_int(&q, item);
	found = query_next(&q);
	if (found) {
		row_read(&q, ctx->arena, &row);
		row.body = column_text(&q, 16, ctx->arena);
		row.correction = column_text(&q, 17, ctx->arena);
		row.source = column_text(&q, 18, ctx->arena);
		facts_read(&q, ctx->arena, 19, &row);
	}
	TRY(query_end(&q));
	if (!found)
		return ERR_NOT_FOUND;
	*out = row;
	return OK;
}

static void
list_begin(struct query *q, struct ctx *ctx, struct text section, int64_t unit)
{
	if (section.n) {
		query_begin(q, ctx->store, &SQL_publication_of_section);
		bind_text(q, section);
	} else if (unit) {
		query_begin(q, ctx->store, &SQL_publication_of_unit);
		bind_int(q, unit);
	} else {
		query_begin(q, ctx->store, &SQL_publication_newest);
	}
}

/* One sorted list of the store, to be merged with others. */
static enum err
list_one(struct ctx *ctx, struct text section, int64_t unit, struct publication_after after,
		size_t limit, struct publication **out, size_t *count)
{
	struct publication *rows = ARENA_NEW_ARRAY(ctx->arena, limit, struct publication);
	size_t n = 0;
	struct query q;

	list_begin(&q, ctx, section, unit);
	bind_int(&q, after.at.ms ? after.at.ms : INT64_MAX);
	bind_int(&q, after.at.ms ? after.item : INT64_MAX);
	bind_int(&q, (int64_t)limit);
	while (n < limit && query_next(&q))
		row_read(&q, ctx->arena, &rows[n++]);
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}

/* Rows with their facts, at most `limit`, of a query that is ready to run. */
static enum err
rows_with_facts(struct ctx *ctx, struct query *q, size_t limit, struct publication **out,
		size_t *count)
{
	struct publication *rows = ARENA_NEW_ARRAY(ctx->arena, limit, struct publication);
	size_t n = 0;

	while (n < limit && query_next(q)) {
		row_read(q, ctx->arena, &rows[n]);
		facts_read(q, ctx->arena, 16, &rows[n++]);
	}
	TRY(query_end(q));
	*out = rows;
	*count = n;
	return OK;
}

enum err
publication_list_genre(struct ctx *ctx, const struct genre *genre, struct publication_after after,
		size_t limit, struct publication **out, size_t *count)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_publication_of_genre);
	bind_text(&q, text_of(genre->name));
	bind_int(&q, after.at.ms ? after.at.ms : INT64_MAX);
	bind_int(&q, after.at.ms ? after.item : INT64_MAX);
	bind_int(&q, (int64_t)limit);
	return rows_with_facts(ctx, &q, limit, out, count);
}

enum err
publication_list_turning(struct ctx *ctx, const struct genre *genre, size_t limit,
		struct publication **out, size_t *count)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_publication_turning);
	bind_text(&q, text_of(genre->name));
	bind_int(&q, (int64_t)limit);
	return rows_with_facts(ctx, &q, limit, out, count);
}

enum err
publication_list_unit_genre(struct ctx *ctx, const struct genre *genre, int64_t unit, size_t limit,
		struct publication **out, size_t *count)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_publication_of_unit_genre);
	bind_text(&q, text_of(genre->name));
	bind_int(&q, unit);
	bind_int(&q, (int64_t)limit);
	return rows_with_facts(ctx, &q, limit, out, count);
}

enum err
publication_list_matter(struct ctx *ctx, int64_t item, size_t limit, struct publication **out,
		size_t *count)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_publication_of_matter);
	bind_int(&q, item);
	bind_int(&q, (int64_t)limit);
	return rows_with_facts(ctx, &q, limit, out, count);
}

enum err
publication_list_column(struct ctx *ctx, int64_t column, size_t limit, struct publication **out,
		int64_t **parts, size_t *count)
{
	struct publication *rows = ARENA_NEW_ARRAY(ctx->arena, limit, struct publication);
	int64_t *numbers = ARENA_NEW_ARRAY(ctx->arena, limit, int64_t);
	size_t n = 0;
	struct query q;

	query_begin(&q, ctx->store, &SQL_publication_of_column);
	bind_int(&q, column);
	bind_int(&q, (int64_t)limit);
	while (n < limit && query_next(&q)) {
		row_read(&q, ctx->arena, &rows[n]);
		numbers[n++] = column_int(&q, 16);
	}
	TRY(query_end(&q));
	*out = rows;
	*parts = numbers;
	*count = n;
	return OK;
}

static bool
is_newer(const struct publication *a, const struct publication *b)
{
	int order = instant_compare(a->published_at, b->published_at);

	return order > 0 || (order == 0 && a->item > b->item);
}

/* Both lists newest first; the newest `limit` of the two. */
static void
list_merge(struct arena *arena, struct publication **rows, size_t *count,
		const struct publication *more, size_t more_count, size_t limit)
{
	struct publication *all = ARENA_NEW_ARRAY(arena, limit, struct publication);
	size_t a = 0, b = 0, n = 0;

	while (n < limit && (a < *count || b < more_count)) {
		bool first = b == more_count || (a < *count && is_newer(&(*rows)[a], &more[b]));

		all[n++] = first ? (*rows)[a++] : more[b++];
	}
	*rows = all;
	*count = n;
}

enum err
publication_list(struct ctx *ctx, struct text section, int64_t unit, struct publication_after after,
		size_t limit, struct publication **out, size_t *count)
{
	struct publication *rows;
	size_t n;

	TRY(list_one(ctx, section, unit, after, limit, &rows, &n));
	for (const struct section *child = SECTIONS; section.n && child->slug; child++) {
		struct publication *more;
		size_t more_count;

		if (!child->parent || !text_equals(text_of(child->parent), section))
			continue;
		TRY(list_one(ctx, text_of(child->slug), 0, after, limit, &more, &more_count));
		list_merge(ctx->arena, &rows, &n, more, more_count, limit);
	}
	*out = rows;
	*count = n;
	return OK;
}

enum err
publication_search(struct ctx *ctx, struct text query, int64_t before, size_t limit,
		struct publication **out, size_t *count, int64_t *next)
{
	struct publication *rows = ARENA_NEW_ARRAY(ctx->arena, limit, struct publication);
	struct text words = search_words(ctx->store, ctx->arena, query, false);
	size_t n = 0;
	int64_t last = 0;
	struct query q;

	if (words.n) {
		query_begin(&q, ctx->store, &SQL_search_find);
		bind_text(&q, words);
		bind_int(&q, before ? before : INT64_MAX);
		bind_int(&q, (int64_t)limit);
		while (n < limit && query_next(&q)) {
			row_read(&q, ctx->arena, &rows[n++]);
			last = column_int(&q, 16);
		}
		TRY(query_end(&q));
	}
	*out = rows;
	*count = n;
	*next = n == limit ? last : 0;
	return OK;
}

enum err
publication_count(struct ctx *ctx, int64_t *out)
{
	struct query q;
	int64_t count = 0;

	query_begin(&q, ctx->store, &SQL_publication_count);
	if (query_next(&q))
		count = column_int(&q, 0);
	TRY(query_end(&q));
	*out = count;
	return OK;
}

enum err
publication_oldest(struct ctx *ctx, struct instant *out)
{
	struct instant oldest = {0};
	struct query q;

	query_begin(&q, ctx->store, &SQL_publication_oldest);
	if (query_next(&q))
		oldest = column_instant(&q, 0);
	TRY(query_end(&q));
	*out = oldest;
	return OK;
}

struct text
publication_genre_word(struct arena *arena, const struct genre *genre)
{
	return text_format(arena, "congtintheloai%s", genre->name);
}

struct text
publication_path(struct arena *arena, const struct publication *publication)
{
	return text_format(arena, "/%.*s/%lld-%.*s", TEXT_ARGS(publication->section),
			(long long)publication->item, TEXT_ARGS(publication->slug));
}
