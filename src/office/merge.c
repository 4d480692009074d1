#include "office/merge.h"

#include "base/json.h"
#include "base/rich.h"
#include "office/section.h"

#define FIELD_ROWS_MAX 64 /* more than any genre has facts */

/* --- fields ------------------------------------------------------------------------------------
 */

static void
row_add(struct merged *out, const char *label, enum merge_kind kind, struct text base,
		struct text mine, struct text theirs)
{
	if (kind == MERGE_SAME)
		return;
	out->rows[out->row_count++] = (struct merge_row){label, kind, base, mine, theirs};
	if (kind == MERGE_CLASH)
		out->clash_count++;
}

/* What stands in a field afterwards: in a clash the person's own. */
static struct text
field_merge(struct merged *out, const char *label, struct text base, struct text mine,
		struct text theirs)
{
	enum merge_kind kind = merge_value(base, mine, theirs);

	row_add(out, label, kind, base, mine, theirs);
	return kind == MERGE_THEIRS ? theirs : mine;
}

static struct text
section_name(struct text slug)
{
	const struct section *section = section_find(slug);

	return section ? text_of(section->label) : slug;
}

static struct text
section_merge(struct merged *out, struct text base, struct text mine, struct text theirs)
{
	enum merge_kind kind = merge_value(base, mine, theirs);

	row_add(out, "Mục của Cổng", kind, section_name(base), section_name(mine),
			section_name(theirs));
	return kind == MERGE_THEIRS ? theirs : mine;
}

static struct text
fact_words(const struct fact *fact, struct text value)
{
	return fact->choices ? choice_label(fact->choices, value) : value;
}

static struct text
facts_merge(struct ctx *ctx, struct merged *out, const struct genre *genre, struct text base,
		struct text mine, struct text theirs)
{
	cleanup(json_cleanup) json_t *facts = json_new_object();
	const struct text all[] = {base, mine, theirs};

	for (const struct fact *fact = genre->facts; fact->key; fact++) {
		struct text value[COUNT_OF(all)], words[COUNT_OF(all)], kept;
		enum merge_kind kind;

		for (size_t i = 0; i < COUNT_OF(all); i++) {
			value[i] = fact_typed(ctx, fact, fact_text(ctx->arena, all[i], fact->key));
			words[i] = fact_words(fact, value[i]);
		}
		kind = merge_value(value[0], value[1], value[2]);
		row_add(out, fact->label, kind, words[0], words[1], words[2]);
		kept = kind == MERGE_THEIRS ? value[2] : value[1];
		if (kept.n)
			json_put_text(facts, fact->key, kept);
	}
	return json_write(ctx->arena, facts);
}

/* --- the body ----------------------------------------------------------------------------------
 */

struct body {
	json_t *doc; /* owned */
	json_t *blocks;
	struct merge_text text;
};

/* `doc` becomes the body's. */
static struct body
body_of(struct arena *arena, json_t *doc)
{
	json_t *blocks = json_object_get(doc, "content");
	size_t count = json_array_size(blocks);
	struct text *pieces = ARENA_NEW_ARRAY(arena, count + 1, struct text);

	for (size_t i = 0; i < count; i++)
		pieces[i] = json_write(arena, json_array_get(blocks, i));
	return (struct body){doc, blocks, {pieces, count}};
}

static enum err
body_read(struct arena *arena, struct text json, struct text plain, struct body *out)
{
	struct rich_fault fault = {0};
	json_t *doc = NULL;

	if (json.n)
		TRY(rich_take(arena, json, &fault, &doc));
	else
		doc = rich_of_paragraphs(plain);
	*out = body_of(arena, doc);
	return OK;
}

static json_t *
doc_new(void)
{
	json_t *doc = json_new_object();

	json_put_text(doc, "type", TEXT("doc"));
	json_put_list(doc, "content");
	return doc;
}

static void
blocks_copy(json_t *doc, const struct body *body, struct merge_range range)
{
	json_t *content = json_object_get(doc, "content");

	for (size_t i = range.from; i < range.to; i++)
		json_add(content, json_incref(json_array_get(body->blocks, i)));
}

static struct text
words_of(struct arena *arena, const struct body *body, struct merge_range range)
{
	cleanup(json_cleanup) json_t *doc = doc_new();

	blocks_copy(doc, body, range);
	return rich_text(arena, doc);
}

