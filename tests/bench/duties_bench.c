/*
 * duties_bench.c - how long a change of the calendar takes with very many open duties.
 *
 * duties_bench STORE [DUTIES] fills a store that `congtin init --demo` made with open
 * duties whose anchors spread over the year before, and prints lines "name seconds cpu-seconds
 *moved":
 *
 *	dry_run     one holiday more in that year, tried
 *	apply       the same, applied
 *	apply_all   only Sundays are worked on: every date moves
 *	remind      sweeps that tell of COME deadlines among all
 */
#include "base/crypt.h"
#include "base/log.h"
#include "cli/house.h"
#include "cli/run.h"
#include "law/deadline.h"
#include "law/regulation.h"
#include "office/calendar.h"
#include "office/reminder.h"
#include "office/rules.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define CHUNK 20000 /* duties of one transaction */
#define PEOPLE_MAX 1000
#define DUTIES 1000000
#define COME 1000
#define YEAR_DAYS 365
#define ONLY_SUNDAYS ((1u << SUNDAY) - 1)

struct person {
	int64_t account;
	int64_t unit;
};

struct bench {
	struct house house;
	struct store *store;
	struct arena arena;   /* of the program */
	struct arena scratch; /* of one act */
	struct instant now;
	struct person people[PEOPLE_MAX];
	size_t people_count;
	const struct calendar *calendar;
	const struct regulation *law;
};

/* Mostly short terms, as the law has them. */
static const char *const RULES[] = {"6a", "4a", "6a", "8c", "11", "4a", "6a", "10a"};

static void
must(enum err err, const char *what)
{
	if (err == OK)
		return;
	fprintf(stderr, "duties_bench: %s: %s\n", what, err_name(err));
	exit(1);
}

static struct ctx
ctx_of(struct bench *bench)
{
	return (struct ctx){
			.store = bench->store,
			.arena = &bench->scratch,
			.actor = &cli_operator,
			.rules = &bench->house.rules,
			.now = bench->now,
	};
}

/* --- filling -----------------------------------------------------------------------------------
 */

static void
people_load(struct bench *bench)
{
	static const struct sql officers = {
			.name = "bench_officers",
			.text = "SELECT a.id, a.unit FROM account a JOIN account_role r ON "
				"r.account = a.id"
				" JOIN unit u ON u.id = a.unit"
				" WHERE r.role = 'officer' AND u.calendar IS NULL",
	};
	struct query q;

	query_begin(&q, bench->store, &officers);
	while (bench->people_count < PEOPLE_MAX && query_next(&q))
		bench->people[bench->people_count++] =
				(struct person){column_int(&q, 0), column_int(&q, 1)};
	must(query_end(&q), "officers");
	if (!bench->people_count)
		must(ERR_NOT_FOUND, "officers (init --demo?)");
}

static int64_t
matter_add(struct bench *bench, const struct person *person, struct instant at)
{
	static const struct sql add = {
			.name = "bench_matter",
			.text = "INSERT INTO matter (unit, regulation, title, happened, state, "
				"opened_by,"
				" opened_at) VALUES ($1, $2, $3, $4, 'open', $5, $6) RETURNING id",
			.parameters = 6,
	};
	struct query q;
	int64_t id = 0;

	query_begin(&q, bench->store, &add);
	bind_int(&q, person->unit);
	bind_text(&q, bench->law->number);
	bind_text(&q, TEXT("Báo cáo kết quả công tác được phê duyệt"));
	bind_text(&q, TEXT("Lãnh đạo đơn vị phê duyệt báo cáo kết quả công tác trong kỳ."));
	bind_int(&q, person->account);
	bind_instant(&q, at);
	if (query_next(&q))
		id = column_int(&q, 0);
	must(query_end(&q), "matter");
	return id;
}

static void
duty_add(struct bench *bench, int64_t matter, const struct person *person, const struct duty *rule,
		struct instant anchor)
{
	static const struct sql add = {
			.name = "bench_duty",
			.text = "INSERT INTO duty (matter, unit, rule, opened_at, anchor_at, "
				"evidence,"
				" last_day, due_before, unconfirmed, calendar_version, state)"
				" VALUES ($1, $2, $3, $4, $4, $5, $6, $7, $8, $9, 'open')",
			.parameters = 9,
	};
	struct due due;
	struct query q;

