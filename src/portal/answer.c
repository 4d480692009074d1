/* answer.c - answered questions to look up. */
#include "office/answer.h"

#include "base/buf.h"
#include "office/genre.h"
#include "office/label.h"
#include "portal/handlers.h"
#include "portal/view.h"

#define PAGE_ROWS 20
#define QUESTION_SHOWN 220 /* letters of a question in the list */

/* "1764000000000-12" of ?truoc=, or, where words are searched, the row of the index. */
static enum err
query_read(const struct request *request, struct answer_query *out)
{
	struct answer_query query = {
			.words = text_shorten(request->arena,
					text_trim(request_query(request, "tim")), ANSWER_WORDS_MAX),
			.field = request_query(request, "linh-vuc"),
	};
	struct publication_after after = {0};
	struct text before = request_query(request, "truoc");

	TRY(year_read(request, &query.year));
	if (query.field.n && !choice_label(answer_fields(), query.field).n)
		return ERR_NOT_FOUND;
	if (!query.words.n)
		TRY(after_read(request, &after));
	else if (before.n && (!text_to_int(before, &query.after_search) || query.after_search < 1))
		return ERR_NOT_FOUND;
	query.after_at = after.at;
	query.after_item = after.item;
	*out = query;
	return OK;
}

/* What the form of the filters shows. */
static enum err
filters_add(struct ctx *ctx, json_t *view, const struct answer_query *query)
{
	json_t *fields = json_put_list(view, "fields");
	int64_t first, last;

	for (const struct choice *field = answer_fields(); field->code; field++)
		view_choice(fields, text_of(field->code), text_of(field->label), query->field);
	TRY(answer_years(ctx, &first, &last));
	view_years(view, first, last, query->year);
	json_put_text(view, "words", query->words);
	json_put_bool(view, "asked", query->field.n || query->year || query->words.n);
	return OK;
}

static void
rows_add(struct ctx *ctx, json_t *view, const struct answer *rows, size_t count)
{
	json_t *list = json_put_list(view, "answers");

	for (size_t i = 0; i < count; i++) {
		json_t *row = json_add_object(list);

		json_put_int(row, "id", rows[i].item);
		json_put_text(row, "href", rows[i].path);
		json_put_text(row, "title", rows[i].title);
		json_put_text(row, "question",
				text_shorten(ctx->arena, rows[i].question, QUESTION_SHOWN));
		json_put_text(row, "unit", rows[i].unit_name);
		json_put_text(row, "field", rows[i].field_label);
		json_put_instant(row, "at", rows[i].published_at, ctx->rules->zone);
	}
	json_put_bool(view, "has_answers", count > 0);
}

static void
older_add(struct ctx *ctx, json_t *view, const struct answer_query *query,
		const struct answer *last)
{
	struct buf href = BUF(ctx->arena);

	json_put_bool(view, "next", false);
	if (!last)
		return;
	buf_addf(&href, "/hoi-dap/tra-cuu?linh-vuc=%.*s&nam=", TEXT_ARGS(query->field));
	if (query->year)
		buf_addf(&href, "%lld", (long long)query->year);
	buf_add_c(&href, "&tim=");
	buf_add_url(&href, query->words);
	if (query->words.n)
		buf_addf(&href, "&truoc=%lld", (long long)last->search);
	else
		buf_addf(&href, "&truoc=%lld-%lld", (long long)last->published_at.ms,
				(long long)last->item);
	json_put_text(view, "next", buf_text(&href));
}

enum err
get_answers(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = portal_view(reply);
	struct answer_query query;
	struct answer *rows;
	size_t count;

	TRY(query_read(request, &query));
	TRY(answer_list(ctx, &query, PAGE_ROWS, &rows, &count));
	TRY(filters_add(ctx, view, &query));
	rows_add(ctx, view, rows, count);
	older_add(ctx, view, &query, count == PAGE_ROWS ? &rows[count - 1] : NULL);
	json_put_bool(view, "continued", query.after_item || query.after_search);
	json_put_text(view, "heading", TEXT("Hỏi đáp"));
	json_put_text(view, "feed", TEXT("/hoi-dap/rss.xml"));
	view_path(view, "Trang chủ", TEXT("/"));
	return OK;
}
