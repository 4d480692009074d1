/*
 * The engine for SQLite.
 *
 * Statements are prepared once for each connection and kept by the address of
 * their struct sql. SQLite takes `$1` for a name and counts names in the order in
 * which they appear, so the places of $1, $2, … are looked up when preparing.
 */
#include "store/sqlite.h"

#include "base/log.h"
#include "store/tokenizer.h"

#include <assert.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define BUSY_TIMEOUT_MS 5000
#define LOG_PAGES "16384" /* written before they are moved, where no checkpoint.c does it */
#define RETURNING_ID "RETURNING id"

static pthread_once_t configured = PTHREAD_ONCE_INIT;

struct sqlite_statement {
	struct sqlite_statement *next; /* in its bucket */
	const struct sql *sql;
	sqlite3_stmt *prepared;
	int places[QUERY_PARAMETERS_MAX]; /* of $1, $2, …; 0 when PostgreSQL alone uses it */
	bool busy;                        /* held by a query: a second one gets its own */
	bool tells_new_id;                /* instead of a row: returns_new_id */
};

enum err
sqlite_err(sqlite3 *db, int code, const char *doing)
{
	switch (code & 0xff) {
	case SQLITE_OK:
	case SQLITE_ROW:
	case SQLITE_DONE:
		return OK;
	case SQLITE_CONSTRAINT:
		log_debug("store: %s: %s", doing, sqlite3_errmsg(db));
		return ERR_CONFLICT;
	case SQLITE_FULL:
	case SQLITE_IOERR:
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
	case SQLITE_CANTOPEN:
	case SQLITE_INTERRUPT:
	case SQLITE_NOMEM:
	case SQLITE_PROTOCOL:
		log_warn("store: %s: %s (%d)", doing, sqlite3_errmsg(db),
				sqlite3_extended_errcode(db));
		return ERR_UNAVAILABLE;
	default:
		log_error("store: %s: %s (%d)", doing, sqlite3_errmsg(db),
				sqlite3_extended_errcode(db));
		return ERR_BROKEN;
	}
}

/* --- connections --- */

static enum err
run_script(sqlite3 *db, const char *text, struct arena *arena, struct text *fault)
{
	int code = sqlite3_exec(db, text, NULL, NULL, NULL);

	if (code == SQLITE_OK)
		return OK;
	return fault_say(arena, fault, sqlite_err(db, code, "script"), "%s", sqlite3_errmsg(db));
}

/*
 * A reader maps little of the file: each mapping counts as resident memory, once for
 * each connection, and the system's own cache serves the rest.
 */
static enum err
settle(sqlite3 *db, enum store_mode mode, bool careless, struct arena *arena, struct text *fault)
{
	sqlite3_busy_timeout(db, BUSY_TIMEOUT_MS);
	sqlite3_extended_result_codes(db, 1);
	sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	TRY(run_script(db, "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;", arena, fault));
	if (mode == STORE_READ)
		return run_script(db,
				"PRAGMA query_only = ON; PRAGMA cache_size = -2048;"
				"PRAGMA mmap_size = 16777216;",
				arena, fault);
	TRY(run_script(db,
			"PRAGMA journal_mode = WAL; PRAGMA cache_size = -16384;"
			"PRAGMA journal_size_limit = 67108864; PRAGMA wal_autocheckpoint "
			"= " LOG_PAGES ";",
			arena, fault));
	return run_script(db, careless ? "PRAGMA synchronous = OFF" : "PRAGMA synchronous = FULL",
			arena, fault);
}

/* A file with a foreign or no id and tables in it belongs to somebody else. */
static enum err
check_owner(sqlite3 *db, struct arena *arena, struct text *fault)
{
	sqlite3_stmt *statement = NULL;
	int code, id = 0, pages = 0;

	code = sqlite3_prepare_v2(db,
			"SELECT (SELECT application_id FROM pragma_application_id),"
			" (SELECT count(*) FROM sqlite_schema)",
			-1, &statement, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_step(statement);
	if (code == SQLITE_ROW) {
		id = sqlite3_column_int(statement, 0);
		pages = sqlite3_column_int(statement, 1);
	}
	sqlite3_finalize(statement);
	if ((code & 0xff) == SQLITE_NOTADB || (code & 0xff) == SQLITE_CORRUPT)
		return fault_say(arena, fault, ERR_INVALID, "not a SQLite file, or a damaged one");
	if (code != SQLITE_ROW)
		return fault_say(arena, fault, sqlite_err(db, code, "open"), "%s",
				sqlite3_errmsg(db));
	if (pages && id && id != SQLITE_APPLICATION_ID)
		return fault_say(arena, fault, ERR_INVALID,
				"tệp SQLite này thuộc chương trình khác");
	return OK;
}

/* The library counts its memory under one lock for all threads; nobody asks for the figure. */
static void
configure(void)
{
	if (sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) != SQLITE_OK)
		log_warn("store: SQLite was in use before it was configured");
}

