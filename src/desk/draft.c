#include "desk/draft.h"

#include "desk/handlers.h"
#include "desk/view.h"
#include "desk/writing.h"

const struct field draft_fields[] = {
		WRITING_FIELDS(false),
		CORRECTION_FIELD,
		NEWS_FIELDS,
		DRAFT_PAGE_FIELDS,
		{"item", FIELD_INT, false, 0, "Tin, bài", NULL},
		{"base", FIELD_INT, false, 0, "Bản gốc", NULL},
		{0},
};

/* The page where such a text is written. */
static struct text
page_of(struct arena *arena, const struct draft_spot *spot, int64_t draft)
{
	const char *query = draft ? text_format(arena, "draft=%lld", (long long)draft).p : "";

	if (spot->item)
		return text_format(arena, "/desk/items/%lld/edit%s%s", (long long)spot->item,
				*query ? "?" : "", query);
	return text_format(arena, "/desk/items/new?matter=%lld&duty=%lld&genre=%.*s%s%s%s",
			(long long)spot->news.matter, (long long)spot->news.duty,
			TEXT_ARGS(spot->news.genre), spot->news.is_extract ? "&kind=extract" : "",
			*query ? "&" : "", query);
}

/* --- the page of the editor --------------------------------------------------------------------
 */

static void
draft_row(struct ctx *ctx, json_t *row, const struct draft *draft)
{
	json_put_int(row, "id", draft->id);
	json_put_instant(row, "at", draft->at, ctx->rules->zone);
	json_put_text(row, "open_href", page_of(ctx->arena, &draft->spot, draft->id));
	json_put_text(row, "drop_href",
			text_format(ctx->arena, "/desk/drafts/%lld/drop", (long long)draft->id));
}

/* What a form that is shown again goes on with: what its page kept, else what that began with. */
static void
page_again(struct ctx *ctx, json_t *view, const struct draft *drafts, size_t count)
{
	struct draft_page page = draft_page_of(ctx->form);

	for (size_t i = 0; page.name.n && i < count; i++)
		if (text_equals(drafts[i].page, page.name)) {
			page.from = drafts[i].page;
			page.changes = drafts[i].changes;
		}
	json_put_text(view, "from", page.from);
	json_put_int(view, "changes", page.changes);
}

enum err
draft_offer(struct ctx *ctx, const struct request *request, json_t *view,
		const struct draft_spot *spot, struct draft *out)
{
	json_t *list = json_put_list(view, "drafts"), *page = json_put_object(view, "page_draft");
	struct draft *drafts;
	size_t count;
	int64_t open;

	*out = (struct draft){0};
	json_put_bool(view, "draft", false);
	TRY(draft_pages(ctx, spot, &drafts, &count));
	page_again(ctx, page, drafts, count);
	/* A form that is shown again has what was typed in it. */
	if (request->method == METHOD_POST)
		return OK;
	TRY(query_number(request, "draft", &open));
	for (size_t i = 0; i < count; i++) {
		draft_row(ctx, json_add_object(list), &drafts[i]);
		if (drafts[i].id != open)
			continue;
		TRY(draft_find(ctx, open, out));
		draft_row(ctx, json_put_object(view, "draft"), out);
		json_put_text(page, "from", out->page);
		json_put_int(page, "changes", out->changes);
		json_array_remove(list, json_array_size(list) - 1);
	}
	return OK;
}

enum err
draft_saved(struct ctx *ctx, const struct draft_spot *spot)
{
	struct draft_page page = draft_page_of(ctx->form);

	return draft_forget(ctx, spot, &page);
}

enum err
editors_view(struct ctx *ctx, json_t *view, const struct item *item)
{
	json_t *list = json_put_list(view, "editors");
	struct buf words = BUF(ctx->arena);
	struct text *names;
	size_t count;

	TRY(draft_editors(ctx, item, &names, &count));
	for (size_t i = 0; i < count; i++) {
		json_put_text(json_add_object(list), "name", names[i]);
		buf_add_c(&words, i ? ", đ/c " : "Đ/c ");
		buf_add(&words, names[i]);
	}
	buf_add_c(&words, " đang sửa tin, bài này.");
	json_put_bool(view, "editing", false);
	if (count)
		json_put_text(view, "editing", buf_text(&words));
	return OK;
}

enum err
drafts_view(struct ctx *ctx, json_t *view)
{
	json_t *list = json_put_list(view, "drafts");
	struct draft *drafts;
	size_t count;

	TRY(draft_list(ctx, &drafts, &count));
	for (size_t i = 0; i < count; i++) {
		json_t *row = json_add_object(list);
		struct text title = drafts[i].writing.title;

		json_put_text(row, "title", title.n ? title : TEXT("(chưa có tiêu đề)"));
		json_put_text(row, "href", page_of(ctx->arena, &drafts[i].spot, drafts[i].id));
		json_put_instant(row, "at", drafts[i].at, ctx->rules->zone);
	}
	json_put_bool(view, "has_drafts", count > 0);
	return OK;
}

/* --- keeping and throwing away -----------------------------------------------------------------
 */

enum err
post_draft(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct draft_spot spot = {.item = form_int(ctx->form, "item"), .news = news_of(ctx->form)};
	const struct genre *genre = genre_find(spot.news.genre);
	json_t *view = view_of(reply);
	struct draft_page page = draft_page_of(ctx->form);
	struct writing writing;
	struct item item = {0};
	int64_t id = 0;

	(void)request;
	if (spot.item) {
		TRY(item_load(ctx, spot.item, &item));
		genre = item.genre;
	}
	writing = writing_of(ctx->form, genre ? genre : &GENRE_NEWS);
	TRY(draft_keep(ctx, &spot, &page, form_int(ctx->form, "base"), &writing, &id));
	json_put_int(view, "id", id);
	json_put_instant(view, "at", ctx->now, ctx->rules->zone);
	json_put_list(view, "editors");
	json_put_bool(view, "editing", false);
	return spot.item ? editors_view(ctx, view, &item) : OK;
}

enum err
post_draft_drop(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct draft_spot spot;
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(draft_drop(ctx, id, &spot));
	reply_see_other(reply, page_of(ctx->arena, &spot, 0));
	return OK;
}
