/* rich_text.c - documents as plain text, and plain text as documents. */
#include "base/json.h"
#include "base/rich_kind.h"

#include <string.h>

/* --- plain text for search and diffs ------------------------------------------------------- */

struct plain {
	struct buf out;
	int depth;
	bool in_row;       /* blocks are parted by a blank, not by a line's end */
	bool only_prose;   /* paragraphs outside of tables, no images */
	rich_piece *piece; /* of rich_rewrite, or NULL */
	void *arg;
};

static void
plain_part(struct plain *plain, const char *mark)
{
	if (plain->out.n)
		buf_add_c(&plain->out, mark);
}

/* What an object says under a key; rewritten first where that is asked for, but told as it was. */
static void
plain_words(struct plain *plain, json_t *object, const char *key, bool is_words)
{
	struct text words = json_text(object, key);

	if (plain->piece) {
		struct text written = text_copy(plain->out.arena, words);
		struct text other = plain->piece(plain->arg, written, plain->out.n, is_words);

		if (other.n)
			json_put_text(object, key, other);
		words = written;
	}
	buf_add(&plain->out, words);
}

/* Its description in brackets, and its caption behind them. */
static void
plain_image(struct plain *plain, const json_t *node)
{
	json_t *attrs = json_object_get(node, "attrs");

	buf_add_char(&plain->out, '[');
	plain_words(plain, attrs, "alt", false);
	buf_add_char(&plain->out, ']');
	if (!json_text(attrs, "title").n)
		return;
	buf_add_char(&plain->out, ' ');
	plain_words(plain, attrs, "title", false);
}

static void
plain_inline(struct plain *plain, const json_t *nodes)
{
	const json_t *node;
	size_t i;

	json_array_foreach((json_t *)nodes, i, node)
	{
		enum rich_kind kind = rich_kind_of(node);

		if (kind == RICH_TEXT)
			plain_words(plain, (json_t *)node, "text", true);
		else if (kind == RICH_BREAK)
			buf_add_char(&plain->out, plain->in_row ? ' ' : '\n');
		else if (kind == RICH_IMAGE && !plain->only_prose)
			plain_image(plain, node);
	}
}

static void
plain_node(struct plain *plain, const json_t *node)
{
	enum rich_kind kind = rich_kind_of(node);
	bool in_row = plain->in_row;
	const json_t *child;
	size_t i;

	if (kind == RICH_PARAGRAPH || (kind == RICH_HEADING && !plain->only_prose)) {
		plain_inline(plain, rich_content(node));
		return;
	}
	if (plain->depth > RICH_DEPTH_MAX || kind == RICH_RULE || kind == RICH_KINDS ||
			(plain->only_prose && (kind == RICH_TABLE || kind == RICH_HEADING)))
		return;
	plain->depth++;
	plain->in_row = in_row || kind == RICH_TABLE_ROW;
	json_array_foreach((json_t *)rich_content(node), i, child)
	{
		if (i > 0 && kind == RICH_TABLE_ROW)
			buf_add(&plain->out, TEXT(" | "));
		else if (i > 0)
			plain_part(plain, plain->in_row ? " " : "\n");
		plain_node(plain, child);
	}
	plain->in_row = in_row;
	plain->depth--;
}

struct text
rich_text(struct arena *arena, const json_t *doc)
{
	struct plain plain = {.out = BUF(arena)};

	plain_node(&plain, doc);
	return buf_text(&plain.out);
}

void
rich_rewrite(struct arena *arena, json_t *doc, rich_piece *piece, void *arg)
{
	struct plain plain = {.out = BUF(arena), .piece = piece, .arg = arg};

	plain_node(&plain, doc);
}

struct text
rich_excerpt(struct arena *arena, const json_t *doc, size_t points)
{
	struct plain plain = {.out = BUF(arena), .only_prose = true};
	struct buf line = BUF(arena);
	struct text text;

	plain_node(&plain, doc);
	text = text_trim(buf_text(&plain.out));
	for (size_t i = 0; i < text.n; i++) {
		bool blank = text.p[i] == ' ' || text.p[i] == '\n' || text.p[i] == '\t';

		if (!blank)
			buf_add_char(&line, text.p[i]);
		else if (line.p[line.n - 1] != ' ')
			buf_add_char(&line, ' ');
	}
	return text_shorten(arena, buf_text(&line), points);
}

