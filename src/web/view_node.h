/*
 * view_node.h - what a template becomes. Private to view*.c.
 *
 * Source → tokens (view_scan.c: tags, lines, which stand alone) → nodes
 * (view_build.c: a tree laid out flat, in order of rendering) → bytes
 * (view_render.c).
 *
 * Indentation: text is kept without the indentation that belongs to the block
 * around it; parts, layouts and blocks that stand alone on their line carry the
 * indentation that rendering puts before each of their lines.
 */
#ifndef WEB_VIEW_NODE_H
#define WEB_VIEW_NODE_H

#include "web/view.h"

enum node_kind {
	NODE_TEXT,
	NODE_NAME,     /* {{x}} */
	NODE_RAW,      /* {{{x}}}, {{&x}} */
	NODE_SECTION,  /* {{#x}} */
	NODE_INVERTED, /* {{^x}} */
	NODE_PART,     /* {{> x}} */
	NODE_LAYOUT,   /* {{<x}}: its children are blocks */
	NODE_BLOCK,    /* {{$x}} */
	NODE_WORDS,    /* {{#t}} */
};

struct node {
	enum node_kind kind;
	bool alone; /* stands alone on its line: `indent` goes before each line inside */
	int line;
	uint32_t end;     /* the first node behind the last child */
	struct text text; /* the literal text, the name, or the words */
	struct text indent;
	const struct text *path; /* a dotted name in parts; no parts is "." */
	size_t path_count;
	const struct view *target;           /* of parts and layouts; NULL if there is none */
	const struct view *said[LANG_COUNT]; /* the words in each language */
};

struct view {
	struct text name;
	int first_line; /* of words: where they stand in their template */
	struct node *nodes;
	size_t count;
};

enum tag_kind {
	TAG_NONE, /* a text: at most one line with its end */
	TAG_NAME,
	TAG_RAW,
	TAG_SECTION,
	TAG_INVERTED,
	TAG_LAYOUT,
	TAG_BLOCK,
	TAG_CLOSE,
	TAG_PART,
	TAG_COMMENT,
	TAG_DELIMITERS,
};

struct token {
	enum tag_kind kind;
	bool begins_line;
	bool alone; /* with others of its line, if they are all blocks and layouts */
	int line;
	size_t partner;     /* of an opening tag its closing one, and back */
	struct text source; /* as written */
	struct text kept;   /* of a text: what is left of it when tags that stand alone are gone */
	struct text name;
	struct text indent; /* blanks before a tag that stands alone */
};

struct tokens {
	struct arena *arena;
	struct token *list;
	size_t count;
	size_t room;
};

/* What is compiled; keeps the first fault. */
struct source {
	struct text name;
	struct text text;
	int first_line;
	struct view_fault *fault;
};

/* Says what is wrong; always ERR_INVALID. */
enum err source_fault(const struct source *source, int line, const char *format, ...)
		printf_like(3, 4);

must_check enum err view_scan(const struct source *source, struct tokens *tokens);
must_check enum err view_build(struct arena *arena, const struct source *source,
		const struct tokens *tokens, struct view *out);

/* Scan and build; `depth` counts words within words. */
must_check enum err view_compile(
		struct arena *arena, const struct source *source, struct view *out);

#define VIEW_WORDS_NAME TEXT("t")

const struct view *views_find(const struct views *views, struct text name);

#endif
