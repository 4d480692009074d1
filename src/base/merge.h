/*
 * merge.h - what two people made of one text, put together piece by piece.
 *
 * A text is a list of pieces (paragraphs). Where only one of the two changed what was there,
 * that change stands; where both did, differently, it is a clash that people settle: nothing
 * of either is ever left out without being told. Between two changes there is at least one
 * piece that all three texts have, else they are one.
 */
#ifndef BASE_MERGE_H
#define BASE_MERGE_H

#include "base/arena.h"
#include "base/text.h"

#include <stddef.h>

enum merge_kind {
	MERGE_SAME,   /* nobody changed it */
	MERGE_MINE,   /* only I did */
	MERGE_THEIRS, /* only they did */
	MERGE_BOTH,   /* both did the same */
	MERGE_CLASH,  /* both did, differently */
};

struct merge_text {
	const struct text *pieces;
	size_t count;
};

/* Pieces `from` up to but without `to`. */
struct merge_range {
	size_t from, to;
};

struct merge_part {
	enum merge_kind kind;
	struct merge_range base, mine, theirs;
};

/* One value that cannot be taken apart. */
enum merge_kind merge_value(struct text base, struct text mine, struct text theirs);

/* The parts in order; together they are each of the three texts. */
size_t merge_parts(struct arena *arena, struct merge_text base, struct merge_text mine,
		struct merge_text theirs, struct merge_part **out);

#endif
