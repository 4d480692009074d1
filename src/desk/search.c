/* search.c - one box over all nouns of the desk. */
#include "office/desk_search.h"

#include "base/buf.h"
#include "desk/handlers.h"
#include "desk/view.h"
#include "http/form.h"

#define ROWS 30

static struct text
search_href(const struct ctx *ctx, struct text typed, enum desk_kind kind, int64_t before)
{
	struct buf href = BUF(ctx->arena);

	buf_add_c(&href, "/desk/search?q=");
	buf_add_url(&href, typed);
	if (kind != DESK_ANY)
		buf_addf(&href, "&kind=%s", desk_kind_name(kind).p);
	if (before)
		buf_addf(&href, "&before=%lld", (long long)before);
	return buf_text(&href);
}

static void
kinds_add(const struct ctx *ctx, json_t *view, struct text typed, enum desk_kind chosen)
{
	json_t *list = json_put_list(view, "kinds");

	for (enum desk_kind kind = DESK_ANY; kind < DESK_KIND_COUNT; kind++) {
		json_t *row = json_add_object(list);

		json_put_text(row, "name", desk_kind_name(kind));
		json_put_text(row, "label", desk_kind_label(kind));
		json_put_text(row, "href", search_href(ctx, typed, kind, 0));
		json_put_bool(row, "current", kind == chosen);
	}
}

static void
hit_view(const struct ctx *ctx, json_t *row, const struct desk_hit *hit)
{
	json_put_text(row, "kind", desk_kind_name(hit->kind));
	json_put_text(row, "kind_label", desk_kind_label(hit->kind));
	json_put_int(row, "id", hit->id);
	json_put_text(row, "href", hit->href);
	json_put_text(row, "title", hit->title);
	json_put_text(row, "unit_name", hit->unit_name);
	json_put_instant(row, "at", hit->at, ctx->rules->zone);
	view_label(row, "state", hit->state, hit->label);
}

static enum err
results_view(struct ctx *ctx, json_t *view, struct text typed, enum desk_kind kind, int64_t before)
{
	json_t *list = json_put_list(view, "hits");
	struct desk_hit *hits;
	size_t count;
	int64_t next;

	TRY(desk_search(ctx, typed, kind, before, ROWS, &hits, &count, &next));
	for (size_t i = 0; i < count; i++)
		hit_view(ctx, json_add_object(list), &hits[i]);
	json_put_text(view, "q", typed);
	json_put_bool(view, "asked", typed.n != 0);
	json_put_bool(view, "has_hits", count > 0);
	kinds_add(ctx, view, typed, kind);
	view_next(view, next ? search_href(ctx, typed, kind, next) : NO_TEXT);
	return OK;
}

enum err
get_desk_search(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct text typed = text_trim(request_query(request, "q"));
	enum desk_kind kind;
	int64_t before;

	if (desk_kind_parse(request_query(request, "kind"), &kind) != OK)
		return ERR_NOT_FOUND;
	TRY(query_number(request, "before", &before));
	if (text_length(typed) > DESK_SEARCH_WORDS_MAX)
		return form_complain(ctx->form, "q", "Hãy gõ ngắn lại, không quá %d ký tự.",
				DESK_SEARCH_WORDS_MAX);
	return results_view(ctx, view_of(reply), typed, kind, before);
}

enum err
get_desk_search_again(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);

	TRY(results_view(ctx, view, NO_TEXT, DESK_ANY, 0));
	json_put_text(view, "q", text_trim(request_query(request, "q")));
	return OK;
}
