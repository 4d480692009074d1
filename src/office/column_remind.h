/*
 * column_remind.h - reminding many units at once of what a column asked them for.
 *
 * One act: a notice to the people of each unit, however much it is asked for, a line in the
 * history of each ask, and a report of what was not reminded and why. The report stays.
 */
#ifndef OFFICE_COLUMN_REMIND_H
#define OFFICE_COLUMN_REMIND_H

#include "office/column_ask.h"

/* One ask in the report. */
struct column_reminded {
	int64_t ask;
	struct text unit_name, part_name;
	struct text why; /* why it was not reminded; empty: it was */
};

struct column_reminder {
	struct instant at;
	struct text account_name; /* empty: the command line */
	const struct column_reminded *rows;
	size_t count;
};

/*
 * Reminds of these asks of a column. What the unit need not do any more, and whom nobody
 * would hear, is not reminded. Complaint: asks (none chosen, or one of another column).
 * `reminder` is its number, for column_reminder_load.
 */
must_check enum err column_remind(struct ctx *ctx, int64_t column, int64_t version,
		const int64_t *asks, size_t count, int64_t *reminder);

/* For who reads all of a column; ERR_NOT_FOUND when there is none of that number. */
must_check enum err column_reminder_load(
		struct ctx *ctx, int64_t column, int64_t reminder, struct column_reminder *out);

#endif
