/* unit.c - a unit as the public knows it: what it says of itself (khoản 1), and its news. */
#include "office/unit.h"

#include "office/genre.h"
#include "portal/handlers.h"
#include "portal/unit.h"
#include "portal/view.h"

#define PAGES_MAX 20 /* published pages of one unit that are looked through */

/* The newest page of a unit in a language; ERR_NOT_FOUND when there is none. */
static enum err
page_find(struct ctx *ctx, int64_t unit, struct text language, struct publication *out)
{
	struct publication *rows;
	size_t count;

	TRY(publication_list_unit_genre(
			ctx, genre_find(TEXT("unit_page")), unit, PAGES_MAX, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		if (!text_equals(fact_text(ctx->arena, rows[i].facts, "language"), language))
			continue;
		*out = rows[i];
		return OK;
	}
	return ERR_NOT_FOUND;
}

static void
page_view(struct ctx *ctx, json_t *row, const struct publication *page)
{
	view_publication(ctx, row, page);
	json_put_instant(row, "updated", page->updated_at, ctx->rules->zone);
	facts_view(ctx, row, page->genre, page->facts, true);
}

/* Where an ended unit's work has gone, and whose work a unit has taken in. */
static enum err
history_add(struct ctx *ctx, json_t *view, const struct unit *unit)
{
	json_t *list = json_put_list(view, "forebears");
	struct forebear *rows;
	size_t count;

	json_put_bool(view, "ended", false);
	if (unit->ended) {
		json_t *ended = json_put_object(view, "ended");

		json_put_day(ended, "on", unit->ended_on);
		json_put_text(ended, "name", unit->successor_name);
		json_put_text(ended, "href",
				text_format(ctx->arena, "/don-vi/%.*s",
						TEXT_ARGS(unit->successor_code)));
	}
	TRY(unit_forebears(ctx->store, ctx->arena, unit->id, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		json_t *row = json_add_object(list);

		json_put_text(row, "name", rows[i].name);
		json_put_text(row, "href",
				text_format(ctx->arena, "/don-vi/%.*s", TEXT_ARGS(rows[i].code)));
		json_put_day(row, "on", rows[i].ended_on);
	}
	json_put_bool(view, "has_forebears", count > 0);
	return OK;
}

enum err
unit_page_add(struct ctx *ctx, json_t *view, const struct unit *unit)
{
	struct publication page;
	enum err err = page_find(ctx, unit->id, TEXT("vi"), &page);

	TRY(history_add(ctx, view, unit));
	json_put_bool(view, "unit_page", false);
	json_put_bool(view, "english_href", false);
	if (err == OK)
		page_view(ctx, json_put_object(view, "unit_page"), &page);
	else if (err != ERR_NOT_FOUND)
		return err;
	err = page_find(ctx, unit->id, TEXT("en"), &page);
	if (err == OK)
		json_put_text(view, "english_href",
				text_format(ctx->arena, "/don-vi/%.*s/en", TEXT_ARGS(unit->code)));
	return err == ERR_NOT_FOUND ? OK : err;
}

enum err
get_unit_english(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = portal_view(reply);
	struct publication page;
	struct unit unit;

	TRY(unit_find_public(ctx, request_parameter(request, "code"), &unit));
	TRY(page_find(ctx, unit.id, TEXT("en"), &page));
	page_view(ctx, view, &page);
	json_put_text(view, "vietnamese_href",
			text_format(ctx->arena, "/don-vi/%.*s", TEXT_ARGS(unit.code)));
	json_put_text(view, "heading", page.title);
	view_path(view, "Trang chủ", TEXT("/"));
	return OK;
}
