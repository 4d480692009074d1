/*
 * desk_search.h - one search over matters, items, questions and events, for staff.
 *
 * By words, typed with or without diacritics (store/tokenizer.h). Everybody finds what they
 * may read and no word of anything else: of an item the text that workflow_sight shows
 * them. What is held is found by nobody. Verbs only mark what is new; the clock gathers
 * its words, so it is found about a second later, or once fewer write. An event that was moved, put
 * off or cancelled is marked anew: from then on it is found by its new words alone.
 */
#ifndef OFFICE_DESK_SEARCH_H
#define OFFICE_DESK_SEARCH_H

#include "law/tone.h"
#include "office/ctx.h"

#define DESK_SEARCH_WORDS_MAX 200 /* code points typed */
#define DESK_SEARCH_BATCH 20      /* gathered in one act of the clock: who writes waits for it */

enum desk_kind {
	DESK_ANY, /* in a query: of each kind */
	DESK_MATTER,
	DESK_ITEM,
	DESK_QUESTION,
	DESK_EVENT,
	DESK_KIND_COUNT
};

struct desk_hit {
	enum desk_kind kind;
	int64_t id;
	int64_t place; /* the next page begins below it */
	struct text title, unit_name, state, href;
	struct label label; /* its state in words */
	struct instant at;  /* when it was last changed, opened, asked; an event's beginning */
};

/* For verbs: there is something new to be found; `revision` of an item, else 0. */
must_check enum err desk_search_mark(
		struct ctx *ctx, enum desk_kind kind, int64_t id, int64_t revision);

/* Whether words wait to be gathered: reads only. */
must_check enum err desk_search_is_due(struct ctx *ctx, bool *out);

/* Gathers those of at most DESK_SEARCH_BATCH: clock. */
must_check enum err desk_search_gather(struct ctx *ctx);

/*
 * Newest first below `before` (0: from the newest). Needs MAY_SEARCH_DESK. `next` is where the
 * next page begins, 0 behind the last. Nothing when no word was typed.
 */
must_check enum err desk_search(struct ctx *ctx, struct text typed, enum desk_kind kind,
		int64_t before, size_t limit, struct desk_hit **out, size_t *count, int64_t *next);

/* "matter" …, "Vụ việc" …. */
struct text desk_kind_name(enum desk_kind kind);
struct text desk_kind_label(enum desk_kind kind);
must_check enum err desk_kind_parse(struct text name, enum desk_kind *out);

#endif
