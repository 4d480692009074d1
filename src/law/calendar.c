#include "law/calendar.h"

#include "base/buf.h"
#include "law/holiday.h"

#include <stdlib.h>

/* ---- words ---- */

struct word {
	struct text name;
	struct text label;
};

static const struct word KINDS[] = {
		[DAY_HOLIDAY] = {TEXT("holiday"), TEXT("Nghỉ lễ")},
		[DAY_COMPENSATORY_OFF] = {TEXT("compensatory_off"), TEXT("Nghỉ bù")},
		[DAY_SWAPPED_OFF] = {TEXT("swapped_off"), TEXT("Nghỉ hoán đổi")},
		[DAY_SWAPPED_WORKING] = {TEXT("swapped_working"), TEXT("Làm bù")},
};

static const struct text STATUSES[] = {
		[DAY_CONFIRMED] = TEXT("confirmed"),
		[DAY_ANNOUNCED] = TEXT("announced"),
		[DAY_PROPOSED] = TEXT("proposed"),
};

struct text
day_kind_name(enum day_kind kind)
{
	return KINDS[kind].name;
}

struct text
day_kind_label(enum day_kind kind)
{
	return KINDS[kind].label;
}

struct text
day_status_name(enum day_status status)
{
	return STATUSES[status];
}

enum err
day_kind_parse(struct text name, enum day_kind *out)
{
	for (unsigned kind = DAY_HOLIDAY; kind < COUNT_OF(KINDS); kind++)
		if (text_equals(KINDS[kind].name, name)) {
			*out = (enum day_kind)kind;
			return OK;
		}
	return ERR_INVALID;
}

/* A file may not say "proposed": that is this program's own word. */
enum err
day_status_parse(struct text name, enum day_status *out)
{
	for (unsigned status = DAY_CONFIRMED; status <= DAY_ANNOUNCED; status++)
		if (text_equals(STATUSES[status], name)) {
			*out = (enum day_status)status;
			return OK;
		}
	return ERR_INVALID;
}

static const struct text WEEKDAYS[] = {
		[MONDAY] = TEXT("mon"),
		[TUESDAY] = TEXT("tue"),
		[WEDNESDAY] = TEXT("wed"),
		[THURSDAY] = TEXT("thu"),
		[FRIDAY] = TEXT("fri"),
		[SATURDAY] = TEXT("sat"),
		[SUNDAY] = TEXT("sun"),
};

struct text
weekend_text(struct arena *arena, unsigned weekend)
{
	struct buf out = BUF(arena);

	for (unsigned day = 0; day < COUNT_OF(WEEKDAYS); day++) {
		if (!(weekend >> day & 1u))
			continue;
		if (out.n)
			buf_add_char(&out, ',');
		buf_add(&out, WEEKDAYS[day]);
	}
	return out.n ? buf_text(&out) : TEXT("none");
}

enum err
weekend_parse(struct text text, unsigned *out)
{
	unsigned weekend = WEEKEND_NONE;
	struct text part;

	if (text_equals(text, TEXT("none"))) {
		*out = WEEKEND_NONE;
		return OK;
	}
	if (text_is_empty(text))
		return ERR_INVALID;
	while (text_split(&text, ',', &part)) {
		unsigned day = 0;

		while (day < COUNT_OF(WEEKDAYS) && !text_equals(WEEKDAYS[day], text_trim(part)))
			day++;
		if (day == COUNT_OF(WEEKDAYS))
			return ERR_INVALID;
		weekend |= 1u << day;
	}
	*out = weekend;
	return OK;
}

/* ---- building ---- */

/* The rows as given, checked; each reading of them is built from these. */
struct builder {
	struct arena *arena;
	const struct calendar_terms *terms;
	struct text file;
	struct faults *faults;
	const struct calendar_day *given;
	size_t given_count;
	size_t announced; /* of the given rows */
	size_t faulty;    /* rows refused */
	bool is_covered[CALENDAR_YEARS];
	bool is_settled[CALENDAR_YEARS];
	struct calendar_day *proposed; /* of the years that are not covered */
	size_t proposed_count;
};

