/* rich_kind.h - the schema of rich text as a table. Private to rich*.c. */
#ifndef BASE_RICH_KIND_H
#define BASE_RICH_KIND_H

#include "base/rich.h"

/* Where a node may stand; what a node may hold is a set of these. */
enum rich_group {
	RICH_TOP = 1,
	RICH_BLOCK = 2,
	RICH_INLINE = 4,
	RICH_ITEM = 8,
	RICH_ROW = 16,
	RICH_CELL = 32,
};

enum rich_kind {
	RICH_DOC,
	RICH_PARAGRAPH,
	RICH_HEADING,
	RICH_BULLET_LIST,
	RICH_ORDERED_LIST,
	RICH_LIST_ITEM,
	RICH_BLOCKQUOTE,
	RICH_RULE,
	RICH_TABLE,
	RICH_TABLE_ROW,
	RICH_TABLE_CELL,
	RICH_TABLE_HEADER,
	RICH_TEXT,
	RICH_BREAK,
	RICH_IMAGE,
	RICH_KINDS, /* how many; also: none of them */
};

enum rich_attr_kind { RICH_ATTR_NUMBER, RICH_ATTR_WORDS, RICH_ATTR_SRC, RICH_ATTR_HREF };

struct rich_attr {
	const char *name;
	enum rich_attr_kind kind;
	bool optional; /* left out when missing; else the least number or the empty text */
	int min, max;  /* of numbers */
};

#define RICH_ATTRS_MAX 5

struct rich_rule {
	const char *name;
	const char *label; /* Vietnamese */
	enum rich_group group;
	unsigned holds; /* groups, or 0: a leaf */
	bool needs;     /* at least one child */
	struct rich_attr attrs[RICH_ATTRS_MAX];
};

extern const struct rich_rule rich_rules[RICH_KINDS];

/* In the order in which they are opened. */
enum rich_mark { RICH_LINK, RICH_EM, RICH_STRONG, RICH_MARKS };
extern const char *const rich_mark_names[RICH_MARKS];

enum rich_kind rich_kind_of(const json_t *node);
enum rich_mark rich_mark_of(const json_t *mark);

/* The children of a node; NULL (an empty list to jansson) if it has none. */
const json_t *rich_content(const json_t *node);

int64_t rich_attr_int(const json_t *node, const char *name);
struct text rich_attr_text(const json_t *node, const char *name);

#endif