static enum err
open_file(struct sqlite_store *self, const char *path, enum store_mode mode,
		const struct store_options *options, struct arena *arena, struct text *fault)
{
	int flags = SQLITE_OPEN_NOMUTEX;
	int code;

	pthread_once(&configured, configure);
	flags |= mode == STORE_READ ? SQLITE_OPEN_READONLY
				    : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
	code = sqlite3_open_v2(path, &self->db, flags, options->vfs);
	if (code != SQLITE_OK)
		return fault_say(arena, fault, ERR_UNAVAILABLE, "%s: %s", path,
				self->db ? sqlite3_errmsg(self->db) : sqlite3_errstr(code));
	TRY(tokenizer_register(self->db));
	TRY(check_owner(self->db, arena, fault));
	return settle(self->db, mode, options->careless, arena, fault);
}

static void
sqlite_close_store(struct store *store)
{
	struct sqlite_store *self = (struct sqlite_store *)store;

	for (size_t i = 0; i < STATEMENT_BUCKETS; i++) {
		struct sqlite_statement *statement = self->statements[i];

		while (statement) {
			struct sqlite_statement *next = statement->next;

			sqlite3_finalize(statement->prepared);
			free(statement);
			statement = next;
		}
	}
	sqlite3_close(self->db);
	free(self);
}

static enum err
sqlite_open_store(struct text where, enum store_mode mode, const struct store_options *options,
		struct store **out, struct arena *arena, struct text *fault)
{
	struct sqlite_store *self = calloc(1, sizeof(*self));
	enum err err;

	if (!self)
		abort();
	self->store.engine = &sqlite_engine;
	self->store.mode = mode;
	err = open_file(self, text_c(arena, where), mode, options, arena, fault);
	if (err != OK) {
		sqlite_close_store(&self->store);
		return err;
	}
	*out = &self->store;
	return OK;
}

/* --- transactions --- */

/* SQLite gives a whole transaction up by itself when the disk fails at the wrong moment. */
static bool
transaction_was_lost(struct store *store)
{
	return store->in_transaction && sqlite3_get_autocommit(sqlite_of(store));
}

static enum err
sqlite_lock(struct store *store, const char *name, bool shared)
{
	(void)name, (void)shared;
	return transaction_was_lost(store) ? ERR_UNAVAILABLE : OK;
}

static enum err
sqlite_script(struct store *store, const char *text, struct arena *arena, struct text *fault)
{
	if (transaction_was_lost(store))
		return ERR_UNAVAILABLE;
	return run_script(sqlite_of(store), text, arena, fault);
}

/* --- statements --- */

/*
 * Whether a statement adds one row and returns its number, which SQLite knows anyway. For
 * RETURNING it would open a savepoint and a table of its own with each row.
 */
static bool
returns_new_id(const char *text)
{
	size_t n = strlen(text), end = strlen(RETURNING_ID);

	return n > end && strcmp(text + n - end, RETURNING_ID) == 0 &&
	       strncmp(text, "INSERT", strlen("INSERT")) == 0 && !strstr(text, "DO UPDATE") &&
	       !strstr(text, "SELECT");
}

static enum err
statement_prepare(struct sqlite_store *self, const struct sql *sql, struct sqlite_statement **out)
{
	struct sqlite_statement *statement;
	sqlite3_stmt *prepared = NULL;
	bool is_new = returns_new_id(sql->text);
	size_t length = strlen(sql->text) - (is_new ? strlen(RETURNING_ID) : 0);
	int code = sqlite3_prepare_v3(self->db, sql->text, (int)length, SQLITE_PREPARE_PERSISTENT,
			&prepared, NULL);

	if (code != SQLITE_OK)
		return sqlite_err(self->db, code, sql->name);
	statement = calloc(1, sizeof(*statement));
	if (!statement)
		abort();
	statement->sql = sql;
	statement->prepared = prepared;
	statement->tells_new_id = is_new;
	for (int i = 0; i < sql->parameters; i++) {
		char name[16];

		snprintf(name, sizeof(name), "$%d", i + 1);
		statement->places[i] = sqlite3_bind_parameter_index(prepared, name);
	}
	*out = statement;
	return OK;
}

static enum err
statement_take(struct sqlite_store *self, const struct sql *sql, struct sqlite_statement **out)
{
	size_t hash = ((uintptr_t)sql >> 4) * 0x9e3779b9u;
	struct sqlite_statement **bucket = &self->statements[hash / 64 % STATEMENT_BUCKETS];
	struct sqlite_statement *statement = *bucket;

	while (statement && (statement->sql != sql || statement->busy))
		statement = statement->next;
	if (!statement) {
		TRY(statement_prepare(self, sql, &statement));
		statement->next = *bucket;
		*bucket = statement;
	}
	statement->busy = true;
	*out = statement;
	return OK;
}

static const struct sql controls[] = {
		[CONTROL_BEGIN] = {.name = "begin", .text = "BEGIN IMMEDIATE"},
		[CONTROL_COMMIT] = {.name = "commit", .text = "COMMIT"},
		[CONTROL_ROLLBACK] = {.name = "rollback", .text = "ROLLBACK"},
		[CONTROL_SAVEPOINT] = {.name = "savepoint", .text = "SAVEPOINT job"},
		[CONTROL_RELEASE] = {.name = "release", .text = "RELEASE job"},
};
static const struct sql begin_reading = {.name = "begin reading", .text = "BEGIN"};

