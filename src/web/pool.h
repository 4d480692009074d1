/*
 * pool.h - a few threads with a read connection each, for what must not hold up
 * an event thread: slow reads, every read on PostgreSQL, password hashing, images.
 */
#ifndef WEB_POOL_H
#define WEB_POOL_H

#include "base/queue.h"
#include "store/store.h"

struct task {
	struct queue_node node; /* first */
	void (*run)(struct task *task, struct store *reader);
};

struct pool;

must_check enum err pool_open(struct text where, size_t threads, size_t room, struct pool **out,
		struct arena *arena, struct text *fault);

/* False when too much waits or the pool closes: the caller answers 503. */
bool pool_put(struct pool *pool, struct task *task);

/* Tasks that wait. */
size_t pool_waiting(struct pool *pool);

/* Runs what waits, then ends the threads. */
void pool_close(struct pool *pool);

#endif
