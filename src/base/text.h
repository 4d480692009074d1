/*
 * text.h - pieces of UTF-8 text, and what Vietnamese needs of them.
 *
 * A struct text borrows its bytes: they belong to an arena, a request or the
 * program itself. Texts made here end with a NUL that is not counted, so `.p`
 * may be given to C libraries; texts cut out of others need text_c first.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include "base/arena.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct text {
	const char *p;
	size_t n; /* bytes */
};

#define TEXT(literal) ((struct text){.p = "" literal, .n = sizeof(literal) - 1})
#define NO_TEXT ((struct text){.p = "", .n = 0})

/* For printf: `"%.*s", TEXT_ARGS(text)`. */
#define TEXT_ARGS(text) (int)(text).n, (text).p

static inline struct text
text_of(const char *string)
{
	return (struct text){.p = string ? string : "", .n = string ? strlen(string) : 0};
}

static inline bool
text_is_empty(struct text text)
{
	return text.n == 0;
}

static inline bool
text_equals(struct text a, struct text b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/* FNV-1a, for tables of short keys that no stranger can fill for long. */
uint64_t text_hash(struct text text);

/* ASCII letters only: for HTTP tokens, never for people's words. */
bool text_equals_ascii_case(struct text a, struct text b);
bool text_starts_with(struct text text, struct text start);
bool text_ends_with(struct text text, struct text end);

/* Where `part` begins in `text`, or -1. */
ptrdiff_t text_find(struct text text, struct text part);

/* The bytes from `from` up to `to`, both clipped to the text. */
struct text text_slice(struct text text, size_t from, size_t to);

/* Without the ASCII spaces, tabs and line ends around it. */
struct text text_trim(struct text text);

/*
 * Takes the part before the next `separator` off the front of `rest`; false
 * when nothing is left. "a,,b" gives "a", "", "b".
 */
bool text_split(struct text *rest, char separator, struct text *part);

/* A NUL-terminated copy in the arena. */
struct text text_copy(struct arena *arena, struct text text);
const char *text_c(struct arena *arena, struct text text);
struct text text_format(struct arena *arena, const char *format, ...) printf_like(2, 3);

/* A whole decimal number, with an optional minus; false on anything else or overflow. */
bool text_to_int(struct text text, int64_t *out);

/* Well-formed UTF-8 without NUL (RFC 3629). */
bool text_is_utf8(struct text text);

/* The number of code points of well-formed UTF-8. */
size_t text_length(struct text text);

/* The code point at `*at` of well-formed UTF-8; steps behind it. */
uint32_t text_point(struct text text, size_t *at);

/* Writes a code point as UTF-8; how many bytes it took. */
size_t point_write(char out[4], uint32_t point);

/* By Unicode's tables; what has no small form stays as it is. */
uint32_t point_lower(uint32_t point);
bool point_is_letter(uint32_t point);

/* At most `points` code points, cut at a word's end where there is one, with "…" when cut;
 * `text` itself when it is no longer than that. */
struct text text_shorten(struct arena *arena, struct text text, size_t points);

/*
 * Takes text from a stranger: ERR_INVALID unless it is UTF-8; NFC; CR LF and CR
 * become LF; control characters other than LF and TAB go.
 */
must_check enum err text_take(struct arena *arena, struct text raw, struct text *out);

/*
 * Folded for wide search: lower case, no marks, đ→d, NFC. "Đà Nẵng" → "da nang".
 * Letters of other scripts stay as they are.
 */
struct text text_fold(struct arena *arena, struct text text);

/*
 * Lower case with marks kept and the place of the tone mark made one:
 * "Hoà" and "Hòa" → "hòa" (both spellings are in use).
 */
struct text text_lower(struct arena *arena, struct text text);

/* "Đà Nẵng đẹp!" → "da-nang-dep", at most `max` bytes, cut between words. */
struct text text_slug(struct arena *arena, struct text text, size_t max);

/* A key whose byte order is the CLDR `vi` order of the texts; stored beside names. */
struct text text_sort_key(struct arena *arena, struct text text);

#endif
