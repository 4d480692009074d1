/*
 * memo.h - pieces of public pages that were made lately.
 *
 * Each publication makes all pages anew (web/cache.h), and so does each address
 * that nobody asked for before; these pieces are the same in many of them. Holds
 * nothing but what can be made again, of the one store that a process serves. Safe
 * from all threads.
 */
#ifndef PORTAL_MEMO_H
#define PORTAL_MEMO_H

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"

#include <jansson.h>

/*
 * The HTML of rich text as JSON; ERR_INVALID if it is none. The text of a revision
 * never changes: its HTML is kept by what it was made of.
 */
must_check enum err memo_html(
		struct arena *arena, int64_t item, struct text body, struct text *out);

/*
 * The list that was kept under `key` at this version of the site (office/site.h),
 * or NULL. The caller owns the reference; the list and all in it are shared with
 * other threads: to be read, never changed.
 */
json_t *memo_list(struct text key, int64_t version);

/* Keeps a list, of which nothing may be changed from now on. `key`: 63 bytes at the most. */
void memo_list_keep(struct text key, int64_t version, json_t *list);

#endif
