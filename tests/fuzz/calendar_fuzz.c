/* calendar_fuzz.c - calendar files from anywhere: read, built, and asked. */
#include "law/calendar.h"
#include "law/deadline.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct calendar_terms terms = CALENDAR_TERMS_VIETNAM;
	struct text content = {.p = (const char *)bytes, .n = size};
	struct arena arena = {0};
	struct faults faults = {.arena = &arena};
	const struct calendar *cal;
	struct calendar_day *days;
	size_t count;
	struct due due;

	terms.has_proposals = false; /* they do not hang on the file, and are slow */
	if (calendar_parse(&arena, TEXT("fuzz"), content, &faults, &days, &count) != OK ||
			calendar_build(&arena, &terms, TEXT("fuzz"), days, count, &faults, &cal) !=
					OK) {
		assert(faults.count > 0);
	} else {
		struct limit limit = {.kind = LIMIT_WORKING_DAYS, .amount = 5};
		struct day_log log = {.arena = &arena};

		assert(faults.count == 0);
		for (size_t i = 0; i < cal->day_count && i < 10; i++) {
			struct instant start = day_begin(cal->days[i].day, ZONE_VIETNAM);

			if (deadline_of(limit, start, cal, &log, &due) == OK)
				assert(calendar_is_working(cal, due.last_day));
		}
	}
	arena_free(&arena);
	return 0;
}
