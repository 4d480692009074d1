#include "law/holiday.h"

#include "law/lunar.h"

#define LABOUR_CODE "Bộ luật Lao động 2019, Điều 112"
#define LABOUR_CODE_LIEU "Bộ luật Lao động 2019, khoản 3 Điều 111"
#define CULTURE_DAY "Nghị quyết 28/2026/QH16"

struct fixed {
	int month, day;
	int since; /* first year */
	struct text name;
	struct text source;
	struct text lieu;
};

static const struct fixed FIXED[] = {
		{1, 1, YEAR_MIN, TEXT("Tết Dương lịch"), TEXT(LABOUR_CODE),
				TEXT("Nghỉ bù Tết Dương lịch")},
		{4, 30, YEAR_MIN, TEXT("Ngày Chiến thắng 30/4"), TEXT(LABOUR_CODE),
				TEXT("Nghỉ bù Ngày Chiến thắng 30/4")},
		{5, 1, YEAR_MIN, TEXT("Ngày Quốc tế Lao động 1/5"), TEXT(LABOUR_CODE),
				TEXT("Nghỉ bù Ngày Quốc tế Lao động 1/5")},
		{9, 2, YEAR_MIN, TEXT("Quốc khánh 2/9"), TEXT(LABOUR_CODE),
				TEXT("Nghỉ bù Quốc khánh 2/9")},
		{11, 24, 2026, TEXT("Ngày Văn hóa Việt Nam"), TEXT(CULTURE_DAY),
				TEXT("Nghỉ bù Ngày Văn hóa Việt Nam")},
};

/* The days proposed so far; `lieu` is the name of the day that makes up for a row. */
struct proposal {
	unsigned weekend;
	struct calendar_day *rows;
	struct text lieu[HOLIDAY_YEAR_MAX];
	size_t count;
};

static bool
is_weekend(const struct proposal *p, struct day day)
{
	return p->weekend >> weekday_of(day) & 1u;
}

static bool
is_taken(const struct proposal *p, struct day day)
{
	for (size_t i = 0; i < p->count; i++)
		if (p->rows[i].day.n == day.n)
			return true;
	return false;
}

/* Keeps the rows in order of days. */
static void
row_insert(struct proposal *p, struct calendar_day row, struct text lieu)
{
	size_t i = p->count++;

	for (; i > 0 && p->rows[i - 1].day.n > row.day.n; i--) {
		p->rows[i] = p->rows[i - 1];
		p->lieu[i] = p->lieu[i - 1];
	}
	row.status = DAY_PROPOSED;
	p->rows[i] = row;
	p->lieu[i] = lieu;
}

static void
holiday_add(struct proposal *p, struct day day, struct text name, struct text source,
		struct text lieu)
{
	row_insert(p,
			(struct calendar_day){.day = day,
					.kind = DAY_HOLIDAY,
					.name = name,
					.source = source},
			lieu);
}

static void
fixed_add(struct proposal *p, int year)
{
	for (size_t i = 0; i < COUNT_OF(FIXED); i++) {
		const struct fixed *f = &FIXED[i];

		if (year >= f->since)
			holiday_add(p, day_of_civil((struct civil){year, f->month, f->day}),
					f->name, f->source, f->lieu);
	}
}

/*
 * Five days (Art. 112.1.b). Decided yearly: two before and the first three, but
 * when Tết is a Tuesday one before and the first four, Monday to Friday.
 */
static void
tet_add(struct proposal *p, int year)
{
	static const struct text names[] = {
			TEXT("Tết Nguyên đán (trước mùng 1 hai ngày)"),
			TEXT("Tết Nguyên đán (ngày trước mùng 1)"),
			TEXT("Tết Nguyên đán (mùng 1)"),
			TEXT("Tết Nguyên đán (mùng 2)"),
			TEXT("Tết Nguyên đán (mùng 3)"),
			TEXT("Tết Nguyên đán (mùng 4)"),
	};
	struct day tet = lunar_tet(year);
	int first = weekday_of(tet) == TUESDAY ? -1 : -2;

	for (int i = first; i < first + 5; i++)
		holiday_add(p, day_add(tet, i), names[i + 2], TEXT(LABOUR_CODE),
				TEXT("Nghỉ bù Tết"));
}

/* Art. 112.1.đ: two days since 2021. The one that joins the weekend is proposed. */
static void
national_day_add(struct proposal *p, int year)
{
	static const int beside[] = {
			[MONDAY] = 1,
			[TUESDAY] = -1,
			[WEDNESDAY] = -1,
			[THURSDAY] = 1,
			[FRIDAY] = -1,
			[SATURDAY] = -1,
			[SUNDAY] = 1,
	};
	struct day day = day_of_civil((struct civil){year, 9, 2});

	if (year >= 2021)
		holiday_add(p, day_add(day, beside[weekday_of(day)]),
				TEXT("Quốc khánh (ngày liền kề)"), TEXT(LABOUR_CODE),
				TEXT("Nghỉ bù Quốc khánh"));
}

/*
 * Art. 111.3, in order of days; two holidays on one day off have one day in lieu. No
 * holiday is so late in a year that this would lead into the next.
 */
static void
lieu_add(struct proposal *p)
{
	struct proposal holidays = *p;
	struct calendar_day rows[HOLIDAY_YEAR_MAX];
	struct day last = {.n = CALENDAR_FIRST_DAY - 1};

	if (p->weekend == 0x7F)
		return;
	memcpy(rows, p->rows, p->count * sizeof(*rows));
	for (size_t i = 0; i < holidays.count; i++) {
		struct day day = rows[i].day;

		if (!is_weekend(p, day) || day.n == last.n)
			continue;
		last = day;
		while (is_weekend(p, day) || is_taken(p, day))
			day = day_add(day, 1);
		row_insert(p,
				(struct calendar_day){.day = day,
						.kind = DAY_COMPENSATORY_OFF,
						.name = holidays.lieu[i],
						.source = TEXT(LABOUR_CODE_LIEU)},
				NO_TEXT);
	}
}

size_t
holiday_propose(int year, unsigned weekend, struct calendar_day *out)
{
	struct proposal p = {.weekend = weekend, .rows = out};

	fixed_add(&p, year);
	tet_add(&p, year);
	national_day_add(&p, year);
	holiday_add(&p, lunar_hung_kings(year), TEXT("Giỗ Tổ Hùng Vương"), TEXT(LABOUR_CODE),
			TEXT("Nghỉ bù Giỗ Tổ Hùng Vương"));
	lieu_add(&p);
	return p.count;
}