size_t
rich_word_count(const json_t *doc)
{
	struct arena arena = {0};
	struct text text = rich_text(&arena, doc);
	size_t words = 0;
	bool inside = false;

	for (size_t i = 0; i < text.n; i++) {
		bool blank = text.p[i] == ' ' || text.p[i] == '\n' || text.p[i] == '\t';

		words += !blank && !inside;
		inside = !blank;
	}
	arena_free(&arena);
	return words;
}

/* --- what is used --------------------------------------------------------------------------- */

static void
add_addresses(struct buf *out, const json_t *node, int depth)
{
	static const struct text mailto = TEXT("mailto:");
	const json_t *child, *mark;
	size_t i;

	json_array_foreach(json_object_get(node, "marks"), i, mark)
	{
		struct text href = rich_attr_text(mark, "href");

		if (rich_mark_of(mark) != RICH_LINK || !href.n || href.p[0] == '/')
			continue;
		if (text_equals_ascii_case(text_slice(href, 0, mailto.n), mailto))
			href = text_slice(href, mailto.n, href.n);
		for (size_t k = 0; k < href.n; k++)
			buf_add_char(out, strchr("/?&=#:", href.p[k]) ? ' ' : href.p[k]);
		buf_add_char(out, '\n');
	}
	if (depth <= RICH_DEPTH_MAX)
		json_array_foreach((json_t *)rich_content(node), i, child)
				add_addresses(out, child, depth + 1);
}

struct text
rich_addresses(struct arena *arena, const json_t *doc)
{
	struct buf out = BUF(arena);

	add_addresses(&out, doc, 0);
	return buf_text(&out);
}

struct images {
	struct text *list;
	size_t count;
};

static void
image_add(struct arena *arena, struct images *images, struct text src)
{
	struct text id = text_slice(src, sizeof("/media/") - 1, src.n);

	if (!rich_may_show(src) || images->count == RICH_IMAGES_MAX)
		return;
	for (size_t i = 0; i < id.n; i++)
		if (id.p[i] == '/' || id.p[i] == '.')
			id = text_slice(id, 0, i);
	for (size_t i = 0; i < images->count; i++)
		if (text_equals(images->list[i], id))
			return;
	images->list[images->count++] = text_copy(arena, id);
}

static void
find_images(struct arena *arena, struct images *images, const json_t *node, int depth)
{
	const json_t *child;
	size_t i;

	if (rich_kind_of(node) == RICH_IMAGE)
		image_add(arena, images, rich_attr_text(node, "src"));
	if (depth <= RICH_DEPTH_MAX)
		json_array_foreach((json_t *)rich_content(node), i, child)
				find_images(arena, images, child, depth + 1);
}

size_t
rich_images(struct arena *arena, const json_t *doc, struct text **out)
{
	struct images images = {.list = ARENA_NEW_ARRAY(arena, RICH_IMAGES_MAX, struct text)};

	find_images(arena, &images, doc, 0);
	*out = images.list;
	return images.count;
}

static bool
has_more_than_words(const json_t *node, int depth)
{
	enum rich_kind kind = rich_kind_of(node);
	const json_t *child;
	size_t i;

	if (kind == RICH_IMAGE || kind == RICH_RULE)
		return true;
	if (depth <= RICH_DEPTH_MAX)
		json_array_foreach((json_t *)rich_content(node), i,
				child) if (has_more_than_words(child, depth + 1)) return true;
	return false;
}

bool
rich_is_empty(const json_t *doc)
{
	return !has_more_than_words(doc, 0) && rich_word_count(doc) == 0;
}

/* --- the plain field ------------------------------------------------------------------------ */

static json_t *
node_new(enum rich_kind kind)
{
	json_t *node = json_new_object();

	json_put_text(node, "type", text_of(rich_rules[kind].name));
	return node;
}

static json_t *
node_content(json_t *node)
{
	json_t *content = json_object_get(node, "content");

	return content ? content : json_put_list(node, "content");
}

static void
add_words(json_t *node, struct text words)
{
	json_t *text;

	if (text_is_empty(words))
		return;
	text = node_new(RICH_TEXT);
	json_put_text(text, "text", words);
	json_add(node_content(node), text);
}

/* How many bytes of `line` say that it belongs to a list of that kind; 0: it does not. */
static size_t
list_mark(struct text line, enum rich_kind *kind, int *order)
{
	size_t digits = 0;

	if (text_starts_with(line, TEXT("- "))) {
		*kind = RICH_BULLET_LIST;
		return 2;
	}
	*order = 0;
	while (digits < 4 && digits < line.n && line.p[digits] >= '0' && line.p[digits] <= '9')
		*order = *order * 10 + (line.p[digits++] - '0');
	if (!*order || !text_starts_with(text_slice(line, digits, line.n), TEXT(". ")))
		return 0;
	*kind = RICH_ORDERED_LIST;
	return digits + 2;
}

