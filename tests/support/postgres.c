#include "support/postgres.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct text
postgres_url(void)
{
	return text_of(getenv("CONGTIN_TEST_POSTGRES"));
}

void
postgres_run(const char *statement)
{
	PGconn *connection = PQconnectdb(postgres_url().p);
	PGresult *result = PQexec(connection, statement);
	ExecStatusType status = PQresultStatus(result);

	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
		fprintf(stderr, "%s: %s", statement, PQerrorMessage(connection));
		exit(1);
	}
	PQclear(result);
	PQfinish(connection);
}

struct text
postgres_schema_new(struct arena *arena)
{
	static int made;
	struct text url = postgres_url();
	struct text name = text_format(arena, "t%d_%d", (int)getpid(), ++made);

	postgres_run(text_format(arena, "CREATE SCHEMA %s", name.p).p);
	return text_format(arena, "%s%coptions=-csearch_path%%3D%s", url.p,
			text_find(url, TEXT("?")) < 0 ? '?' : '&', name.p);
}

void
postgres_schema_drop(struct text where)
{
	struct arena arena = {0};
	ptrdiff_t at = text_find(where, TEXT("%3D"));

	postgres_run(text_format(&arena,
			"SET client_min_messages = warning; DROP SCHEMA %s CASCADE",
			where.p + at + 3)
					.p);
	arena_free(&arena);
}
