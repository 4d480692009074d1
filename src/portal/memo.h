/*
 * memo.h - the HTML of texts that were shown lately.
 *
 * Each publication makes all pages anew (web/cache.h), but the text of a revision
 * never changes: its HTML is kept by what it was made of. Holds nothing but what
 * rich_html gives for the same bytes. Safe from all threads.
 */
#ifndef PORTAL_MEMO_H
#define PORTAL_MEMO_H

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"

/* The HTML of rich text as JSON; ERR_INVALID if it is none. */
must_check enum err memo_html(
		struct arena *arena, int64_t item, struct text body, struct text *out);

#endif
