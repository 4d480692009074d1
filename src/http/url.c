#include "http/url.h"

#include <string.h>

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

static bool
is_encoded(struct text raw, bool plus)
{
	return memchr(raw.p, '%', raw.n) || (plus && memchr(raw.p, '+', raw.n));
}

enum err
url_decode(struct arena *arena, struct text raw, bool plus, struct text *out)
{
	struct text text = raw;
	size_t n = 0;
	char *p;

	if (is_encoded(raw, plus)) {
		p = arena_alloc(arena, raw.n + 1);
		for (size_t i = 0; i < raw.n; i++) {
			int high, low;

			if (raw.p[i] != '%') {
				p[n++] = plus && raw.p[i] == '+' ? ' ' : raw.p[i];
				continue;
			}
			if (raw.n - i < 3)
				return ERR_INVALID;
			high = hex_digit(raw.p[i + 1]);
			low = hex_digit(raw.p[i + 2]);
			if (high < 0 || low < 0)
				return ERR_INVALID;
			p[n++] = (char)(high << 4 | low);
			i += 2;
		}
		text = (struct text){.p = p, .n = n};
	}
	if (!text_is_utf8(text))
		return ERR_INVALID;
	*out = text;
	return OK;
}

static enum err
part_take(struct arena *arena, struct text raw, struct text *out)
{
	struct text decoded;

	TRY(url_decode(arena, raw, true, &decoded));
	return text_take(arena, decoded, out);
}

static enum err
pair_take(struct arena *arena, struct text part, struct pair *pair)
{
	const char *equals = memchr(part.p, '=', part.n);
	size_t at = equals ? (size_t)(equals - part.p) : part.n;

	TRY(part_take(arena, text_slice(part, 0, at), &pair->name));
	return part_take(arena, text_slice(part, at + 1, part.n), &pair->value);
}

enum err
url_pairs(struct arena *arena, struct text raw, size_t most, struct pair **pairs, size_t *count)
{
	struct text rest = raw, part;
	size_t room = 1, n = 0;
	struct pair *list;

	for (size_t i = 0; i < raw.n; i++)
		room += raw.p[i] == '&';
	if (room > most)
		return ERR_TOO_LARGE;
	list = ARENA_NEW_ARRAY(arena, room, struct pair);
	while (text_split(&rest, '&', &part)) {
		if (text_is_empty(part))
			continue;
		TRY(pair_take(arena, part, &list[n]));
		n++;
	}
	*pairs = list;
	*count = n;
	return OK;
}
