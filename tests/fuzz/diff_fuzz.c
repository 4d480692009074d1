/* diff_fuzz.c - the runs of any two texts make both again, but for blanks. */
#include "base/diff.h"
#include "base/json.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* Takes `piece` off the front of `rest`, blanks aside. */
static void
take_off(struct text *rest, struct text piece)
{
	for (size_t i = 0; i < piece.n; i++) {
		if (is_blank(piece.p[i]))
			continue;
		while (rest->n && is_blank(rest->p[0]))
			*rest = text_slice(*rest, 1, rest->n);
		if (!rest->n || rest->p[0] != piece.p[i])
			abort();
		*rest = text_slice(*rest, 1, rest->n);
	}
}

/* The two texts are parted by a NUL byte. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct text after = {.p = (const char *)data, .n = size}, before = NO_TEXT, old, new;
	struct arena arena = {0};
	struct diff_run *runs;
	size_t count;

	text_split(&after, 0, &before);
	if (!after.p || !text_is_utf8(before) || !text_is_utf8(after))
		return 0;
	count = diff_words(&arena, before, after, &runs);
	old = before;
	new = after;
	for (size_t i = 0; i < count; i++) {
		if (runs[i].kind != DIFF_INSERT)
			take_off(&old, runs[i].text);
		if (runs[i].kind != DIFF_DELETE)
			take_off(&new, runs[i].text);
	}
	if (text_trim(old).n || text_trim(new).n)
		abort();
	json_decref(diff_view(runs, count));
	arena_free(&arena);
	return 0;
}
