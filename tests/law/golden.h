/* golden.h - compares a whole text with the one that was read and agreed to. */
#ifndef GOLDEN_H
#define GOLDEN_H

#include "law_test.h"

/* With UPDATE_GOLDEN in the environment the file is written instead: read the diff. */
static inline void
golden_check(struct arena *arena, const char *path, struct text text)
{
	struct text rest, line, expected;
	int number = 0;

	if (getenv("UPDATE_GOLDEN")) {
		FILE *file = fopen(path, "wb");

		assert_non_null(file);
		assert_int_equal(fwrite(text.p, 1, text.n, file), text.n);
		assert_int_equal(fclose(file), 0);
		return;
	}
	rest = file_read(arena, path);
	while (text_split(&text, '\n', &line)) {
		number++;
		if (!text_split(&rest, '\n', &expected))
			fail_msg("%s:%d: ends early", path, number);
		if (!text_equals(line, expected))
			fail_msg("%s:%d:\n  agreed: %.*s\n  now:    %.*s", path, number,
					TEXT_ARGS(expected), TEXT_ARGS(line));
	}
	if (!text_is_empty(rest))
		fail_msg("%s:%d: more was agreed", path, number + 1);
}

#endif
