/* view_build.c - tokens of a template as a flat tree of nodes. */
#include "web/view_node.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

struct build {
	struct arena *arena;
	const struct source *source;
	const struct tokens *tokens;
	struct node *nodes; /* room for one a token: each token gives one at most */
	size_t count;
	struct buf literal; /* text not yet a node */
	int literal_line;
};

static enum err build_range(struct build *build, size_t from, size_t to, struct text cut);

static struct node *
node_add(struct build *build, enum node_kind kind, int line)
{
	struct node *node = &build->nodes[build->count++];

	assert(build->count <= build->tokens->count);
	*node = (struct node){.kind = kind, .line = line, .end = (uint32_t)build->count};
	return node;
}

static void
literal_end(struct build *build)
{
	struct node *node;

	if (!build->literal.n)
		return;
	node = node_add(build, NODE_TEXT, build->literal_line);
	node->text = text_copy(build->arena, buf_text(&build->literal));
	build->literal.n = 0;
}

/* Without the blanks that it begins with in common with `cut`. */
static struct text
without_indent(struct text text, struct text cut)
{
	size_t n = 0;

	while (n < text.n && n < cut.n && text.p[n] == cut.p[n])
		n++;
	return text_slice(text, n, text.n);
}

static void
build_text(struct build *build, const struct token *token, struct text cut)
{
	struct text kept = token->kept;

	if (token->begins_line)
		kept = without_indent(kept, cut);
	if (!build->literal.n)
		build->literal_line = token->line;
	buf_add(&build->literal, kept);
}

static enum err
build_path(struct build *build, const struct token *token, struct node *node)
{
	struct text rest = token->name, part;
	size_t dots = 0;
	struct text *path;

	if (text_equals(token->name, TEXT(".")))
		return OK;
	for (size_t i = 0; i < rest.n; i++)
		dots += rest.p[i] == '.';
	path = ARENA_NEW_ARRAY(build->arena, dots + 1, struct text);
	for (size_t i = 0; text_split(&rest, '.', &part); i++) {
		if (text_is_empty(part))
			return source_fault(build->source, token->line, "an odd name: %.*s",
					TEXT_ARGS(token->name));
		path[i] = text_copy(build->arena, part);
	}
	node->path = path;
	node->path_count = dots + 1;
	return OK;
}

/* Runs of blanks become one: how words are wrapped in a template does not change their key. */
static struct text
words_of(struct arena *arena, struct text inside)
{
	struct buf buf = BUF(arena);

	inside = text_trim(inside);
	for (size_t i = 0; i < inside.n; i++) {
		bool blank = strchr(" \t\r\n", inside.p[i]) != NULL;

		if (blank && buf.p[buf.n - 1] != ' ')
			buf_add_char(&buf, ' ');
		else if (!blank)
			buf_add_char(&buf, inside.p[i]);
	}
	return buf_text(&buf);
}

/* The words between the tags become a small view of their own, once for each language. */
static enum err
build_words(struct build *build, const struct token *open)
{
	const struct token *close = &build->tokens->list[open->partner];
	const char *begin = open->source.p + open->source.n;
	struct text inside = {.p = begin, .n = (size_t)(close->source.p - begin)};
	struct source source = *build->source;
	struct view *view = ARENA_NEW(build->arena, struct view);
	struct node *node;

	for (const struct token *token = open + 1; token < close; token++)
		if (token->kind != TAG_NONE && token->kind != TAG_NAME)
			return source_fault(build->source, token->line,
					"{{#t}} may hold words and {{names}} only");
	source.text = words_of(build->arena, inside);
	source.first_line = open->line;
	if (text_is_empty(source.text))
		return source_fault(build->source, open->line, "{{#t}} without words");
	TRY(view_compile(build->arena, &source, view));
	node = node_add(build, NODE_WORDS, open->line);
	node->text = source.text;
	for (int i = 0; i < LANG_COUNT; i++)
		node->said[i] = view;
	return OK;
}

/* The indentation of the first line inside that is not blank, or that of the block itself. */
static struct text
block_indent(const struct tokens *tokens, size_t open)
{
	const struct token *list = tokens->list;

	for (size_t i = open + 1; i < list[open].partner; i++) {
		struct text line = list[i].source;
		size_t n = 0;

		if (!list[i].begins_line)
			continue;
		if (list[i].kind != TAG_NONE)
			return NO_TEXT;
		while (n < line.n && (line.p[n] == ' ' || line.p[n] == '\t'))
			n++;
		if (n < line.n && line.p[n] != '\n' && line.p[n] != '\r')
			return text_slice(line, 0, n);
		if (n == line.n && i + 1 < list[open].partner)
			return line;
	}
	return list[open].indent;
}

