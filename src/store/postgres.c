/*
 * The engine for PostgreSQL.
 *
 * Statements are prepared at their first run and named by a counter. Numbers go as
 * int8 and texts as text, whatever the column: where the text of a query needs
 * another type it says so (`$1::tsvector`). A connection that was lost is made
 * again when the next transaction begins, at growing intervals.
 */
#include "base/log.h"
#include "store/engine.h"

#include <assert.h>
#include <endian.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>

#define OID_BOOL 16
#define OID_INT8 20
#define OID_TEXT 25
#define STATEMENT_BUCKETS 256
#define WAIT_FIRST_MS 100
#define WAIT_MOST_MS 5000

struct postgres_statement {
	struct postgres_statement *next; /* in its bucket */
	const struct sql *sql;
	char name[16];
};

struct postgres_store {
	struct store store; /* first */
	PGconn *connection;
	struct postgres_statement *statements[STATEMENT_BUCKETS];
	unsigned names;    /* given so far */
	int64_t try_at_ms; /* when to connect again, monotonic */
	int64_t wait_ms;
};

static struct postgres_store *
self_of(struct store *store)
{
	return (struct postgres_store *)store;
}

static bool
is_lost(const struct postgres_store *self)
{
	return PQstatus(self->connection) != CONNECTION_OK;
}

/* --- errors --- */

static bool
state_starts(const char *state, const char *start)
{
	return strncmp(state, start, strlen(start)) == 0;
}

/* By SQLSTATE (PostgreSQL's Appendix A). */
static enum err
err_of(struct postgres_store *self, const PGresult *result, const char *doing)
{
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	const char *words = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);

	if (!state || is_lost(self)) {
		log_warn("store: %s: %s", doing, PQerrorMessage(self->connection));
		return ERR_UNAVAILABLE;
	}
	if (!strcmp(state, "40001") || !strcmp(state, "40P01")) {
		self->store.retry = true;
		log_debug("store: %s: %s", doing, words);
		return ERR_UNAVAILABLE;
	}
	if (state_starts(state, "23")) {
		log_debug("store: %s: %s", doing, words);
		return ERR_CONFLICT;
	}
	if (state_starts(state, "08") || state_starts(state, "53") || state_starts(state, "57") ||
			state_starts(state, "58") || !strcmp(state, "55P03")) {
		log_warn("store: %s: %s (%s)", doing, words, state);
		return ERR_UNAVAILABLE;
	}
	log_error("store: %s: %s (%s)", doing, words, state);
	return ERR_BROKEN;
}

