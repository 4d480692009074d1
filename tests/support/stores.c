#include "support/stores.h"

#include "base/log.h"
#include "support/postgres.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* What cmocka hands to a test: which one, on which engine. */
struct run {
	const struct store_test *test;
	const struct migration *migrations;
	size_t steps;
	enum test_engine engine;
	struct fixture fixture;
};

struct text
directory_new(struct arena *arena)
{
	const char *base = getenv("TMPDIR");
	struct text name = text_format(arena, "%s/congtin-test-XXXXXX", base ? base : "/tmp");

	if (!mkdtemp((char *)name.p)) {
		perror(name.p);
		exit(1);
	}
	return name;
}

static int
remove_one(const char *path, const struct stat *status, int kind, struct FTW *place)
{
	(void)status, (void)kind, (void)place;
	return remove(path);
}

void
directory_remove(struct text directory)
{
	nftw(directory.p, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static bool
is_skipped(const struct run *run)
{
	return run->engine == ENGINE_POSTGRES && !postgres_url().n;
}

static int
fixture_begin(void **state)
{
	struct run *run = *state;
	struct fixture *f = &run->fixture;
	struct text fault = NO_TEXT;
	enum err err;

	if (is_skipped(run))
		return 0;
	*f = (struct fixture){.engine = run->engine};
	f->directory = directory_new(&f->arena);
	f->where = run->engine == ENGINE_POSTGRES
				   ? postgres_schema_new(&f->arena)
				   : text_format(&f->arena, "%s/test.db", f->directory.p);
	err = store_open(f->where, STORE_WRITE, &f->store, &f->arena, &fault);
	if (err == OK && run->steps)
		err = migrate(f->store, run->migrations, run->steps, &f->arena, &fault);
	if (err != OK)
		print_error("%s: %s\n", err_name(err), fault.p);
	return err == OK ? 0 : -1;
}

static int
fixture_end(void **state)
{
	struct run *run = *state;
	struct fixture *f = &run->fixture;

	if (is_skipped(run))
		return 0;
	if (f->end)
		f->end(f->held);
	store_close(f->store);
	if (run->engine == ENGINE_POSTGRES)
		postgres_schema_drop(f->where);
	directory_remove(f->directory);
	arena_free(&f->arena);
	return 0;
}

static void
one_test_run(void **state)
{
	struct run *run = *state;

	if (is_skipped(run)) {
		print_message("no CONGTIN_TEST_POSTGRES: not run on PostgreSQL\n");
		skip();
	}
	run->test->run(&run->fixture);
}

int
stores_run(const char *suite, const struct store_test *tests, size_t count,
		const struct migration *migrations, size_t steps)
{
	struct CMUnitTest *units = calloc(count * 2, sizeof(*units));
	struct run *runs = calloc(count * 2, sizeof(*runs));
	struct arena names = {0};
	size_t n = 0;
	int failures;

	log_setup(getenv("CONGTIN_TEST_LOG") ? LOG_DEBUG : LOG_ERROR + 1, false);
	for (size_t i = 0; i < count; i++) {
		for (enum test_engine engine = ENGINE_SQLITE; engine <= ENGINE_POSTGRES; engine++) {
			if (!(tests[i].engines & engine))
				continue;
			runs[n] = (struct run){&tests[i], migrations, steps, engine, {0}};
			units[n] = (struct CMUnitTest){
					.name = text_format(&names, "%s [%s]", tests[i].name,
							engine == ENGINE_SQLITE ? "SQLite"
										: "PostgreSQL")
								.p,
					.test_func = one_test_run,
					.setup_func = fixture_begin,
					.teardown_func = fixture_end,
					.initial_state = &runs[n],
			};
			n++;
		}
	}
	failures = _cmocka_run_group_tests(suite, units, n, NULL, NULL);
	arena_free(&names);
	free(runs);
	free(units);
	return failures;
}