/* Blocks, the only children of a layout that count. */
static enum err
build_blocks(struct build *build, size_t from, size_t to, struct text cut)
{
	for (size_t i = from; i < to; i++) {
		const struct token *token = &build->tokens->list[i];

		if (token->kind == TAG_BLOCK)
			TRY(build_range(build, i, token->partner + 1, cut));
		if (token->partner > i)
			i = token->partner;
	}
	return OK;
}

static enum node_kind
node_kind_of(enum tag_kind kind)
{
	switch (kind) {
	case TAG_RAW:
		return NODE_RAW;
	case TAG_SECTION:
		return NODE_SECTION;
	case TAG_INVERTED:
		return NODE_INVERTED;
	case TAG_LAYOUT:
		return NODE_LAYOUT;
	case TAG_BLOCK:
		return NODE_BLOCK;
	case TAG_PART:
		return NODE_PART;
	default:
		return NODE_NAME;
	}
}

/* What stands between an opening tag and its partner. */
static enum err
build_inside(struct build *build, size_t open, struct text cut)
{
	const struct token *token = &build->tokens->list[open];

	if (token->kind == TAG_LAYOUT)
		return build_blocks(build, open + 1, token->partner, cut);
	if (token->kind == TAG_BLOCK && token->alone)
		cut = block_indent(build->tokens, open);
	TRY(build_range(build, open + 1, token->partner, cut));
	literal_end(build);
	return OK;
}

static enum err
build_tag(struct build *build, size_t index, struct text cut)
{
	const struct token *token = &build->tokens->list[index];
	struct node *node;
	size_t at;

	literal_end(build);
	if (token->kind == TAG_SECTION && text_equals(token->name, VIEW_WORDS_NAME))
		return build_words(build, token);
	at = build->count;
	node = node_add(build, node_kind_of(token->kind), token->line);
	node->text = text_copy(build->arena, token->name);
	node->alone = token->alone;
	node->indent = token->indent;
	if (token->kind == TAG_BLOCK && token->alone)
		node->indent = block_indent(build->tokens, index);
	node->indent = text_copy(build->arena, without_indent(node->indent, cut));
	if (node->kind <= NODE_INVERTED)
		TRY(build_path(build, token, node));
	if (token->partner > index) {
		TRY(build_inside(build, index, cut));
		build->nodes[at].end = (uint32_t)build->count;
	}
	return OK;
}

/* Recursion is bounded: view_scan allows VIEW_NESTING_MAX. */
static enum err
build_range(struct build *build, size_t from, size_t to, struct text cut)
{
	for (size_t i = from; i < to; i++) {
		const struct token *token = &build->tokens->list[i];

		if (token->kind == TAG_NONE) {
			build_text(build, token, cut);
			continue;
		}
		if (token->kind == TAG_COMMENT || token->kind == TAG_DELIMITERS ||
				token->kind == TAG_CLOSE)
			continue;
		TRY(build_tag(build, i, cut));
		if (token->partner > i)
			i = token->partner;
	}
	return OK;
}

enum err
view_build(struct arena *arena, const struct source *source, const struct tokens *tokens,
		struct view *out)
{
	struct build build = {
			.arena = arena,
			.source = source,
			.tokens = tokens,
			.nodes = ARENA_TAKE_ARRAY(arena, tokens->count, struct node),
			.literal = BUF(tokens->arena),
	};

	TRY(build_range(&build, 0, tokens->count, NO_TEXT));
	literal_end(&build);
	*out = (struct view){
			.name = source->name,
			.first_line = source->first_line,
			.nodes = build.nodes,
			.count = build.count,
	};
	return OK;
}

enum err
view_compile(struct arena *arena, const struct source *source, struct view *out)
{
	struct arena scratch = {0};
	struct tokens tokens = {.arena = &scratch};
	enum err err = view_scan(source, &tokens);

	if (err == OK)
		err = view_build(arena, source, &tokens, out);
	arena_free(&scratch);
	return err;
}

enum err
source_fault(const struct source *source, int line, const char *format, ...)
{
	struct view_fault *fault = source->fault;
	va_list args;

	if (!fault)
		return ERR_INVALID;
	fault->view = source->name;
	fault->line = line;
	va_start(args, format);
	vsnprintf(fault->message, sizeof(fault->message), format, args);
	va_end(args);
	return ERR_INVALID;
}
