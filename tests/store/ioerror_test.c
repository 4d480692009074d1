/*
 * Disks that fail and disks that are full: no false success, no crash, and the
 * store is whole and works again afterwards, without a restart.
 *
 * The n-th call to the file system fails, for n = 1, 2, 3 … until none fails any
 * more: once (a hiccup) and from then on for good (a dead disk).
 */
#include "support/stores.h"

#include "base/log.h"
#include "store/engine.h"
#include "store/writer.h"
#include "support/vfs.h"

#include <semaphore.h>
#include <sqlite3.h>
#include <stdlib.h>

#define JOBS 12
#define FOR_GOOD 1000000

static const struct migration migrations[] = {
		{1, "entries", "CREATE TABLE entry (id INTEGER PRIMARY KEY, body TEXT) STRICT",
				NULL},
};

static const struct sql add = {.name = "add",
		.text = "INSERT INTO entry (id, body) VALUES ($1, $2)",
		.parameters = 2};
static const struct sql exists = {.name = "exists",
		.text = "SELECT count(*) FROM entry WHERE id = $1",
		.parameters = 1};
static const struct sql count_all = {.name = "count_all", .text = "SELECT count(*) FROM entry"};
static const struct sql integrity = {.name = "integrity",
		.text = "SELECT integrity_check = 'ok' FROM pragma_integrity_check(1)"};

static const struct store_options on_test_disk = {.vfs = VFS_NAME};

struct act {
	struct job job; /* first */
	int64_t id;
	struct text body;
	enum err told;
	sem_t answered;
};

static enum err
act_run(struct job *job, struct store *store)
{
	struct act *act = (struct act *)job;
	struct query q;

	query_begin(&q, store, &add);
	bind_int(&q, act->id);
	bind_text(&q, act->body);
	return query_run(&q);
}

/* A verb that does not look: the writer has to see that its transaction is gone. */
static enum err
act_run_blindly(struct job *job, struct store *store)
{
	return act_run(job, store) == ERR_BROKEN ? ERR_BROKEN : OK;
}

static void
act_done(struct job *job, enum err err)
{
	struct act *act = (struct act *)job;

	act->told = err;
	sem_post(&act->answered);
}

static void
act_begin(struct act *act, int64_t id, struct text body)
{
	*act = (struct act){.job = {.run = act_run, .done = act_done}, .id = id, .body = body};
	sem_init(&act->answered, 0, 0);
}

static enum err
act_answer(struct act *act, struct writer *writer)
{
	assert_true(writer_put(writer, &act->job));
	sem_wait(&act->answered);
	return act->told;
}

static struct text
body_of(struct arena *arena, size_t size)
{
	return (struct text){memset(arena_alloc(arena, size + 1), 'x', size), size};
}

struct scene {
	struct arena arena;
	struct text directory, where;
	struct act acts[JOBS + 1];
};

static void
scene_begin(struct scene *s, size_t body)
{
	struct store *store;

	memset(s, 0, sizeof(*s));
	s->directory = directory_new(&s->arena);
	s->where = text_format(&s->arena, "%s/a.db", s->directory.p);
	assert_ok(store_open_with(s->where, STORE_WRITE, &on_test_disk, &store, &s->arena, NULL));
	assert_ok(migrate(store, migrations, 1, &s->arena, NULL));
	store_close(store);
	for (int i = 0; i <= JOBS; i++)
		act_begin(&s->acts[i], i + 1, body_of(&s->arena, body));
}

static void
scene_end(struct scene *s)
{
	directory_remove(s->directory);
	arena_free(&s->arena);
}

static enum err
scene_writer(struct scene *s, struct writer **out)
{
	struct writer_settings settings = {.where = s->where, .batch = 4, .queue_room = JOBS};

	return writer_open_with(&settings, &on_test_disk, out, &s->arena, NULL);
}

static int64_t
number_of(struct store *store, const struct sql *sql, int64_t id)
{
	struct query q;
	int64_t number = -1;

	query_begin(&q, store, sql);
	if (sql->parameters)
		bind_int(&q, id);
	if (query_next(&q))
		number = column_int(&q, 0);
	assert_ok(query_end(&q));
	return number;
}

