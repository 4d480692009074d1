/* law_test.h - what the tests of the law share: files and Viet Nam's calendar. */
#ifndef LAW_TEST_H
#define LAW_TEST_H

#include "support/dates.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "law/calendar.h"

/* A whole file; the tests run from the project's root. */
static inline struct text
file_read(struct arena *arena, const char *path)
{
	FILE *file = fopen(path, "rb");
	struct buf out = BUF(arena);
	char part[4096];
	size_t n;

	if (!file)
		fail_msg("cannot open %s", path);
	while ((n = fread(part, 1, sizeof(part), file)) > 0)
		buf_add(&out, (struct text){.p = part, .n = n});
	fclose(file);
	return buf_text(&out);
}

static inline void
faults_print(struct arena *arena, const struct faults *faults)
{
	for (size_t i = 0; i < faults->count; i++)
		print_error("%s\n", fault_words(arena, &faults->rows[i]).p);
}

static inline const struct calendar *
calendar_of(struct arena *arena, const struct calendar_terms *terms, struct text content)
{
	struct faults faults = {.arena = arena};
	const struct calendar *cal = NULL;
	struct calendar_day *days;
	size_t count;

	if (calendar_parse(arena, TEXT("test.csv"), content, &faults, &days, &count) != OK ||
			calendar_build(arena, terms, TEXT("test.csv"), days, count, &faults,
					&cal) != OK) {
		faults_print(arena, &faults);
		fail_msg("the calendar is refused");
	}
	return cal;
}

static inline const struct calendar *
calendar_vietnam(struct arena *arena)
{
	struct calendar_terms terms = CALENDAR_TERMS_VIETNAM;

	return calendar_of(arena, &terms, file_read(arena, "calendars/vn.csv"));
}

/* A small generator of its own, so that a failure can be repeated from its seed. */
static inline uint64_t
random_next(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

/* 0 … below - 1 */
static inline int
random_below(uint64_t *state, int below)
{
	return (int)(random_next(state) % (uint64_t)below);
}

#endif
