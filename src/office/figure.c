#include "office/figure.h"

#include "base/buf.h"
#include "gen/office/figure.sql.h"
#include "law/regulation.h"
#include "office/urgent.h"

#define UNITS_MAX 2000
#define RULES_MAX 1000
#define TIMES_ROOM 64     /* at first */
#define SCRATCH_ROWS 4096 /* rows whose texts are kept at a time */

#define HANDED_IN (OUTCOME_ON_TIME | OUTCOME_LATE | OUTCOME_UNMEASURED)
#define ALL (HANDED_IN | OUTCOME_EXCUSED | OUTCOME_NOT_APPLICABLE | OUTCOME_OPEN)

/* --- what a number is --------------------------------------------------------------------------
 */

const struct figure_kind FIGURES[FIGURE_COUNT] = {
		[FIGURE_TOTAL] = {TEXT("total"), {TEXT("Phát sinh"), TONE_NEUTRAL}, ALL, false},
		[FIGURE_HANDED_IN] = {TEXT("handed_in"), {TEXT("Đã thực hiện"), TONE_INFO},
				HANDED_IN, false},
		[FIGURE_ON_TIME] = {TEXT("on_time"), {TEXT("Đúng hạn"), TONE_GOOD}, OUTCOME_ON_TIME,
				false},
		[FIGURE_LATE] = {TEXT("late"), {TEXT("Trễ hạn"), TONE_BAD}, OUTCOME_LATE, false},
		[FIGURE_UNMEASURED] = {TEXT("unmeasured"),
				{TEXT("Không ấn định hạn"), TONE_NEUTRAL}, OUTCOME_UNMEASURED,
				false},
		[FIGURE_EXCUSED] = {TEXT("excused"), {TEXT("Được miễn"), TONE_NEUTRAL},
				OUTCOME_EXCUSED, false},
		[FIGURE_NOT_APPLICABLE] = {TEXT("not_applicable"),
				{TEXT("Không áp dụng"), TONE_NEUTRAL}, OUTCOME_NOT_APPLICABLE,
				false},
		[FIGURE_OPEN] = {TEXT("open"), {TEXT("Đang mở"), TONE_INFO}, OUTCOME_OPEN, false},
		[FIGURE_OVERDUE] = {TEXT("overdue"), {TEXT("Quá hạn"), TONE_BAD}, OUTCOME_OPEN,
				true},
};

enum err
figure_parse(struct text name, enum figure *out)
{
	for (enum figure figure = 0; figure < FIGURE_COUNT; figure++)
		if (text_equals(name, FIGURES[figure].name)) {
			*out = figure;
			return OK;
		}
	return ERR_INVALID;
}

static void
numbers_count(struct figure_numbers *numbers, int64_t outcome, bool has_run_out)
{
	for (size_t i = 0; i < FIGURE_COUNT; i++)
		numbers->n[i] += (FIGURES[i].outcomes & outcome) &&
				 (has_run_out || !FIGURES[i].only_overdue);
}

static void
numbers_add(struct figure_numbers *numbers, const struct figure_numbers *more)
{
	for (size_t i = 0; i < FIGURE_COUNT; i++)
		numbers->n[i] += more->n[i];
}

static int64_t
per_mille(int64_t part, int64_t of)
{
	return of ? (1000 * part + of / 2) / of : -1;
}

int64_t
figure_on_time(const struct figure_numbers *numbers)
{
	return per_mille(numbers->n[FIGURE_ON_TIME],
			numbers->n[FIGURE_ON_TIME] + numbers->n[FIGURE_LATE]);
}

int64_t
figure_urgent(const struct figure_row *row)
{
	return per_mille(row->urgent, row->published);
}

/* --- which duties ------------------------------------------------------------------------------
 */

enum err
figure_scope(struct ctx *ctx, int64_t unit, int64_t *out)
{
	TRY(ctx_may(ctx, MAY_REPORT_READ));
	if (unit)
		TRY(ctx_may_for(ctx, MAY_REPORT_READ, unit));
	else if (permit_scope(MAY_REPORT_READ, ctx->actor->roles) == SCOPE_OWN)
		unit = ctx->actor->unit;
	*out = unit;
	return OK;
}

