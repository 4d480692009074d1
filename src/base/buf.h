/*
 * buf.h - text that grows in an arena.
 *
 * Appending cannot fail (out of memory aborts), so writers need no checks.
 * Growing leaves the old bytes in the arena: at most as much again is wasted.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/arena.h"
#include "base/text.h"

struct buf {
	struct arena *arena;
	char *p;
	size_t n;    /* bytes written */
	size_t room; /* bytes held */
};

#define BUF(arena_) ((struct buf){.arena = (arena_)})

void buf_reserve(struct buf *buf, size_t more);
void buf_add(struct buf *buf, struct text text);
void buf_add_c(struct buf *buf, const char *string);
void buf_add_char(struct buf *buf, char c);
void buf_add_int(struct buf *buf, int64_t number);
void buf_addf(struct buf *buf, const char *format, ...) printf_like(2, 3);

/* & < > " ' become character references: safe in element text and quoted attributes. */
void buf_add_html(struct buf *buf, struct text text);

/* One URL path segment or query value, percent-encoded (RFC 3986 unreserved kept). */
void buf_add_url(struct buf *buf, struct text text);

/* What was written so far, with a NUL behind it; valid until the next append. */
struct text buf_text(struct buf *buf);

#endif
