/*
 * stores.h - empty stores for tests, the same test on both engines.
 *
 *	static void
 *	rows_come_back_as_they_went(struct fixture *f)
 *	{
 *		…
 *	}
 *
 *	int
 *	main(void)
 *	{
 *		static const struct store_test tests[] = {STORE_TEST(rows_come_back_as_they_went)};
 *
 *		return stores_run("store", tests, COUNT_OF(tests), migrations,
 *COUNT_OF(migrations));
 *	}
 *
 * SQLite gets a new file in a new directory for each test; PostgreSQL a new schema
 * on the server whose URL is in CONGTIN_TEST_POSTGRES (skipped without it).
 */
#ifndef SUPPORT_STORES_H
#define SUPPORT_STORES_H

/* cmocka wants these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/migrate.h"
#include "store/store.h"

enum test_engine { ENGINE_SQLITE = 1, ENGINE_POSTGRES = 2, ENGINE_BOTH = 3 };

struct fixture {
	enum test_engine engine;
	struct arena arena;
	struct text directory; /* the test's own, removed behind it */
	struct text where;     /* the store's address, for further connections */
	struct store *store;   /* migrated, for writing */
	void (*end)(void *);   /* called with `held` behind the test, if set */
	void *held;
};

struct store_test {
	const char *name;
	void (*run)(struct fixture *fixture);
	enum test_engine engines;
};

#define STORE_TEST(name)                                                                           \
	{                                                                                          \
#name, name, ENGINE_BOTH                                                           \
	}
#define SQLITE_TEST(name)                                                                          \
	{                                                                                          \
#name, name, ENGINE_SQLITE                                                         \
	}
#define POSTGRES_TEST(name)                                                                        \
	{                                                                                          \
#name, name, ENGINE_POSTGRES                                                       \
	}

#define assert_ok(call) assert_int_equal((call), OK)
#define assert_text(text, wanted) assert_true(text_equals((text), text_of(wanted)))

/* cmocka's count of failures: what main returns. */
int stores_run(const char *suite, const struct store_test *tests, size_t count,
		const struct migration *migrations, size_t steps);

/* A new empty directory, and its removal with all that is in it. */
struct text directory_new(struct arena *arena);
void directory_remove(struct text directory);

#endif
