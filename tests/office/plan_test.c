/*
 * plan_test.c - how SQLite would read: no query of the office walks through a table that
 * grows with the years, but for those that have to see every row.
 */
#include "support/house.h"

#include "gen/office/queries.h"
#include "store/sqlite.h"

#include <stdio.h>

static const char *const GROWING[] = {"attachment", "audit", "bulk", "column_act", "column_ask",
		"desk_word", "document", "draft_comment", "duty", "duty_act", "duty_nudge", "event",
		"event_act", "event_assignment", "event_file", "file", "item", "mail", "matter",
		"matter_act", "notice", "publication", "question", "question_contact",
		"question_help", "question_leg", "receipt", "recount_move", "reminder", "revision",
		"saved_view", "search_row", "session", "statement_review", "step", "urgent"};

/* What they are for; LIMIT 1 ends the walk of the first two at its first row. */
static const char *const WHOLE[] = {"audit_head", "audit_first",
		"duty_act_of_all",                   /* congtin deadline verify */
		"calendar_judge_first",              /* once, when calendars came */
		"event_clash",                       /* by the index of what is still open */
		"urgent_waiting",                    /* by the index of what waits still */
		"duty_act_of_open", "recount_judge", /* all that is open */
		"work_questions",                    /* all that are new */
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

/* All rows, or all that stand in one state: SQLite takes that index for as good as any. */
static bool
is_walk(struct text scan, struct text step)
{
	return text_equals(scan, TEXT("SCAN")) || text_find(step, TEXT("(state=?)")) >= 0;
}

/* Whether it walks through a table that grows; prints what it would do. */
static bool
walks(sqlite3 *db, const struct sql *query)
{
	char *explain = sqlite3_mprintf("EXPLAIN QUERY PLAN %s", query->text);
	sqlite3_stmt *statement = NULL;
	bool found = false;

	if (sqlite3_prepare_v2(db, explain, -1, &statement, NULL) != SQLITE_OK) {
		printf("%s: %s\n", query->name, sqlite3_errmsg(db));
		found = true;
	}
	while (!found && sqlite3_step(statement) == SQLITE_ROW) {
		struct text step = text_of((const char *)sqlite3_column_text(statement, 3));
		struct text rest = step, scan = word_of(&rest), table = word_of(&rest);

		if (!is_walk(scan, step) || !is_growing(text_of(query->text), table))
			continue;
		printf("%s: %.*s\n", query->name, TEXT_ARGS(step));
		found = true;
	}
	sqlite3_finalize(statement);
	sqlite3_free(explain);
	return found;
}

static void
no_query_walks_through_a_table_that_grows(struct fixture *f)
{
	struct house house;
	int walking = 0;

	house_begin(&house, f);
	for (size_t i = 0; i < COUNT_OF(QUERIES); i++)
		walking += !is_in(WHOLE, COUNT_OF(WHOLE), text_of(QUERIES[i]->name)) &&
			   walks(sqlite_of(f->store), QUERIES[i]);
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
