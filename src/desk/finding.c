#include "desk/finding.h"

#include "base/buf.h"
#include "base/rich.h"
#include "desk/handlers.h"
#include "desk/view.h"
#include "office/clearance.h"
#include "office/hold.h"

/* Signs of nobody's alphabet: where a passage begins and ends, until it is HTML. */
#define MARK_BEGIN "\xee\x80\x80"
#define MARK_END "\xee\x80\x81"

/* "decision_<id>" keep or mask, "reason_<id>": one pair for each finding. */
const struct field finding_fields[] = {
		{"revision", FIELD_INT, true, 0, "Số bản", NULL},
		{0},
};

/* --- in the text -------------------------------------------------------------------------------
 */

struct marks {
	struct arena *arena;
	const struct finding_row *rows;
	size_t count;
	enum finding_place place;
	json_t *facts; /* rows of view.facts */
};

/* Without what could be taken for a mark. */
static void
add_plain(struct buf *out, struct text text)
{
	for (size_t i = 0; i < text.n; i++) {
		struct text three = text_slice(text, i, i + 3);

		if (text_equals(three, TEXT(MARK_BEGIN)) || text_equals(three, TEXT(MARK_END)))
			i += 2;
		else
			buf_add_char(out, text.p[i]);
	}
}

/* A piece of a place with signs around what was found in it. */
static struct text
piece_signed(const struct marks *marks, struct text piece, size_t at)
{
	struct buf out = BUF(marks->arena);
	size_t done = 0;

	for (size_t i = 0; i < marks->count; i++) {
		const struct finding_row *row = &marks->rows[i];
		size_t start = row->what.start, end = start + row->what.length;

		if (row->attachment || row->place != marks->place || end <= at ||
				start >= at + piece.n)
			continue;
		start = start > at ? start - at : 0;
		end = end < at + piece.n ? end - at : piece.n;
		add_plain(&out, text_slice(piece, done, start));
		buf_add_c(&out, MARK_BEGIN);
		add_plain(&out, text_slice(piece, start, end));
		buf_add_c(&out, MARK_END);
		done = end;
	}
	add_plain(&out, text_slice(piece, done, piece.n));
	return buf_text(&out);
}

/* The signs in safe HTML become elements. */
static struct text
signs_to_marks(struct arena *arena, struct text html)
{
	struct buf marked = BUF(arena);

	for (size_t i = 0; i < html.n; i++) {
		struct text three = text_slice(html, i, i + 3);
		bool begins = text_equals(three, TEXT(MARK_BEGIN));

		if (begins || text_equals(three, TEXT(MARK_END))) {
			buf_add_c(&marked, begins ? "<mark>" : "</mark>");
			i += 2;
		} else {
			buf_add_char(&marked, html.p[i]);
		}
	}
	return buf_text(&marked);
}

static struct text
line_marked(const struct marks *marks, struct text words, size_t at)
{
	struct buf html = BUF(marks->arena);

	buf_add_html(&html, piece_signed(marks, words, at));
	return signs_to_marks(marks->arena, buf_text(&html));
}

/* A picture's description has no place for an element; the list beside the text tells of it. */
static struct text
piece_marked(void *arg, struct text piece, size_t at, bool is_words)
{
	return is_words ? piece_signed(arg, piece, at) : NO_TEXT;
}

static struct text
body_marked(struct marks *marks, const json_t *body)
{
	cleanup(json_cleanup) json_t *copy = json_deep_copy(body);
	struct buf html = BUF(marks->arena);

	marks->place = PLACE_BODY;
	rich_rewrite(marks->arena, copy, piece_marked, marks);
	rich_html(&html, copy);
	return signs_to_marks(marks->arena, buf_text(&html));
}

static void
fact_marked(void *arg, const struct fact *fact, struct text words, size_t at)
{
	const struct marks *marks = arg;
	size_t i;
	json_t *row;

	json_array_foreach(marks->facts, i,
			row) if (text_equals(json_text(row, "key"), text_of(fact->key)))
			json_put_text(row, "marked", line_marked(marks, words, at));
}

static void
place_put(struct marks *marks, json_t *text, const char *key, enum finding_place place,
		struct text words)
{
	marks->place = place;
	json_put_text(text, key, line_marked(marks, words, 0));
}

enum err
marked_view(struct ctx *ctx, json_t *text, const struct item *item, const struct revision *revision,
		const json_t *body)
{
	struct marks marks = {.arena = ctx->arena, .facts = json_object_get(text, "facts")};
	struct finding_row *rows;

	TRY(finding_list(ctx, item->id, revision->number, &rows, &marks.count));
	marks.rows = rows;
	json_put_text(text, "html", body_marked(&marks, body));
	place_put(&marks, text, "title_html", PLACE_TITLE, revision->title);
	place_put(&marks, text, "abstract_html", PLACE_ABSTRACT, revision->abstract);
	place_put(&marks, text, "source_html", PLACE_SOURCE, revision->source);
	place_put(&marks, text, "correction_html", PLACE_CORRECTION, revision->correction);
	marks.place = PLACE_FACTS;
	facts_each(ctx, item->genre, revision->facts, false, fact_marked, &marks);
	return OK;
}

/* --- beside it ---------------------------------------------------------------------------------
 */

static struct text
field_of(struct ctx *ctx, const char *name, int64_t finding)
{
	return text_format(ctx->arena, "%s_%lld", name, (long long)finding);
}

