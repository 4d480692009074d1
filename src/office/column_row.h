/* column_row.h - what the files of columns share: rows in and out of the store, notes. */
#ifndef OFFICE_COLUMN_ROW_H
#define OFFICE_COLUMN_ROW_H

#include "office/column_ask.h"
#include "office/tell.h"

/* An open column as the person saw it, for an act of `permit` by the Portal. */
must_check enum err column_take(struct ctx *ctx, int64_t id, int64_t version, enum permit permit,
		struct column *out);

/* Likewise one that may be closed. */
must_check enum err column_take_any(struct ctx *ctx, int64_t id, int64_t version,
		enum permit permit, struct column *out);

/* Writes by compare and swap on the version, which rises. */
must_check enum err column_save(struct ctx *ctx, struct column *column);

/* Keeps an act, and its line in the audit trail; `act` (may be NULL) gets its number. */
must_check enum err column_note(struct ctx *ctx, const struct column *column, int64_t ask,
		const char *kind, struct text reason, struct text detail, int64_t *act);

/* Tells those whom the table names of the column's working edition. */
must_check enum err column_tell(
		struct ctx *ctx, enum tell_event event, const struct column *column);

/* A line of acts; the query stands on it. */
struct column_act column_act_read(struct query *q, struct arena *arena);

/* The acts of a query that is ready to run. */
must_check enum err column_acts_read(
		struct ctx *ctx, struct query *q, struct column_act **out, size_t *count);

/* Complaints of column_open, but for the numbers of parts. */
must_check enum err column_plan_check(struct ctx *ctx, const struct column_plan *plan);

/* Complaints of markings of state secrets in a plan. */
must_check enum err column_plan_bar(struct ctx *ctx, const struct column_plan *plan);

/* Each part gets a number; those that were there before keep theirs. Complaint: part_number. */
must_check enum err column_parts_number(
		struct ctx *ctx, const struct column *before, struct column_plan *plan);

/* What units were asked for stays. Complaint: part_name. */
must_check enum err column_parts_keep(
		struct ctx *ctx, const struct column *before, const struct column_plan *plan);

struct text column_parts_write(struct arena *arena, const struct column_plan *plan);
must_check enum err column_parts_read(
		struct arena *arena, struct text json, struct column_plan *plan);

/* Writes request and what was said by compare and swap on the version, which rises. */
must_check enum err column_ask_save(struct ctx *ctx, struct column_ask *ask);

/* The term of an open duty of an ask ends with another day. */
must_check enum err column_day_move(
		struct ctx *ctx, int64_t duty, struct day until, struct text reason);

/* Where the column, or one of its asks, stands on the desk. */
struct text column_href(struct arena *arena, int64_t column);
struct text column_ask_href(struct arena *arena, int64_t ask);

#endif
