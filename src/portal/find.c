/* find.c - search, and where to write to. */
#include "office/column.h"
#include "office/section.h"
#include "office/unit.h"
#include "portal/handlers.h"
#include "portal/view.h"

#define PAGE_ROWS 20
#define COLUMN_ROWS 5
#define QUERY_MAX 200 /* bytes that are searched; the rest is dropped at a blank */
#define WORDS_MAX 32

/* The folded words of the query, for the marks in what was found. */
static size_t
words_of(struct arena *arena, struct text query, struct text *words)
{
	struct text rest = text_fold(arena, query), word;
	size_t count = 0;

	while (count < WORDS_MAX && text_split(&rest, ' ', &word))
		if (word.n)
			words[count++] = word;
	return count;
}

static bool
is_wanted(struct arena *arena, struct text written, const struct text *words, size_t count)
{
	struct text folded = text_fold(arena, written);

	while (folded.n && strchr("\"'“”().,;:!?…", folded.p[folded.n - 1]))
		folded.n--;
	while (folded.n && strchr("\"'(", folded.p[0]))
		folded = text_slice(folded, 1, folded.n);
	for (size_t i = 0; i < count; i++)
		if (text_equals(folded, words[i]))
			return true;
	return false;
}

/* {text, hit} pieces of a sentence: templates mark the hits. */
static void
pieces_add(struct ctx *ctx, json_t *row, const char *key, struct text sentence,
		const struct text *words, size_t count)
{
	json_t *list = json_put_list(row, key);
	struct text rest = sentence, word;

	while (text_split(&rest, ' ', &word)) {
		json_t *piece = json_add_object(list);

		json_put_text(piece, "text", word);
		json_put_bool(piece, "hit", is_wanted(ctx->arena, word, words, count));
	}
}

/* A row of what was found, with the marks. */
static void
hits_add(struct ctx *ctx, json_t *row, struct text query, struct text title, struct text abstract)
{
	struct text words[WORDS_MAX];
	size_t count = words_of(ctx->arena, query, words);

	pieces_add(ctx, row, "title_pieces", title, words, count);
	pieces_add(ctx, row, "abstract_pieces", abstract, words, count);
}

/* Columns stand before the texts, which go on over many pages. */
static enum err
columns_found_add(struct ctx *ctx, json_t *list, struct text query)
{
	struct unit portal = {0};
	struct column *rows;
	size_t count;

	TRY(column_search_public(ctx, query, COLUMN_ROWS, &rows, &count));
	if (count)
		TRY(unit_portal(ctx, &portal));
	for (size_t i = 0; i < count; i++) {
		struct text abstract = text_shorten(ctx->arena, rows[i].plan.purpose, 300);
		json_t *row = json_add_object(list);

		json_put_text(row, "title", rows[i].plan.title);
		json_put_text(row, "abstract", abstract);
		json_put_text(row, "section", text_of(section_find(TEXT(COLUMN_SECTION))->label));
		json_put_text(row, "href", column_path(ctx->arena, &rows[i]));
		json_put_text(row, "unit", portal.name);
		json_put_instant(row, "at", rows[i].published_at, ctx->rules->zone);
		hits_add(ctx, row, query, rows[i].plan.title, abstract);
	}
	return OK;
}

static enum err
found_add(struct ctx *ctx, json_t *view, struct text query, int64_t before)
{
	json_t *list = json_put_list(view, "found");
	struct publication *rows;
	size_t count;
	int64_t next;

	if (!before)
		TRY(columns_found_add(ctx, list, query));
	TRY(publication_search(ctx, query, before, PAGE_ROWS, &rows, &count, &next));
	for (size_t i = 0; i < count; i++) {
		json_t *row = json_add_object(list);

		view_publication(ctx, row, &rows[i]);
		hits_add(ctx, row, query, rows[i].title, rows[i].abstract);
	}
	json_put_bool(view, "has_found", json_array_size(list) > 0);
	json_put_bool(view, "next", false);
	if (next) {
		struct buf href = BUF(ctx->arena);

		buf_add_c(&href, "/tim-kiem?q=");
		buf_add_url(&href, query);
		buf_addf(&href, "&truoc=%lld", (long long)next);
		json_put_text(view, "next", buf_text(&href));
	}
	return OK;
}

/* At most QUERY_MAX bytes, never a part of a letter. */
static struct text
query_take(struct text query)
{
	query = text_trim(query);
	if (query.n <= QUERY_MAX)
		return query;
	query.n = QUERY_MAX;
	while (query.n && ((unsigned char)query.p[query.n] & 0xc0) == 0x80)
		query.n--;
	return query;
}

enum err
get_find(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = portal_view(reply);
	struct text query = query_take(request_query(request, "q"));
	struct text truoc = request_query(request, "truoc");
	int64_t before = 0;

	if (truoc.n && (!text_to_int(truoc, &before) || before < 1))
		return ERR_NOT_FOUND;
	json_put_text(view, "query", query);
	json_put_bool(view, "asked", query.n > 0);
	json_put_text(view, "heading",
			query.n ? text_format(ctx->arena, "Tìm “%.*s”", TEXT_ARGS(query))
				: TEXT("Tìm kiếm"));
	view_path(view, "Trang chủ", TEXT("/"));
	return found_add(ctx, view, query, before);
}

enum err
get_contact(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = portal_view(reply);
	struct unit unit;

	(void)request;
	TRY(unit_portal(ctx, &unit));
	json_put_text(view, "name", unit.name);
	json_put_text(view, "email", unit.email);
	json_put_text(view, "phone", unit.phone);
	json_put_text(view, "address", unit.address);
	view_path(view, "Trang chủ", TEXT("/"));
	return OK;
}
