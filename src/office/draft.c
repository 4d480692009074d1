#include "office/draft.h"

#include "gen/office/draft.sql.h"
#include "office/item_row.h"

#define EDITORS_MAX 10

static struct text
kind_of(const struct draft_spot *spot)
{
	if (spot->item)
		return NO_TEXT;
	return spot->news.is_extract ? TEXT("extract") : TEXT("article");
}

/* The five parameters that name a spot, behind the person's. */
static void
bind_spot(struct query *q, const struct draft_spot *spot)
{
	bool is_new = !spot->item;

	bind_int(q, spot->item);
	bind_int(q, is_new ? spot->news.matter : 0);
	bind_int(q, is_new ? spot->news.duty : 0);
	bind_text(q, is_new ? spot->news.genre : NO_TEXT);
	bind_text(q, kind_of(spot));
}

static void
row_read(struct query *q, struct arena *arena, struct draft *row)
{
	*row = (struct draft){
			.id = column_int(q, 0),
			.spot.item = column_int(q, 1),
			.spot.news.matter = column_int(q, 2),
			.spot.news.duty = column_int(q, 3),
			.spot.news.genre = column_text(q, 4, arena),
			.spot.news.is_extract =
					text_equals(column_text(q, 5, arena), TEXT("extract")),
			.base = column_int(q, 6),
			.writing.title = column_text(q, 7, arena),
			.writing.abstract = column_text(q, 8, arena),
			.writing.section = column_text(q, 9, arena),
			.writing.source = column_text(q, 10, arena),
			.writing.correction = column_text(q, 11, arena),
			.writing.facts = column_text(q, 12, arena),
			.writing.body = column_text(q, 13, arena),
			.writing.plain = column_text(q, 14, arena),
			.at = column_instant(q, 15),
			.page = column_text(q, 16, arena),
			.changes = column_int(q, 17),
	};
}

/* Whether the actor may save there; a new item's genre gets its name. */
static enum err
may_save(struct ctx *ctx, struct draft_spot *spot, int64_t base)
{
	const struct genre *genre;
	struct item_step step;
	struct item item;
	int64_t unit;

	if (!spot->item) {
		TRY(item_may_begin(ctx, &spot->news, &genre, &unit));
		spot->news.genre = text_of(genre->name);
		return OK;
	}
	TRY(item_load(ctx, spot->item, &item));
	TRY(item_ask(ctx, &item, VERB_SAVE, &step));
	if (base < 1 || base > item.revision)
		return form_complain(ctx->form, "base", "Tin, bài không có bản gốc này.");
	return OK;
}

static enum err
draft_put(struct ctx *ctx, const struct draft *draft, int64_t *id)
{
	const struct writing *w = &draft->writing;
	const struct draft_spot *spot = &draft->spot;
	struct query q;

	query_begin(&q, ctx->store, &SQL_draft_put);
	bind_int(&q, actor_person(ctx->actor));
	bind_id_or_null(&q, spot->item);
	bind_id_or_null(&q, spot->item ? 0 : spot->news.matter);
	bind_id_or_null(&q, spot->item ? 0 : spot->news.duty);
	bind_text(&q, spot->item ? NO_TEXT : spot->news.genre);
	bind_text(&q, kind_of(spot));
	bind_int(&q, draft->base);
	bind_text(&q, w->title);
	bind_text(&q, w->abstract);
	bind_text(&q, w->section);
	bind_text(&q, w->source);
	bind_text(&q, w->correction);
	bind_text(&q, w->facts);
	bind_text(&q, w->body);
	bind_text(&q, w->body.n ? NO_TEXT : w->plain);
	bind_instant(&q, draft->at);
	bind_text(&q, draft->page);
	if (query_next(&q))
		*id = column_int(&q, 0);
	return query_end(&q);
}

static void
begin_at_spot(struct ctx *ctx, struct query *q, const struct sql *sql,
		const struct draft_spot *spot)
{
	query_begin(q, ctx->store, sql);
	bind_int(q, actor_person(ctx->actor));
	bind_spot(q, spot);
}

/* The page that keeps something for the first time goes on with what it began with, or begins one.
 */
static enum err
page_begin(struct ctx *ctx, const struct draft_spot *spot, const struct draft_page *page)
{
	struct draft *drafts;
	struct query q;
	size_t count;

	TRY(draft_pages(ctx, spot, &drafts, &count));
	for (size_t i = 0; i < count; i++)
		if (text_equals(drafts[i].page, page->name))
			return OK;
	if (page->changes) {
		begin_at_spot(ctx, &q, &SQL_draft_adopt, spot);
		bind_text(&q, page->name);
		bind_text(&q, page->from);
		bind_int(&q, page->changes);
		TRY(query_run(&q));
		if (query_changes(&q))
			return OK;
	}
	if (count >= DRAFT_PAGES_MAX)
		return form_complain(ctx->form, "draft_page",
				"Đồng chí đã có %d bản nháp ở đây, hãy mở tiếp hoặc bỏ bớt.",
				DRAFT_PAGES_MAX);
	return OK;
}

