/* recount_run.h - computing open duties anew: the walk, and carrying it out. Not for doors. */
#ifndef OFFICE_RECOUNT_RUN_H
#define OFFICE_RECOUNT_RUN_H

#include "law/course.h"
#include "office/recount.h"

/* Which open duties: those of the units that have the calendar; of one of them unless 0. */
struct recount_scope {
	int64_t calendar;
	int64_t unit;
};

/* One open duty, as it is and as it would be. */
struct recount_row {
	int64_t duty;
	int64_t unit;
	int64_t opened_by; /* account */
	const struct duty *rule;
	struct instant anchor_at;
	struct due before; /* dates only */
	struct due after;
	bool is_moved; /* another date */
	bool was_late, is_late;
};

/* Gets each duty that would be stored differently, moved or only confirmed otherwise. */
typedef enum err recount_take(void *context, const struct recount_row *row);

/*
 * Derives all open duties of the scope by `calendar`, in order of id and with flat
 * memory. ERR_BROKEN with words for one that cannot be derived (its regulation is not
 * among those that the program knows).
 */
must_check enum err recount_walk(struct ctx *ctx, const struct recount_scope *scope,
		const struct calendar *calendar, recount_take *take, void *context,
		struct recount_counts *counts);

/*
 * The same, carried out: dates, the versions that duties are judged by, moves, audit
 * rows and notices. `calendar` is that of a version which is applied; the caller holds
 * the lock of calendar_hold_alone. `id` gets the recount.
 */
must_check enum err recount_run(struct ctx *ctx, const struct recount_scope *scope,
		const struct calendar *calendar, int64_t *id, struct recount_counts *counts);

#endif