struct text
figure_rules(struct ctx *ctx, const struct figure_filter *filter)
{
	const struct regulation_set *set = ctx->rules->regulations;
	struct buf list = BUF(ctx->arena);

	if (!filter->rule.n && !filter->clause.n)
		return NO_TEXT;
	buf_add_c(&list, ",");
	if (filter->rule.n)
		buf_addf(&list, "%.*s,", TEXT_ARGS(filter->rule));
	for (size_t i = 0; !filter->rule.n && i < set->count; i++)
		for (size_t j = 0; j < set->rows[i].duty_count; j++)
			if (text_equals(set->rows[i].duties[j].clause, filter->clause))
				buf_addf(&list, "%.*s,", TEXT_ARGS(set->rows[i].duties[j].id));
	return buf_text(&list);
}

static bool
rules_have(struct ctx *ctx, struct text rules, struct text rule)
{
	return !rules.n ||
	       text_find(rules, text_format(ctx->arena, ",%.*s,", TEXT_ARGS(rule))) >= 0;
}

size_t
figure_clauses(struct ctx *ctx, struct text **out)
{
	const struct regulation_set *set = ctx->rules->regulations;
	struct text *clauses = ARENA_NEW_ARRAY(ctx->arena, RULES_MAX, struct text);
	size_t count = 0, k;

	for (size_t i = 0; i < set->count; i++)
		for (size_t j = 0; j < set->rows[i].duty_count && count < RULES_MAX; j++) {
			struct text clause = set->rows[i].duties[j].clause;

			for (k = 0; k < count && !text_equals(clauses[k], clause);)
				k++;
			if (k == count)
				clauses[count++] = clause;
		}
	*out = clauses;
	return count;
}

/* --- rows --------------------------------------------------------------------------------------
 */

/* One by one. */
struct times {
	int64_t *p;
	size_t n, room;
};

/* Of one row: how long handing in took, and how long what was published lay with each side. */
struct row_times {
	struct times took, lay[SPAN_SIDES];
};

struct making {
	struct ctx *ctx;
	enum figure_by by;
	struct text rules;
	int64_t unit;
	struct figure_table table;
	bool *is_active;         /* row by row */
	struct row_times *times; /* likewise */
	uint32_t *row_of;        /* by a unit's number: its row + 1 */
	int64_t units_max;       /* the greatest number in it */
	uint64_t *keys;          /* row by row: key_of its code */
	bool counts_alone;       /* no times are gathered */
};

/* The first bytes of a duty's id, all of it as a rule: most are told apart by one comparison. */
static uint64_t
key_of(struct text code)
{
	uint64_t key = 0;

	memcpy(&key, code.p, code.n < sizeof(key) ? code.n : sizeof(key));
	return key;
}

static struct figure_row *
row_add(struct making *making, struct figure_row row, bool is_active)
{
	struct figure_table *table = &making->table;

	row.slots = ARENA_NEW_ARRAY(making->ctx->arena, table->slots, struct figure_numbers);
	making->is_active[table->count] = is_active;
	making->keys[table->count] = key_of(row.code);
	table->rows[table->count] = row;
	return &table->rows[table->count++];
}

static void
rows_begin(struct making *making, size_t max)
{
	struct arena *arena = making->ctx->arena;

	making->table.rows = ARENA_NEW_ARRAY(arena, max, struct figure_row);
	making->is_active = ARENA_NEW_ARRAY(arena, max, bool);
	making->times = ARENA_NEW_ARRAY(arena, max, struct row_times);
	making->keys = ARENA_NEW_ARRAY(arena, max, uint64_t);
}