/* A reading being built: the days of one calendar. */
struct reading {
	struct calendar_day *days;
	size_t count;
};

static int
index_of(struct day day)
{
	return day.n - CALENDAR_FIRST_DAY;
}

static int
year_index(struct day day)
{
	return civil_of_day(day).year - YEAR_MIN;
}

static bool
is_weekend(unsigned weekend, struct day day)
{
	return weekend >> weekday_of(day) & 1u;
}

static int
compare(int a, int b)
{
	return (a > b) - (a < b);
}

/* By day, then by line, so that of two rows the earlier one is kept. */
static int
day_order(const void *a, const void *b)
{
	const struct calendar_day *left = a, *right = b;

	if (left->day.n != right->day.n)
		return compare(left->day.n, right->day.n);
	if (left->line != right->line)
		return compare(left->line, right->line);
	return strcmp(left->name.p, right->name.p);
}

static void
row_refuse(struct builder *b, const struct calendar_day *row, const char *reason)
{
	b->faulty++;
	fault_add(b->faults, b->file, row->line, row->column, "%s: %s",
			day_iso(b->arena, row->day).p, reason);
}

/* A year is covered when a holiday of it is named, and settled when one is confirmed. */
static void
row_take(struct builder *b, const struct calendar_day *row)
{
	if (!calendar_has_day(row->day)) {
		row_refuse(b, row, "năm nằm ngoài khoảng 1900–2199");
		return;
	}
	if (row->kind == DAY_SWAPPED_WORKING && !is_weekend(b->terms->weekend, row->day))
		row_refuse(b, row, "ngày làm bù phải rơi vào ngày nghỉ hằng tuần");
	b->announced += row->status == DAY_ANNOUNCED;
	if (row->kind != DAY_HOLIDAY)
		return;
	b->is_covered[year_index(row->day)] = true;
	if (row->status == DAY_CONFIRMED)
		b->is_settled[year_index(row->day)] = true;
}

static struct text
join(struct arena *arena, struct text a, struct text b)
{
	if (text_is_empty(b) || text_equals(a, b))
		return a;
	if (text_is_empty(a))
		return b;
	return text_format(arena, "%.*s; %.*s", TEXT_ARGS(a), TEXT_ARGS(b));
}

/*
 * Two holidays may fall on one day (Hùng Kings on 30/4): one row with both names, as
 * certain as the more certain of them.
 */
static void
rows_merge(struct builder *b, struct reading *r)
{
	size_t kept = 0;

	for (size_t i = 0; i < r->count; i++) {
		struct calendar_day *last = kept ? &r->days[kept - 1] : NULL;
		const struct calendar_day *row = &r->days[i];

		if (!last || last->day.n != row->day.n) {
			r->days[kept++] = *row;
		} else if (last->kind != row->kind) {
			row_refuse(b, row, "ngày này đã có với loại khác");
		} else {
			last->name = join(b->arena, last->name, row->name);
			last->source = join(b->arena, last->source, row->source);
			last->status = row->status < last->status ? row->status : last->status;
		}
	}
	r->count = kept;
}

/* The row of `day` among ordered ones, or NULL. */
static const struct calendar_day *
row_find(const struct calendar_day *days, size_t count, struct day day)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (days[middle].day.n == day.n)
			return &days[middle];
		if (days[middle].day.n < day.n)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static void
rows_sort(struct reading *r)
{
	qsort(r->days, r->count, sizeof(*r->days), day_order);
}

static void
years_propose(struct builder *b)
{
	b->proposed = ARENA_TAKE_ARRAY(
			b->arena, CALENDAR_YEARS * HOLIDAY_YEAR_MAX, struct calendar_day);
	for (int year = YEAR_MIN; year <= YEAR_MAX; year++)
		if (!b->is_covered[year - YEAR_MIN])
			b->proposed_count += holiday_propose(
					year, b->terms->weekend, b->proposed + b->proposed_count);
}

