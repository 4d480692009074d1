/*
 * day.h - one day of the Portal, for those who lead it: what came in, what falls due, what is late.
 *
 * What was published and what waits for a signature is asked of figure_list.h and urgent.h,
 * events of event.h. All of it as far as the actor reads figures.
 */
#ifndef OFFICE_DAY_H
#define OFFICE_DAY_H

#include "office/figure_list.h"

/* A handing in, by its receipt. */
struct day_receipt {
	struct text code;
	int64_t item;
	struct text title, unit_code, unit_name;
	struct instant at;
	bool has_due; /* it met a duty with a deadline */
	int64_t late_ms;
};

struct day_counts {
	int64_t received; /* handed in on the day */
	int64_t due;      /* open or met duties whose term ends with the day or within it */
	int64_t overdue;  /* open duties that have run out by now, of any day */
};

must_check enum err day_count(struct ctx *ctx, struct day day, struct day_counts *out);

/* Newest first. */
must_check enum err day_received(struct ctx *ctx, struct day day, size_t limit,
		struct day_receipt **out, size_t *count);

/* What ends first stands first. */
must_check enum err day_due(struct ctx *ctx, struct day day, size_t limit, struct figure_duty **out,
		size_t *count);
must_check enum err day_overdue(
		struct ctx *ctx, size_t limit, struct figure_duty **out, size_t *count);

#endif
