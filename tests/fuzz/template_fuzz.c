/* template_fuzz.c - no template may break the engine, whatever it says and renders. */
#include "base/json.h"
#include "web/view.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The parts of the input, parted by NUL bytes, are two templates and words in PO form. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char values[] = "{\"a\":\"<x>\",\"b\":[1,{\"a\":null},[]],\"c\":{\"a\":1.5},"
				     "\"d\":false}";
	struct text rest = {.p = (const char *)data, .n = size}, part;
	struct text parts[3] = {NO_TEXT, NO_TEXT, NO_TEXT};
	struct views *views = views_new();
	struct words *words = words_new();
	struct view_fault fault = {0};
	struct view_options options = {.lang = LANG_EN, .strict = size % 2, .fault = &fault};
	struct arena arena = {0};
	struct buf out = BUF(&arena);
	json_t *value = NULL;
	int line;

	for (size_t i = 0; i < COUNT_OF(parts) && text_split(&rest, 0, &part); i++)
		parts[i] = part;
	if (words_add(words, LANG_EN, parts[2], &line) == OK &&
			views_add(views, TEXT("x"), parts[1], &fault) == OK &&
			views_add(views, TEXT("page"), parts[0], &fault) == OK &&
			views_link(views, words, &fault) != ERR_INVALID &&
			json_read(text_of(values), sizeof(values), &value) == OK &&
			view_render(views, TEXT("page"), value, &options, &out) == OK &&
			!text_is_utf8(buf_text(&out)))
		abort();
	json_decref(value);
	arena_free(&arena);
	words_free(words);
	views_free(views);
	return 0;
}
