/*
 * queue.h - a line in which threads hand work to other threads.
 *
 * Intrusive: the things queued begin with a struct queue_node and belong to
 * whoever holds them. First in, first out. Bounded: a full queue says so, and
 * the sender decides (an HTTP server answers 503).
 */
#ifndef BASE_QUEUE_H
#define BASE_QUEUE_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

struct queue_node {
	struct queue_node *next;
};

struct queue {
	pthread_mutex_t lock;
	pthread_cond_t filled;
	struct queue_node *first, **last;
	size_t count, room;
	bool closed;
};

void queue_begin(struct queue *queue, size_t room);
void queue_end(struct queue *queue);

/* False when the queue is full or closed: the node stays the caller's. */
bool queue_put(struct queue *queue, struct queue_node *node);

/*
 * Takes all that waits, at most `most`, as a list; waits until there is
 * something. NULL when the queue is closed and empty.
 */
struct queue_node *queue_take(struct queue *queue, size_t most);

/* How many wait now. */
size_t queue_length(struct queue *queue);

/* No more is put; what is in it is still taken. */
void queue_close(struct queue *queue);

#endif
