#include "web/pool.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

#define TASKS_AT_ONCE 1 /* a task may be slow: others must find another thread */

struct worker {
	pthread_t thread;
	struct pool *pool;
	struct store *reader;
};

struct pool {
	struct queue queue;
	size_t count;
	struct worker workers[];
};

static void *
worker_main(void *data)
{
	struct worker *worker = data;
	struct queue_node *node;

	while ((node = queue_take(&worker->pool->queue, TASKS_AT_ONCE))) {
		struct task *task = (struct task *)(void *)node;

		task->run(task, worker->reader);
	}
	return NULL;
}

enum err
pool_open(struct text where, size_t threads, size_t room, struct pool **out, struct arena *arena,
		struct text *fault)
{
	struct pool *pool = calloc(1, sizeof(*pool) + threads * sizeof(pool->workers[0]));

	if (!pool)
		abort();
	queue_begin(&pool->queue, room);
	for (size_t i = 0; i < threads; i++) {
		struct worker *worker = &pool->workers[i];
		enum err err = store_open(where, STORE_READ, &worker->reader, arena, fault);

		worker->pool = pool;
		if (err != OK) {
			pool_close(pool);
			return err;
		}
		if (pthread_create(&worker->thread, NULL, worker_main, worker) != 0)
			abort();
		pool->count++;
	}
	*out = pool;
	return OK;
}

size_t
pool_waiting(struct pool *pool)
{
	return queue_length(&pool->queue);
}

bool
pool_put(struct pool *pool, struct task *task)
{
	return queue_put(&pool->queue, &task->node);
}

void
pool_close(struct pool *pool)
{
	queue_close(&pool->queue);
	for (size_t i = 0; i < pool->count; i++) {
		pthread_join(pool->workers[i].thread, NULL);
		store_close(pool->workers[i].reader);
	}
	queue_end(&pool->queue);
	free(pool);
}
