/*
 * engine.h - what store.c asks of SQLite and of PostgreSQL. For this floor only.
 *
 * An engine's connection begins with a struct store. store.c keeps what both have
 * in common: whether a transaction is open, the first error of a query.
 */
#ifndef STORE_ENGINE_H
#define STORE_ENGINE_H

#include "store/store.h"
#include "store/writer.h"

enum store_control {
	CONTROL_BEGIN,
	CONTROL_COMMIT,
	CONTROL_ROLLBACK,
	CONTROL_SAVEPOINT,
	CONTROL_RELEASE,
	CONTROL_ROLLBACK_TO,
};

struct store {
	const struct store_engine *engine;
	enum store_mode mode;
	bool in_transaction; /* begun here and not ended here, whatever became of it */
	enum err spoiled;    /* the error of a statement that nobody rolled back yet */
	bool retry;          /* the engine asks to run this transaction again (deadlock) */
};

/* What no door may choose: for tests. */
struct store_options {
	const char *vfs; /* SQLite's file system, NULL for the usual one */
	bool careless;   /* synchronous=OFF: loses writes, to show that the tests would see it */
};

struct store_engine {
	const char *name;
	enum err (*open)(struct text where, enum store_mode mode,
			const struct store_options *options, struct store **out,
			struct arena *arena, struct text *fault);
	void (*close)(struct store *store);
	enum err (*control)(struct store *store, enum store_control control);
	enum err (*lock)(struct store *store, const char *name, bool shared);

	/* Statements without parameters, one behind the other (schema files). */
	enum err (*script)(struct store *store, const char *text, struct arena *arena,
			struct text *fault);

	void (*begin)(struct query *query);
	void (*bind_int)(struct query *query, int at, int64_t value);
	void (*bind_text)(struct query *query, int at, struct text value);
	void (*bind_null)(struct query *query, int at);
	bool (*next)(struct query *query); /* sets query->err when it fails */
	void (*end)(struct query *query);  /* sets query->changes */

	int64_t (*column_int)(struct query *query, int column);
	struct text (*column_text)(struct query *query, int column); /* the engine's memory */
	bool (*column_is_null)(struct query *query, int column);
};

extern const struct store_engine sqlite_engine;
extern const struct store_engine postgres_engine;

must_check enum err store_open_with(struct text where, enum store_mode mode,
		const struct store_options *options, struct store **out, struct arena *arena,
		struct text *fault);

must_check enum err writer_open_with(const struct writer_settings *settings,
		const struct store_options *options, struct writer **out, struct arena *arena,
		struct text *fault);

must_check enum err store_script(
		struct store *store, const char *text, struct arena *arena, struct text *fault);

/* `fault`, if wanted, becomes the formatted words; returns `err`. */
enum err fault_say(struct arena *arena, struct text *fault, enum err err, const char *format, ...)
		printf_like(4, 5);

#endif
