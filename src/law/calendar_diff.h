/* calendar_diff.h - what the days of two versions of a calendar differ in. Pure. */
#ifndef LAW_CALENDAR_DIFF_H
#define LAW_CALENDAR_DIFF_H

#include "law/calendar.h"

enum day_change {
	DAY_ADDED,   /* only the later version has a row of the day */
	DAY_REMOVED, /* only the earlier one */
	DAY_CHANGED, /* both, with another kind, status, name or source */
};

/* A day that differs. */
struct calendar_change {
	enum day_change change;
	const struct calendar_day *before; /* NULL for DAY_ADDED */
	const struct calendar_day *after;  /* NULL for DAY_REMOVED */
};

/* "added", "removed", "changed"; "Thêm", "Bỏ", "Sửa". */
struct text day_change_name(enum day_change change);
struct text day_change_label(enum day_change change);

/*
 * Both lists in order of days, one row a day, as a version keeps them. Gives the
 * changes in order of days; they point into the lists.
 */
size_t calendar_diff(struct arena *arena, const struct calendar_day *before, size_t before_count,
		const struct calendar_day *after, size_t after_count, struct calendar_change **out);

#endif