enum err
draft_keep(struct ctx *ctx, const struct draft_spot *spot, const struct draft_page *page,
		int64_t base, const struct writing *writing, int64_t *id)
{
	struct draft draft = {.spot = *spot,
			.base = spot->item ? base : 0,
			.writing = *writing,
			.at = ctx->now,
			.page = page->name};

	TRY(may_save(ctx, &draft.spot, base));
	if (writing->facts.n > FACTS_MAX)
		return form_exceed(ctx->form, "", "Các mục riêng dài quá %d byte.", FACTS_MAX);
	TRY(page_begin(ctx, &draft.spot, page));
	return draft_put(ctx, &draft, id);
}

enum err
draft_pages(struct ctx *ctx, const struct draft_spot *spot, struct draft **out, size_t *count)
{
	struct draft *rows = ARENA_NEW_ARRAY(ctx->arena, DRAFT_PAGES_MAX, struct draft);
	struct query q;
	size_t n = 0;

	begin_at_spot(ctx, &q, &SQL_draft_pages, spot);
	while (n < DRAFT_PAGES_MAX && query_next(&q))
		row_read(&q, ctx->arena, &rows[n++]);
	*out = rows;
	*count = n;
	return query_end(&q);
}

enum err
draft_find(struct ctx *ctx, int64_t id, struct draft *out)
{
	struct query q;

	*out = (struct draft){0};
	query_begin(&q, ctx->store, &SQL_draft_find);
	bind_int(&q, id);
	bind_int(&q, actor_person(ctx->actor));
	if (query_next(&q))
		row_read(&q, ctx->arena, out);
	TRY(query_end(&q));
	return out->id ? OK : ERR_NOT_FOUND;
}

enum err
draft_list(struct ctx *ctx, struct draft **out, size_t *count)
{
	struct draft *rows = ARENA_NEW_ARRAY(ctx->arena, DRAFTS_SHOWN_MAX, struct draft);
	size_t n = 0, open = 0;
	struct query q;

	query_begin(&q, ctx->store, &SQL_draft_list);
	bind_int(&q, actor_person(ctx->actor));
	bind_int(&q, DRAFTS_SHOWN_MAX);
	while (n < DRAFTS_SHOWN_MAX && query_next(&q))
		row_read(&q, ctx->arena, &rows[n++]);
	TRY(query_end(&q));
	for (size_t i = 0; i < n; i++) {
		enum err err = may_save(ctx, &rows[i].spot, rows[i].base);

		if (err == ERR_UNAVAILABLE || err == ERR_BROKEN)
			return err;
		if (err == OK)
			rows[open++] = rows[i];
	}
	*out = rows;
	*count = open;
	return OK;
}

enum err
draft_drop(struct ctx *ctx, int64_t id, struct draft_spot *spot)
{
	struct draft draft;
	struct query q;

	TRY(draft_find(ctx, id, &draft));
	*spot = draft.spot;
	query_begin(&q, ctx->store, &SQL_draft_remove);
	bind_int(&q, id);
	bind_int(&q, actor_person(ctx->actor));
	return query_run(&q);
}

enum err
draft_forget(struct ctx *ctx, const struct draft_spot *spot, const struct draft_page *page)
{
	struct query q;

	begin_at_spot(ctx, &q, &SQL_draft_forget, spot);
	bind_text(&q, page->name);
	bind_text(&q, page->from);
	bind_int(&q, page->changes);
	return query_run(&q);
}

enum err
draft_editors(struct ctx *ctx, const struct item *item, struct text **names, size_t *count)
{
	struct text *rows = ARENA_NEW_ARRAY(ctx->arena, EDITORS_MAX, struct text);
	size_t n = 0;
	struct query q;

	*names = rows;
	*count = 0;
	if (item->is_withheld || item->is_sealed)
		return OK;
	query_begin(&q, ctx->store, &SQL_draft_editors);
	bind_int(&q, item->id);
	bind_instant(&q, instant_add(ctx->now, -DRAFT_PRESENT_MS));
	bind_int(&q, actor_person(ctx->actor));
	while (n < EDITORS_MAX && query_next(&q))
		rows[n++] = column_text(&q, 0, ctx->arena);
	*count = n;
	return query_end(&q);
}

enum err
draft_prune(struct ctx *ctx)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_draft_prune);
	bind_instant(&q, instant_add(ctx->now, -DRAFT_KEEP_MS));
	return query_run(&q);
}