static bool
is_good(const PGresult *result)
{
	ExecStatusType status = PQresultStatus(result);

	return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

/* Takes the result over. */
static enum err
finish(struct postgres_store *self, PGresult *result, const char *doing)
{
	enum err err = is_good(result) ? OK : err_of(self, result, doing);

	PQclear(result);
	return err;
}

static enum err
run(struct postgres_store *self, const char *text)
{
	return finish(self, PQexec(self->connection, text), text);
}

/* --- connections --- */

static void
statements_forget(struct postgres_store *self)
{
	for (size_t i = 0; i < STATEMENT_BUCKETS; i++) {
		while (self->statements[i]) {
			struct postgres_statement *next = self->statements[i]->next;

			free(self->statements[i]);
			self->statements[i] = next;
		}
	}
}

/* A server set to acknowledge before it is durable would break the writer's word. */
static enum err
settle(struct postgres_store *self)
{
	if (self->store.mode == STORE_READ)
		return run(self, "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY");
	TRY(run(self, "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED"));
	return run(self, "SELECT set_config('synchronous_commit', 'on', false)"
			 " WHERE current_setting('synchronous_commit') = 'off'");
}

static enum err
reconnect(struct postgres_store *self)
{
	if (clock_monotonic_ms() < self->try_at_ms)
		return ERR_UNAVAILABLE;
	statements_forget(self);
	PQreset(self->connection);
	if (!is_lost(self) && settle(self) == OK) {
		log_info("store: PostgreSQL is connected again");
		self->wait_ms = 0;
		self->try_at_ms = 0;
		return OK;
	}
	log_warn("store: %s", PQerrorMessage(self->connection));
	self->wait_ms = self->wait_ms ? self->wait_ms * 2 : WAIT_FIRST_MS;
	if (self->wait_ms > WAIT_MOST_MS)
		self->wait_ms = WAIT_MOST_MS;
	self->try_at_ms = clock_monotonic_ms() + self->wait_ms;
	return ERR_UNAVAILABLE;
}

/* Libpq's notices ("relation exists, skipping") are nothing that operators need. */
static void
drop_notice(void *context, const PGresult *result)
{
	(void)context, (void)result;
}

static void
postgres_close_store(struct store *store)
{
	struct postgres_store *self = self_of(store);

	statements_forget(self);
	PQfinish(self->connection);
	free(self);
}

static enum err
postgres_open_store(struct text where, enum store_mode mode, const struct store_options *options,
		struct store **out, struct arena *arena, struct text *fault)
{
	struct postgres_store *self = calloc(1, sizeof(*self));
	const char *names[] = {"dbname", "fallback_application_name", "connect_timeout",
			"client_encoding", NULL};
	const char *values[] = {text_c(arena, where), "congtin", "5", "UTF8", NULL};
	enum err err;

	(void)options;
	if (!self)
		abort();
	self->store.engine = &postgres_engine;
	self->store.mode = mode;
	self->connection = PQconnectdbParams(names, values, 1);
	err = is_lost(self) ? ERR_UNAVAILABLE : OK;
	if (err == OK) {
		PQsetNoticeReceiver(self->connection, drop_notice, NULL);
		err = settle(self);
	}
	if (err != OK) {
		err = fault_say(arena, fault, err, "%s", PQerrorMessage(self->connection));
		postgres_close_store(&self->store);
		return err;
	}
	*out = &self->store;
	return OK;
}

/* --- transactions --- */

/* The connection may have been lost long ago: only its next use tells. */
static enum err
begin_transaction(struct postgres_store *self)
{
	if (!is_lost(self)) {
		enum err err = run(self, "BEGIN");

		if (!is_lost(self))
			return err;
	}
	TRY(reconnect(self));
	return run(self, "BEGIN");
}

static enum err
postgres_control(struct store *store, enum store_control control)
{
	static const char *const texts[] = {
			[CONTROL_COMMIT] = "COMMIT",
			[CONTROL_ROLLBACK] = "ROLLBACK",
			[CONTROL_SAVEPOINT] = "SAVEPOINT job",
			[CONTROL_RELEASE] = "RELEASE SAVEPOINT job",
			[CONTROL_ROLLBACK_TO] = "ROLLBACK TO SAVEPOINT job; RELEASE SAVEPOINT job",
	};
	struct postgres_store *self = self_of(store);

	if (control == CONTROL_BEGIN)
		return begin_transaction(self);
	if (is_lost(self))
		return control == CONTROL_ROLLBACK ? OK : ERR_UNAVAILABLE;
	return run(self, texts[control]);
}

/* FNV-1a: the same number on every machine. */
static int64_t
lock_number(const char *name)
{
	uint64_t hash = UINT64_C(14695981039346656037);

	for (; *name; name++)
		hash = (hash ^ (uint8_t)*name) * UINT64_C(1099511628211);
	return (int64_t)hash;
}

static enum err
postgres_lock(struct store *store, const char *name, bool shared)
{
	char text[80];

	snprintf(text, sizeof(text), "SELECT pg_advisory_xact_lock%s(%lld)",
			shared ? "_shared" : "", (long long)lock_number(name));
	return run(self_of(store), text);
}

static enum err
postgres_script(struct store *store, const char *text, struct arena *arena, struct text *fault)
{
	struct postgres_store *self = self_of(store);
	PGresult *result = PQexec(self->connection, text);

	if (!is_good(result))
		fault_say(arena, fault, OK, "%s", PQresultErrorMessage(result));
	return finish(self, result, "script");
}

/* --- statements --- */

static const char *
text_for(const struct sql *sql)
{
	return sql->postgres ? sql->postgres : sql->text;
}

/* NULL when it could not be prepared; query->err tells why. */
static const char *
statement_name(struct postgres_store *self, struct query *query)
{
	size_t hash = ((uintptr_t)query->sql >> 4) * 0x9e3779b9u;
	struct postgres_statement **bucket = &self->statements[hash / 64 % STATEMENT_BUCKETS];
	struct postgres_statement *statement = *bucket;

	while (statement && statement->sql != query->sql)
		statement = statement->next;
	if (statement)
		return statement->name;
	statement = calloc(1, sizeof(*statement));
	if (!statement)
		abort();
	statement->sql = query->sql;
	snprintf(statement->name, sizeof(statement->name), "s%u", self->names++);
	query->err = finish(self,
			PQprepare(self->connection, statement->name, text_for(query->sql),
					query->bound, query->types),
			query->sql->name);
	if (query->err != OK) {
		free(statement);
		return NULL;
	}
	statement->next = *bucket;
	*bucket = statement;
	return statement->name;
}

static void
postgres_begin(struct query *query)
{
	struct postgres_store *self = self_of(query->store);

	if (!is_lost(self))
		return;
	query->err = query->store->in_transaction ? ERR_UNAVAILABLE : reconnect(self);
}

static void
postgres_bind_number(struct query *query, int at, int64_t value)
{
	query->numbers[at] = htobe64((uint64_t)value);
	query->values[at] = (const char *)&query->numbers[at];
	query->lengths[at] = sizeof(query->numbers[at]);
	query->types[at] = OID_INT8;
}

static void
postgres_bind_words(struct query *query, int at, struct text value)
{
	query->values[at] = value.p ? value.p : "";
	query->lengths[at] = (int)value.n;
	query->types[at] = OID_TEXT;
}

static void
postgres_bind_nothing(struct query *query, int at)
{
	query->values[at] = NULL;
}

/* In the binary format a text is its bytes and an int8 eight of them. */
static PGresult *
execute(struct postgres_store *self, struct query *query)
{
	static const int binary[QUERY_PARAMETERS_MAX] = {
			1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
	const char *name = statement_name(self, query);

	if (!name)
		return NULL;
	return PQexecPrepared(self->connection, name, query->bound, query->values, query->lengths,
			binary, 0);
}

static void
start(struct query *query)
{
	struct postgres_store *self = self_of(query->store);
	PGresult *result = execute(self, query);

	if (is_lost(self) && !query->store->in_transaction && query->store->mode == STORE_READ &&
			reconnect(self) == OK) {
		PQclear(result);
		query->err = OK;
		result = execute(self, query);
	}
	if (result && !is_good(result))
		query->err = err_of(self, result, query->sql->name);
	if (result && query->err == OK)
		query->changes = strtoll(PQcmdTuples(result), NULL, 10);
	query->rows = result;
	query->row = -1;
	query->started = true;
}

static bool
postgres_next(struct query *query)
{
	if (!query->started)
		start(query);
	if (query->err != OK)
		return false;
	return ++query->row < PQntuples(query->rows);
}

static void
postgres_end(struct query *query)
{
	PQclear(query->rows);
	query->rows = NULL;
}

static bool
postgres_column_is_null(struct query *query, int column)
{
	return PQgetisnull(query->rows, query->row, column);
}

static struct text
postgres_column_words(struct query *query, int column)
{
	return (struct text){.p = PQgetvalue(query->rows, query->row, column),
			.n = (size_t)PQgetlength(query->rows, query->row, column)};
}

/* A comparison is a number in SQLite and a boolean here. */
static int64_t
postgres_column_number(struct query *query, int column)
{
	const char *value = PQgetvalue(query->rows, query->row, column);

	if (PQftype(query->rows, column) == OID_BOOL)
		return value[0] == 't';
	return strtoll(value, NULL, 10);
}

const struct store_engine postgres_engine = {
		.name = "PostgreSQL",
		.open = postgres_open_store,
		.close = postgres_close_store,
		.control = postgres_control,
		.lock = postgres_lock,
		.script = postgres_script,
		.begin = postgres_begin,
		.bind_int = postgres_bind_number,
		.bind_text = postgres_bind_words,
		.bind_null = postgres_bind_nothing,
		.next = postgres_next,
		.end = postgres_end,
		.column_int = postgres_column_number,
		.column_text = postgres_column_words,
		.column_is_null = postgres_column_is_null,
};
