/* Copies of a store: consistent while others write, refused when damaged. */
#include "support/stores.h"

#include "store/writer.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct migration migrations[] = {
		{1, "pairs",
				"CREATE TABLE pair (id INTEGER PRIMARY KEY, body TEXT) STRICT;"
				"CREATE TABLE twin (id INTEGER PRIMARY KEY,"
				" pair INTEGER NOT NULL REFERENCES pair (id)) STRICT;",
				"CREATE TABLE pair (id BIGINT PRIMARY KEY, body TEXT)"},
};

static const struct sql add_pair = {
		.name = "add_pair", .text = "INSERT INTO pair (body) VALUES ($1)", .parameters = 1};
static const struct sql add_twin = {
		.name = "add_twin", .text = "INSERT INTO twin (pair) SELECT max(id) FROM pair"};
static const struct sql compare = {.name = "compare",
		.text = "SELECT (SELECT count(*) FROM pair), (SELECT count(*) FROM twin)"};

static enum err
twins_add(struct store *store, struct text body)
{
	struct query q;

	TRY(store_begin(store));
	query_begin(&q, store, &add_pair);
	bind_text(&q, body);
	TRY(query_run(&q));
	query_begin(&q, store, &add_twin);
	TRY(query_run(&q));
	return store_commit(store);
}

static struct text
copy_name(struct fixture *f)
{
	return text_format(&f->arena, "%s/copy.db", f->directory.p);
}

static struct text
long_body(struct fixture *f)
{
	return (struct text){memset(arena_alloc(&f->arena, 2001), 'x', 2000), 2000};
}

/* --- */

struct busy {
	struct store *store;
	struct text body;
	atomic_bool stop;
	int added;
};

static void *
keep_adding(void *context)
{
	struct busy *busy = context;

	while (!busy->stop && twins_add(busy->store, busy->body) == OK)
		busy->added++;
	return NULL;
}

static void
a_copy_made_while_others_write_is_consistent(struct fixture *f)
{
	struct busy busy = {.store = f->store, .body = long_body(f)};
	struct text name = copy_name(f), fault = NO_TEXT;
	struct store *reader, *copy;
	struct query q;
	pthread_t thread;
	int last = 0;

	assert_ok(store_open(f->where, STORE_READ, &reader, &f->arena, NULL));
	pthread_create(&thread, NULL, keep_adding, &busy);
	for (int i = 0; i < 10; i++) {
		usleep(5000);
		assert_ok(store_backup(reader, name.p));
		assert_ok(store_check_file(name.p, &f->arena, &fault));
		assert_ok(store_open(name, STORE_READ, &copy, &f->arena, &fault));
		query_begin(&q, copy, &compare);
		assert_true(query_next(&q));
		assert_int_equal(column_int(&q, 0), column_int(&q, 1));
		assert_true(column_int(&q, 0) >= last);
		last = (int)column_int(&q, 0);
		assert_ok(query_end(&q));
		store_close(copy);
	}
	busy.stop = true;
	pthread_join(thread, NULL);
	assert_true(last > 0 && busy.added >= last);
	store_close(reader);
}

