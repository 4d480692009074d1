/*
 * merge.h - two persons' texts of one item become one again.
 *
 * Who saves upon an older revision is refused (item_save), and so is nothing lost; this puts
 * both texts together for the form in which that person saves upon the newest one. What only
 * one of them changed stands. Where both changed the same paragraph, both stand in the body
 * between marks, and no revision can be saved while a mark is left; of other fields the form
 * holds the person's own, and the rows tell what the other wrote.
 */
#ifndef OFFICE_MERGE_H
#define OFFICE_MERGE_H

#include "base/merge.h"
#include "office/item.h"

#include <jansson.h>

/* How a paragraph begins that stands between two texts. */
#define MERGE_MARK_BEGIN "▼▼▼ "
#define MERGE_MARK_END "▲▲▲ "

/* A field, or some paragraphs, that the three texts do not agree in. */
struct merge_row {
	const char *label;
	enum merge_kind kind; /* never MERGE_SAME */
	struct text base, mine, theirs;
};

struct merged {
	struct writing writing; /* its facts as a form has them */
	struct merge_row *rows;
	size_t row_count;
	size_t clash_count; /* of the rows */
};

/*
 * Of what the person wrote upon revision `base`, and the revision that is there now.
 * ERR_NOT_FOUND if the actor reads no such base, ERR_INVALID if `mine` has no rich text.
 */
must_check enum err item_merge(struct ctx *ctx, const struct item *item, int64_t base,
		const struct writing *mine, const struct revision *theirs, struct merged *out);

/* Whether no mark is left in a body. */
bool merge_is_settled(struct arena *arena, const json_t *body);

#endif
