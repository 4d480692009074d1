/* document.c - legal documents to look up, and drafts that people may comment. */
#include "office/document.h"
#include "base/buf.h"
#include "office/comment.h"
#include "office/genre.h"
#include "office/label.h"
#include "office/public_form.h"
#include "portal/handlers.h"
#include "portal/view.h"

#define PAGE_ROWS 20

const struct field comment_fields[] = {
		{"name", FIELD_LINE, true, COMMENT_NAME_MAX, "Họ và tên", NULL},
		{"contact", FIELD_LINE, false, COMMENT_CONTACT_MAX, "Cách liên hệ", NULL},
		{"body", FIELD_TEXT, true, COMMENT_BODY_MAX, "Nội dung góp ý", NULL},
		PUBLIC_FORM_TRAP,
		{0},
};

/* --- documents ---------------------------------------------------------------------------------
 */

/* "2020-07-30_12" of ?truoc=: day and item of the last row of the page before. */
static enum err
query_read(const struct request *request, struct document_query *out)
{
	struct document_query query = {
			.kind = request_query(request, "hinh-thuc"),
			.number = text_trim(request_query(request, "so")),
	};
	struct text rest = request_query(request, "truoc"), part;

	TRY(year_read(request, &query.year));
	if (query.kind.n && !choice_label(document_kinds(), query.kind).n)
		return ERR_NOT_FOUND;
	if (rest.n && (!text_split(&rest, '_', &part) || day_parse(part, &query.after_day) != OK ||
				      !text_to_int(rest, &query.after_item) ||
				      query.after_item < 1))
		return ERR_NOT_FOUND;
	*out = query;
	return OK;
}

/* What the form of the filters shows. */
static enum err
filters_add(struct ctx *ctx, json_t *view, const struct document_query *query)
{
	json_t *kinds = json_put_list(view, "kinds");
	int64_t first, last;

	for (const struct choice *kind = document_kinds(); kind->code; kind++)
		view_choice(kinds, text_of(kind->code), text_of(kind->label), query->kind);
	TRY(document_years(ctx, &first, &last));
	view_years(view, first, last, query->year);
	json_put_text(view, "number", query->number);
	json_put_bool(view, "asked", query->kind.n || query->year || query->number.n);
	return OK;
}

static void
rows_add(struct ctx *ctx, json_t *view, const struct document *rows, size_t count)
{
	json_t *list = json_put_list(view, "documents");

	for (size_t i = 0; i < count; i++) {
		json_t *row = json_add_object(list);

		json_put_int(row, "id", rows[i].item);
		json_put_text(row, "href", rows[i].path);
		json_put_text(row, "title", rows[i].title);
		json_put_text(row, "kind", rows[i].kind_label);
		json_put_text(row, "number", rows[i].number);
		json_put_text(row, "issuer", rows[i].issuer);
		json_put_day(row, "issued_on", rows[i].issued_on);
		view_status(row, "status",
				document_validity(
						rows[i].facts, day_of(ctx->now, ctx->rules->zone)));
	}
	json_put_bool(view, "has_documents", count > 0);
}

static void
older_add(struct ctx *ctx, json_t *view, const struct document_query *query,
		const struct document *last)
{
	struct buf href = BUF(ctx->arena);

	json_put_bool(view, "next", false);
	if (!last || query->number.n)
		return;
	buf_addf(&href, "/van-ban/tra-cuu?hinh-thuc=%.*s&nam=", TEXT_ARGS(query->kind));
	if (query->year)
		buf_addf(&href, "%lld", (long long)query->year);
	buf_addf(&href, "&truoc=%s_%lld", day_iso(ctx->arena, last->issued_on).p,
			(long long)last->item);
	json_put_text(view, "next", buf_text(&href));
}

enum err
get_documents(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = portal_view(reply);
	struct document_query query;
	struct document *rows;
	size_t count;

	TRY(query_read(request, &query));
	TRY(document_list(ctx, &query, PAGE_ROWS, &rows, &count));
	TRY(filters_add(ctx, view, &query));
	rows_add(ctx, view, rows, count);
	older_add(ctx, view, &query, count == PAGE_ROWS ? &rows[count - 1] : NULL);
	json_put_bool(view, "continued", query.after_item != 0);
	json_put_text(view, "heading", TEXT("Văn bản"));
	view_path(view, "Trang chủ", TEXT("/"));
	return OK;
}

/* --- drafts ------------------------------------------------------------------------------------
 */

enum err
get_drafts(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = portal_view(reply), *list = json_put_list(view, "drafts");
	const struct genre *genre = genre_find(TEXT("draft"));
	struct day today = day_of(ctx->now, ctx->rules->zone);
	struct publication_after after;
	struct publication *rows;
	size_t count;

	TRY(after_read(request, &after));
	TRY(publication_list_genre(ctx, genre, after, PAGE_ROWS, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		struct comment_period period = comment_period(rows[i].facts, today);
		json_t *row = json_add_object(list);

		view_publication(ctx, row, &rows[i]);
		view_status(row, "status", comment_period_label(ctx->arena, &period));
		json_put_text(row, "drafter", fact_text(ctx->arena, rows[i].facts, "drafter"));
		json_put_day(row, "until", period.until);
	}
	json_put_bool(view, "has_drafts", count > 0);
	json_put_bool(view, "continued", after.at.ms != 0);
	view_older(ctx, view, request->path, count == PAGE_ROWS ? &rows[count - 1] : NULL);
	json_put_text(view, "heading", TEXT("Dự thảo lấy ý kiến"));
	view_path(view, "Trang chủ", TEXT("/"));
	view_path(view, "Văn bản", TEXT("/van-ban"));
	return OK;
}

static enum err
draft_load(struct ctx *ctx, const struct request *request, struct publication *draft)
{
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(publication_load(ctx, id, draft));
	if (!draft->live)
		return ERR_GONE;
	return comment_period(draft->facts, day_of(ctx->now, ctx->rules->zone)).stage ==
					       COMMENT_NEVER
			       ? ERR_NOT_FOUND
			       : OK;
}

/* The form to comment, apart from the draft's page: that one is the same for everyone. */
enum err
get_comment(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = portal_view(reply), *form = json_put_object(view, "form");
	struct comment_period period;
	struct publication draft;

	TRY(draft_load(ctx, request, &draft));
	period = comment_period(draft.facts, day_of(ctx->now, ctx->rules->zone));
	view_publication(ctx, view, &draft);
	view_status(view, "status", comment_period_label(ctx->arena, &period));
	json_put_bool(view, "is_open", period.stage == COMMENT_OPEN);
	json_put_day(view, "until", period.until);
	json_put_bool(view, "is_sent", text_equals(request_query(request, "da-gui"), TEXT("1")));
	json_put_text(form, "name", form_line(ctx->form, "name"));
	json_put_text(form, "contact", form_line(ctx->form, "contact"));
	json_put_text(form, "body", form_text(ctx->form, "body"));
	json_put_text(view, "heading", TEXT("Góp ý dự thảo"));
	view_path(view, "Trang chủ", TEXT("/"));
	view_path(view, "Dự thảo lấy ý kiến", TEXT("/du-thao"));
	return OK;
}

enum err
post_comment(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct comment comment = {
			.name = form_line(ctx->form, "name"),
			.contact = form_line(ctx->form, "contact"),
			.body = text_trim(form_text(ctx->form, "body")),
	};
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(comment_add(ctx, id, &comment));
	reply_see_other(reply,
			text_format(request->arena, "/du-thao/%lld?da-gui=1", (long long)id));
	return OK;
}