static enum err
rows_by_unit(struct making *making)
{
	struct ctx *ctx = making->ctx;
	struct query q;

	rows_begin(making, UNITS_MAX);
	query_begin(&q, ctx->store, &SQL_figure_units);
	bind_int(&q, making->unit);
	while (making->table.count < UNITS_MAX && query_next(&q)) {
		struct figure_row row = {
				.unit = column_int(&q, 0),
				.code = column_text(&q, 1, ctx->arena),
				.name = column_text(&q, 2, ctx->arena),
		};

		row_add(making, row, column_int(&q, 3) != 0);
		if (row.unit > making->units_max)
			making->units_max = row.unit;
	}
	TRY(query_end(&q));
	making->row_of = ARENA_NEW_ARRAY(ctx->arena, (size_t)making->units_max + 1, uint32_t);
	for (size_t i = 0; i < making->table.count; i++)
		making->row_of[making->table.rows[i].unit] = (uint32_t)i + 1;
	return OK;
}

static struct figure_row *
row_of_unit(struct making *making, int64_t unit)
{
	uint32_t row = unit <= making->units_max ? making->row_of[unit] : 0;

	return row ? &making->table.rows[row - 1] : NULL;
}

/* NULL if there is no row of the rule: no regulation has it. */
static struct figure_row *
row_of_rule(struct making *making, struct text rule)
{
	struct figure_row *rows = making->table.rows;
	uint64_t key = key_of(rule);

	for (size_t i = 0; i < making->table.count; i++)
		if (making->keys[i] == key && text_equals(rows[i].code, rule))
			return &rows[i];
	return NULL;
}

static struct figure_row *
row_for(struct making *making, int64_t unit, struct text rule)
{
	return making->by == FIGURE_BY_UNIT ? row_of_unit(making, unit) : row_of_rule(making, rule);
}

static enum err
rows_by_rule(struct making *making)
{
	const struct regulation_set *set = making->ctx->rules->regulations;

	rows_begin(making, RULES_MAX);
	for (size_t i = 0; i < set->count; i++)
		for (size_t j = 0; j < set->rows[i].duty_count; j++) {
			const struct duty *duty = &set->rows[i].duties[j];

			if (rules_have(making->ctx, making->rules, duty->id) &&
					!row_of_rule(making, duty->id) &&
					making->table.count < RULES_MAX - 1)
				row_add(making,
						(struct figure_row){.code = duty->id,
								.name = duty->title,
								.clause = duty->clause},
						true);
		}
	if (!making->rules.n)
		row_add(making,
				(struct figure_row){.code = TEXT(FIGURE_NO_RULE),
						.name = TEXT("Tin, bài không gắn nghĩa vụ")},
				false);
	return OK;
}

/* --- counting ----------------------------------------------------------------------------------
 */

/* Room for so many more. */
static void
times_reserve(struct arena *arena, struct times *times, size_t more)
{
	size_t room = times->room ? times->room : TIMES_ROOM;
	int64_t *p;

	if (times->n + more <= times->room)
		return;
	while (room < times->n + more)
		room *= 2;
	p = ARENA_NEW_ARRAY(arena, room, int64_t);
	if (times->n)
		memcpy(p, times->p, times->n * sizeof(*p));
	times->p = p;
	times->room = room;
}

static void
times_add(struct arena *arena, struct times *times, int64_t ms)
{
	times_reserve(arena, times, 1);
	times->p[times->n++] = ms;
}

static void
times_append(struct arena *arena, struct times *times, const struct times *more)
{
	if (!more->n)
		return;
	times_reserve(arena, times, more->n);
	memcpy(times->p + times->n, more->p, more->n * sizeof(*more->p));
	times->n += more->n;
}

/* The `k`-th smallest, which then stands at its place, none greater before it (Hoare). */
static int64_t
times_select(int64_t *p, size_t n, size_t k)
{
	ptrdiff_t low = 0, high = (ptrdiff_t)n - 1;

	while (low < high) {
		int64_t pivot = p[low + (high - low) / 2];
		ptrdiff_t i = low - 1, j = high + 1;

		for (;;) {
			do
				i++;
			while (p[i] < pivot);
			do
				j--;
			while (p[j] > pivot);
			if (i >= j)
				break;
			int64_t kept = p[i];

			p[i] = p[j];
			p[j] = kept;
		}
		if ((ptrdiff_t)k <= j)
			high = j;
		else
			low = j + 1;
	}
	return p[k];
}

