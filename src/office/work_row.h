/* work_row.h - how the lists of work.h are put together. For work*.c only. */
#ifndef OFFICE_WORK_ROW_H
#define OFFICE_WORK_ROW_H

#include "office/work.h"

struct work_gathering {
	struct ctx *ctx;
	enum work_list list;
	const struct work_filter *filter;
	struct text rules; /* of the clause, see figure_rules; empty: all */
	struct text words; /* of the filter, folded */
	struct work_set set;
	size_t room;
};

/* One row, if the filter lets it pass. */
void work_add(struct work_gathering *g, const struct work *row);

/* A read gave `count` rows of at most WORK_SCAN. */
void work_was_read(struct work_gathering *g, size_t count);

/* The deadline of what a row hands in (row->duty, which goes to 0 if it is owed no more). */
must_check enum err work_due_of(struct work_gathering *g, struct work *row);

/* Rows of their kind, as far as they belong into the list. */
must_check enum err work_items(struct work_gathering *g);
must_check enum err work_duties(struct work_gathering *g);
must_check enum err work_questions(struct work_gathering *g);
must_check enum err work_events(struct work_gathering *g);
must_check enum err work_holds(struct work_gathering *g);

#endif