	must(deadline_of(rule->limit, anchor, bench->calendar, NULL, &due), "deadline");
	query_begin(&q, bench->store, &add);
	bind_int(&q, matter);
	bind_int(&q, person->unit);
	bind_text(&q, rule->id);
	bind_instant(&q, anchor);
	bind_text(&q, TEXT("{\"document_number\":\"12/BC-C02\",\"approved_on\":\"2026-02-02\","
			   "\"subject\":\"Kết quả công tác quý\"}"));
	bind_day(&q, due.last_day);
	bind_instant(&q, due.due_before);
	bind_int(&q, !due.is_confirmed);
	bind_int(&q, bench->calendar->terms.version);
	must(query_run(&q), "duty");
}

static void
duties_fill(struct bench *bench, int64_t count)
{
	for (int64_t i = 0; i < count; i++) {
		const struct person *person =
				&bench->people[(size_t)(i * 31) % bench->people_count];
		const struct duty *rule = regulation_duty(
				bench->law, text_of(RULES[(size_t)i % COUNT_OF(RULES)]));
		struct instant anchor = instant_add(bench->now,
				-(count - i) * YEAR_DAYS * (DAY_MS / 1000) / count * 1000);

		if (i % CHUNK == 0)
			must(store_begin(bench->store), "begin");
		duty_add(bench, matter_add(bench, person, anchor), person, rule, anchor);
		if (i % CHUNK == CHUNK - 1 || i == count - 1)
			must(store_commit(bench->store), "commit");
	}
}

/* --- measuring ---------------------------------------------------------------------------------
 */

struct change {
	bool only_sundays;
	struct calendar_day day;
	int64_t draft;
	struct recount_counts counts;
};

/* The demo has one under way. */
static enum err
demo_draft_drop(struct ctx *ctx, int64_t id)
{
	struct calendar_version draft;

	TRY(calendar_version_load(ctx, id, &draft));
	return calendar_draft_drop(ctx, id, draft.revision);
}

static enum err
verb_draft(struct ctx *ctx, void *order)
{
	struct change *change = order;
	struct calendar_row row;

	TRY(calendar_by_code(ctx, TEXT(CALENDAR_COMMON), &row));
	if (row.draft)
		TRY(demo_draft_drop(ctx, row.draft));
	TRY(calendar_draft_open(ctx, row.id, &change->draft));
	if (change->only_sundays)
		return calendar_draft_terms(
				ctx, change->draft, 1, ONLY_SUNDAYS, TEXT("08:00-12:00"));
	return calendar_draft_put(ctx, change->draft, 1, NULL, &change->day);
}

static enum err
verb_apply(struct ctx *ctx, void *order)
{
	struct change *change = order;
	const struct apply_order apply = {
			.draft = change->draft,
			.revision = 2,
			.note = TEXT("đo tốc độ"),
			.source = TEXT("đo tốc độ"),
	};

	return calendar_apply(ctx, &apply, &change->counts);
}

static void
act_do(struct bench *bench, cli_verb *verb, struct change *change, const char *what)
{
	struct cli cli = {.arena = &bench->scratch, .now = bench->now};

	must(cli_run(&cli, &bench->house, bench->store, &cli_operator, bench->now, what, NULL, verb,
			     change),
			what);
	arena_reset(&bench->scratch);
}

/* Both clocks: on a machine that is shared only the second one repeats. */
struct start {
	int64_t wall_ms;
	clock_t cpu;
};

static struct start
start_now(void)
{
	return (struct start){clock_monotonic_ms(), clock()};
}

static void
tell(const char *name, struct start start, const struct recount_counts *counts)
{
	printf("%s %.2f %.2f %lld\n", name, (double)(clock_monotonic_ms() - start.wall_ms) / 1000,
			(double)(clock() - start.cpu) / CLOCKS_PER_SEC, (long long)counts->moved);
	fflush(stdout);
}

/* On a connection for reading, as a page has it. */
static void
dry_run_time(struct bench *bench, const struct change *change)
{
	const struct dry_run_order order = {.draft = change->draft, .limit = 50};
	struct ctx ctx = ctx_of(bench);
	struct dry_run result;
	struct start begun;

	must(store_open(bench->house.conf.store, STORE_READ, &ctx.store, &bench->arena, NULL),
			"reader");
	begun = start_now();
	must(calendar_dry_run(&ctx, &order, &result), "dry run");
	tell("dry_run", begun, &result.counts);
	store_close(ctx.store);
	arena_reset(&bench->scratch);
}

