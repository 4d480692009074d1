/* What store.h and migrate.h promise, on both engines. */
#include "support/stores.h"

#include "base/buf.h"
#include "store/writer.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define COLUMNS_OF_NOTE "(id BIGINT PRIMARY KEY, name TEXT NOT NULL UNIQUE, body TEXT, n BIGINT"

static const struct migration migrations[] = {
		{1, "notes",
				"CREATE TABLE note (id INTEGER PRIMARY KEY, name TEXT NOT NULL "
				"UNIQUE,"
				" body TEXT, n INTEGER CHECK (n >= 0)) STRICT;"
				"CREATE TABLE line (id INTEGER PRIMARY KEY,"
				" note INTEGER NOT NULL REFERENCES note (id)) STRICT;",
				"CREATE TABLE note " COLUMNS_OF_NOTE " CHECK (n >= 0));"
				"CREATE TABLE line (id BIGINT PRIMARY KEY,"
				" note BIGINT NOT NULL REFERENCES note (id));"},
		{2, "more notes", "INSERT INTO note (id, name) VALUES (100, 'first');",
				"INSERT INTO note (id, name) VALUES (100, 'first');"},
};

/* Places out of order and used twice: each engine has to find them by number. */
static const struct sql add = {.name = "add",
		.text = "INSERT INTO note (name, n, body, id) VALUES ($2, $4, $3, $1)",
		.parameters = 4};
static const struct sql load = {.name = "load",
		.text = "SELECT id, name, body, n, n > 5 FROM note WHERE id = $1 OR id = $1",
		.parameters = 1};
static const struct sql list = {.name = "list",
		.text = "SELECT id FROM note WHERE id < $1 ORDER BY id",
		.parameters = 1};
static const struct sql count_notes = {.name = "count_notes", .text = "SELECT count(*) FROM note"};
static const struct sql set_n = {.name = "set_n",
		.text = "UPDATE note SET n = $2 WHERE id = $1 AND coalesce(n, -1) = $3",
		.parameters = 3};
static const struct sql add_line = {.name = "add_line",
		.text = "INSERT INTO line (id, note) VALUES ($1, $2)",
		.parameters = 2};
static const struct sql add_new = {.name = "add_new",
		.text = "INSERT INTO note (id, name) VALUES ($1, $2)\n"
			"ON CONFLICT (name) DO NOTHING RETURNING id",
		.parameters = 2};
static const struct sql put = {.name = "put",
		.text = "INSERT INTO note (id, name) VALUES ($1, $2)\n"
			"ON CONFLICT (name) DO UPDATE SET n = 1 RETURNING id",
		.parameters = 2};
static const struct sql wrong = {.name = "wrong", .text = "SELECT nothing FROM nowhere"};
static const struct sql two_texts = {
		.name = "two_texts", .text = "SELECT 'sqlite'", .postgres = "SELECT 'postgres'"};

static enum err
note_add(struct store *store, int64_t id, struct text name, struct text body, int64_t n)
{
	struct query q;

	query_begin(&q, store, &add);
	bind_int(&q, id);
	bind_text(&q, name);
	bind_text_or_null(&q, body);
	bind_int(&q, n);
	return query_run(&q);
}

static int64_t
notes(struct store *store)
{
	struct query q;
	int64_t count = -1;

	query_begin(&q, store, &count_notes);
	if (query_next(&q))
		count = column_int(&q, 0);
	assert_ok(query_end(&q));
	return count;
}

static void
rows_come_back_as_they_went(struct fixture *f)
{
	struct text body = TEXT("Đường dây nóng 'x' \"y\" \\ $1 ; --\n80/2020");
	struct query q;

	assert_ok(note_add(f->store, INT64_MAX, TEXT("lớn"), body, 7));
	query_begin(&q, f->store, &load);
	bind_int(&q, INT64_MAX - 1);
	assert_false(query_next(&q));
	assert_ok(query_end(&q));
	query_begin(&q, f->store, &load);
	bind_int(&q, 100);
	assert_true(query_next(&q));
	assert_true(column_is_null(&q, 2));
	assert_int_equal(column_text(&q, 2, &f->arena).n, 0);
	assert_int_equal(column_int(&q, 3), 0);
	assert_true(column_is_null(&q, 4));
	assert_false(query_next(&q));
	assert_false(query_next(&q));
	assert_ok(query_end(&q));
	query_begin(&q, f->store, &list);
	bind_int(&q, INT64_MAX);
	assert_true(query_next(&q));
	assert_int_equal(column_int(&q, 0), 100);
	assert_ok(query_end(&q));
}

