/*
 * cache.h - finished public pages, kept until something that the public sees changes.
 *
 * One version counts all public changes; an entry made under an older one is not
 * found. So a publication shows at once everywhere (home, sections, feeds) and
 * nothing has to know which pages hold what.
 */
#ifndef WEB_CACHE_H
#define WEB_CACHE_H

#include "base/text.h"
#include "http/reply.h"

#define CACHE_ENTRIES_MAX 4096

struct cache;

struct cache *cache_new(void);
void cache_free(struct cache *cache);

/* A reference to the page kept under `key` for `version`, or NULL. */
struct ready *cache_find(struct cache *cache, struct text key, int64_t version);

/* Keeps a page (takes a reference of its own). */
void cache_keep(struct cache *cache, struct text key, int64_t version, struct ready *ready);

#endif
