/* dates.h - days and instants in tests, as people write them; local to Viet Nam. */
#ifndef SUPPORT_DATES_H
#define SUPPORT_DATES_H

/* cmocka wants these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/time.h"

/* "2026-02-03" */
static inline struct day
day_at(const char *words)
{
	struct day day;

	assert_int_equal(day_parse(text_of(words), &day), OK);
	return day;
}

/* "2026-02-03 23:59:59"; a day alone means its first instant. */
static inline struct instant
instant_at(const char *words)
{
	struct instant instant;
	struct day day;

	if (day_parse(text_of(words), &day) == OK)
		return day_begin(day, ZONE_VIETNAM);

	assert_int_equal(instant_parse(text_of(words), ZONE_VIETNAM, &instant), OK);
	return instant;
}

#endif
