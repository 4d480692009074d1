/* office_fuzz.c - a stranger's office document: its XML, and the whole file, give words or a
 * reason. */
#include "base/buf.h"
#include "office/media_words.h"

#include <stdlib.h>
#include <zlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool holds)
{
	if (!holds)
		abort();
}

static void
add_number(struct buf *out, uint32_t number, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		buf_add_char(out, (char)(number >> 8 * i));
}

/* What the two heads of a ZIP file's member have in common. */
static void
add_facts(struct buf *out, struct text name, struct text data)
{
	add_number(out, 20, 2);
	add_number(out, 0, 2 + 2);
	add_number(out, 0, 4);
	add_number(out, (uint32_t)crc32(0, (const Bytef *)data.p, (uInt)data.n), 4);
	add_number(out, (uint32_t)data.n, 4);
	add_number(out, (uint32_t)data.n, 4);
	add_number(out, (uint32_t)name.n, 2);
	add_number(out, 0, 2);
}

/* A file with one stored member. */
static struct text
wrap(struct arena *arena, struct text name, struct text data)
{
	struct buf out = BUF(arena);
	size_t directory;

	add_number(&out, 0x04034b50, 4);
	add_facts(&out, name, data);
	buf_add(&out, name);
	buf_add(&out, data);
	directory = out.n;
	add_number(&out, 0x02014b50, 4);
	add_number(&out, 20, 2);
	add_facts(&out, name, data);
	add_number(&out, 0, 2 + 2);
	add_number(&out, 0, 2);
	add_number(&out, 0, 4);
	add_number(&out, 0, 4);
	buf_add(&out, name);
	add_number(&out, 0x06054b50, 4);
	add_number(&out, 0, 4);
	add_number(&out, 1, 2);
	add_number(&out, 1, 2);
	add_number(&out, (uint32_t)(out.n - 12 - directory), 4);
	add_number(&out, (uint32_t)directory, 4);
	add_number(&out, 0, 2);
	return buf_text(&out);
}

static void
check(struct arena *arena, struct text bytes)
{
	struct text words = NO_TEXT, fault = NO_TEXT;

	if (words_of_office(arena, bytes, &words, &fault) == OK)
		must(words.n <= WORDS_MAX);
	else
		must(fault.n > 0 && text_is_utf8(fault));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct text raw = {.p = (const char *)data, .n = size};
	struct arena arena = {0};

	check(&arena, raw);
	check(&arena, wrap(&arena, TEXT("word/document.xml"), raw));
	arena_free(&arena);
	return 0;
}
