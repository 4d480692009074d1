/*
 * figure.h - how units keep their duties, in numbers: each number is defined here, once.
 *
 * A duty belongs to the period in which it was opened, so it counts in one period alone,
 * whatever happens to its deadline later. What became of it is read as it stands now (duty.outcome
 * of the schema). The table FIGURES says which duties a number counts;
 * the lists behind the numbers (figure_list.h) ask by the same table.
 *
 * How long things lay with the unit and with the Portal is told of the items that were first
 * published in the period, by the unit and the duty that they were published of: of each, the
 * time from the opening of its duty to its first publication, as the clocks of span.h give it to
 * either side (span_item_split; kept with the publication). What never lay with a side (the
 * Portal's own news with no unit) is not among that side's times.
 */
#ifndef OFFICE_FIGURE_H
#define OFFICE_FIGURE_H

#include "base/period.h"
#include "law/tone.h"
#include "office/ctx.h"
#include "office/span.h"

/* What became of a duty, as the schema numbers it. */
enum outcome {
	OUTCOME_ON_TIME = 1,
	OUTCOME_LATE = 2,
	OUTCOME_UNMEASURED = 4, /* met; its limit names no number, so it is neither */
	OUTCOME_EXCUSED = 8,
	OUTCOME_NOT_APPLICABLE = 16,
	OUTCOME_OPEN = 32,
};

enum figure {
	FIGURE_TOTAL,
	FIGURE_HANDED_IN, /* on time, late or unmeasured */
	FIGURE_ON_TIME,
	FIGURE_LATE,
	FIGURE_UNMEASURED,
	FIGURE_EXCUSED,
	FIGURE_NOT_APPLICABLE,
	FIGURE_OPEN,
	FIGURE_OVERDUE, /* of the open ones */
	FIGURE_COUNT,
};

struct figure_kind {
	struct text name; /* "on_time": in addresses and JSON */
	struct label label;
	int64_t outcomes;  /* counts duties of any of them … */
	bool only_overdue; /* … of these only what has run out by now */
};

extern const struct figure_kind FIGURES[FIGURE_COUNT];

must_check enum err figure_parse(struct text name, enum figure *out);

/* What stands for the duty of items that belong to none. */
#define FIGURE_NO_RULE "-"

struct figure_filter {
	struct period period;
	int64_t unit;       /* 0: all that the actor may read figures of */
	struct text clause; /* "Khoản 6 Điều 5": its duties alone; empty: all */
	struct text rule;   /* "6a": this duty alone; empty: all */
};

enum figure_by { FIGURE_BY_UNIT, FIGURE_BY_RULE };

/* Numbers of one row, or of a part of its time. */
struct figure_numbers {
	int64_t n[FIGURE_COUNT];
};

/* Of times in ms: how many they are, the one in the middle, the longest; 0 if there is none. */
struct figure_times {
	int64_t count, median_ms, worst_ms;
};

struct figure_row {
	int64_t unit;     /* by unit; else 0 */
	struct text code; /* the unit's; by rule the duty's id, or FIGURE_NO_RULE */
	struct text name; /* the unit's name, the duty's title */
	struct text clause;
	struct figure_numbers numbers;
	/* How long handing in took, of those that were handed in: from what began the term. */
	struct figure_times took;
	int64_t published, urgent;           /* items, see urgent_counts */
	struct figure_times lay[SPAN_SIDES]; /* how long they lay with each side */
	struct figure_numbers *slots;
};

/* `slots` parts of the period, each of `slot_days` days, the first from `slot_from` on. */
struct figure_table {
	struct figure_row *rows;
	size_t count;
	struct figure_row total; /* of all rows */
	size_t slots;
	int32_t slot_days;
	struct day slot_from;
};

/*
 * Needs MAY_REPORT_READ; ERR_FORBIDDEN for another unit than the actor may read of. By
 * unit: the units that are active or have anything to count, in Vietnamese order. By rule: in the
 * order of the regulations. Slots are weeks from Monday on, or days if `by_day`.
 */
must_check enum err figure_table_make(struct ctx *ctx, const struct figure_filter *filter,
		enum figure_by by, bool by_day, struct figure_table *out);

/* The same with duties counted alone, by weeks: nothing of times, nor of what was published. */
must_check enum err figure_counts_make(struct ctx *ctx, const struct figure_filter *filter,
		enum figure_by by, struct figure_table *out);

/* Of what has a deadline and was handed in, per mille on time; -1 if there is none of it. */
int64_t figure_on_time(const struct figure_numbers *numbers);

/* Of what was published, per mille urgent; -1 if nothing was. */
int64_t figure_urgent(const struct figure_row *row);

/* For queries: the unit to read (0: all), as far as the actor may. */
must_check enum err figure_scope(struct ctx *ctx, int64_t unit, int64_t *out);

/* For queries: ids of the duties that the filter means as ",6a,6b,"; empty: all. */
struct text figure_rules(struct ctx *ctx, const struct figure_filter *filter);

/* The clauses of all regulations, each once, in order. */
size_t figure_clauses(struct ctx *ctx, struct text **out);

#endif
