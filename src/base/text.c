#include "base/text.h"

#include "base/buf.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>

static char
ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

uint64_t
text_hash(struct text text)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325);

	for (size_t i = 0; i < text.n; i++)
		hash = (hash ^ (unsigned char)text.p[i]) * UINT64_C(0x100000001b3);
	return hash;
}

bool
text_equals_ascii_case(struct text a, struct text b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (ascii_lower(a.p[i]) != ascii_lower(b.p[i]))
			return false;
	return true;
}

bool
text_starts_with(struct text text, struct text start)
{
	return text.n >= start.n && text_equals(text_slice(text, 0, start.n), start);
}

bool
text_ends_with(struct text text, struct text end)
{
	return text.n >= end.n && text_equals(text_slice(text, text.n - end.n, text.n), end);
}

ptrdiff_t
text_find(struct text text, struct text part)
{
	const char *found;

	if (part.n == 0)
		return 0;
	found = memmem(text.p, text.n, part.p, part.n);
	return found ? found - text.p : -1;
}

struct text
text_slice(struct text text, size_t from, size_t to)
{
	if (to > text.n)
		to = text.n;
	if (from > to)
		from = to;
	return (struct text){.p = text.p + from, .n = to - from};
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

struct text
text_trim(struct text text)
{
	while (text.n && is_blank(text.p[0]))
		text = text_slice(text, 1, text.n);
	while (text.n && is_blank(text.p[text.n - 1]))
		text.n--;
	return text;
}

bool
text_split(struct text *rest, char separator, struct text *part)
{
	const char *end;

	if (!rest->p)
		return false;
	end = memchr(rest->p, separator, rest->n);
	if (!end) {
		*part = *rest;
		*rest = (struct text){.p = NULL, .n = 0};
		return true;
	}
	*part = text_slice(*rest, 0, (size_t)(end - rest->p));
	*rest = text_slice(*rest, part->n + 1, rest->n);
	return true;
}

struct text
text_copy(struct arena *arena, struct text text)
{
	return (struct text){.p = arena_copy(arena, text.p, text.n), .n = text.n};
}

const char *
text_c(struct arena *arena, struct text text)
{
	return arena_copy(arena, text.p, text.n);
}

struct text
text_format(struct arena *arena, const char *format, ...)
{
	char small[256]; /* nearly all fit, and need not be formatted twice */
	va_list args, again;
	struct text text = NO_TEXT;
	int length;
	char *p;

	va_start(args, format);
	va_copy(again, args);
	length = vsnprintf(small, sizeof(small), format, args);
	va_end(args);
	if (length > 0 && (size_t)length < sizeof(small)) {
		text = (struct text){arena_copy(arena, small, (size_t)length), (size_t)length};
	} else if (length > 0) {
		p = arena_alloc(arena, (size_t)length + 1);
		vsnprintf(p, (size_t)length + 1, format, again);
		text = (struct text){.p = p, .n = (size_t)length};
	}
	va_end(again);
	return text;
}

bool
text_to_int(struct text text, int64_t *out)
{
	bool negative = text.n > 0 && text.p[0] == '-';
	size_t i = negative ? 1 : 0;
	int64_t number = 0;

	if (i == text.n)
		return false;
	for (; i < text.n; i++) {
		int digit = text.p[i] - '0';

		if (digit < 0 || digit > 9)
			return false;
		if (__builtin_mul_overflow(number, 10, &number) ||
				__builtin_sub_overflow(number, digit, &number))
			return false;
	}
	if (!negative && number == INT64_MIN)
		return false;
	*out = negative ? number : -number;
	return true;
}

/* The length of the well-formed sequence at `p`, or 0 (RFC 3629, table of section 4). */
static size_t
utf8_sequence(const unsigned char *p, size_t n)
{
	unsigned char low = 0x80, high = 0xbf;
	size_t length;

	if (p[0] == 0)
		return 0;
	if (p[0] < 0x80)
		return 1;
	if (p[0] >= 0xc2 && p[0] <= 0xdf)
		length = 2;
	else if (p[0] >= 0xe0 && p[0] <= 0xef)
		length = 3;
	else if (p[0] >= 0xf0 && p[0] <= 0xf4)
		length = 4;
	else
		return 0;
	if (length > n)
		return 0;
	if (p[0] == 0xe0)
		low = 0xa0;
	else if (p[0] == 0xed)
		high = 0x9f;
	else if (p[0] == 0xf0)
		low = 0x90;
	else if (p[0] == 0xf4)
		high = 0x8f;
	if (p[1] < low || p[1] > high)
		return 0;
	for (size_t i = 2; i < length; i++)
		if ((p[i] & 0xc0) != 0x80)
			return 0;
	return length;
}

bool
text_is_utf8(struct text text)
{
	const unsigned char *p = (const unsigned char *)text.p;
	size_t left = text.n;

	while (left) {
		size_t length = *p - 1u < 0x7f ? 1 : utf8_sequence(p, left);

		if (!length)
			return false;
		p += length;
		left -= length;
	}
	return true;
}

size_t
text_length(struct text text)
{
	size_t points = 0;

	for (size_t i = 0; i < text.n; i++)
		points += ((unsigned char)text.p[i] & 0xc0) != 0x80;
	return points;
}

uint32_t
text_point(struct text text, size_t *at)
{
	unsigned char first = (unsigned char)text.p[(*at)++];
	uint32_t c = first;

	if (first >= 0xf0)
		c = first & 0x07;
	else if (first >= 0xe0)
		c = first & 0x0f;
	else if (first >= 0xc0)
		c = first & 0x1f;
	while (*at < text.n && ((unsigned char)text.p[*at] & 0xc0) == 0x80)
		c = c << 6 | ((unsigned char)text.p[(*at)++] & 0x3f);
	return c;
}

size_t
point_write(char out[4], uint32_t point)
{
	size_t more = point < 0x80 ? 0 : point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
	static const unsigned char starts[] = {0, 0xc0, 0xe0, 0xf0};

	for (size_t i = more; i > 0; i--) {
		out[i] = (char)(0x80 | (point & 0x3f));
		point >>= 6;
	}
	out[0] = (char)(starts[more] | point);
	return more + 1;
}

struct text
text_shorten(struct arena *arena, struct text text, size_t points)
{
	size_t end = 0, word_end = 0, seen = 0;

	if (text_length(text) <= points)
		return text;
	/* One point is kept for the ellipsis. */
	while (end < text.n && seen + 1 < points) {
		if (text.p[end] == ' ' || text.p[end] == '\n')
			word_end = end;
		end++;
		while (end < text.n && ((unsigned char)text.p[end] & 0xc0) == 0x80)
			end++;
		seen++;
	}
	if (text.p[end] == ' ' || word_end == 0)
		word_end = end;
	return text_format(arena, "%.*s…", TEXT_ARGS(text_trim(text_slice(text, 0, word_end))));
}