static void
texts_are_bound_by_length_and_numbers_exactly(struct fixture *f)
{
	struct text cut = text_slice(TEXT("tên dài quá"), 0, 4);
	struct query q;

	assert_ok(note_add(f->store, 1, cut, TEXT("b"), INT64_MAX));
	query_begin(&q, f->store, &load);
	bind_int(&q, 1);
	assert_true(query_next(&q));
	assert_text(column_text(&q, 1, &f->arena), "tên");
	assert_text(column_text(&q, 2, &f->arena), "b");
	assert_true(column_int(&q, 3) == INT64_MAX);
	assert_int_equal(column_int(&q, 4), 1);
	assert_ok(query_end(&q));
}

static void
instants_days_and_absent_ids_are_numbers(struct fixture *f)
{
	struct query q;

	query_begin(&q, f->store, &add);
	bind_instant(&q, (struct instant){.ms = 1700000000123});
	bind_text(&q, TEXT("x"));
	bind_null(&q);
	bind_day(&q, (struct day){.n = 20000});
	assert_ok(query_run(&q));
	query_begin(&q, f->store, &load);
	bind_instant(&q, (struct instant){.ms = 1700000000123});
	assert_true(query_next(&q));
	assert_true(column_instant(&q, 0).ms == 1700000000123);
	assert_int_equal(column_day(&q, 3).n, 20000);
	assert_ok(query_end(&q));
	query_begin(&q, f->store, &add);
	bind_int(&q, 2);
	bind_text(&q, TEXT("y"));
	bind_text_or_null(&q, NO_TEXT);
	bind_id_or_null(&q, 0);
	assert_ok(query_run(&q));
	query_begin(&q, f->store, &load);
	bind_int(&q, 2);
	assert_true(query_next(&q));
	assert_true(column_is_null(&q, 2));
	assert_true(column_is_null(&q, 3));
	assert_ok(query_end(&q));
}

static void
a_constraint_is_a_conflict(struct fixture *f)
{
	struct query q;

	assert_int_equal(note_add(f->store, 1, TEXT("first"), NO_TEXT, 0), ERR_CONFLICT);
	assert_int_equal(note_add(f->store, 100, TEXT("b"), NO_TEXT, 0), ERR_CONFLICT);
	assert_int_equal(note_add(f->store, 1, TEXT("b"), NO_TEXT, -1), ERR_CONFLICT);
	query_begin(&q, f->store, &add_line);
	bind_int(&q, 1);
	bind_int(&q, 77);
	assert_int_equal(query_run(&q), ERR_CONFLICT);
	assert_int_equal(notes(f->store), 1);
}

/* The number that the statement gives back; 0 when it gives no row. */
static int64_t
id_of(struct store *store, const struct sql *sql, int64_t id, struct text name)
{
	struct query q;
	int64_t given = 0;

	query_begin(&q, store, sql);
	bind_int(&q, id);
	bind_text(&q, name);
	if (query_next(&q)) {
		given = column_int(&q, 0);
		assert_false(query_next(&q));
	}
	assert_ok(query_end(&q));
	return given;
}

static void
a_new_row_gives_its_number_and_one_that_is_there_none(struct fixture *f)
{
	assert_int_equal(id_of(f->store, &add_new, 7, TEXT("a")), 7);
	assert_int_equal(id_of(f->store, &add_new, 8, TEXT("a")), 0);
	assert_int_equal(id_of(f->store, &put, 9, TEXT("b")), 9);
	assert_int_equal(id_of(f->store, &put, 10, TEXT("a")), 7);
	assert_int_equal(id_of(f->store, &add_new, 11, TEXT("c")), 11);
}