static struct figure_times
times_judge(const struct times *times)
{
	struct figure_times out = {.count = (int64_t)times->n};
	size_t n = times->n;
	int64_t upper;

	if (!n)
		return out;
	upper = times_select(times->p, n, n / 2);
	/* Of an even number of times, the middle between the two in the middle. */
	out.median_ms = n % 2 ? upper
			      : upper - (upper - times_select(times->p, n / 2, n / 2 - 1)) / 2;
	for (size_t i = 0; i < n; i++)
		if (times->p[i] > out.worst_ms)
			out.worst_ms = times->p[i];
	return out;
}

static void
fact_count(struct making *making, struct query *q, struct figure_row *row)
{
	const struct figure_table *table = &making->table;
	struct instant opened_at = column_instant(q, 1);
	int64_t outcome = column_int(q, 2);
	bool has_run_out = !column_is_null(q, 3) &&
			   instant_compare(column_instant(q, 3), making->ctx->now) <= 0;
	size_t slot = (size_t)((day_of(opened_at, making->ctx->rules->zone).n -
					       table->slot_from.n) /
			       table->slot_days);

	numbers_count(&row->slots[slot], outcome, has_run_out);
	if (!making->counts_alone && outcome & HANDED_IN)
		times_add(making->ctx->arena, &making->times[row - table->rows].took,
				column_int(q, 4));
}

static void
period_bind(struct query *q, const struct ctx *ctx, struct period period)
{
	bind_instant(q, day_begin(period.from, ctx->rules->zone));
	bind_instant(q, day_begin(period.to, ctx->rules->zone));
}

static enum err
facts_count(struct making *making, struct period period)
{
	struct ctx *ctx = making->ctx;
	cleanup(arena_free) struct arena scratch = {0};
	struct query q;

	query_begin(&q, ctx->store, &SQL_figure_facts);
	period_bind(&q, ctx, period);
	bind_int(&q, making->unit);
	bind_text(&q, making->rules);
	bind_int(&q, making->by == FIGURE_BY_RULE);
	for (size_t i = 1; query_next(&q); i++) {
		struct figure_row *row =
				row_for(making, column_int(&q, 0), column_text(&q, 5, &scratch));

		if (row)
			fact_count(making, &q, row);
		if (i % SCRATCH_ROWS == 0)
			arena_reset(&scratch);
	}
	return query_end(&q);
}

static enum err
published_count(struct making *making, struct period period)
{
	struct ctx *ctx = making->ctx;
	struct urgent_count *counts;
	size_t count;

	TRY(urgent_counts(ctx, day_begin(period.from, ctx->rules->zone),
			day_begin(period.to, ctx->rules->zone), making->unit, &counts, &count));
	for (size_t i = 0; i < count; i++) {
		struct figure_row *row = row_for(making, counts[i].unit, counts[i].rule);

		if (!row || !rules_have(ctx, making->rules, counts[i].rule))
			continue;
		row->published += counts[i].published;
		row->urgent += counts[i].urgent;
	}
	return OK;
}

/* What never lay with a side is no time of that side. */
static void
way_count(struct making *making, struct query *q, const struct figure_row *row)
{
	struct row_times *times = &making->times[row - making->table.rows];

	for (int side = 0; side < SPAN_SIDES; side++) {
		int64_t ms = column_int(q, side == SPAN_UNIT ? 2 : 3);

		if (ms > 0)
			times_add(making->ctx->arena, &times->lay[side], ms);
	}
}

