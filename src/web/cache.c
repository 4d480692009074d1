#include "web/cache.h"

#include <pthread.h>
#include <stdlib.h>

#define BUCKETS 8192

struct entry {
	struct entry *next;
	uint64_t hash;
	int64_t version;
	struct ready *ready;
	size_t key_size;
	char key[];
};

struct cache {
	pthread_rwlock_t lock;
	size_t count;
	struct entry *buckets[BUCKETS];
};

static bool
entry_is(const struct entry *entry, uint64_t hash, struct text key)
{
	return entry->hash == hash && entry->key_size == key.n &&
	       memcmp(entry->key, key.p, key.n) == 0;
}

struct cache *
cache_new(void)
{
	struct cache *cache = calloc(1, sizeof(*cache));

	if (!cache)
		abort();
	pthread_rwlock_init(&cache->lock, NULL);
	return cache;
}

static void
entry_free(struct entry *entry)
{
	ready_release(entry->ready);
	free(entry);
}

static void
cache_empty(struct cache *cache)
{
	for (size_t i = 0; i < BUCKETS; i++) {
		while (cache->buckets[i]) {
			struct entry *entry = cache->buckets[i];

			cache->buckets[i] = entry->next;
			entry_free(entry);
		}
	}
	cache->count = 0;
}

void
cache_free(struct cache *cache)
{
	if (!cache)
		return;
	cache_empty(cache);
	pthread_rwlock_destroy(&cache->lock);
	free(cache);
}

struct ready *
cache_find(struct cache *cache, struct text key, int64_t version)
{
	uint64_t hash = text_hash(key);
	struct ready *found = NULL;

	pthread_rwlock_rdlock(&cache->lock);
	for (struct entry *e = cache->buckets[hash % BUCKETS]; e && !found; e = e->next)
		if (e->version == version && entry_is(e, hash, key))
			found = ready_hold(e->ready);
	pthread_rwlock_unlock(&cache->lock);
	return found;
}

/* Takes the older page of that key out, if there is one. */
static void
entry_drop(struct cache *cache, uint64_t hash, struct text key)
{
	for (struct entry **at = &cache->buckets[hash % BUCKETS]; *at; at = &(*at)->next) {
		struct entry *entry = *at;

		if (!entry_is(entry, hash, key))
			continue;
		*at = entry->next;
		entry_free(entry);
		cache->count--;
		return;
	}
}

void
cache_keep(struct cache *cache, struct text key, int64_t version, struct ready *ready)
{
	uint64_t hash = text_hash(key);
	struct entry *entry = malloc(sizeof(*entry) + key.n);

	if (!entry)
		abort();
	*entry = (struct entry){
			.hash = hash,
			.version = version,
			.ready = ready_hold(ready),
			.key_size = key.n,
	};
	memcpy(entry->key, key.p, key.n);
	pthread_rwlock_wrlock(&cache->lock);
	entry_drop(cache, hash, key);
	/* Addresses can be made up without end; starting over costs one rendering a page. */
	if (cache->count >= CACHE_ENTRIES_MAX)
		cache_empty(cache);
	entry->next = cache->buckets[hash % BUCKETS];
	cache->buckets[hash % BUCKETS] = entry;
	cache->count++;
	pthread_rwlock_unlock(&cache->lock);
}
