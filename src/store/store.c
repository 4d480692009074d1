#include "base/log.h"
#include "store/engine.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

enum err
fault_say(struct arena *arena, struct text *fault, enum err err, const char *format, ...)
{
	char words[1000];
	va_list args;

	if (!fault)
		return err;
	va_start(args, format);
	vsnprintf(words, sizeof(words), format, args);
	va_end(args);
	*fault = text_trim(text_copy(arena, text_of(words)));
	return err;
}

enum err
store_open_with(struct text where, enum store_mode mode, const struct store_options *options,
		struct store **out, struct arena *arena, struct text *fault)
{
	bool is_url = text_starts_with(where, TEXT("postgresql://")) ||
		      text_starts_with(where, TEXT("postgres://"));
	const struct store_engine *engine = is_url ? &postgres_engine : &sqlite_engine;

	return engine->open(where, mode, options, out, arena, fault);
}

enum err
store_open(struct text where, enum store_mode mode, struct store **out, struct arena *arena,
		struct text *fault)
{
	return store_open_with(where, mode, &(struct store_options){0}, out, arena, fault);
}

void
store_close(struct store *store)
{
	if (!store)
		return;
	store_rollback(store);
	store->engine->close(store);
}

void
store_cleanup(struct store **store)
{
	store_close(*store);
	*store = NULL;
}

bool
store_is_postgres(const struct store *store)
{
	return store->engine == &postgres_engine;
}

enum err
store_begin(struct store *store)
{
	assert(!store->in_transaction);
	store->retry = false;
	store->spoiled = OK;
	TRY(store->engine->control(store, CONTROL_BEGIN));
	store->in_transaction = true;
	return OK;
}

/*
 * A failed statement spoils the transaction up to its savepoint. PostgreSQL has
 * it so; we hold SQLite to the same, lest a verb work on one engine only.
 */
static enum err
check_spoiled(const struct store *store)
{
	if (store->spoiled == OK || store->spoiled == ERR_UNAVAILABLE)
		return store->spoiled;
	log_error("store: a failed statement was passed over");
	return ERR_BROKEN;
}

enum err
store_commit(struct store *store)
{
	enum err err;

	assert(store->in_transaction);
	err = check_spoiled(store);
	if (err == OK)
		err = store->engine->control(store, CONTROL_COMMIT);
	if (err != OK)
		store_rollback(store);
	store->in_transaction = false;
	return err;
}

/* A rollback that fails leaves nothing open: the engine has given the transaction up itself. */
void
store_rollback(struct store *store)
{
	if (store->in_transaction)
		store->engine->control(store, CONTROL_ROLLBACK);
	store->in_transaction = false;
	store->spoiled = OK;
}

bool
store_in_transaction(const struct store *store)
{
	return store->in_transaction;
}

enum err
store_savepoint(struct store *store)
{
	assert(store->in_transaction);
	return store->engine->control(store, CONTROL_SAVEPOINT);
}

enum err
store_release(struct store *store)
{
	TRY(check_spoiled(store));
	return store->engine->control(store, CONTROL_RELEASE);
}

enum err
store_rollback_to(struct store *store)
{
	TRY(store->engine->control(store, CONTROL_ROLLBACK_TO));
	store->spoiled = OK;
	return OK;
}

enum err
store_lock(struct store *store, const char *name)
{
	assert(store->in_transaction);
	return store->engine->lock(store, name, false);
}

enum err
store_lock_shared(struct store *store, const char *name)
{
	if (!store->in_transaction || store->mode == STORE_READ)
		return OK;
	return store->engine->lock(store, name, true);
}

enum err
store_script(struct store *store, const char *text, struct arena *arena, struct text *fault)
{
	return store->engine->script(store, text, arena, fault);
}

void
query_begin(struct query *query, struct store *store, const struct sql *sql)
{
	assert(sql->parameters <= QUERY_PARAMETERS_MAX);
	*query = (struct query){.store = store, .sql = sql, .err = check_spoiled(store)};
	if (query->err == OK)
		store->engine->begin(query);
}

/* Where the next parameter stands, or -1 when the query is no longer sound. */
static int
next_place(struct query *query)
{
	assert(query->bound < query->sql->parameters && !query->started);
	query->bound++;
	return query->err == OK ? query->bound - 1 : -1;
}

void
bind_int(struct query *query, int64_t value)
{
	int at = next_place(query);

	if (at >= 0)
		query->store->engine->bind_int(query, at, value);
}

void
bind_text(struct query *query, struct text value)
{
	int at = next_place(query);

	if (at >= 0)
		query->store->engine->bind_text(query, at, value);
}

void
bind_null(struct query *query)
{
	int at = next_place(query);

	if (at >= 0)
		query->store->engine->bind_null(query, at);
}

void
bind_instant(struct query *query, struct instant value)
{
	bind_int(query, value.ms);
}

void
bind_day(struct query *query, struct day value)
{
	bind_int(query, value.n);
}

void
bind_text_or_null(struct query *query, struct text value)
{
	if (value.n)
		bind_text(query, value);
	else
		bind_null(query);
}

void
bind_id_or_null(struct query *query, int64_t id)
{
	if (id)
		bind_int(query, id);
	else
		bind_null(query);
}

void
bind_instant_if(struct query *query, bool present, struct instant value)
{
	if (present)
		bind_instant(query, value);
	else
		bind_null(query);
}

bool
query_next(struct query *query)
{
	assert(query->bound == query->sql->parameters);
	if (query->err != OK)
		return false;
	return query->store->engine->next(query);
}

enum err
query_end(struct query *query)
{
	query->store->engine->end(query);
	if (query->err != OK && query->store->in_transaction)
		query->store->spoiled = query->err;
	return query->err;
}

enum err
query_run(struct query *query)
{
	while (query_next(query))
		continue;
	return query_end(query);
}

enum err
query_run_one(struct query *query)
{
	TRY(query_run(query));
	return query->changes == 1 ? OK : ERR_CONFLICT;
}

int64_t
query_changes(const struct query *query)
{
	return query->changes;
}

int64_t
column_int(struct query *query, int column)
{
	return query->err == OK ? query->store->engine->column_int(query, column) : 0;
}

struct text
column_text(struct query *query, int column, struct arena *arena)
{
	if (query->err != OK)
		return NO_TEXT;
	return text_copy(arena, query->store->engine->column_text(query, column));
}

struct instant
column_instant(struct query *query, int column)
{
	return (struct instant){.ms = column_int(query, column)};
}

struct day
column_day(struct query *query, int column)
{
	return (struct day){.n = (int32_t)column_int(query, column)};
}

bool
column_is_null(struct query *query, int column)
{
	return query->err != OK || query->store->engine->column_is_null(query, column);
}
