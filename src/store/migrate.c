#include "store/migrate.h"

#include "base/log.h"
#include "gen/store/migrate.sql.h"
#include "store/engine.h"

#include <stdio.h>

/* "cngt" in ASCII, see sqlite.h. */
static const char first_sqlite[] = "PRAGMA application_id = 1668179828;"
				   "CREATE TABLE schema_step ("
				   " number INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;";
static const char first_postgres[] = "CREATE TABLE schema_step ("
				     " number INTEGER PRIMARY KEY, name TEXT NOT NULL)";

static enum err
one_number(struct store *store, const struct sql *sql, int *out)
{
	struct query q;
	int number = 0;

	query_begin(&q, store, sql);
	if (query_next(&q))
		number = (int)column_int(&q, 0);
	TRY(query_end(&q));
	*out = number;
	return OK;
}

enum err
migrate_version(struct store *store, int *out)
{
	int exists;

	TRY(one_number(store, &SQL_schema_table_exists, &exists));
	if (!exists) {
		*out = 0;
		return OK;
	}
	return one_number(store, &SQL_schema_version, out);
}

static enum err
step_add(struct store *store, const struct migration *step)
{
	struct query q;

	query_begin(&q, store, &SQL_schema_step_add);
	bind_int(&q, step->number);
	bind_text(&q, text_of(step->name));
	return query_run(&q);
}

static enum err
begin_history(struct store *store, struct arena *arena, struct text *fault)
{
	int exists, tables;

	TRY(one_number(store, &SQL_schema_table_exists, &exists));
	if (exists)
		return OK;
	TRY(one_number(store, &SQL_schema_table_count, &tables));
	if (tables)
		return fault_say(arena, fault, ERR_INVALID,
				"kho dữ liệu có bảng của chương trình khác");
	return store_script(store, store_is_postgres(store) ? first_postgres : first_sqlite, arena,
			fault);
}

static enum err
step_run(struct store *store, const struct migration *step, struct arena *arena, struct text *fault)
{
	struct text words = NO_TEXT;
	enum err err = store_script(store, store_is_postgres(store) ? step->postgres : step->sqlite,
			arena, &words);

	if (err == OK)
		err = step_add(store, step);
	if (err != OK)
		return fault_say(arena, fault, err, "schema step %d (%s) failed: %.*s",
				step->number, step->name, TEXT_ARGS(words));
	return OK;
}

/* Two programs may start at once on one PostgreSQL: one runs the steps, the other finds them. */
static enum err
steps_run(struct store *store, const struct migration *migrations, size_t count,
		struct arena *arena, struct text *fault)
{
	int last = count ? migrations[count - 1].number : 0;
	int version;

	TRY(store_lock(store, "migrate"));
	TRY(begin_history(store, arena, fault));
	TRY(migrate_version(store, &version));
	if (version > last)
		return fault_say(arena, fault, ERR_INVALID,
				"kho dữ liệu ở lược đồ %d, chương trình này chỉ biết tới %d: "
				"hãy dùng bản chương trình mới hơn",
				version, last);
	for (size_t i = 0; i < count; i++) {
		if (migrations[i].number <= version)
			continue;
		TRY(step_run(store, &migrations[i], arena, fault));
		log_info("store: schema step %d (%s)", migrations[i].number, migrations[i].name);
	}
	return OK;
}

enum err
migrate(struct store *store, const struct migration *migrations, size_t count, struct arena *arena,
		struct text *fault)
{
	int version;
	enum err err;

	/* A store that is up to date is not locked: programs start at any time. */
	TRY(migrate_version(store, &version));
	if (version && count && version == migrations[count - 1].number)
		return OK;
	TRY(store_begin(store));
	err = steps_run(store, migrations, count, arena, fault);
	if (err != OK) {
		store_rollback(store);
		return err;
	}
	return store_commit(store);
}
