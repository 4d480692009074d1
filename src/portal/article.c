/* article.c - one published text, its files, and what is said where it was. */
#include "base/rich.h"
#include "office/attachment.h"
#include "office/genre.h"
#include "office/item.h"
#include "office/question.h"
#include "office/section.h"
#include "portal/genre_page.h"
#include "portal/handlers.h"
#include "portal/memo.h"
#include "portal/view.h"

#define RELATED 5

/* An answered question has a page of its own kind. */
static bool
is_answer(const struct publication *p)
{
	return genre_is(p->genre, QUESTION_GENRE);
}

/* What stands where a text was taken away. */
static enum err
withdrawn(struct ctx *ctx, const struct publication *p, struct reply *reply)
{
	if (p->redirect.n) {
		reply_see_other(reply, p->redirect);
		reply->status = 301;
		return OK;
	}
	return ctx_refuse(ctx, ERR_GONE, "Nội dung này đã được gỡ ngày %s.%s%.*s",
			day_words(ctx->arena, day_of(p->withdrawn_at, ctx->rules->zone)).p,
			p->reason.n ? " Lý do: " : "", TEXT_ARGS(p->reason));
}

static enum err
files_add(struct ctx *ctx, json_t *view, int64_t item)
{
	json_t *list = json_put_list(view, "files");
	struct attachment *rows;
	size_t count;

	TRY(attachment_list_public(ctx, item, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		json_t *row;

		if (rows[i].role == ATTACHMENT_IMAGE)
			continue;
		row = json_add_object(list);
		json_put_text(row, "name", rows[i].name);
		json_put_int(row, "kilobytes", (int64_t)((rows[i].size + 1023) / 1024));
		json_put_text(row, "type", rows[i].type);
		json_put_text(row, "href",
				text_format(ctx->arena, "/tep/%lld", (long long)rows[i].id));
	}
	json_put_bool(view, "has_files", json_array_size(list) > 0);
	return OK;
}

static enum err
related_add(struct ctx *ctx, json_t *view, const struct publication *p)
{
	cleanup(json_cleanup) json_t *newest = NULL;
	json_t *related = json_new_list();
	json_t *row;
	size_t i;

	TRY(view_newest(ctx, p->section, RELATED + 1, &newest));
	json_array_foreach(newest, i, row) if (json_int(row, "id") != p->item &&
					       json_array_size(related) < RELATED)
			json_add(related, json_incref(row));
	view_rows(view, "related", related);
	return OK;
}

static void
organization_put(json_t *about, const char *key, struct text name)
{
	json_t *author = json_put_object(about, key);

	json_put_text(author, "@type", TEXT("GovernmentOrganization"));
	json_put_text(author, "name", name);
}

/* Of an answer: the question with what was answered. */
static enum err
question_data(struct ctx *ctx, const struct publication *p, json_t *about)
{
	cleanup(json_cleanup) json_t *body = NULL;
	json_t *question = json_put_object(about, "mainEntity"), *answer;

	TRY(json_read(p->body, ITEM_BODY_MAX, &body));
	json_put_text(about, "@type", TEXT("QAPage"));
	json_put_text(question, "@type", TEXT("Question"));
	json_put_text(question, "name", p->title);
	json_put_text(question, "text", fact_text(ctx->arena, p->facts, "question"));
	json_put_text(question, "dateCreated", fact_text(ctx->arena, p->facts, "asked_on"));
	json_put_int(question, "answerCount", 1);
	answer = json_put_object(question, "acceptedAnswer");
	json_put_text(answer, "@type", TEXT("Answer"));
	json_put_text(answer, "text", rich_text(ctx->arena, body));
	json_put_text(answer, "dateCreated",
			instant_iso(ctx->arena, p->published_at, ctx->rules->zone));
	organization_put(answer, "author", p->unit_name);
	return OK;
}

static enum err
article_data(const struct publication *p, json_t *about)
{
	json_put_text(about, "@type", TEXT("NewsArticle"));
	json_put_text(about, "headline", p->title);
	organization_put(about, "author", p->unit_name);
	return OK;
}

/* schema.org for search engines; "<" is escaped, so that no text ends the element early. */
static enum err
linked_data_add(struct ctx *ctx, json_t *view, const struct publication *p)
{
	cleanup(json_cleanup) json_t *about = json_new_object();
	struct zone zone = ctx->rules->zone;
	struct buf safe = BUF(ctx->arena);
	struct text plain, part;

	json_put_text(about, "@context", TEXT("https://schema.org"));
	TRY(is_answer(p) ? question_data(ctx, p, about) : article_data(p, about));
	json_put_text(about, "description", p->abstract);
	json_put_text(about, "datePublished", instant_iso(ctx->arena, p->published_at, zone));
	json_put_text(about, "dateModified", instant_iso(ctx->arena, p->updated_at, zone));
	json_put_text(about, "inLanguage", TEXT("vi"));
	json_put_text(about, "mainEntityOfPage",
			text_format(ctx->arena, "%.*s%.*s", TEXT_ARGS(ctx->rules->site_url),
					TEXT_ARGS(publication_path(ctx->arena, p))));
	if (p->image.n)
		json_put_text(about, "image",
				text_format(ctx->arena, "%.*s%.*s", TEXT_ARGS(ctx->rules->site_url),
						TEXT_ARGS(p->image)));
	plain = json_write(ctx->arena, about);
	while (text_split(&plain, '<', &part)) {
		if (safe.n)
			buf_add_c(&safe, "\\u003c");
		buf_add(&safe, part);
	}
	json_put_text(view, "linked_data", buf_text(&safe));
	return OK;
}

/* Programs get the text itself, readers its HTML. */
static enum err
text_add(struct ctx *ctx, const struct request *request, json_t *view, const struct publication *p)
{
	json_t *body = NULL;
	struct text html;

	TRY(memo_html(ctx->arena, p->item, p->body, &html));
	json_put_text(view, "html", html);
	if (request_wants_json(request)) {
		TRY(json_read(p->body, ITEM_BODY_MAX, &body));
		json_put(view, "body", body);
	}
	facts_view(ctx, view, p->genre, p->facts, true);
	json_put_text(view, "genre", text_of(p->genre->name));
	json_put_text(view, "source", p->source);
	json_put_text(view, "correction", p->correction);
	json_put_instant(view, "updated", p->updated_at, ctx->rules->zone);
	json_put_bool(view, "is_corrected", p->correction.n > 0);
	return OK;
}

enum err
get_article(struct ctx *ctx, struct request *request, struct reply *reply)
{
	const struct section *section;
	struct publication p;
	struct text path;
	json_t *view;
	int64_t id;

	TRY(path_number(request, "article", &id));
	TRY(publication_load(ctx, id, &p));
	if (!p.live)
		return withdrawn(ctx, &p, reply);
	path = publication_path(ctx->arena, &p);
	if (!text_equals(path, request->path)) {
		reply_see_other(reply, path);
		reply->status = 301;
		return OK;
	}
	if (is_answer(&p))
		reply->template = "portal/answer";
	view = portal_view(reply);
	view_publication(ctx, view, &p);
	json_put_text(view, "heading", p.title);
	json_put_text(view, "picture", p.image);
	TRY(text_add(ctx, request, view, &p));
	TRY(genre_page_add(ctx, view, &p));
	TRY(files_add(ctx, view, id));
	TRY(related_add(ctx, view, &p));
	TRY(linked_data_add(ctx, view, &p));
	view_path(view, "Trang chủ", TEXT("/"));
	section = section_find(p.section);
	if (section && section->parent)
		view_path(view, section_find(text_of(section->parent))->label,
				text_format(ctx->arena, "/%s", section->parent));
	if (section)
		view_path(view, section->label, text_format(ctx->arena, "/%s", section->slug));
	return OK;
}

enum err
get_public_file(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct attachment attachment;
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(attachment_load_public(ctx, id, &attachment));
	if (attachment.role == ATTACHMENT_IMAGE)
		return ERR_NOT_FOUND;
	return attachment_reply(ctx, &attachment, 0, reply);
}