static void
finding_view(struct ctx *ctx, json_t *row, const struct finding_row *finding, bool may_decide)
{
	struct text reason_field = field_of(ctx, "reason", finding->id);
	struct text typed = form_text(ctx->form, reason_field.p);
	struct text decision = form_line(ctx->form, field_of(ctx, "decision", finding->id).p);

	json_put_int(row, "id", finding->id);
	json_put_text(row, "place", finding_place_name(finding->place));
	json_put_text(row, "place_label", finding_place_label(finding->place));
	json_put_text(row, "file", finding->file_name);
	view_label(row, "kind", finding_name(finding->what.kind),
			finding_label(finding->what.kind));
	json_put_text(row, "lead", finding->lead);
	json_put_text(row, "words", finding->words);
	json_put_text(row, "tail", finding->tail);
	json_put_int(row, "start", (int64_t)finding->what.start);
	json_put_int(row, "length", (int64_t)finding->what.length);
	json_put_bool(row, "asks", may_decide && finding->what.kind != FINDING_SECRET);
	json_put_bool(row, "may_mask", !finding->attachment);
	json_put_text(row, "decision_field", field_of(ctx, "decision", finding->id));
	json_put_text(row, "reason_field", reason_field);
	json_put_text(row, "reason", typed.n ? typed : finding->reason);
	json_put_bool(row, "masks", text_equals(decision, TEXT("mask")));
	json_put_bool(row, "keeps",
			decision.n ? text_equals(decision, TEXT("keep")) : finding->is_kept);
	json_put(row, "complaint", form_complaint(ctx->form, reason_field));
	json_put_bool(row, "kept", false);
	if (finding->is_kept) {
		json_t *kept = json_put_object(row, "kept");

		json_put_text(kept, "reason", finding->reason);
		json_put_text(kept, "who", finding->account_name);
		json_put_instant(kept, "at", finding->kept_at, ctx->rules->zone);
	}
}

static enum err
declarations_add(struct ctx *ctx, json_t *gate, const struct item *item)
{
	json_t *list = json_put_list(gate, "declarations");
	struct declaration *rows;
	size_t count;

	TRY(declaration_list(ctx, item->id, item->revision, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		json_t *row = json_add_object(list);

		json_put_text(row, "verb", item_verb_name(rows[i].verb));
		json_put_text(row, "label", item_verb_label(rows[i].verb).text);
		json_put_text(row, "who", rows[i].account_name);
		json_put_instant(row, "at", rows[i].at, ctx->rules->zone);
	}
	json_put_bool(gate, "has_declarations", count > 0);
	return OK;
}

enum err
view_gate(struct ctx *ctx, json_t *view, const struct item *item)
{
	json_t *gate = json_put_object(view, "gate"), *list;
	struct finding_row *rows;
	size_t count, open = 0;
	bool may;

	json_put_text(view, "declaration", TEXT(DECLARATION_WORDS));
	TRY(clearance_may_review(ctx, item, &may));
	TRY(finding_list(ctx, item->id, item->revision, &rows, &count));
	list = json_put_list(gate, "findings");
	for (size_t i = 0; i < count; i++) {
		bool is_personal = rows[i].what.kind != FINDING_SECRET;

		finding_view(ctx, json_add_object(list), &rows[i], may);
		open += is_personal && !rows[i].is_kept;
	}
	json_put_bool(gate, "has_findings", count > 0);
	json_put_int(gate, "open", (int64_t)open);
	json_put_bool(gate, "has_open", open > 0);
	json_put_bool(gate, "may_decide", may && count > 0);
	json_put_text(gate, "href",
			text_format(ctx->arena, "/desk/items/%lld/findings", (long long)item->id));
	return declarations_add(ctx, gate, item);
}

/* What the form says of each finding of the revision. */
static enum err
orders_read(struct ctx *ctx, int64_t item, int64_t revision, struct finding_order **out,
		size_t *count)
{
	struct finding_row *rows;
	struct finding_order *orders;
	size_t n = 0, row_count;

	TRY(finding_list(ctx, item, revision, &rows, &row_count));
	orders = ARENA_NEW_ARRAY(ctx->arena, row_count + 1, struct finding_order);
	for (size_t i = 0; i < row_count; i++) {
		struct text decision =
				form_line(ctx->form, field_of(ctx, "decision", rows[i].id).p);
		struct text reason = text_trim(
				form_text(ctx->form, field_of(ctx, "reason", rows[i].id).p));

		if (!decision.n)
			continue;
		if (text_length(reason) > FINDING_REASON_MAX)
			return form_exceed(ctx->form, field_of(ctx, "reason", rows[i].id).p,
					"Lý do quá dài (tối đa %d ký tự).", FINDING_REASON_MAX);
		orders[n++] = (struct finding_order){
				.finding = rows[i].id,
				.is_masked = text_equals(decision, TEXT("mask")),
				.reason = reason,
		};
	}
	*out = orders;
	*count = n;
	return OK;
}

enum err
post_item_findings(struct ctx *ctx, struct request *request, struct reply *reply)
{
	int64_t id, revision = form_int(ctx->form, "revision");
	struct finding_order *orders = NULL;
	struct item item;
	size_t count = 0;

	TRY(request_id(request, "id", &id));
	TRY(item_load(ctx, id, &item));
	TRY(orders_read(ctx, id, revision, &orders, &count));
	TRY(clearance_review(ctx, id, revision, orders, count));
	reply_see_other(reply, text_format(request->arena, "/desk/items/%lld", (long long)id));
	return OK;
}
