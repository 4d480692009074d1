/* regulation_fuzz.c - regulation files from anywhere: refused with a reason, or whole. */
#include "law/regulation.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);
const char *__lsan_default_suppressions(void);

/* libconfig 1.5 forgets the string it was in when a file ends inside of it. */
const char *
__lsan_default_suppressions(void)
{
	return "leak:libconfig";
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct text content = {.p = (const char *)bytes, .n = size};
	struct arena arena = {0};
	struct faults faults = {.arena = &arena};
	struct regulation regulation;

	if (regulation_parse(&arena, TEXT("fuzz"), content, &faults, &regulation) != OK) {
		assert(faults.count > 0);
	} else {
		assert(faults.count == 0 && regulation.duty_count > 0);
		for (size_t i = 0; i < regulation.duty_count; i++) {
			const struct duty *duty = &regulation.duties[i];

			assert(duty->citation.n > 0 && limit_is_valid(duty->limit));
			for (size_t j = 0; j < duty->branch_count; j++)
				assert(regulation_duty(&regulation, duty->branches[j].duty));
			for (size_t j = 0; j < duty->anchor_count; j++)
				assert(duty_evidence(duty, duty->anchor[j]));
		}
	}
	arena_free(&arena);
	return 0;
}