/* Adds the proposals; what the file says of a day stands. */
static void
proposals_add(const struct builder *b, struct reading *r)
{
	size_t given = r->count;

	for (size_t i = 0; i < b->proposed_count; i++)
		if (!row_find(r->days, given, b->proposed[i].day))
			r->days[r->count++] = b->proposed[i];
	rows_sort(r);
}

static bool
works_on(unsigned weekend, struct day day, const struct calendar_day *row)
{
	return row ? row->kind == DAY_SWAPPED_WORKING : !is_weekend(weekend, day);
}

/* One walk over the three centuries; see working_day_add for the use. */
static void
tables_fill(const struct builder *b, struct calendar *cal)
{
	struct calendar_mark *marks =
			ARENA_TAKE_ARRAY(b->arena, CALENDAR_DAYS + 1, struct calendar_mark);
	int32_t *working = ARENA_TAKE_ARRAY(b->arena, CALENDAR_DAYS, int32_t);
	struct calendar_mark sum = {0, 0};
	size_t next = 0;
	int i = 0;

	for (int year = YEAR_MIN; year <= YEAR_MAX; year++) {
		bool settled = cal->year_is_settled[year - YEAR_MIN];
		int end = index_of(day_of_civil((struct civil){year, 12, 31}));

		for (; i <= end; i++) {
			struct day day = {.n = CALENDAR_FIRST_DAY + i};
			const struct calendar_day *row = NULL;

			if (next < cal->day_count && cal->days[next].day.n == day.n)
				row = &cal->days[next++];
			marks[i] = sum;
			if (works_on(cal->terms.weekend, day, row))
				working[sum.working++] = day.n;
			if (!settled || (row && row->status != DAY_CONFIRMED))
				sum.doubtful++;
		}
	}
	marks[i] = sum;
	cal->marks = marks;
	cal->working_days = working;
	cal->working_day_count = sum.working;
}

static struct calendar *
reading_build(struct builder *b, bool with_announced)
{
	struct calendar *cal = ARENA_NEW(b->arena, struct calendar);
	struct reading r = {.days = ARENA_NEW_ARRAY(b->arena, b->given_count + b->proposed_count,
					    struct calendar_day)};

	for (size_t i = 0; i < b->given_count; i++)
		if (with_announced || b->given[i].status != DAY_ANNOUNCED)
			r.days[r.count++] = b->given[i];
	rows_sort(&r);
	proposals_add(b, &r);
	rows_merge(b, &r);
	cal->terms = *b->terms;
	cal->days = r.days;
	cal->day_count = r.count;
	memcpy(cal->year_is_settled, b->is_settled, sizeof(b->is_settled));
	tables_fill(b, cal);
	return cal;
}

enum err
calendar_build(struct arena *arena, const struct calendar_terms *terms, struct text file,
		const struct calendar_day *days, size_t count, struct faults *faults,
		const struct calendar **out)
{
	struct builder b = {
			.arena = arena,
			.terms = terms,
			.file = file,
			.faults = faults,
			.given = days,
			.given_count = count,
	};
	struct calendar *cal;

	for (size_t i = 0; i < count; i++)
		row_take(&b, &days[i]);
	if (b.faulty)
		return ERR_INVALID;
	if (terms->has_proposals)
		years_propose(&b);
	cal = reading_build(&b, true);
	if (b.faulty)
		return ERR_INVALID;
	if (b.announced)
		cal->without_announced = reading_build(&b, false);
	*out = cal;
	return OK;
}

/* ---- asking ---- */

const struct calendar_day *
calendar_find(const struct calendar *cal, struct day day)
{
	return row_find(cal->days, cal->day_count, day);
}
