/* What writer.h promises, on both engines. */
#include "support/stores.h"

#include "store/writer.h"
#include "support/postgres.h"

#include <semaphore.h>
#include <stdatomic.h>
#include <stdio.h>
#include <unistd.h>

#define CHILD                                                                                      \
	" (id BIGINT PRIMARY KEY, parent BIGINT NOT NULL REFERENCES entry (id)"                    \
	" DEFERRABLE INITIALLY DEFERRED);"

static const struct migration migrations[] = {
		{1, "entries",
				"CREATE TABLE entry (id INTEGER PRIMARY KEY, n INTEGER NOT NULL);"
				"CREATE TABLE seal (id INTEGER PRIMARY KEY, n INTEGER NOT NULL);"
				"CREATE TABLE child" CHILD
				"INSERT INTO entry VALUES (-1, 0), (-2, 0);",
				"CREATE TABLE entry (id BIGINT PRIMARY KEY, n BIGINT NOT NULL);"
				"CREATE TABLE seal (id BIGINT PRIMARY KEY, n BIGINT NOT NULL);"
				"CREATE TABLE child" CHILD
				"INSERT INTO entry VALUES (-1, 0), (-2, 0);"},
};

static const struct sql add = {
		.name = "add", .text = "INSERT INTO entry (id, n) VALUES ($1, 0)", .parameters = 1};
static const struct sql add_child = {.name = "add_child",
		.text = "INSERT INTO child (id, parent) VALUES ($1, $1)",
		.parameters = 1};
static const struct sql add_seal = {.name = "add_seal",
		.text = "INSERT INTO seal (id, n) SELECT coalesce(max(id), 0) + 1, $1 FROM seal",
		.parameters = 1};
static const struct sql raise_n = {.name = "raise",
		.text = "UPDATE entry SET n = n + 1 WHERE id = $1",
		.parameters = 1};
static const struct sql count_entries = {
		.name = "count_entries", .text = "SELECT count(*) FROM entry WHERE id > 0"};
static const struct sql sealed = {.name = "sealed", .text = "SELECT n FROM seal ORDER BY id"};
static const struct sql entry_n = {
		.name = "entry_n", .text = "SELECT n FROM entry WHERE id = $1", .parameters = 1};
static const struct sql end_server = {.name = "end_server",
		.text = "SELECT 1",
		.postgres = "SELECT pg_terminate_backend(pg_backend_pid())"};

static enum err
run_with(struct store *store, const struct sql *sql, int64_t number)
{
	struct query q;

	query_begin(&q, store, sql);
	if (sql->parameters)
		bind_int(&q, number);
	return query_run(&q);
}

static int64_t
number_of(struct store *store, const struct sql *sql, int64_t number)
{
	struct query q;
	int64_t found = -1;

	query_begin(&q, store, sql);
	if (sql->parameters)
		bind_int(&q, number);
	if (query_next(&q))
		found = column_int(&q, 0);
	assert_ok(query_end(&q));
	return found;
}

/* One verb of these tests. */
struct act {
	struct job job; /* first */
	int64_t id;
	enum err told;
	atomic_int done;
	sem_t *gate;            /* waited for inside the transaction */
	struct store *observer; /* what it sees when the act is done */
	int64_t observed;
};

static enum err
act_add(struct job *job, struct store *store)
{
	struct act *act = (struct act *)job;

	if (act->gate)
		sem_wait(act->gate);
	return run_with(store, &add, act->id);
}

static enum err
act_refuse(struct job *job, struct store *store)
{
	TRY(act_add(job, store));
	return ERR_FORBIDDEN;
}

/* What verbs must never do: pass a failed statement over. */
static enum err
act_careless(struct job *job, struct store *store)
{
	TRY(act_add(job, store));
	return act_add(job, store) == OK ? ERR_BROKEN : OK;
}

static enum err
act_orphan(struct job *job, struct store *store)
{
	return run_with(store, &add_child, 1000 + ((struct act *)job)->id);
}

static enum err
act_cross(struct job *job, struct store *store)
{
	bool turn = ((struct act *)job)->id / 16 % 2; /* batches have 16 jobs */

	TRY(run_with(store, &raise_n, turn ? -1 : -2));
	usleep(2000);
	return run_with(store, &raise_n, turn ? -2 : -1);
}

static enum err
act_cut_off(struct job *job, struct store *store)
{
	TRY(act_add(job, store));
	TRY(run_with(store, &end_server, 0));
	return OK;
}

static void
act_done(struct job *job, enum err err)
{
	struct act *act = (struct act *)job;

	act->told = err;
	if (act->observer)
		act->observed = number_of(act->observer, &count_entries, 0);
	atomic_fetch_add(&act->done, 1);
}

