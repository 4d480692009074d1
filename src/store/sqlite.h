/* sqlite.h - what the files about SQLite share. For this floor only. */
#ifndef STORE_SQLITE_H
#define STORE_SQLITE_H

#include "store/engine.h"

#include <sqlite3.h>

#define STATEMENT_BUCKETS 256 /* a power of two */

struct sqlite_statement;

struct sqlite_store {
	struct store store; /* first */
	sqlite3 *db;
	struct sqlite_statement *statements[STATEMENT_BUCKETS];
};

/* "cngt": how a file says that it is one of ours. */
#define SQLITE_APPLICATION_ID 0x636e6774

static inline sqlite3 *
sqlite_of(struct store *store)
{
	return ((struct sqlite_store *)store)->db;
}

/* What a result code means to callers; logs what is broken. `doing` names the act. */
enum err sqlite_err(sqlite3 *db, int code, const char *doing);

#endif
