/* rich_fuzz.c - a stranger's document is refused with a reason, or it is harmless and comes back.
 */
#include "base/json.h"
#include "base/rich.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool holds)
{
	if (!holds)
		abort();
}

static void
check_taken(struct arena *arena, const json_t *doc)
{
	struct rich_fault fault = {NO_TEXT};
	struct buf html = BUF(arena);
	json_t *again = NULL, *plain;
	struct text *images;
	bool lossy;

	rich_html(&html, doc);
	must(text_is_utf8(buf_text(&html)));
	must(text_find(buf_text(&html), TEXT("<script")) < 0);
	must(text_find(buf_text(&html), TEXT("href=\"javascript")) < 0);
	must(rich_check(arena, doc, &fault, &again) == OK);
	must(json_equal(doc, again));
	rich_excerpt(arena, doc, 50);
	rich_images(arena, doc, &images);
	rich_is_empty(doc);
	plain = rich_of_paragraphs(rich_to_paragraphs(arena, doc, &lossy));
	must(json_equal(plain, doc) == !lossy);
	json_decref(plain);
	json_decref(again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct text text = {.p = (const char *)data, .n = size}, taken;
	struct rich_fault fault = {NO_TEXT};
	struct arena arena = {0};
	json_t *doc = NULL;

	if (rich_take(&arena, text, &fault, &doc) == OK)
		check_taken(&arena, doc);
	else
		must(!text_is_empty(fault.reason) && text_is_utf8(fault.reason));
	json_decref(doc);
	if (text_take(&arena, text, &taken) == OK) {
		doc = rich_of_paragraphs(taken);
		check_taken(&arena, doc);
		json_decref(doc);
	}
	arena_free(&arena);
	return 0;
}
