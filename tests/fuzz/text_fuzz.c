/* text_fuzz.c - text, days and instants as strangers type them. */
#include "base/text.h"
#include "base/time.h"
#include "http/url.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool holds)
{
	if (!holds)
		abort();
}

static void
check_text(struct arena *arena, struct text text)
{
	struct text again, folded = text_fold(arena, text), slug = text_slug(arena, text, 60);

	must(text_is_utf8(text));
	must(text_take(arena, text, &again) == OK && text_equals(text, again));
	must(text_is_utf8(folded) && text_equals(folded, text_fold(arena, folded)));
	must(text_is_utf8(text_lower(arena, text)));
	must(text_length(text_shorten(arena, text, 10)) <= 10);
	must(slug.n <= 60);
	for (size_t i = 0; i < slug.n; i++)
		must(slug.p[i] == '-' || (slug.p[i] >= 'a' && slug.p[i] <= 'z') ||
				(slug.p[i] >= '0' && slug.p[i] <= '9'));
	(void)text_sort_key(arena, text);
}

static void
check_times(struct arena *arena, struct text text)
{
	struct instant instant, again;
	struct day day, same;

	if (day_parse(text, &day) == OK)
		must(day_parse(day_iso(arena, day), &same) == OK && same.n == day.n);
	if (instant_parse(text, ZONE_VIETNAM, &instant) == OK)
		must(instant_parse(instant_iso(arena, instant, ZONE_VIETNAM), ZONE_VIETNAM,
				     &again) == OK);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct text raw = {.p = (const char *)data, .n = size}, text;
	struct arena arena = {0};
	struct pair *pairs;
	size_t count;

	if (text_take(&arena, raw, &text) == OK)
		check_text(&arena, text);
	check_times(&arena, raw);
	if (url_pairs(&arena, raw, 50, &pairs, &count) == OK)
		for (size_t i = 0; i < count; i++)
			must(text_is_utf8(pairs[i].name) && text_is_utf8(pairs[i].value));
	arena_free(&arena);
	return 0;
}