static enum err
sqlite_control(struct store *store, enum store_control control)
{
	struct sqlite_store *self = (struct sqlite_store *)store;
	const struct sql *sql = &controls[control];
	struct sqlite_statement *statement;
	int code;

	if (transaction_was_lost(store))
		return control == CONTROL_ROLLBACK ? OK : ERR_UNAVAILABLE;
	if (control == CONTROL_ROLLBACK_TO)
		return sqlite_err(self->db,
				sqlite3_exec(self->db, "ROLLBACK TO job; RELEASE job", NULL, NULL,
						NULL),
				"rollback to");
	if (control == CONTROL_BEGIN && store->mode == STORE_READ)
		sql = &begin_reading;
	TRY(statement_take(self, sql, &statement));
	sqlite3_step(statement->prepared);
	code = sqlite3_reset(statement->prepared);
	statement->busy = false;
	return sqlite_err(self->db, code, sql->name);
}

static void
sqlite_begin(struct query *query)
{
	struct sqlite_statement *statement;

	if (transaction_was_lost(query->store)) {
		query->err = ERR_UNAVAILABLE;
		return;
	}
	query->err = statement_take((struct sqlite_store *)query->store, query->sql, &statement);
	if (query->err == OK)
		query->statement = statement;
}

static sqlite3_stmt *
prepared_of(const struct query *query)
{
	return ((struct sqlite_statement *)query->statement)->prepared;
}

static bool
tells_new_id(const struct query *query)
{
	return ((struct sqlite_statement *)query->statement)->tells_new_id;
}

static int
place_of(const struct query *query, int at)
{
	return ((struct sqlite_statement *)query->statement)->places[at];
}

static void
bound(struct query *query, int code)
{
	if (code != SQLITE_OK)
		query->err = sqlite_err(sqlite_of(query->store), code, query->sql->name);
}

static void
sqlite_bind_number(struct query *query, int at, int64_t value)
{
	if (place_of(query, at))
		bound(query, sqlite3_bind_int64(prepared_of(query), place_of(query, at), value));
}

static void
sqlite_bind_words(struct query *query, int at, struct text value)
{
	if (place_of(query, at))
		bound(query, sqlite3_bind_text64(prepared_of(query), place_of(query, at),
					     value.p ? value.p : "", value.n, SQLITE_STATIC,
					     SQLITE_UTF8));
}

static void
sqlite_bind_nothing(struct query *query, int at)
{
	if (place_of(query, at))
		bound(query, sqlite3_bind_null(prepared_of(query), place_of(query, at)));
}

static bool
sqlite_next(struct query *query)
{
	sqlite3 *db = sqlite_of(query->store);
	int code;

	if (query->rows) /* it has come to its end */
		return false;
	query->started = true;
	code = sqlite3_step(prepared_of(query));
	if (code == SQLITE_ROW)
		return true;
	query->rows = query->statement;
	query->err = sqlite_err(db, code, query->sql->name);
	if (query->err == OK && !sqlite3_stmt_readonly(prepared_of(query)))
		query->changes = sqlite3_changes64(db);
	return tells_new_id(query) && query->changes == 1;
}

static void
sqlite_end(struct query *query)
{
	struct sqlite_statement *statement = query->statement;

	if (!statement)
		return;
	sqlite3_reset(statement->prepared);
	sqlite3_clear_bindings(statement->prepared);
	statement->busy = false;
	query->statement = NULL;
}

static int64_t
sqlite_column_number(struct query *query, int column)
{
	if (tells_new_id(query))
		return sqlite3_last_insert_rowid(sqlite_of(query->store));
	return sqlite3_column_int64(prepared_of(query), column);
}

static struct text
sqlite_column_words(struct query *query, int column)
{
	sqlite3_stmt *prepared = prepared_of(query);
	const unsigned char *p = sqlite3_column_text(prepared, column);

	return (struct text){.p = p ? (const char *)p : "",
			.n = (size_t)sqlite3_column_bytes(prepared, column)};
}

static bool
sqlite_column_is_null(struct query *query, int column)
{
	return sqlite3_column_type(prepared_of(query), column) == SQLITE_NULL;
}

const struct store_engine sqlite_engine = {
		.name = "SQLite",
		.open = sqlite_open_store,
		.close = sqlite_close_store,
		.control = sqlite_control,
		.lock = sqlite_lock,
		.script = sqlite_script,
		.begin = sqlite_begin,
		.bind_int = sqlite_bind_number,
		.bind_text = sqlite_bind_words,
		.bind_null = sqlite_bind_nothing,
		.next = sqlite_next,
		.end = sqlite_end,
		.column_int = sqlite_column_number,
		.column_text = sqlite_column_words,
		.column_is_null = sqlite_column_is_null,
};
