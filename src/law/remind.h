/*
 * remind.h - when people are reminded of a deadline: twice before it, at it, and after it.
 *
 * The law asks for no reminders: how long before and after is the house's own choice,
 * by kind of limit (congtin.conf). Where the law gives no number, an internal target is
 * reminded of. Pure.
 */
#ifndef LAW_REMIND_H
#define LAW_REMIND_H

#include "base/time.h"
#include "law/duty.h"

#include <stdbool.h>

enum remind_stage { REMIND_FIRST, REMIND_SECOND, REMIND_DUE, REMIND_LATE };
#define REMIND_STAGES (REMIND_LATE + 1)

/* How a limit is measured decides how early one can be told. */
enum remind_class {
	REMIND_DAYS,    /* ends with a day */
	REMIND_HOURS,   /* counted in hours or minutes: nights and quiet hours do not matter */
	REMIND_EVENT,   /* ends when an event begins */
	REMIND_REQUEST, /* ends with the day that a request names */
};
#define REMIND_CLASSES (REMIND_REQUEST + 1)

/* Whether what is told of it waits for no quiet hours: counted in hours, or urgent. */
bool remind_is_pressing(const struct duty *duty);

struct remind_plan {
	int64_t first_ms, second_ms; /* before the end; the first is the longer one */
	int64_t late_ms;             /* after it */
};

/* False for limits that never run out. */
bool remind_class_of(enum limit_kind kind, enum remind_class *out);

/* The instant of a stage for a term whose first late instant is `due_before`. */
struct instant remind_at(
		const struct remind_plan *plan, struct instant due_before, enum remind_stage stage);

/* "first", "second", "due", "late": in the store. */
struct text remind_stage_name(enum remind_stage stage);

#endif