static enum err
seal_all(struct job *const *jobs, size_t count, struct store *store)
{
	TRY(store_lock(store, "seal"));
	for (size_t i = 0; i < count; i++) {
		int64_t id = ((struct act *)jobs[i])->id;

		TRY(run_with(store, &add_seal, jobs[i]->err == OK ? id : -id));
	}
	return OK;
}

static enum err
seal_never(struct job *const *jobs, size_t count, struct store *store)
{
	(void)jobs, (void)count;
	TRY(run_with(store, &add_seal, 1));
	return ERR_BROKEN;
}

static struct writer *
writer_of(struct fixture *f, writer_seal *seal)
{
	struct writer_settings settings = {
			.where = f->where,
			.writers = 4,
			.batch = 16,
			.queue_room = 2000,
			.seal = seal,
	};
	struct writer *writer;
	struct text fault = NO_TEXT;

	assert_ok(writer_open(&settings, &writer, &f->arena, &fault));
	return writer;
}

static struct act *
acts_new(struct fixture *f, size_t count, enum err (*run)(struct job *, struct store *))
{
	struct act *acts = ARENA_NEW_ARRAY(&f->arena, count, struct act);

	for (size_t i = 0; i < count; i++) {
		acts[i].job.run = run;
		acts[i].job.done = act_done;
		acts[i].id = (int64_t)i + 1;
	}
	return acts;
}

static void
acts_put(struct writer *writer, struct act *acts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		assert_true(writer_put(writer, &acts[i].job));
}

static void
an_answer_comes_after_its_commit(struct fixture *f)
{
	struct writer *writer = writer_of(f, NULL);
	struct act *act = acts_new(f, 1, act_add);

	assert_ok(store_open(f->where, STORE_READ, &act->observer, &f->arena, NULL));
	acts_put(writer, act, 1);
	writer_close(writer);
	assert_int_equal(act->done, 1);
	assert_int_equal(act->told, OK);
	assert_int_equal(act->observed, 1);
	store_close(act->observer);
}

static void
closing_finishes_what_was_queued(struct fixture *f)
{
	struct writer *writer = writer_of(f, seal_all);
	struct act *acts = acts_new(f, 1000, act_add);

	acts_put(writer, acts, 1000);
	writer_close(writer);
	for (int i = 0; i < 1000; i++) {
		assert_int_equal(acts[i].done, 1);
		assert_int_equal(acts[i].told, OK);
	}
	assert_int_equal(number_of(f->store, &count_entries, 0), 1000);
}

static void
a_refused_job_leaves_nothing_but_its_seal(struct fixture *f)
{
	struct writer *writer = writer_of(f, seal_all);
	struct act *acts = acts_new(f, 40, act_add);
	struct query q;
	int64_t sum = 0;

	for (int i = 0; i < 40; i += 2)
		acts[i].job.run = act_refuse;
	acts_put(writer, acts, 40);
	writer_close(writer);
	for (int i = 0; i < 40; i++)
		assert_int_equal(acts[i].told, i % 2 ? OK : ERR_FORBIDDEN);
	assert_int_equal(number_of(f->store, &count_entries, 0), 20);
	query_begin(&q, f->store, &sealed);
	while (query_next(&q))
		sum += column_int(&q, 0);
	assert_ok(query_end(&q));
	assert_int_equal(sum, 20); /* 2 - 1 + 4 - 3 … */
}

/* SQLite, where one writer makes the order certain. */
static void
a_batch_is_sealed_in_its_order(struct fixture *f)
{
	struct writer *writer = writer_of(f, seal_all);
	struct act *acts = acts_new(f, 100, act_add);
	struct query q;

	acts_put(writer, acts, 100);
	writer_close(writer);
	query_begin(&q, f->store, &sealed);
	for (int i = 1; query_next(&q); i++)
		assert_int_equal(column_int(&q, 0), i);
	assert_ok(query_end(&q));
}

static void
a_failing_seal_undoes_the_batch(struct fixture *f)
{
	struct writer *writer = writer_of(f, seal_never);
	struct act *acts = acts_new(f, 20, act_add);

	acts_put(writer, acts, 20);
	writer_close(writer);
	for (int i = 0; i < 20; i++)
		assert_int_equal(acts[i].told, ERR_UNAVAILABLE);
	assert_int_equal(number_of(f->store, &count_entries, 0), 0);
	assert_int_equal(number_of(f->store, &sealed, 0), -1);
}

