/* calendar_fuzz.c - calendar files in CSV. */
#include "calendar_fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct arena arena = {0};

	calendar_try(&arena, calendar_parse, (struct text){.p = (const char *)bytes, .n = size});
	arena_free(&arena);
	return 0;
}
