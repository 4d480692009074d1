/*
 * sqlite_loop.c - what a bare SQLite group commit can do: the yardstick for submissions.
 *
 * sqlite_loop FILE [SECONDS] writes what a submission writes (five rows of some 200
 * bytes, with two indexes), BATCH submissions to a durable transaction, and prints
 * how many of them it committed in a second. No HTTP, no law, no hash chain.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define BATCH 128
#define ROWS 5
#define ROW_BYTES 200

static void
must(sqlite3 *db, int code)
{
	if (code == SQLITE_OK || code == SQLITE_DONE)
		return;
	fprintf(stderr, "sqlite_loop: %s\n", sqlite3_errmsg(db));
	exit(1);
}

static double
seconds_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void
batch_write(sqlite3 *db, sqlite3_stmt *insert, const char *row)
{
	must(db, sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL));
	for (int i = 0; i < BATCH * ROWS; i++) {
		must(db, sqlite3_bind_int(insert, 1, i % ROWS));
		must(db, sqlite3_bind_text(insert, 2, row, ROW_BYTES, SQLITE_STATIC));
		must(db, sqlite3_step(insert));
		must(db, sqlite3_reset(insert));
	}
	must(db, sqlite3_exec(db, "COMMIT", NULL, NULL, NULL));
}

int
main(int argc, char **argv)
{
	double length = argc > 2 ? strtod(argv[2], NULL) : 3.0, start, now;
	char row[ROW_BYTES];
	sqlite3_stmt *insert;
	sqlite3 *db;
	long count = 0;

	if (argc < 2 || sqlite3_open(argv[1], &db) != SQLITE_OK) {
		fprintf(stderr, "sqlite_loop: FILE [SECONDS]\n");
		return 2;
	}
	memset(row, 'x', sizeof(row));
	must(db, sqlite3_exec(db,
				 "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
				 "CREATE TABLE t (id INTEGER PRIMARY KEY, kind INTEGER, at "
				 "INTEGER, words TEXT);"
				 "CREATE INDEX t_kind ON t (kind, id);"
				 "CREATE INDEX t_at ON t (at, id)",
				 NULL, NULL, NULL));
	must(db, sqlite3_prepare_v2(db,
				 "INSERT INTO t (kind, at, words) VALUES (?, unixepoch(), ?)", -1,
				 &insert, NULL));
	start = now = seconds_now();
	for (; now - start < length; now = seconds_now(), count += BATCH)
		batch_write(db, insert, row);
	printf("%.0f\n", (double)count / (now - start));
	sqlite3_finalize(insert);
	sqlite3_close(db);
	return 0;
}
