/* slow_figure.h - figures counted one duty after the other, with no query of figure.sql. */
#ifndef SUPPORT_SLOW_FIGURE_H
#define SUPPORT_SLOW_FIGURE_H

#include "office/figure_list.h"

/* Duties, and of each its item; 0: none. */
struct slow_history {
	const int64_t *duties, *items;
	size_t count;
};

/*
 * How long an item lay with either side until it was first public: for each stretch of its
 * history, with whom it lay in the middle of it.
 */
struct span_split slow_split(struct ctx *ctx, int64_t item);

/* Of one unit (0: of all) and one rule ("": of all), as of ctx->now. */
struct figure_row slow_figures(struct ctx *ctx, const struct slow_history *history,
		const struct figure_filter *filter, int64_t unit, const char *rule);

#endif
