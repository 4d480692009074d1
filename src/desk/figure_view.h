/* figure_view.h - numbers as people read them: thousands with a dot, shares with a comma, lines. */
#ifndef DESK_FIGURE_VIEW_H
#define DESK_FIGURE_VIEW_H

#include "desk/figure_query.h"
#include "office/figure_list.h"

/* "12.345" */
struct text count_words(struct arena *arena, int64_t count);

/* Of a per mille "87,5%"; "–" for -1. */
struct text share_words(struct arena *arena, int64_t per_mille);

/* The columns of figures: columns[{name,label,tone}]. */
void figure_columns_view(json_t *view);

/* Nothing to count in the period: told by name alone, below the table. */
bool figure_is_idle(const struct figure_row *figures);

/*
 * One row into `row`: code, name, idle, cells[{name,count,text,href,tone}], on_time, change,
 * median, worst, published, urgent, split{unit,portal}{count,median,worst}, spark. `query` is the
 * page's, narrowed to the row; `before` is the row of the period before, or NULL.
 */
void figure_row_view(const struct ctx *ctx, json_t *row, const struct figure_query *query,
		const struct figure_table *table, const struct figure_row *figures,
		const struct figure_row *before);

/* A duty as lists show it, into `row`: what is owed by whom, until when, what became of it. */
void figure_duty_view(const struct ctx *ctx, json_t *row, const struct figure_duty *duty);

#endif
