/* revision.c - every saved text, and what changed from one to the next. */
#include "base/diff.h"
#include "base/rich.h"
#include "desk/handlers.h"
#include "desk/view.h"
#include "office/item.h"

static enum err
item_of(struct ctx *ctx, struct request *request, json_t *view, struct item *item)
{
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(item_load(ctx, id, item));
	view_item(ctx, json_put_object(view, "item"), item);
	view_crumb(view, "Tin, bài", TEXT("/desk/items"));
	view_crumb(view, text_c(ctx->arena, item->title),
			text_format(ctx->arena, "/desk/items/%lld", (long long)id));
	return OK;
}

/* `before` is the revision to compare with, 0 if there is none to read. */
static void
revision_view(struct ctx *ctx, json_t *row, const struct item *item, const struct revision *r,
		int64_t before)
{
	json_put_int(row, "number", r->number);
	json_put_text(row, "title", r->title);
	json_put_text(row, "author", r->author_name);
	json_put_instant(row, "at", r->at, ctx->rules->zone);
	json_put_text(row, "sha256", r->sha256);
	json_put_bool(row, "is_live", r->number == item->live_revision);
	json_put_bool(row, "is_approved", r->number == item->approved_revision);
	json_put_bool(row, "is_working", !item->is_withheld && r->number == item->revision);
	json_put_text(row, "href",
			text_format(ctx->arena, "/desk/items/%lld/revisions/%lld",
					(long long)item->id, (long long)r->number));
	json_put_bool(row, "diff", false);
	if (before)
		json_put_text(row, "diff",
				text_format(ctx->arena, "/desk/items/%lld/diff?from=%lld&to=%lld",
						(long long)item->id, (long long)before,
						(long long)r->number));
}

enum err
get_revisions(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	json_t *list = json_put_list(view, "revisions");
	struct revision *revisions;
	struct item item;
	size_t count;

	TRY(item_of(ctx, request, view, &item));
	TRY(item_revisions(ctx, &item, &revisions, &count));
	for (size_t i = 0; i < count; i++)
		revision_view(ctx, json_add_object(list), &item, &revisions[i],
				i + 1 < count ? revisions[i + 1].number : 0);
	view_title(view, text_format(ctx->arena, "Các bản đã lưu: %.*s", TEXT_ARGS(item.title)));
	return OK;
}

/* The one before `number` that the actor may read, or 0. */
static enum err
revision_before(struct ctx *ctx, const struct item *item, int64_t number, int64_t *before)
{
	struct revision *revisions;
	size_t count;

	TRY(item_revisions(ctx, item, &revisions, &count));
	*before = 0;
	for (size_t i = 0; i < count && !*before; i++)
		if (revisions[i].number < number)
			*before = revisions[i].number;
	return OK;
}

enum err
get_revision(struct ctx *ctx, struct request *request, struct reply *reply)
{
	cleanup(json_cleanup) json_t *body = NULL;
	json_t *view = view_of(reply);
	struct buf html = BUF(ctx->arena);
	struct revision revision;
	struct item item;
	int64_t number, before;

	TRY(request_id(request, "number", &number));
	TRY(item_of(ctx, request, view, &item));
	TRY(item_revision(ctx, &item, number, &revision));
	TRY(json_read(revision.body, ITEM_BODY_MAX, &body));
	rich_html(&html, body);
	TRY(revision_before(ctx, &item, number, &before));
	revision_view(ctx, view, &item, &revision, before);
	json_put_text(view, "abstract", revision.abstract);
	json_put_text(view, "correction", revision.correction);
	json_put_text(view, "source", revision.source);
	json_put_text(view, "html", buf_text(&html));
	json_put(view, "body", json_incref(body));
	facts_view(ctx, view, item.genre, revision.facts, false);
	view_title(view, text_format(ctx->arena, "Bản %lld: %.*s", (long long)number,
					 TEXT_ARGS(revision.title)));
	return OK;
}

/* --- what changed ------------------------------------------------------------------------------
 */

static enum err
plain_of(struct ctx *ctx, const struct revision *revision, struct text *out)
{
	cleanup(json_cleanup) json_t *body = NULL;

	TRY(json_read(revision->body, ITEM_BODY_MAX, &body));
	*out = rich_text(ctx->arena, body);
	return OK;
}

static void
diff_add(struct ctx *ctx, json_t *view, const char *label, struct text before, struct text after)
{
	json_t *row = json_add_object(json_object_get(view, "parts"));
	struct diff_run *runs;
	size_t count = diff_words(ctx->arena, before, after, &runs);
	bool changed = false;

	for (size_t i = 0; i < count; i++)
		changed = changed || runs[i].kind != DIFF_EQUAL;
	json_put_text(row, "label", text_of(label));
	json_put_bool(row, "changed", changed);
	json_put(row, "paragraphs", diff_view(runs, count));
}

/* Only the facts that one of the two states. */
static void
facts_diff(struct ctx *ctx, json_t *view, const struct genre *genre, struct text before,
		struct text after)
{
	for (const struct fact *fact = genre->facts; fact->key; fact++) {
		struct text old = fact_text(ctx->arena, before, fact->key);
		struct text new = fact_text(ctx->arena, after, fact->key);

		if (old.n || new.n)
			diff_add(ctx, view, fact->label, old, new);
	}
}

enum err
get_diff(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	struct revision before, after;
	struct text old, new;
	struct item item;
	int64_t from, to;
	bool sides = text_equals(request_query(request, "view"), TEXT("sides"));
	struct text base;

	TRY(query_number(request, "from", &from));
	TRY(query_number(request, "to", &to));
	TRY(item_of(ctx, request, view, &item));
	TRY(item_revision(ctx, &item, from, &before));
	TRY(item_revision(ctx, &item, to, &after));
	TRY(plain_of(ctx, &before, &old));
	TRY(plain_of(ctx, &after, &new));
	revision_view(ctx, json_put_object(view, "from"), &item, &before, 0);
	revision_view(ctx, json_put_object(view, "to"), &item, &after, from);
	json_put_list(view, "parts");
	diff_add(ctx, view, "Tiêu đề", before.title, after.title);
	diff_add(ctx, view, "Tóm tắt", before.abstract, after.abstract);
	facts_diff(ctx, view, item.genre, before.facts, after.facts);
	diff_add(ctx, view, "Nội dung", old, new);
	json_put_bool(view, "sides", sides);
	base = text_format(ctx->arena, "/desk/items/%lld/diff?from=%lld&to=%lld",
			(long long)item.id, (long long)from, (long long)to);
	json_put_text(view, "inline_href", base);
	json_put_text(view, "sides_href", text_format(ctx->arena, "%s&view=sides", base.p));
	view_title(view, text_format(ctx->arena, "Bản %lld so với bản %lld", (long long)to,
					 (long long)from));
	return OK;
}
