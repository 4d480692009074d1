/* warning.c - the banner of warnings in effect, on every public page. */
#include "office/warning.h"

#include "office/genre.h"
#include "portal/memo.h"
#include "portal/routes.h"
#include "portal/view.h"

#define BANNER_ROWS 3

static json_t *
banner_rows(const struct ctx *ctx, const struct publication *rows, size_t count)
{
	const struct fact *level = fact_find(genre_find(TEXT("warning")), "level");
	json_t *list = json_new_list();

	for (size_t i = 0; i < count; i++) {
		struct text code = fact_text(ctx->arena, rows[i].facts, "level");
		json_t *row = json_add_object(list);
		struct instant end;

		json_put_text(row, "title", rows[i].title);
		json_put_text(row, "href", publication_path(ctx->arena, &rows[i]));
		json_put_text(row, "level", choice_label(level->choices, code));
		if (warning_end(ctx->rules->zone, rows[i].facts, &end))
			json_put_instant(row, "expires_at", end, ctx->rules->zone);
	}
	return list;
}

enum err
portal_frame(struct ctx *ctx, json_t *view)
{
	json_t *list = memo_list(TEXT("banner"), ctx->site_version);
	struct publication *rows;
	size_t count;

	if (!list) {
		TRY(warning_current(ctx, BANNER_ROWS, &rows, &count));
		list = banner_rows(ctx, rows, count);
		memo_list_keep(TEXT("banner"), ctx->site_version, list);
	}
	view_rows(view, "banners", list);
	return OK;
}
