/*
 * store.h - moves rows to and from SQLite or PostgreSQL. Knows no law.
 *
 * A struct store is one connection and belongs to one thread at a time. SQL comes
 * from .sql files alone: tools/sqlgen makes the only `struct sql` values there
 * are, so a statement built from strings does not exist. Both engines run the
 * same text; parameters are $1, $2, … and are bound in that order.
 *
 *	struct query q;
 *
 *	query_begin(&q, db, &SQL_question_load);
 *	bind_int(&q, id);
 *	if (query_next(&q))
 *		title = column_text(&q, 0, arena);
 *	TRY(query_end(&q));
 *
 * A query keeps its first error; query_end tells it. A failed statement spoils its
 * transaction on both engines (later queries and the commit are refused): callers
 * never try, fail and go on, they return. What may meet a row that is there
 * already says ON CONFLICT DO NOTHING and asks query_changes.
 *
 * INSERT … RETURNING id gives the number of the row that it added, or no row. What returns more
 * or else costs SQLite a savepoint and a table of its own with each run.
 *
 * On PostgreSQL bound numbers are bigint and bound texts are text; where that does
 * not fit, the query says CAST($1 AS …). A comparison reads as 0 or 1 on both.
 *
 * Errors: ERR_CONFLICT (a constraint refused the row), ERR_UNAVAILABLE (disk
 * full, I/O error, no connection, engine too busy), ERR_BROKEN (wrong SQL or
 * schema; logged).
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"
#include "base/time.h"

#include <stdbool.h>
#include <stdint.h>

struct store;
struct store_engine; /* sqlite.c or postgres.c */

/* Made by tools/sqlgen only. */
struct sql {
	const char *name;     /* for logs and the statement cache */
	const char *text;     /* what both engines run … */
	const char *postgres; /* … unless PostgreSQL needs its own text (search only), else NULL */
	int parameters;
};

enum store_mode {
	STORE_READ,  /* a read-only connection */
	STORE_WRITE, /* reads and writes; SQLite: only one such connection at a time writes */
};

/*
 * `where` is a file's path, or "postgresql://…". A SQLite file is created when
 * absent and opened for writing (WAL, synchronous=FULL, foreign keys on). The
 * schema is not touched: see migrate.h. `fault` (optional) gets words for people.
 */
must_check enum err store_open(struct text where, enum store_mode mode, struct store **out,
		struct arena *arena, struct text *fault);
void store_close(struct store *store);

/* For `cleanup(store_cleanup)`. */
void store_cleanup(struct store **store);

bool store_is_postgres(const struct store *store);

must_check enum err store_begin(struct store *store);
must_check enum err store_commit(struct store *store);
void store_rollback(struct store *store);
bool store_in_transaction(const struct store *store);

/*
 * Savepoints inside a transaction, one within the other: what writers put around each verb, and
 * office/bulk.c around each of its own. Release and rollback mean the innermost.
 */
must_check enum err store_savepoint(struct store *store);
must_check enum err store_release(struct store *store);
must_check enum err store_rollback_to(struct store *store);

/*
 * Holds the lock called `name` until the transaction ends, against all other
 * writers. SQLite's one writer holds every lock already.
 */
must_check enum err store_lock(struct store *store, const char *name);

/*
 * Holds it together with others that want it so, against those that hold it alone. Who
 * only reads, or is in no transaction, holds nothing.
 */
must_check enum err store_lock_shared(struct store *store, const char *name);

#define QUERY_PARAMETERS_MAX 24

/* A statement being run. On the stack; its fields are the engine's. */
struct query {
	struct store *store;
	const struct sql *sql;
	void *statement;
	void *rows;
	int bound; /* parameters so far */
	int row;
	int64_t changes;
	enum err err; /* the first */
	bool started;
	const char *values[QUERY_PARAMETERS_MAX];
	int lengths[QUERY_PARAMETERS_MAX];
	unsigned types[QUERY_PARAMETERS_MAX];
	uint64_t numbers[QUERY_PARAMETERS_MAX];
};

void query_begin(struct query *query, struct store *store, const struct sql *sql);

/* Each binds the next parameter. Texts must live until query_end. */
void bind_int(struct query *query, int64_t value);
void bind_text(struct query *query, struct text value);
void bind_null(struct query *query);
void bind_instant(struct query *query, struct instant value); /* milliseconds */
void bind_day(struct query *query, struct day value);         /* days since 1970 */

/* NULL for an empty text; for a number, NULL when it is 0 (ids start at 1). */
void bind_text_or_null(struct query *query, struct text value);
void bind_id_or_null(struct query *query, int64_t id);
void bind_instant_if(struct query *query, bool present, struct instant value); /* else null */

/* Steps to the next row; false at the end or at an error. */
bool query_next(struct query *query);

/* Runs a statement of no rows to its end and ends it: query_next + query_end. */
must_check enum err query_run(struct query *query);

/* As query_run, and ERR_CONFLICT unless exactly one row was changed (compare-and-swap). */
must_check enum err query_run_one(struct query *query);

/* Ends it and tells its first error. The query may be begun again. */
must_check enum err query_end(struct query *query);

/* Rows changed by the statement that query_run or query_end ended. */
int64_t query_changes(const struct query *query);

/* Values of the row stepped to, counted from 0. NULL reads as 0 or the empty text. */
int64_t column_int(struct query *query, int column);
struct text column_text(struct query *query, int column, struct arena *arena);
struct instant column_instant(struct query *query, int column);
struct day column_day(struct query *query, int column);
bool column_is_null(struct query *query, int column);

/*
 * A consistent copy of a SQLite store into `path` while others write: made under a
 * temporary name, sealed with a hash, fsynced, renamed at the end; readable by its
 * owner alone. ERR_INVALID on PostgreSQL, which has pg_dump for that.
 */
must_check enum err store_backup(struct store *store, const char *path);

/*
 * ERR_INVALID with words in `fault` unless the file is a whole, undamaged store of
 * this program. In a copy of store_backup any changed byte is seen, in another
 * file what SQLite's own check sees. Not for a file that this process has open:
 * POSIX drops its locks when any handle to it is closed.
 */
must_check enum err store_check_file(const char *path, struct arena *arena, struct text *fault);

/*
 * Makes a store at `path` from such a copy, after checking it. ERR_CONFLICT when
 * `path` is there already: nothing is written over.
 */
must_check enum err store_restore(
		const char *from, const char *path, struct arena *arena, struct text *fault);

#endif