static void
a_commit_refused_for_one_job_spares_the_others(struct fixture *f)
{
	struct writer *writer = writer_of(f, NULL);
	struct act *acts = acts_new(f, 20, act_add);
	sem_t gate;

	sem_init(&gate, 0, 0);
	for (int i = 0; i < 4; i++) /* every writer waits, so that the rest makes batches */
		acts[i].gate = &gate;
	acts[10].job.run = act_orphan;
	acts_put(writer, acts, 20);
	for (int i = 0; i < 8; i++)
		sem_post(&gate);
	writer_close(writer);
	for (int i = 0; i < 20; i++)
		assert_int_equal(acts[i].told, i == 10 ? ERR_CONFLICT : OK);
	assert_int_equal(number_of(f->store, &count_entries, 0), 19);
	sem_destroy(&gate);
}

static void
a_careless_job_spares_the_others(struct fixture *f)
{
	struct writer *writer = writer_of(f, NULL);
	struct act *acts = acts_new(f, 20, act_add);

	acts[10].job.run = act_careless;
	acts_put(writer, acts, 20);
	writer_close(writer);
	for (int i = 0; i < 20; i++)
		assert_int_equal(acts[i].told, i == 10 ? ERR_UNAVAILABLE : OK);
	assert_int_equal(number_of(f->store, &count_entries, 0), 19);
}

static void
a_full_or_closing_queue_takes_nothing(struct fixture *f)
{
	struct writer_settings settings = {
			.where = f->where, .writers = 1, .batch = 1, .queue_room = 3};
	struct act *acts = acts_new(f, 10, act_add);
	struct writer *writer;
	int taken = 0;
	sem_t gate;

	sem_init(&gate, 0, 0);
	assert_ok(writer_open(&settings, &writer, &f->arena, NULL));
	for (int i = 0; i < 10; i++) {
		acts[i].gate = &gate;
		taken += writer_put(writer, &acts[i].job);
	}
	assert_in_range(taken, 3, 4);
	for (int i = 0; i < 10; i++)
		sem_post(&gate);
	writer_close(writer);
	assert_int_equal(number_of(f->store, &count_entries, 0), taken);
	sem_destroy(&gate);
}

static void
one_job_can_run_on_the_callers_connection(struct fixture *f)
{
	struct act *acts = acts_new(f, 2, act_add);

	acts[1].job.run = act_refuse;
	assert_ok(writer_run(f->store, &acts[0].job, seal_all));
	assert_int_equal(writer_run(f->store, &acts[1].job, seal_all), ERR_FORBIDDEN);
	assert_int_equal(writer_run(f->store, &acts[0].job, seal_all), ERR_CONFLICT);
	assert_int_equal(acts[0].done, 0);
	assert_int_equal(number_of(f->store, &count_entries, 0), 1);
}

static void
deadlocked_jobs_run_again(struct fixture *f)
{
	struct writer *writer = writer_of(f, seal_all);
	struct act *acts = acts_new(f, 200, act_cross);

	acts_put(writer, acts, 200);
	writer_close(writer);
	for (int i = 0; i < 200; i++)
		assert_int_equal(acts[i].told, OK);
	assert_int_equal(number_of(f->store, &entry_n, -1), 200);
	assert_int_equal(number_of(f->store, &entry_n, -2), 200);
}

static void
a_lost_connection_fails_its_batch_and_comes_back(struct fixture *f)
{
	struct writer *writer = writer_of(f, NULL);
	struct act *cut = acts_new(f, 1, act_cut_off);
	struct act *acts = acts_new(f, 100, act_add);
	struct store *reader;

	acts_put(writer, cut, 1);
	while (!cut->done)
		usleep(1000);
	assert_int_equal(cut->told, ERR_UNAVAILABLE);
	acts_put(writer, acts, 100);
	writer_close(writer);
	for (int i = 0; i < 100; i++)
		assert_int_equal(acts[i].told, OK);
	/* A reader whose server went away between two reads does not notice. */
	assert_ok(store_open(f->where, STORE_READ, &reader, &f->arena, NULL));
	assert_int_equal(run_with(reader, &end_server, 0), ERR_UNAVAILABLE);
	assert_int_equal(number_of(reader, &count_entries, 0), 100);
	store_close(reader);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(an_answer_comes_after_its_commit),
			STORE_TEST(closing_finishes_what_was_queued),
			STORE_TEST(a_refused_job_leaves_nothing_but_its_seal),
			SQLITE_TEST(a_batch_is_sealed_in_its_order),
			STORE_TEST(a_failing_seal_undoes_the_batch),
			STORE_TEST(a_commit_refused_for_one_job_spares_the_others),
			STORE_TEST(a_careless_job_spares_the_others),
			STORE_TEST(a_full_or_closing_queue_takes_nothing),
			STORE_TEST(one_job_can_run_on_the_callers_connection),
			POSTGRES_TEST(deadlocked_jobs_run_again),
			POSTGRES_TEST(a_lost_connection_fails_its_batch_and_comes_back),
	};

	return stores_run("writer", tests, COUNT_OF(tests), migrations, COUNT_OF(migrations));
}
