/*
 * timeline.h - all that belongs to one matter, in the order in which it happened.
 *
 * Each noun adds its own entries: a function of type timeline_source in its own file,
 * and one line in the table of timeline.c. What the actor may not see, its source
 * leaves out. Spans (span.h) tell with whom the matter lay: with a unit, with the Portal,
 * with both (a unit owes one thing while the Portal edits another) or with nobody.
 */
#ifndef OFFICE_TIMELINE_H
#define OFFICE_TIMELINE_H

#include "law/tone.h"
#include "office/ctx.h"
#include "office/span.h"

struct matter;

#define TIMELINE_ENTRIES_MAX 2000 /* older ones stay, later ones are left out */

struct timeline_entry {
	struct instant at;
	const char *kind;    /* "matter", "duty", "item" …: the noun, for programs and filters */
	struct label what;   /* "Duyệt và gửi Cổng" */
	struct text subject; /* of what: a title; may be empty */
	struct text href;    /* where it stands; may be empty */
	struct text who;     /* empty: the program itself */
	struct text reason;  /* what was said about it; may be empty */
	size_t order;        /* among those of one instant; set by timeline_add */
};

struct timeline {
	struct timeline_entry *entries;
	size_t count;
	bool is_cut; /* there is more than fits */
	struct spans spans;
	struct span_split split;
};

typedef enum err timeline_source(
		struct ctx *ctx, const struct matter *matter, struct timeline *timeline);

/* For sources. An entry past the end is dropped and the time line says so. */
void timeline_add(struct timeline *timeline, const struct timeline_entry *entry);

/* Everything, oldest first; `matter` was loaded for the actor. */
must_check enum err timeline_make(
		struct ctx *ctx, const struct matter *matter, struct timeline *out);

#endif
