#include "store/writer.h"

#include "base/log.h"
#include "store/checkpoint.h"

#include <pthread.h>
#include <stdlib.h>

#define RETRIES_MAX 10

struct writer_thread {
	struct writer *writer;
	struct store *store;
	struct job **jobs; /* room for one batch */
	pthread_t id;
};

struct writer {
	struct queue queue;
	size_t batch;
	writer_seal *seal;
	struct checkpoint *checkpoint; /* SQLite only */
	size_t count;
	struct writer_thread threads[];
};

/* --- one transaction --- */

static enum err
job_run(struct store *store, struct job *job)
{
	TRY(store_savepoint(store));
	job->err = job->run(job, store);
	if (store->retry)
		return ERR_UNAVAILABLE;
	return job->err == OK ? store_release(store) : store_rollback_to(store);
}

static enum err
jobs_run(struct store *store, struct job *const *jobs, size_t count, writer_seal *seal)
{
	for (size_t i = 0; i < count; i++)
		TRY(job_run(store, jobs[i]));
	return seal ? seal(jobs, count, store) : OK;
}

/* Jobs that run again do so one after the other, lest they get in each other's way for ever. */
static enum err
batch_try(struct store *store, struct job *const *jobs, size_t count, writer_seal *seal, bool again)
{
	enum err err;

	TRY(store_begin(store));
	err = again ? store_lock(store, "run again") : OK;
	if (err == OK)
		err = jobs_run(store, jobs, count, seal);
	if (err == OK)
		return store_commit(store);
	store_rollback(store);
	return err;
}

/* A deadlock goes away by itself; what one job did wrong must not hurt the others. */
static bool
is_worth_retrying(const struct store *store, enum err err)
{
	return store->retry || err != ERR_UNAVAILABLE;
}

static void
alone(struct store *store, struct job *job, writer_seal *seal, bool again)
{
	enum err err = batch_try(store, &job, 1, seal, again);

	for (int i = 0; i < RETRIES_MAX && err != OK && store->retry; i++)
		err = batch_try(store, &job, 1, seal, true);
	if (err != OK)
		job->err = err == ERR_CONFLICT ? err : ERR_UNAVAILABLE;
}

/* Leaves in each job's `err` what `done` is to be told. */
static void
batch_run(struct store *store, struct job *const *jobs, size_t count, writer_seal *seal)
{
	enum err err;
	bool again;

	if (count == 1) {
		alone(store, jobs[0], seal, false);
		return;
	}
	err = batch_try(store, jobs, count, seal, false);
	if (err == OK)
		return;
	log_warn("store: a batch of %zu writes was rolled back (%s)", count, err_name(err));
	again = is_worth_retrying(store, err);
	for (size_t i = 0; i < count; i++) {
		jobs[i]->err = ERR_UNAVAILABLE;
		if (again)
			alone(store, jobs[i], seal, true);
	}
}

enum err
writer_run(struct store *store, struct job *job, writer_seal *seal)
{
	batch_run(store, &job, 1, seal);
	return job->err;
}

/* --- threads --- */

static void *
work(void *context)
{
	struct writer_thread *self = context;
	struct writer *writer = self->writer;
	struct queue_node *node;

	while ((node = queue_take(&writer->queue, writer->batch))) {
		size_t count = 0;

		for (; node; node = node->next)
			self->jobs[count++] = (struct job *)node;
		batch_run(self->store, self->jobs, count, writer->seal);
		for (size_t i = 0; i < count; i++)
			self->jobs[i]->done(self->jobs[i], self->jobs[i]->err);
	}
	return NULL;
}

static void
writer_free(struct writer *writer)
{
	checkpoint_close(writer->checkpoint);
	for (size_t i = 0; i < writer->count; i++) {
		store_close(writer->threads[i].store);
		free(writer->threads[i].jobs);
	}
	queue_end(&writer->queue);
	free(writer);
}

static enum err
connections_open(struct writer *writer, const struct writer_settings *settings,
		const struct store_options *options, struct arena *arena, struct text *fault)
{
	struct writer_thread *first = &writer->threads[0];

	for (size_t i = 0; i < writer->count; i++) {
		struct writer_thread *thread = &writer->threads[i];

		thread->writer = writer;
		thread->jobs = calloc(writer->batch, sizeof(struct job *));
		if (!thread->jobs)
			abort();
		TRY(store_open_with(settings->where, STORE_WRITE, options, &thread->store, arena,
				fault));
		if (!store_is_postgres(thread->store))
			writer->count = 1;
	}
	if (store_is_postgres(first->store))
		return OK;
	return checkpoint_open(
			first->store, settings->where, options, &writer->checkpoint, arena, fault);
}

enum err
writer_open_with(const struct writer_settings *settings, const struct store_options *options,
		struct writer **out, struct arena *arena, struct text *fault)
{
	size_t count = settings->writers ? settings->writers : 1;
	struct writer *writer = calloc(1, sizeof(*writer) + count * sizeof(writer->threads[0]));
	enum err err;

	if (!writer)
		abort();
	writer->count = count;
	writer->batch = settings->batch ? settings->batch : 1;
	writer->seal = settings->seal;
	queue_begin(&writer->queue, settings->queue_room);
	err = connections_open(writer, settings, options, arena, fault);
	if (err != OK) {
		writer_free(writer);
		return err;
	}
	for (size_t i = 0; i < writer->count; i++)
		if (pthread_create(&writer->threads[i].id, NULL, work, &writer->threads[i]) != 0)
			abort();
	*out = writer;
	return OK;
}

enum err
writer_open(const struct writer_settings *settings, struct writer **out, struct arena *arena,
		struct text *fault)
{
	return writer_open_with(settings, &(struct store_options){0}, out, arena, fault);
}

size_t
writer_waiting(struct writer *writer)
{
	return queue_length(&writer->queue);
}

bool
writer_put(struct writer *writer, struct job *job)
{
	return queue_put(&writer->queue, &job->node);
}

void
writer_close(struct writer *writer)
{
	if (!writer)
		return;
	queue_close(&writer->queue);
	for (size_t i = 0; i < writer->count; i++)
		pthread_join(writer->threads[i].id, NULL);
	writer_free(writer);
}
