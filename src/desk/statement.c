/* statement.c - a statement beside the others of its matter, and what the Portal found. */
#include "office/statement.h"

#include "base/rich.h"
#include "desk/handlers.h"
#include "desk/view.h"
#include "office/genre.h"

static const char *const verdicts[] = {"consistent", "supersedes", "not_published", NULL};

const struct field statement_fields[] = {
		{"revision", FIELD_INT, true, 0, "Số bản", NULL},
		{"verdict", FIELD_CHOICE, true, 0, "Kết luận", verdicts},
		{"reason", FIELD_TEXT, false, STATEMENT_REASON_MAX, "Lý do", NULL},
		{0},
};

/* What was said: when, by whom, and the words themselves. */
static enum err
text_put(struct ctx *ctx, json_t *row, struct text body, struct text facts)
{
	cleanup(json_cleanup) json_t *doc = NULL;
	struct buf html = BUF(ctx->arena);

	TRY(json_read(body, ITEM_BODY_MAX, &doc));
	rich_html(&html, doc);
	json_put_text(row, "html", buf_text(&html));
	facts_view(ctx, row, genre_find(TEXT("statement")), facts, false);
	return OK;
}

static enum err
others_add(struct ctx *ctx, json_t *view, const struct item *item)
{
	json_t *list = json_put_list(view, "others");
	struct statement *rows;
	size_t count;

	TRY(statement_others(ctx, item, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		json_t *row = json_add_object(list);

		json_put_text(row, "href",
				text_format(ctx->arena, "/desk/items/%lld",
						(long long)rows[i].item));
		json_put_text(row, "title", rows[i].title);
		json_put_int(row, "revision", rows[i].revision);
		json_put_instant(row, "at", rows[i].at, ctx->rules->zone);
		view_label(row, "state", item_state_name(rows[i].state),
				item_state_label(rows[i].state));
		TRY(text_put(ctx, row, rows[i].body, rows[i].facts));
	}
	json_put_bool(view, "has_others", count > 0);
	return OK;
}

/* view.review: what was found for this revision, or false. */
static enum err
review_add(struct ctx *ctx, json_t *view, const struct item *item)
{
	struct statement_review review;
	enum err err = statement_review_load(ctx, item->id, item->revision, &review);
	json_t *row;

	json_put_bool(view, "review", false);
	if (err != OK)
		return err == ERR_NOT_FOUND ? OK : err;
	row = json_put_object(view, "review");
	view_label(row, "verdict", statement_verdict_name(review.verdict),
			statement_verdict_label(review.verdict));
	json_put_text(row, "reason", review.reason);
	json_put_text(row, "who", review.account_name);
	json_put_instant(row, "at", review.at, ctx->rules->zone);
	return OK;
}

static void
choices_add(struct ctx *ctx, json_t *view)
{
	struct text typed = form_line(ctx->form, "verdict");
	json_t *list = json_put_list(view, "verdicts");

	for (int i = STATEMENT_CONSISTENT; i <= STATEMENT_NOT_PUBLISHED; i++) {
		enum statement_verdict verdict = (enum statement_verdict)i;

		view_choice(list, statement_verdict_name(verdict),
				statement_verdict_label(verdict).text, typed);
	}
}

enum err
get_statement(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	struct revision revision;
	struct item item;
	bool may;
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(item_load(ctx, id, &item));
	if (!statement_concerns(&item))
		return ERR_NOT_FOUND;
	view_item(ctx, view, &item);
	TRY(item_revision(ctx, &item, item.revision, &revision));
	TRY(text_put(ctx, view, revision.body, revision.facts));
	TRY(others_add(ctx, view, &item));
	TRY(review_add(ctx, view, &item));
	choices_add(ctx, view);
	may = statement_may_review(ctx, &item) && json_is_false(json_object_get(view, "review"));
	json_put_bool(view, "may_review", may);
	json_put_text(json_put_object(view, "form"), "reason", form_text(ctx->form, "reason"));
	if (may)
		view_action(view, "statement", TEXT("Ghi kết luận"), "POST",
				text_format(ctx->arena, "/desk/items/%lld/statement",
						(long long)id),
				"");
	view_crumb(view, "Tin, bài", TEXT("/desk/items"));
	view_crumb(view, text_c(ctx->arena, item.title),
			text_format(ctx->arena, "/desk/items/%lld", (long long)id));
	view_title(view, TEXT("Đối chiếu phát ngôn"));
	return OK;
}

enum err
post_statement(struct ctx *ctx, struct request *request, struct reply *reply)
{
	enum statement_verdict verdict;
	int64_t id;

	TRY(request_id(request, "id", &id));
	if (statement_verdict_parse(form_line(ctx->form, "verdict"), &verdict) != OK)
		return form_complain(ctx->form, "verdict", "Hãy chọn kết luận.");
	TRY(statement_review(ctx, id, form_int(ctx->form, "revision"), verdict,
			text_trim(form_text(ctx->form, "reason"))));
	reply_see_other(reply,
			text_format(request->arena, "/desk/items/%lld/statement", (long long)id));
	return OK;
}
