/*
 * writer.h - the threads that change the store.
 *
 * A job is one verb. A writer takes all jobs that wait (up to a batch), runs each
 * in a savepoint of one transaction, seals them, commits, and only then tells
 * each job how it ended: whoever is answered has been made durable. SQLite has one
 * writer; PostgreSQL as many as configured. Checkpoints run on a thread of their own.
 */
#ifndef STORE_WRITER_H
#define STORE_WRITER_H

#include "base/queue.h"
#include "store/store.h"

struct job {
	struct queue_node node; /* first: the queue links through it */

	/*
	 * The verb. An error rolls its savepoint back. It may be called again when a
	 * batch had to be retried, so apart from the store it only writes to memory
	 * that it resets at its start.
	 */
	enum err (*run)(struct job *job, struct store *store);

	/*
	 * After the commit, on the writer's thread. `err` is what `run` returned,
	 * ERR_UNAVAILABLE when the batch could not be committed, or ERR_CONFLICT when a
	 * constraint that is checked at the commit refused this job. ERR_UNAVAILABLE
	 * does not prove that nothing was stored: the connection may have gone just then.
	 */
	void (*done)(struct job *job, enum err err);

	enum err err; /* what run returned; for the seal */
};

/*
 * Writes what belongs to all jobs of a batch, in their order, into the same
 * transaction after the last of them: the audit trail's chain, which allows one
 * writer at a time, is held that short. Also for jobs that were refused
 * (job->err), whose own writes are rolled back by then. Failing, it fails the batch;
 * like `run` it may be called again.
 */
typedef enum err writer_seal(struct job *const *jobs, size_t count, struct store *store);

struct writer_settings {
	struct text where;
	size_t writers;    /* SQLite: taken as 1 */
	size_t batch;      /* jobs a transaction */
	size_t queue_room; /* jobs that may wait */
	writer_seal *seal;
};

struct writer;

must_check enum err writer_open(const struct writer_settings *settings, struct writer **out,
		struct arena *arena, struct text *fault);

/* Queues a job; false when full or closing (the caller answers 503). */
bool writer_put(struct writer *writer, struct job *job);

/* Jobs that wait. */
size_t writer_waiting(struct writer *writer);

/* Finishes what was queued, commits, answers, ends the threads. */
void writer_close(struct writer *writer);

/*
 * The same for a door without threads (command line, tests): one job, one
 * transaction, on the caller's connection. Returns what `done` would be told;
 * `done` itself is not called.
 */
must_check enum err writer_run(struct store *store, struct job *job, writer_seal *seal);

#endif