static int
heading_level(struct text line)
{
	int signs = 0;

	while ((size_t)signs < line.n && line.p[signs] == '#')
		signs++;
	if (signs < 2 || signs > 4 || (size_t)signs == line.n || line.p[signs] != ' ')
		return 0;
	return signs;
}

/* The document being read from plain text; at most one of the two is open. */
struct reader {
	json_t *content;
	json_t *paragraph;
	json_t *list;
};

static json_t *
reader_block(struct reader *reader, enum rich_kind kind)
{
	json_t *block = node_new(kind);

	json_add(reader->content, block);
	reader->paragraph = NULL;
	reader->list = NULL;
	return block;
}

static void
read_list_line(struct reader *reader, struct text words, enum rich_kind kind, int order)
{
	json_t *item = node_new(RICH_LIST_ITEM), *paragraph = node_new(RICH_PARAGRAPH);

	if (!reader->list || rich_kind_of(reader->list) != kind) {
		reader->list = reader_block(reader, kind);
		if (kind == RICH_ORDERED_LIST)
			json_put_int(json_put_object(reader->list, "attrs"), "order", order);
	}
	add_words(paragraph, words);
	json_add(node_content(item), paragraph);
	json_add(node_content(reader->list), item);
}

static void
read_line(struct reader *reader, struct text line)
{
	enum rich_kind kind = RICH_KINDS;
	int order = 0, level = heading_level(line);
	size_t mark = list_mark(line, &kind, &order);

	if (text_is_empty(line)) {
		reader->paragraph = NULL;
		reader->list = NULL;
	} else if (text_equals(line, TEXT("---"))) {
		reader_block(reader, RICH_RULE);
	} else if (level) {
		json_t *heading = reader_block(reader, RICH_HEADING);

		json_put_int(json_put_object(heading, "attrs"), "level", level);
		add_words(heading, text_trim(text_slice(line, (size_t)level, line.n)));
	} else if (mark) {
		read_list_line(reader, text_trim(text_slice(line, mark, line.n)), kind, order);
	} else if (reader->paragraph) {
		json_add(node_content(reader->paragraph), node_new(RICH_BREAK));
		add_words(reader->paragraph, line);
	} else {
		json_t *paragraph = reader_block(reader, RICH_PARAGRAPH);

		add_words(paragraph, line);
		reader->paragraph = paragraph;
	}
}

json_t *
rich_of_paragraphs(struct text text)
{
	json_t *doc = node_new(RICH_DOC);
	struct reader reader = {.content = node_content(doc)};
	struct text line;

	while (text_split(&text, '\n', &line))
		read_line(&reader, text_trim(line));
	if (!json_array_size(reader.content))
		reader_block(&reader, RICH_PARAGRAPH);
	return doc;
}

static void
write_list(struct plain *plain, const json_t *list, enum rich_kind kind)
{
	int64_t order = rich_attr_int(list, "order");
	const json_t *item;
	size_t i;

	json_array_foreach((json_t *)rich_content(list), i, item)
	{
		plain_part(plain, i ? "\n" : "");
		if (kind == RICH_BULLET_LIST)
			buf_add(&plain->out, TEXT("- "));
		else
			buf_addf(&plain->out, "%d. ", (int)order++);
		plain->in_row = true;
		plain_node(plain, item);
		plain->in_row = false;
	}
}

struct text
rich_to_paragraphs(struct arena *arena, const json_t *doc, bool *lossy)
{
	struct plain plain = {.out = BUF(arena)};
	const json_t *node;
	json_t *again;
	size_t i;

	json_array_foreach((json_t *)rich_content(doc), i, node)
	{
		enum rich_kind kind = rich_kind_of(node);

		plain_part(&plain, "\n\n");
		if (kind == RICH_HEADING)
			buf_addf(&plain.out, "%.*s ", (int)rich_attr_int(node, "level"), "####");
		if (kind == RICH_RULE)
			buf_add(&plain.out, TEXT("---"));
		else if (kind == RICH_BULLET_LIST || kind == RICH_ORDERED_LIST)
			write_list(&plain, node, kind);
		else
			plain_node(&plain, node);
	}
	again = rich_of_paragraphs(buf_text(&plain.out));
	*lossy = !json_equal(again, doc);
	json_decref(again);
	return buf_text(&plain.out);
}
