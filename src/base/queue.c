#include "base/queue.h"

void
queue_begin(struct queue *queue, size_t room)
{
	*queue = (struct queue){.room = room};
	queue->last = &queue->first;
	pthread_mutex_init(&queue->lock, NULL);
	pthread_cond_init(&queue->filled, NULL);
}

void
queue_end(struct queue *queue)
{
	pthread_cond_destroy(&queue->filled);
	pthread_mutex_destroy(&queue->lock);
}

bool
queue_put(struct queue *queue, struct queue_node *node)
{
	bool taken = false;

	pthread_mutex_lock(&queue->lock);
	if (!queue->closed && queue->count < queue->room) {
		node->next = NULL;
		*queue->last = node;
		queue->last = &node->next;
		queue->count++;
		taken = true;
		pthread_cond_signal(&queue->filled);
	}
	pthread_mutex_unlock(&queue->lock);
	return taken;
}

struct queue_node *
queue_take(struct queue *queue, size_t most)
{
	struct queue_node *list, **end;

	pthread_mutex_lock(&queue->lock);
	while (!queue->first && !queue->closed)
		pthread_cond_wait(&queue->filled, &queue->lock);
	list = queue->first;
	end = &queue->first;
	for (size_t i = 0; i < most && *end; i++) {
		end = &(*end)->next;
		queue->count--;
	}
	if (list) {
		queue->first = *end;
		*end = NULL;
		if (!queue->first)
			queue->last = &queue->first;
	}
	pthread_mutex_unlock(&queue->lock);
	return list;
}

void
queue_close(struct queue *queue)
{
	pthread_mutex_lock(&queue->lock);
	queue->closed = true;
	pthread_cond_broadcast(&queue->filled);
	pthread_mutex_unlock(&queue->lock);
}

size_t
queue_length(struct queue *queue)
{
	size_t count;

	pthread_mutex_lock(&queue->lock);
	count = queue->count;
	pthread_mutex_unlock(&queue->lock);
	return count;
}
