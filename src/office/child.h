/*
 * child.h - runs this program again as a child that reads one file and answers.
 *
 * The child gets the file as its standard input, an environment of its own and
 * no other open file; what it writes is gathered up to a limit, and it is killed
 * when its time is over. It locks itself up (sandbox.h) before it reads.
 */
#ifndef OFFICE_CHILD_H
#define OFFICE_CHILD_H

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"

#define CHILD_WORDS_MAX 6

struct child_order {
	const char *words[CHILD_WORDS_MAX]; /* command and its arguments, NULL behind the last */
	const char *input;                  /* path of the file to read */
	size_t output_max;
	int time_limit_ms;
};

struct child_end {
	bool is_well; /* it ended by itself, in time, with 0 and within output_max */
	bool is_late;
	struct text output;
};

/* ERR_UNAVAILABLE (logged) if there is no child to be had. However it ends, it is gone. */
must_check enum err child_run(
		struct arena *arena, const struct child_order *order, struct child_end *out);

#endif
