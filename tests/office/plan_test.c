/*
 * plan_test.c - how SQLite would read: no query of the office walks through a table that
 * grows with the years, but for those that have to see every row.
 */
#include "support/house.h"

#include "base/buf.h"
#include "store/sqlite.h"

#include <dirent.h>
#include <stdio.h>

#define SQL_DIR "src/office"
#define FILE_BYTES_MAX 65536

static const char *const GROWING[] = {"attachment", "audit", "bulk", "column_act", "column_ask",
		"desk_word", "document", "draft_comment", "duty", "duty_act", "duty_nudge", "event",
		"event_act", "event_assignment", "event_file", "file", "item", "mail", "matter",
		"matter_act", "notice", "publication", "question", "question_contact",
		"question_help", "question_leg", "receipt", "recount_move", "reminder", "revision",
		"saved_view", "search_row", "session", "statement_review", "step", "urgent"};

/* What they are for; LIMIT 1 ends the walk of the first two at its first row. */
static const char *const WHOLE[] = {"audit_head", "audit_first",
		"duty_act_of_all",      /* congtin deadline verify */
		"calendar_judge_first", /* once, when calendars came */
		"event_clash",          /* by the index of what is still open */
		"urgent_waiting",       /* by the index of what waits still */
		"mail_count_waiting", "mail_count_dead", "mail_delayed",
		"mail_drop_waiting"}; /* likewise */

static bool
is_in(const char *const *names, size_t count, struct text name)
{
	for (size_t i = 0; i < count; i++)
		if (text_equals(name, text_of(names[i])))
			return true;
	return false;
}

static struct text
word_of(struct text *rest)
{
	struct text word;

	while (rest->n && strchr(" \t\n(),;", *rest->p))
		*rest = text_slice(*rest, 1, rest->n);
	for (word = *rest; rest->n && !strchr(" \t\n(),;", *rest->p);)
		*rest = text_slice(*rest, 1, rest->n);
	word.n -= rest->n;
	return word;
}

/*
 * Whether a query means a growing table by `name`, the table's own or an alias of it. A
 * plan also names tables that a foreign key would have asked, had one been broken.
 */
static bool
is_growing(struct text sql, struct text name)
{
	bool own = is_in(GROWING, COUNT_OF(GROWING), name);
	struct text before = NO_TEXT, word;

	for (; (word = word_of(&sql)).n; before = word)
		if (text_equals(word, name) && (own || is_in(GROWING, COUNT_OF(GROWING), before)))
			return true;
	return false;
}

/* Whether it walks through a table that grows; prints what it would do. */
static bool
walks(sqlite3 *db, struct text name, const char *sql)
{
	char *explain = sqlite3_mprintf("EXPLAIN QUERY PLAN %s", sql);
	sqlite3_stmt *statement = NULL;
	bool found = false;

	if (sqlite3_prepare_v2(db, explain, -1, &statement, NULL) != SQLITE_OK) {
		printf("%.*s: %s\n", TEXT_ARGS(name), sqlite3_errmsg(db));
		found = true;
	}
	while (!found && sqlite3_step(statement) == SQLITE_ROW) {
		struct text step = text_of((const char *)sqlite3_column_text(statement, 3));
		struct text rest = step, scan = word_of(&rest), table = word_of(&rest);

		if (!text_equals(scan, TEXT("SCAN")) || !is_growing(text_of(sql), table))
			continue;
		printf("%.*s: %.*s\n", TEXT_ARGS(name), TEXT_ARGS(step));
		found = true;
	}
	sqlite3_finalize(statement);
	sqlite3_free(explain);
	return found;
}

static struct text
file_read(struct arena *arena, const char *name)
{
	char *bytes = ARENA_NEW_ARRAY(arena, FILE_BYTES_MAX, char);
	FILE *file = fopen(text_format(arena, SQL_DIR "/%s", name).p, "r");
	struct text all = {.p = bytes};

	assert_non_null(file);
	all.n = fread(bytes, 1, FILE_BYTES_MAX - 1, file);
	fclose(file);
	assert_true(all.n < FILE_BYTES_MAX - 1);
	return all;
}

/* A query of the file, up to what PostgreSQL reads instead; false behind the last. */
static bool
query_take(struct text *file, struct text *name, struct text *sql)
{
	ptrdiff_t start = text_find(*file, TEXT("-- :query ")), end;

	if (start < 0)
		return false;
	*file = text_slice(*file, (size_t)start + strlen("-- :query "), file->n);
	*name = word_of(file);
	end = text_find(*file, TEXT("\n-- :"));
	*sql = end < 0 ? *file : text_slice(*file, 0, (size_t)end);
	/* The rest of the comment. */
	text_split(sql, '\n', &(struct text){0});
	while (text_starts_with(*sql, TEXT("--")))
		text_split(sql, '\n', &(struct text){0});
	return true;
}

static int
walking_in(struct fixture *f, const char *name, int *queries)
{
	struct text file = file_read(&f->arena, name), query, sql;
	int walking = 0;

	while (query_take(&file, &query, &sql)) {
		bool walk = walks(sqlite_of(f->store), query, text_c(&f->arena, sql));

		walking += walk && !is_in(WHOLE, COUNT_OF(WHOLE), query);
		(*queries)++;
	}
	return walking;
}

static void
no_query_walks_through_a_table_that_grows(struct fixture *f)
{
	struct house house;
	struct dirent *entry;
	int walking = 0, queries = 0;
	DIR *dir;

	house_begin(&house, f);
	dir = opendir(SQL_DIR);
	assert_non_null(dir);
	while ((entry = readdir(dir)))
		if (text_ends_with(text_of(entry->d_name), TEXT(".sql")))
			walking += walking_in(f, entry->d_name, &queries);
	closedir(dir);
	assert_true(queries > 200);
	assert_int_equal(walking, 0);
}

int
main(void)
{
	static const struct store_test tests[] = {
			SQLITE_TEST(no_query_walks_through_a_table_that_grows),
	};

	return house_run("plan", tests, COUNT_OF(tests));
}