static void
run_one_is_a_compare_and_swap(struct fixture *f)
{
	struct query q;

	for (int i = 0; i < 2; i++) {
		query_begin(&q, f->store, &set_n);
		bind_int(&q, 100);
		bind_int(&q, 5);
		bind_int(&q, -1);
		assert_int_equal(query_run_one(&q), i == 0 ? OK : ERR_CONFLICT);
		assert_int_equal(query_changes(&q), i == 0 ? 1 : 0);
	}
}

static void
a_query_keeps_its_first_error(struct fixture *f)
{
	struct query q;

	query_begin(&q, f->store, &wrong);
	assert_false(query_next(&q));
	assert_false(query_next(&q));
	assert_int_equal(column_int(&q, 0), 0);
	assert_int_equal(column_text(&q, 0, &f->arena).n, 0);
	assert_int_equal(query_end(&q), ERR_BROKEN);
	assert_int_equal(notes(f->store), 1);
}

static void
one_statement_may_run_inside_itself(struct fixture *f)
{
	struct query outer, inner;

	assert_ok(note_add(f->store, 1, TEXT("a"), NO_TEXT, 0));
	for (int round = 0; round < 2; round++) {
		query_begin(&outer, f->store, &list);
		bind_int(&outer, 1000);
		assert_true(query_next(&outer));
		query_begin(&inner, f->store, &list);
		bind_int(&inner, 2);
		assert_true(query_next(&inner));
		assert_int_equal(column_int(&inner, 0), 1);
		assert_false(query_next(&inner));
		assert_ok(query_end(&inner));
		assert_true(query_next(&outer));
		assert_int_equal(column_int(&outer, 0), 100);
		assert_ok(query_end(&outer));
	}
}

static void
each_engine_runs_its_own_text(struct fixture *f)
{
	struct query q;

	query_begin(&q, f->store, &two_texts);
	assert_true(query_next(&q));
	assert_text(column_text(&q, 0, &f->arena),
			f->engine == ENGINE_SQLITE ? "sqlite" : "postgres");
	assert_ok(query_end(&q));
	assert_int_equal(store_is_postgres(f->store), f->engine == ENGINE_POSTGRES);
}

static void
transactions_and_savepoints_nest(struct fixture *f)
{
	assert_false(store_in_transaction(f->store));
	assert_ok(store_begin(f->store));
	assert_true(store_in_transaction(f->store));
	assert_ok(note_add(f->store, 1, TEXT("kept"), NO_TEXT, 0));
	assert_ok(store_savepoint(f->store));
	assert_ok(note_add(f->store, 2, TEXT("lost"), NO_TEXT, 0));
	/* A failed statement spoils PostgreSQL's transaction: the savepoint mends it. */
	assert_int_equal(note_add(f->store, 2, TEXT("again"), NO_TEXT, 0), ERR_CONFLICT);
	assert_ok(store_rollback_to(f->store));
	assert_ok(store_savepoint(f->store));
	assert_ok(note_add(f->store, 3, TEXT("kept too"), NO_TEXT, 0));
	assert_ok(store_release(f->store));
	assert_ok(store_commit(f->store));
	assert_false(store_in_transaction(f->store));
	assert_int_equal(notes(f->store), 3);
	assert_ok(store_begin(f->store));
	assert_ok(note_add(f->store, 4, TEXT("gone"), NO_TEXT, 0));
	store_rollback(f->store);
	store_rollback(f->store);
	assert_int_equal(notes(f->store), 3);
}

static void
a_failed_statement_spoils_its_transaction(struct fixture *f)
{
	assert_ok(store_begin(f->store));
	assert_ok(note_add(f->store, 1, TEXT("a"), NO_TEXT, 0));
	assert_int_equal(note_add(f->store, 2, TEXT("a"), NO_TEXT, 0), ERR_CONFLICT);
	assert_int_equal(note_add(f->store, 2, TEXT("b"), NO_TEXT, 0), ERR_BROKEN);
	assert_int_equal(store_commit(f->store), ERR_BROKEN);
	assert_false(store_in_transaction(f->store));
	assert_int_equal(notes(f->store), 1);
}