static enum err
ways_count(struct making *making, struct period period)
{
	struct ctx *ctx = making->ctx;
	cleanup(arena_free) struct arena scratch = {0};
	struct query q;

	query_begin(&q, ctx->store, &SQL_figure_ways);
	period_bind(&q, ctx, period);
	bind_int(&q, making->unit);
	bind_text(&q, making->rules);
	for (size_t i = 1; query_next(&q); i++) {
		struct figure_row *row =
				row_for(making, column_int(&q, 0), column_text(&q, 1, &scratch));

		if (row)
			way_count(making, &q, row);
		if (i % SCRATCH_ROWS == 0)
			arena_reset(&scratch);
	}
	return query_end(&q);
}

/* --- the table ---------------------------------------------------------------------------------
 */

static void
slots_lay(struct figure_table *table, struct period period, bool by_day)
{
	table->slot_days = by_day ? 1 : 7;
	table->slot_from = by_day ? period.from : day_monday(period.from);
	table->slots = (size_t)((period.to.n - table->slot_from.n + table->slot_days - 1) /
				table->slot_days);
}

static void
row_times_append(struct arena *arena, struct row_times *times, const struct row_times *more)
{
	times_append(arena, &times->took, &more->took);
	for (int side = 0; side < SPAN_SIDES; side++)
		times_append(arena, &times->lay[side], &more->lay[side]);
}

static void
row_judge(struct figure_row *row, const struct row_times *times)
{
	row->took = times_judge(&times->took);
	for (int side = 0; side < SPAN_SIDES; side++)
		row->lay[side] = times_judge(&times->lay[side]);
}

static void
total_make(struct making *making)
{
	struct figure_table *table = &making->table;
	struct arena *arena = making->ctx->arena;
	struct row_times all = {0};

	table->total.slots = ARENA_NEW_ARRAY(arena, table->slots, struct figure_numbers);
	for (size_t i = 0; i < table->count; i++) {
		struct figure_row *row = &table->rows[i];

		row_judge(row, &making->times[i]);
		row_times_append(arena, &all, &making->times[i]);
		for (size_t slot = 0; slot < table->slots; slot++) {
			numbers_add(&row->numbers, &row->slots[slot]);
			numbers_add(&table->total.slots[slot], &row->slots[slot]);
		}
		numbers_add(&table->total.numbers, &row->numbers);
		table->total.published += row->published;
		table->total.urgent += row->urgent;
	}
	row_judge(&table->total, &all);
}

/* Units that are gone, and what belongs to no duty, are rows only if there is anything to say. */
static void
rows_tidy(struct making *making)
{
	struct figure_table *table = &making->table;
	size_t kept = 0;

	for (size_t i = 0; i < table->count; i++)
		if (making->is_active[i] || table->rows[i].numbers.n[FIGURE_TOTAL] ||
				table->rows[i].published)
			table->rows[kept++] = table->rows[i];
	table->count = kept;
}

/* The rows, and how many duties each has. */
static enum err
table_begin(struct making *making, const struct figure_filter *filter, bool by_day)
{
	making->rules = figure_rules(making->ctx, filter);
	TRY(figure_scope(making->ctx, filter->unit, &making->unit));
	slots_lay(&making->table, filter->period, by_day);
	TRY(making->by == FIGURE_BY_UNIT ? rows_by_unit(making) : rows_by_rule(making));
	return facts_count(making, filter->period);
}

static void
table_end(struct making *making, struct figure_table *out)
{
	total_make(making);
	rows_tidy(making);
	*out = making->table;
}

enum err
figure_table_make(struct ctx *ctx, const struct figure_filter *filter, enum figure_by by,
		bool by_day, struct figure_table *out)
{
	struct making making = {.ctx = ctx, .by = by};

	TRY(table_begin(&making, filter, by_day));
	TRY(published_count(&making, filter->period));
	TRY(ways_count(&making, filter->period));
	table_end(&making, out);
	return OK;
}

enum err
figure_counts_make(struct ctx *ctx, const struct figure_filter *filter, enum figure_by by,
		struct figure_table *out)
{
	struct making making = {.ctx = ctx, .by = by, .counts_alone = true};

	TRY(table_begin(&making, filter, false));
	table_end(&making, out);
	return OK;
}
