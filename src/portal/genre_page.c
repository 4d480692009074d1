#include "portal/genre_page.h"

#include "office/comment.h"
#include "office/document.h"
#include "office/genre.h"
#include "office/label.h"
#include "office/warning.h"
#include "portal/view.h"

#define TOGETHER_MAX 20

static struct day
today(const struct ctx *ctx)
{
	return day_of(ctx->now, ctx->rules->zone);
}

static enum err
document_add(struct ctx *ctx, json_t *view, const struct publication *p)
{
	view_status(view, "status", document_validity(p->facts, today(ctx)));
	return OK;
}

static enum err
draft_add(struct ctx *ctx, json_t *view, const struct publication *p)
{
	struct comment_period period = comment_period(p->facts, today(ctx));

	view_status(view, "status", comment_period_label(ctx->arena, &period));
	if (period.stage == COMMENT_OPEN)
		json_put_text(view, "comment_href",
				text_format(ctx->arena, "/du-thao/%lld", (long long)p->item));
	return OK;
}

static enum err
warning_add(struct ctx *ctx, json_t *view, const struct publication *p)
{
	view_status(view, "status", warning_status(ctx, p->facts));
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
	enum err (*add)(struct ctx *ctx, json_t *view, const struct publication *p);
};

static const struct genre_page pages[] = {
		{"document", document_add},
		{"draft", draft_add},
		{"warning", warning_add},
		{"statement", statement_add},
};

enum err
genre_page_add(struct ctx *ctx, json_t *view, const struct publication *p)
{
	json_put_bool(view, "status", false);
	json_put_bool(view, "comment_href", false);
	json_put_bool(view, "has_together", false);
	message_put(ctx, view, p);
	for (size_t i = 0; i < COUNT_OF(pages); i++)
		if (genre_is(p->genre, pages[i].genre))
			return pages[i].add(ctx, view, p);
	return OK;
}