static void
a_reader_sees_commits_and_cannot_write(struct fixture *f)
{
	struct store *reader;
	struct text fault;

	assert_ok(store_open(f->where, STORE_READ, &reader, &f->arena, &fault));
	assert_ok(store_begin(f->store));
	assert_ok(note_add(f->store, 1, TEXT("a"), NO_TEXT, 0));
	assert_int_equal(notes(reader), 1);
	assert_ok(store_commit(f->store));
	assert_int_equal(notes(reader), 2);
	assert_int_not_equal(note_add(reader, 2, TEXT("b"), NO_TEXT, 0), OK);
	assert_int_equal(notes(reader), 2);
	store_close(reader);
}

static void
locks_are_taken_in_transactions(struct fixture *f)
{
	assert_ok(store_begin(f->store));
	assert_ok(store_lock(f->store, "audit"));
	assert_ok(store_lock(f->store, "audit"));
	assert_ok(note_add(f->store, 1, TEXT("a"), NO_TEXT, 0));
	assert_ok(store_commit(f->store));
}

static void
steps_run_once_in_order_and_a_newer_store_is_refused(struct fixture *f)
{
	static const struct migration third[] = {
			{1, "notes", "SELECT no", "SELECT no"},
			{2, "more", "SELECT no", "SELECT no"},
			{3, "broken", "CREATE TABLE made (id INTEGER); SELECT nothing FROM nowhere",
					"CREATE TABLE made (id INTEGER); SELECT nothing FROM "
					"nowhere"},
	};
	static const struct migration mended[] = {
			{3, "mended", "CREATE TABLE made (id INTEGER)",
					"CREATE TABLE made (id INTEGER)"},
	};
	struct text fault = NO_TEXT;
	int version = -1;

	assert_ok(migrate_version(f->store, &version));
	assert_int_equal(version, 2);
	assert_int_equal(migrate(f->store, third, 3, &f->arena, &fault), ERR_BROKEN);
	assert_true(text_find(fault, TEXT("schema step 3 (broken)")) >= 0);
	assert_ok(migrate_version(f->store, &version));
	assert_int_equal(version, 2);
	/* The broken step left nothing behind. */
	assert_ok(migrate(f->store, mended, 1, &f->arena, &fault));
	assert_ok(migrate(f->store, mended, 1, &f->arena, &fault));
	assert_int_equal(migrate(f->store, migrations, 2, &f->arena, &fault), ERR_INVALID);
	assert_true(text_find(fault, TEXT("bản chương trình mới hơn")) >= 0);
}

static void
wrong_addresses_are_told_in_words(struct fixture *f)
{
	struct text where = f->engine == ENGINE_POSTGRES
					    ? TEXT("postgresql:///x?host=/nowhere/at/all")
					    : TEXT("/nowhere/at/all.db");
	struct store *store = NULL;
	struct text fault = NO_TEXT;

	assert_int_equal(
			store_open(where, STORE_WRITE, &store, &f->arena, &fault), ERR_UNAVAILABLE);
	assert_null(store);
	assert_true(text_find(fault, TEXT("/nowhere/at/all")) >= 0);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(rows_come_back_as_they_went),
			STORE_TEST(texts_are_bound_by_length_and_numbers_exactly),
			STORE_TEST(instants_days_and_absent_ids_are_numbers),
			STORE_TEST(a_constraint_is_a_conflict),
			STORE_TEST(a_new_row_gives_its_number_and_one_that_is_there_none),
			STORE_TEST(run_one_is_a_compare_and_swap),
			STORE_TEST(a_query_keeps_its_first_error),
			STORE_TEST(one_statement_may_run_inside_itself),
			STORE_TEST(each_engine_runs_its_own_text),
			STORE_TEST(transactions_and_savepoints_nest),
			STORE_TEST(a_failed_statement_spoils_its_transaction),
			STORE_TEST(a_reader_sees_commits_and_cannot_write),
			STORE_TEST(locks_are_taken_in_transactions),
			STORE_TEST(steps_run_once_in_order_and_a_newer_store_is_refused),
			STORE_TEST(wrong_addresses_are_told_in_words),
	};

	return stores_run("store", tests, COUNT_OF(tests), migrations, COUNT_OF(migrations));
}
