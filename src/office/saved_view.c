#include "office/saved_view.h"

#include "gen/office/saved_view.sql.h"
#include "office/audit.h"

static enum err
name_check(struct ctx *ctx, struct text name)
{
	int64_t count = 0;
	struct query q;

	if (!name.n || text_length(name) > SAVED_VIEW_NAME_MAX)
		return form_complain(ctx->form, "name", "Hãy đặt tên, không quá %d ký tự.",
				SAVED_VIEW_NAME_MAX);
	query_begin(&q, ctx->store, &SQL_saved_view_count);
	bind_int(&q, actor_person(ctx->actor));
	if (query_next(&q))
		count = column_int(&q, 0);
	TRY(query_end(&q));
	if (count >= SAVED_VIEWS_MAX)
		return form_complain(ctx->form, "name",
				"Đã có %d bộ lọc. Hãy bỏ bộ lọc không dùng nữa.", SAVED_VIEWS_MAX);
	return OK;
}

enum err
saved_view_add(struct ctx *ctx, struct text name, struct text href, bool shared, int64_t *id)
{
	int64_t added = 0;
	struct query q;

	TRY(ctx_may(ctx, MAY_SESSION_OWN));
	TRY(name_check(ctx, name));
	if (href.n > SAVED_VIEW_HREF_MAX)
		return ERR_TOO_LARGE;
	query_begin(&q, ctx->store, &SQL_saved_view_add);
	bind_int(&q, actor_person(ctx->actor));
	bind_id_or_null(&q, shared ? ctx->actor->unit : 0);
	bind_text(&q, name);
	bind_text(&q, href);
	bind_instant(&q, ctx->now);
	if (query_next(&q))
		added = column_int(&q, 0);
	TRY(query_end(&q));
	if (!added)
		return form_complain(ctx->form, "name", "Đồng chí đã có bộ lọc tên này.");
	audit_note(ctx, "view.save", added, "%s: %.*s", shared ? "unit" : "own", TEXT_ARGS(href));
	*id = added;
	return OK;
}

enum err
saved_view_drop(struct ctx *ctx, int64_t id)
{
	struct query q;

	TRY(ctx_may(ctx, MAY_SESSION_OWN));
	query_begin(&q, ctx->store, &SQL_saved_view_drop);
	bind_int(&q, id);
	bind_int(&q, actor_person(ctx->actor));
	TRY(query_run(&q));
	if (query_changes(&q) != 1)
		return ctx_refuse(ctx, ERR_NOT_FOUND, "Đồng chí không có bộ lọc này.");
	audit_note(ctx, "view.drop", id, "%s", "");
	return OK;
}

enum err
saved_view_list(struct ctx *ctx, struct saved_view **out, size_t *count)
{
	int64_t person = actor_person(ctx->actor);
	struct saved_view *rows = ARENA_NEW_ARRAY(ctx->arena, SAVED_VIEWS_SHOWN, struct saved_view);
	size_t n = 0;
	struct query q;

	TRY(ctx_may(ctx, MAY_SESSION_OWN));
	query_begin(&q, ctx->store, &SQL_saved_view_list);
	bind_int(&q, person);
	bind_int(&q, ctx->actor->unit);
	bind_int(&q, SAVED_VIEWS_SHOWN);
	while (n < SAVED_VIEWS_SHOWN && query_next(&q))
		rows[n++] = (struct saved_view){
				.id = column_int(&q, 0),
				.is_own = column_int(&q, 1) == person,
				.is_shared = !column_is_null(&q, 2),
				.name = column_text(&q, 3, ctx->arena),
				.href = column_text(&q, 4, ctx->arena),
				.account_name = column_text(&q, 5, ctx->arena),
		};
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}
