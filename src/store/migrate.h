/*
 * migrate.h - brings a store's schema to what this program expects.
 *
 * The steps are schema/NNNN_name.sql, of which tools/schema.awk makes the texts of both
 * engines, embedded in the program; each runs once, in order, in one transaction with
 * the row that records it. A store newer than the program is refused.
 */
#ifndef STORE_MIGRATE_H
#define STORE_MIGRATE_H

#include "store/store.h"

struct migration {
	int number;
	const char *name;
	const char *sqlite;
	const char *postgres;
};

/* `migrations` in rising order of number. `fault` (optional) gets words for people. */
must_check enum err migrate(struct store *store, const struct migration *migrations, size_t count,
		struct arena *arena, struct text *fault);

/* The number of the last step that ran, 0 for an empty store. */
must_check enum err migrate_version(struct store *store, int *out);

#endif
