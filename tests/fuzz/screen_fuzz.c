/* screen_fuzz.c - what is found lies in the text, in order, and can be masked for good. */
#include "base/screen.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool holds)
{
	if (!holds)
		abort();
}

static void
check(struct arena *arena, struct text text, enum screen_place place)
{
	char *bytes = arena_copy(arena, text.p, text.n);
	struct finding *found;
	size_t count = screen(arena, text, place, NULL, &found), end = 0;

	must(count <= FINDINGS_MAX);
	for (size_t i = 0; i < count; i++) {
		must(found[i].start >= end && found[i].length > 0);
		end = found[i].start + found[i].length;
		must(end <= text.n);
		must(text_is_utf8(text_slice(text, found[i].start, end)));
		finding_mask(bytes, &found[i]);
	}
	must(text_is_utf8((struct text){.p = bytes, .n = text.n}));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct text raw = {.p = (const char *)data, .n = size}, text;
	struct arena arena = {0};

	if (text_take(&arena, raw, &text) == OK) {
		check(&arena, text, SCREEN_PROSE);
		check(&arena, text, SCREEN_NAME);
	}
	arena_free(&arena);
	return 0;
}
