#include "portal/genre_page.h"

#include "law/tone.h"
#include "office/comment.h"
#include "office/document.h"
#include "office/genre.h"
#include "office/warning.h"
#include "portal/view.h"

#define TOGETHER_MAX 20

static struct day
today(const struct ctx *ctx)
{
	return day_of(ctx->now, ctx->rules->zone);
}

/* view.status: {label, tone}; false when there is nothing to say. */
static void
status_put(json_t *view, struct label label)
{
	json_t *status;

	if (!label.text.n)
		return;
	status = json_put_object(view, "status");
	json_put_text(status, "label", label.text);
	json_put_text(status, "tone", tone_name(label.tone));
}

static enum err
document_add(struct ctx *ctx, json_t *view, const struct publication *p)
{
	status_put(view, document_validity(p->facts, today(ctx)));
	return OK;
}

static enum err
draft_add(struct ctx *ctx, json_t *view, const struct publication *p)
{
	struct comment_period period = comment_period(p->facts, today(ctx));

	status_put(view, comment_period_label(ctx->arena, &period));
	if (period.stage == COMMENT_OPEN)
		json_put_text(view, "comment_href",
				text_format(ctx->arena, "/du-thao/%lld", (long long)p->item));
	return OK;
}

static enum err
warning_add(struct ctx *ctx, json_t *view, const struct publication *p)
{
	status_put(view, warning_status(ctx, p->facts));
	return OK;
}

/* What the newest revision is to those who read the one before. */
static void
message_put(struct ctx *ctx, json_t *view, const struct publication *p)
{
	const struct fact *fact = fact_find(p->genre, FACT_MESSAGE);
	struct text label = NO_TEXT;

	if (fact)
		label = choice_label(fact->choices, fact_text(ctx->arena, p->facts, FACT_MESSAGE));
	json_put_text(view, "correction_title", label.n ? label : TEXT("Đính chính"));
}

/* The statements of one matter stand together. */
static enum err
statement_add(struct ctx *ctx, json_t *view, const struct publication *p)
{
	struct publication *rows;
	size_t count;

	TRY(publication_list_matter(ctx, p->item, TOGETHER_MAX, &rows, &count));
	view_publications(ctx, view, "together", rows, count);
	return OK;
}

struct genre_page {
	const char *genre;
	const char *template; /* NULL: portal/article */
	enum err (*add)(struct ctx *ctx, json_t *view, const struct publication *p);
};

static const struct genre_page pages[] = {
		{"document", NULL, document_add},
		{"draft", NULL, draft_add},
		{"warning", NULL, warning_add},
		{"statement", NULL, statement_add},
};

enum err
genre_page_add(struct ctx *ctx, json_t *view, const struct publication *p, struct reply *reply)
{
	json_put_bool(view, "status", false);
	json_put_bool(view, "comment_href", false);
	json_put_bool(view, "has_together", false);
	message_put(ctx, view, p);
	for (size_t i = 0; i < COUNT_OF(pages); i++) {
		if (!text_equals(text_of(pages[i].genre), text_of(p->genre->name)))
			continue;
		if (pages[i].template)
			reply->template = pages[i].template;
		return pages[i].add(ctx, view, p);
	}
	return OK;
}
