/*
 * figure_list.h - what stands behind a number: the duties, the items that it counts.
 *
 * Each list has as many rows as figure_table_make says for the same filter.
 */
#ifndef OFFICE_FIGURE_LIST_H
#define OFFICE_FIGURE_LIST_H

#include "law/deadline.h"
#include "office/figure.h"

struct figure_duty {
	int64_t id, matter, unit;
	struct text matter_title, unit_code, unit_name;
	struct text rule;
	const struct duty *law; /* the duty of a regulation that has it; NULL: none has */
	struct instant opened_at;
	struct due due; /* its dates alone */
	enum outcome outcome;
	bool is_overdue;
	struct instant met_at;    /* if handed in */
	int64_t late_ms, took_ms; /* likewise */
};

struct figure_item {
	int64_t id, unit;
	struct text title, unit_code, unit_name;
	struct text rule; /* FIGURE_NO_RULE: none */
	struct instant published_at;
	bool is_live, is_urgent;
};

/* The row behind which a list goes on; zeroed: from the start. */
struct figure_place {
	int64_t unit;
	struct instant at;
	int64_t id;
};

/* By unit, the oldest first. */
must_check enum err figure_duty_list(struct ctx *ctx, const struct figure_filter *filter,
		enum figure figure, const struct figure_place *after, size_t limit,
		struct figure_duty **out, size_t *count);

/* Newest first: what was published in the period; of it the urgent, if asked. `unit` of the place
 * is not used. */
must_check enum err figure_item_list(struct ctx *ctx, const struct figure_filter *filter,
		bool only_urgent, const struct figure_place *after, size_t limit,
		struct figure_item **out, size_t *count);

/* The rows of a query with the columns of figure_duties; ends it. */
must_check enum err figure_duties_read(struct query *q, struct ctx *ctx, size_t limit,
		struct figure_duty **out, size_t *count);

/* "Đúng hạn", "Quá hạn" …: what became of it, as of now. */
struct label figure_duty_label(const struct figure_duty *duty);
struct text figure_duty_state(const struct figure_duty *duty); /* "on_time", "overdue" */

#endif