static void
mark_add(json_t *doc, struct text words)
{
	json_t *paragraph = json_add_object(json_object_get(doc, "content"));
	json_t *text;

	json_put_text(paragraph, "type", TEXT("paragraph"));
	text = json_add_object(json_put_list(paragraph, "content"));
	json_put_text(text, "type", TEXT("text"));
	json_put_text(text, "text", words);
}

static void
side_add(struct arena *arena, json_t *doc, struct text who, const struct body *body,
		struct merge_range range)
{
	mark_add(doc, text_format(arena, MERGE_MARK_BEGIN "%.*s %s", TEXT_ARGS(who),
				      range.from == range.to ? "bỏ chỗ này" : "viết:"));
	blocks_copy(doc, body, range);
}

struct bodies {
	struct body base, mine, theirs;
};

static void
bodies_cleanup(struct bodies *bodies)
{
	json_decref(bodies->base.doc);
	json_decref(bodies->mine.doc);
	json_decref(bodies->theirs.doc);
}

static void
part_add(struct ctx *ctx, struct merged *out, json_t *doc, const struct bodies *b,
		const struct merge_part *part, int64_t number)
{
	struct arena *arena = ctx->arena;

	if (part->kind != MERGE_SAME)
		row_add(out, "Nội dung", part->kind, words_of(arena, &b->base, part->base),
				words_of(arena, &b->mine, part->mine),
				words_of(arena, &b->theirs, part->theirs));
	if (part->kind == MERGE_THEIRS) {
		blocks_copy(doc, &b->theirs, part->theirs);
	} else if (part->kind == MERGE_CLASH) {
		side_add(arena, doc, TEXT("Đồng chí"), &b->mine, part->mine);
		side_add(arena, doc, text_format(arena, "Bản %lld", (long long)number), &b->theirs,
				part->theirs);
		mark_add(doc, TEXT(MERGE_MARK_END "Hết chỗ hai bản khác nhau"));
	} else {
		blocks_copy(doc, &b->mine, part->mine);
	}
}

bool
merge_is_settled(struct arena *arena, const json_t *body)
{
	struct text rest = rich_text(arena, body), line;

	while (text_split(&rest, '\n', &line))
		if (text_starts_with(line, TEXT(MERGE_MARK_BEGIN)) ||
				text_starts_with(line, TEXT(MERGE_MARK_END)))
			return false;
	return true;
}

/* --- both --------------------------------------------------------------------------------------
 */

static void
fields_merge(struct ctx *ctx, struct merged *out, const struct genre *genre,
		const struct revision *base, const struct writing *mine,
		const struct revision *theirs)
{
	struct writing *w = &out->writing;

	w->title = field_merge(out, "Tiêu đề", base->title, mine->title, theirs->title);
	w->abstract = field_merge(out, "Tóm tắt", base->abstract, mine->abstract, theirs->abstract);
	w->section = section_merge(out, base->section, mine->section, theirs->section);
	w->source = field_merge(
			out, "Văn bản được trích", base->source, mine->source, theirs->source);
	w->correction = field_merge(out, "Nội dung đính chính", base->correction, mine->correction,
			theirs->correction);
	w->facts = facts_merge(ctx, out, genre, base->facts, mine->facts, theirs->facts);
}

enum err
item_merge(struct ctx *ctx, const struct item *item, int64_t base_number,
		const struct writing *mine, const struct revision *theirs, struct merged *out)
{
	cleanup(bodies_cleanup) struct bodies b = {0};
	cleanup(json_cleanup) json_t *doc = doc_new();
	struct merge_part *parts;
	struct revision base;
	size_t count;

	*out = (struct merged){0};
	TRY(item_revision(ctx, item, base_number, &base));
	TRY(body_read(ctx->arena, base.body, NO_TEXT, &b.base));
	TRY(body_read(ctx->arena, mine->body, mine->plain, &b.mine));
	TRY(body_read(ctx->arena, theirs->body, NO_TEXT, &b.theirs));
	count = merge_parts(ctx->arena, b.base.text, b.mine.text, b.theirs.text, &parts);
	out->rows = ARENA_NEW_ARRAY(ctx->arena, FIELD_ROWS_MAX + count, struct merge_row);
	fields_merge(ctx, out, item->genre, &base, mine, theirs);
	for (size_t i = 0; i < count; i++)
		part_add(ctx, out, doc, &b, &parts[i], theirs->number);
	out->writing.body = json_write(ctx->arena, doc);
	return OK;
}