static void
a_copy_is_its_owners_alone_and_leaves_nothing_beside_it(struct fixture *f)
{
	struct text name = copy_name(f);
	struct stat status;

	assert_ok(twins_add(f->store, TEXT("x")));
	assert_ok(store_backup(f->store, name.p));
	assert_int_equal(stat(name.p, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
	unlink(name.p);
	store_close(f->store);
	f->store = NULL;
	unlink(f->where.p);
	/* Neither a temporary file nor a log: the directory is empty. */
	assert_int_equal(rmdir(f->directory.p), 0);
}

static void
a_copy_that_cannot_be_written_leaves_the_old_one(struct fixture *f)
{
	assert_int_equal(store_backup(f->store, "/nowhere/at/all.db"), ERR_UNAVAILABLE);
	assert_int_equal(store_backup(f->store, f->directory.p), ERR_UNAVAILABLE);
}

static void
damaged_files_are_refused(struct fixture *f)
{
	struct text name = copy_name(f), fault = NO_TEXT;
	struct stat status;
	int file;

	for (int i = 0; i < 50; i++)
		assert_ok(twins_add(f->store, long_body(f)));
	assert_ok(store_backup(f->store, name.p));
	assert_int_equal(stat(name.p, &status), 0);
	/* Cut short, at any length. */
	for (off_t size = status.st_size - 1; size >= 0; size -= 1 + status.st_size / 20) {
		assert_int_equal(truncate(name.p, size), 0);
		assert_int_equal(store_check_file(name.p, &f->arena, &fault), ERR_INVALID);
	}
	/* One bit anywhere, the seal too. */
	for (off_t at = 0; at < status.st_size; at += 1 + status.st_size / 50) {
		char c;

		assert_ok(store_backup(f->store, name.p));
		file = open(name.p, O_RDWR);
		assert_int_equal(pread(file, &c, 1, at), 1);
		c ^= 1;
		assert_int_equal(pwrite(file, &c, 1, at), 1);
		close(file);
		assert_int_equal(store_check_file(name.p, &f->arena, &fault), ERR_INVALID);
		assert_int_equal(store_restore(name.p, "/tmp/not made", &f->arena, &fault),
				ERR_INVALID);
	}
}

static void
a_restored_copy_is_the_store_without_the_seal(struct fixture *f)
{
	struct text name = copy_name(f), fault = NO_TEXT;
	struct text restored = text_format(&f->arena, "%s/restored.db", f->directory.p);
	struct store *store;
	struct stat status;
	struct query q;

	assert_ok(twins_add(f->store, TEXT("x")));
	assert_ok(store_backup(f->store, name.p));
	assert_ok(store_restore(name.p, restored.p, &f->arena, &fault));
	assert_int_equal(stat(restored.p, &status), 0);
	assert_int_equal(status.st_size % 4096, 0);
	assert_int_equal(store_restore(name.p, restored.p, &f->arena, &fault), ERR_CONFLICT);
	assert_ok(store_open(restored, STORE_WRITE, &store, &f->arena, &fault));
	assert_ok(twins_add(store, TEXT("y")));
	query_begin(&q, store, &compare);
	assert_true(query_next(&q));
	assert_int_equal(column_int(&q, 0), 2);
	assert_ok(query_end(&q));
	store_close(store);
	assert_ok(store_check_file(restored.p, &f->arena, &fault));
}

static void
other_files_are_refused_with_words(struct fixture *f)
{
	struct text name = copy_name(f), fault = NO_TEXT;
	struct store *store;
	FILE *out = fopen(name.p, "w");

	assert_int_equal(store_check_file("/nowhere.db", &f->arena, &fault), ERR_INVALID);
	assert_true(text_find(fault, TEXT("/nowhere.db")) >= 0);
	for (int i = 0; i < 1000; i++)
		fputs("this is no store\n", out);
	fclose(out);
	assert_int_equal(store_check_file(name.p, &f->arena, &fault), ERR_INVALID);
	assert_int_equal(store_open(name, STORE_WRITE, &store, &f->arena, &fault), ERR_INVALID);
	assert_true(fault.n > 0);
}

static void
a_server_is_copied_by_its_own_tools(struct fixture *f)
{
	assert_int_equal(store_backup(f->store, copy_name(f).p), ERR_INVALID);
}

int
main(void)
{
	static const struct store_test tests[] = {
			SQLITE_TEST(a_copy_made_while_others_write_is_consistent),
			SQLITE_TEST(a_copy_is_its_owners_alone_and_leaves_nothing_beside_it),
			SQLITE_TEST(a_copy_that_cannot_be_written_leaves_the_old_one),
			SQLITE_TEST(damaged_files_are_refused),
			SQLITE_TEST(a_restored_copy_is_the_store_without_the_seal),
			SQLITE_TEST(other_files_are_refused_with_words),
			POSTGRES_TEST(a_server_is_copied_by_its_own_tools),
	};

	return stores_run("backup", tests, COUNT_OF(tests), migrations, COUNT_OF(migrations));
}