static void
apply_time(struct bench *bench, struct change *change, const char *name)
{
	struct start begun = start_now();

	act_do(bench, verb_apply, change, name);
	tell(name, begun, &change->counts);
}

/* A working day half a year back. */
static struct day
day_in_the_middle(const struct bench *bench)
{
	struct day day = day_add(day_of(bench->now, ZONE_VIETNAM), -YEAR_DAYS / 2);

	while (!calendar_is_working(bench->calendar, day))
		day = day_add(day, 1);
	return day;
}

static void
sql_do(struct bench *bench, const struct sql *sql, int64_t a, int64_t b)
{
	struct query q;

	must(store_begin(bench->store), "begin");
	query_begin(&q, bench->store, sql);
	bind_int(&q, a);
	if (sql->parameters > 1)
		bind_int(&q, b);
	must(query_run(&q), sql->name);
	must(store_commit(bench->store), "commit");
}

static enum err
verb_remind(struct ctx *ctx, void *order)
{
	struct change *change = order;
	size_t looked, told;

	TRY(reminder_sweep(ctx, &looked, &told));
	change->counts.moved += (int64_t)told;
	return OK;
}

/* All wait for their next reminder but a thousand, spread over all, which end in 20 hours. */
static void
remind_time(struct bench *bench, int64_t duties)
{
	static const struct sql wait = {
			.name = "bench_wait",
			.text = "UPDATE duty SET remind_at = $1 + id",
			.parameters = 1,
	};
	static const struct sql come = {
			.name = "bench_come",
			.text = "UPDATE duty SET remind_at = 1, due_before = $1 WHERE id % $2 = 0",
			.parameters = 2,
	};
	struct change change = {0};
	int64_t told;
	struct start begun;

	sql_do(bench, &wait, instant_add(bench->now, YEAR_DAYS * DAY_MS).ms, 0);
	sql_do(bench, &come, instant_add(bench->now, 20 * HOUR_MS).ms,
			duties > COME ? duties / COME : 1);
	begun = start_now();
	do {
		told = change.counts.moved;
		act_do(bench, verb_remind, &change, "remind");
	} while (change.counts.moved > told);
	tell("remind", begun, &change.counts);
}

static void
measure(struct bench *bench, int64_t duties)
{
	struct change holiday = {.day = {.day = day_in_the_middle(bench),
						 .kind = DAY_HOLIDAY,
						 .status = DAY_CONFIRMED,
						 .name = TEXT("Nghỉ thêm"),
						 .source = TEXT("đo tốc độ")}};
	struct change all = {.only_sundays = true};

	act_do(bench, verb_draft, &holiday, "draft");
	dry_run_time(bench, &holiday);
	apply_time(bench, &holiday, "apply");
	act_do(bench, verb_draft, &all, "draft");
	apply_time(bench, &all, "apply_all");
	remind_time(bench, duties);
}

static void
bench_begin(struct bench *bench, const char *path)
{
	struct conf conf = conf_default();
	struct text fault = NO_TEXT;
	struct ctx ctx;

	conf.store = text_of(path);
	conf.files = text_format(&bench->arena, "%s.files", path);
	bench->now = clock_now();
	must(house_open(&bench->arena, &conf, day_of(bench->now, ZONE_VIETNAM), &bench->house,
			     &fault),
			"law");
	must(house_store(&bench->house, false, &bench->store, &fault), "store");
	ctx = ctx_of(bench);
	bench->law = rules_in_force(ctx.rules, bench->now);
	must(bench->law ? OK : ERR_NOT_FOUND, "regulation in force");
	must(calendar_of_unit(&ctx, 0, &bench->calendar), "calendar");
}

int
main(int argc, char **argv)
{
	static struct bench bench;
	int64_t count = argc > 2 ? atoll(argv[2]) : DUTIES;

	if (argc < 2 || count < 1) {
		fprintf(stderr, "usage: duties_bench STORE [DUTIES]\n");
		return 2;
	}
	crypt_begin();
	log_setup(LOG_WARN, false);
	bench_begin(&bench, argv[1]);
	people_load(&bench);
	duties_fill(&bench, count);
	measure(&bench, count);
	rules_end(&bench.house.rules);
	store_close(bench.store);
	arena_free(&bench.scratch);
	arena_free(&bench.arena);
	return 0;
}
