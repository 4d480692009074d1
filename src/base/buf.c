#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void
buf_reserve(struct buf *buf, size_t more)
{
	size_t room = buf->room ? buf->room : 256;
	char *p;

	if (more >= SIZE_MAX / 4 - buf->n)
		abort();
	if (buf->n + more + 1 <= buf->room)
		return;
	while (room < buf->n + more + 1)
		room *= 2;
	p = arena_take(buf->arena, room);
	if (buf->n)
		memcpy(p, buf->p, buf->n);
	buf->p = p;
	buf->room = room;
}

void
buf_add(struct buf *buf, struct text text)
{
	if (!text.n)
		return;
	buf_reserve(buf, text.n);
	memcpy(buf->p + buf->n, text.p, text.n);
	buf->n += text.n;
}

void
buf_add_c(struct buf *buf, const char *string)
{
	buf_add(buf, text_of(string));
}

void
buf_add_char(struct buf *buf, char c)
{
	buf_reserve(buf, 1);
	buf->p[buf->n++] = c;
}

void
buf_add_int(struct buf *buf, int64_t number)
{
	char digits[24];
	int length = snprintf(digits, sizeof(digits), "%lld", (long long)number);

	buf_add(buf, (struct text){.p = digits, .n = (size_t)length});
}

void
buf_addf(struct buf *buf, const char *format, ...)
{
	va_list args, again;
	int length;

	va_start(args, format);
	va_copy(again, args);
	length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (length > 0) {
		buf_reserve(buf, (size_t)length);
		vsnprintf(buf->p + buf->n, (size_t)length + 1, format, again);
		buf->n += (size_t)length;
	}
	va_end(again);
}

/* What stands for a character that HTML would take for its own; empty for all others. */
static const struct text html_references[256] = {
		['&'] = TEXT("&amp;"),
		['<'] = TEXT("&lt;"),
		['>'] = TEXT("&gt;"),
		['"'] = TEXT("&quot;"),
		['\''] = TEXT("&#39;"),
};

void
buf_add_html(struct buf *buf, struct text text)
{
	size_t from = 0;

	for (size_t i = 0; i < text.n; i++) {
		const struct text *reference = &html_references[(unsigned char)text.p[i]];

		if (!reference->n)
			continue;
		buf_add(buf, text_slice(text, from, i));
		buf_add(buf, *reference);
		from = i + 1;
	}
	buf_add(buf, text_slice(text, from, text.n));
}

static bool
is_unreserved(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '-' || c == '.' || c == '_' || c == '~';
}

void
buf_add_url(struct buf *buf, struct text text)
{
	for (size_t i = 0; i < text.n; i++) {
		if (is_unreserved(text.p[i]))
			buf_add_char(buf, text.p[i]);
		else
			buf_addf(buf, "%%%02X", (unsigned char)text.p[i]);
	}
}

struct text
buf_text(struct buf *buf)
{
	buf_reserve(buf, 0);
	buf->p[buf->n] = 0;
	return (struct text){.p = buf->p, .n = buf->n};
}
