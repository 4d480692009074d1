/* postgres.h - schemas of a test's own on the server that CONGTIN_TEST_POSTGRES names. */
#ifndef SUPPORT_POSTGRES_H
#define SUPPORT_POSTGRES_H

#include "base/text.h"

/* Empty when there is no server to test with. */
struct text postgres_url(void);

/* The address of a new empty schema. Ends the program when the server refuses. */
struct text postgres_schema_new(struct arena *arena);
void postgres_schema_drop(struct text where);

/* One statement on a connection of its own, for what only a server's keeper does. */
void postgres_run(const char *statement);

#endif