/* Jobs one by one, then together, with a checkpoint between. */
static void
scene_play(struct scene *s, struct writer *writer)
{
	sqlite3 *db = NULL;

	for (int i = 0; i < JOBS / 2; i++)
		(void)!act_answer(&s->acts[i], writer);
	if (sqlite3_open_v2(s->where.p, &db, SQLITE_OPEN_READWRITE, VFS_NAME) == SQLITE_OK)
		sqlite3_wal_checkpoint_v2(db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
	sqlite3_close(db);
	for (int i = JOBS / 2; i < JOBS; i++)
		assert_true(writer_put(writer, &s->acts[i].job));
	for (int i = JOBS / 2; i < JOBS; i++)
		sem_wait(&s->acts[i].answered);
}

/* All that was answered with OK is there, and the file is whole. */
static void
scene_check(struct scene *s)
{
	struct store *store;

	assert_ok(store_open_with(s->where, STORE_WRITE, &on_test_disk, &store, &s->arena, NULL));
	assert_int_equal(number_of(store, &integrity, 0), 1);
	for (int i = 0; i <= JOBS; i++)
		if (s->acts[i].told == OK)
			assert_int_equal(number_of(store, &exists, i + 1), 1);
	store_close(store);
}

static void
acts_blind(struct scene *s)
{
	for (int i = 0; i < JOBS; i += 3)
		s->acts[i].job.run = act_run_blindly;
}

/* False when no call failed: n is past the last one. */
static bool
failing_at(long n, long count)
{
	struct writer *writer = NULL;
	struct scene s;
	long failed;

	scene_begin(&s, 3000);
	acts_blind(&s);
	for (int i = 0; i <= JOBS; i++)
		s.acts[i].told = ERR_UNAVAILABLE;
	vfs_fail(n, count);
	if (scene_writer(&s, &writer) == OK) {
		scene_play(&s, writer);
		failed = vfs_failed();
		if (n % 2) { /* the disk is well again: so is the writer */
			vfs_fail(0, 0);
			assert_ok(act_answer(&s.acts[JOBS], writer));
		}
		writer_close(writer);
	} else {
		failed = vfs_failed();
		assert_true(failed > 0);
	}
	vfs_fail(0, 0);
	scene_check(&s);
	scene_end(&s);
	return failed > 0;
}

static void
a_call_that_fails_once_makes_no_false_success(void **unused)
{
	long n = 1;

	(void)unused;
	while (failing_at(n, 1))
		n++;
	print_message("%ld calls, each failed once\n", n - 1);
	assert_true(n > 100);
}

static void
a_disk_that_dies_makes_no_false_success(void **unused)
{
	long n = 1;

	(void)unused;
	while (failing_at(n, FOR_GOOD))
		n += 1 + n / 40;
	assert_true(n > 100);
}

static void
a_full_disk_refuses_writes_serves_reads_and_recovers(void **unused)
{
	struct store *reader;
	struct writer *writer;
	struct scene s;
	int stored = 0;

	(void)unused;
	scene_begin(&s, 100000);
	assert_ok(scene_writer(&s, &writer));
	assert_ok(store_open_with(s.where, STORE_READ, &on_test_disk, &reader, &s.arena, NULL));
	vfs_quota(700000);
	for (int i = 0; i < JOBS; i++) {
		enum err err = act_answer(&s.acts[i], writer);

		assert_true(err == OK || err == ERR_UNAVAILABLE);
		stored += err == OK;
		assert_int_equal(number_of(reader, &count_all, 0), stored);
	}
	assert_in_range(stored, 1, JOBS - 1);
	assert_int_equal(s.acts[JOBS - 1].told, ERR_UNAVAILABLE);
	vfs_quota(-1);
	assert_ok(act_answer(&s.acts[JOBS], writer));
	assert_int_equal(number_of(reader, &count_all, 0), stored + 1);
	store_close(reader);
	writer_close(writer);
	scene_check(&s);
	scene_end(&s);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
			cmocka_unit_test(a_call_that_fails_once_makes_no_false_success),
			cmocka_unit_test(a_disk_that_dies_makes_no_false_success),
			cmocka_unit_test(a_full_disk_refuses_writes_serves_reads_and_recovers),
	};

	log_setup(getenv("CONGTIN_TEST_LOG") ? LOG_DEBUG : LOG_ERROR + 1, false);
	vfs_register();
	return cmocka_run_group_tests_name("ioerror", tests, NULL, NULL);
}
