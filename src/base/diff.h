/*
 * diff.h - what changed between two texts, word by word, for people.
 *
 * A text is words, the punctuation before and after them, and line ends. Blanks
 * belong to what follows them and are not compared. The way from one text to the
 * other is the shortest (E. W. Myers 1986, in linear space) as long as that is
 * cheap; between texts with little in common a good way is taken instead, so
 * that time is bounded by about the square root of the length times the length.
 * A word or two that stayed between larger changes count as changed: it reads better.
 */
#ifndef BASE_DIFF_H
#define BASE_DIFF_H

#include "base/arena.h"
#include "base/text.h"

#include <jansson.h>
#include <stdbool.h>

enum diff_kind { DIFF_EQUAL, DIFF_DELETE, DIFF_INSERT };

struct diff_run {
	enum diff_kind kind;
	struct text text; /* a piece of the old text if deleted, else of the new one */
};

/*
 * The runs from `before` to `after` in order of reading, what goes before what
 * comes; how many. Equal and inserted runs together are `after`; equal and
 * deleted ones are `before` but for blanks. The texts are borrowed.
 */
size_t diff_words(
		struct arena *arena, struct text before, struct text after, struct diff_run **out);

/*
 * The same for whole pieces (paragraphs): which of `before` went and which of `after` came.
 * Those that stayed are equal, and stand in both in the same order.
 */
void diff_pieces(struct arena *arena, const struct text *before, size_t before_count,
		const struct text *after, size_t after_count, bool *went, bool *came);

/*
 * For templates, by paragraphs (a line end of either text ends one):
 * [{changed, runs: [{kind: "equal" | "delete" | "insert", equal, delete, insert, text}]}],
 * where the flag of the run's own kind is true and the others false. The caller
 * owns it. Paragraphs without words are left out.
 */
json_t *diff_view(const struct diff_run *runs, size_t count);

#endif
