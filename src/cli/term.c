#include "cli/term.h"

#include "law/calendar.h"

/* ---- how much ---- */

enum err
term_amount_parse(struct text text, enum limit_kind kind, int32_t *out)
{
	struct limit limit = {.kind = kind};
	int64_t amount = 0;

	if (text.n == 0)
		return ERR_INVALID;
	for (size_t i = 0; i < text.n; i++) {
		int digit = text.p[i] - '0';

		if (digit < 0 || digit > 9 || amount > INT32_MAX / 10)
			return ERR_INVALID;
		amount = amount * 10 + digit;
	}
	if (amount > INT32_MAX)
		return ERR_INVALID;
	limit.amount = (int32_t)amount;
	if (!limit_is_valid(limit))
		return ERR_INVALID;
	*out = limit.amount;
	return OK;
}

static bool
is_number(struct text text)
{
	size_t i = text.n && text.p[0] == '-';

	if (i == text.n)
		return false;
	while (i < text.n && text.p[i] >= '0' && text.p[i] <= '9')
		i++;
	return i == text.n;
}

struct text
term_amount_fault(struct arena *arena, struct text text)
{
	struct text shown = text_shorten(arena, text, 40);

	if (!is_number(text))
		return text_format(arena, "“%.*s” không phải số nguyên", TEXT_ARGS(shown));
	return text_format(arena,
			"%.*s nằm ngoài khoảng từ 0 đến %d ngày (hoặc số giờ, số phút của "
			"ngần ấy ngày)",
			TEXT_ARGS(shown), LIMIT_DAYS_MAX);
}

/* ---- from when ---- */

#define DAY_LENGTH 10 /* "2026-08-20" */

enum err
term_start_parse(struct text text, struct zone zone, struct instant *out)
{
	struct instant start;
	struct day day;

	if (instant_parse(text, zone, &start) != OK) {
		TRY(day_parse(text, &day));
		start = day_begin(day, zone);
	}
	if (!calendar_has_day(day_of(start, zone)))
		return ERR_INVALID;
	*out = start;
	return OK;
}

/* Digits where `shape` has 0, else the same letters. */
static bool
has_shape(struct text text, const char *shape)
{
	size_t i = 0;

	for (; shape[i]; i++) {
		bool is_digit = i < text.n && text.p[i] >= '0' && text.p[i] <= '9';

		if (i == text.n || (shape[i] == '0' ? !is_digit : text.p[i] != shape[i]))
			return false;
	}
	return i == text.n;
}

/* `day` looks like a day; says why it is none, or NO_TEXT if it is one. */
static struct text
day_fault(struct arena *arena, struct text day)
{
	bool is_iso = has_shape(day, "0000-00-00");
	struct text year = is_iso ? text_slice(day, 0, 4) : text_slice(day, 6, 10);
	struct day out;
	int64_t number;

	if (day_parse(day, &out) == OK)
		return NO_TEXT;
	if (text_to_int(year, &number) && (number < YEAR_MIN || number > YEAR_MAX))
		return text_format(arena, "năm %.*s nằm ngoài khoảng %d–%d", TEXT_ARGS(year),
				YEAR_MIN, YEAR_MAX);
	return text_format(arena, "không có ngày %.*s", TEXT_ARGS(day));
}

/* Where the offset of "T09:15+07:00" begins, or its length. */
static size_t
offset_place(struct text time)
{
	size_t i = 0;

	while (i < time.n && !strchr("+-Z", time.p[i]))
		i++;
	return i;
}

/* What follows the day: "T24:30", "T09:15+". */
static struct text
time_fault(struct arena *arena, struct text time, int *column)
{
	struct text day = TEXT("2000-01-01");
	struct text clock = text_slice(time, 0, offset_place(time));
	struct text shown = text_slice(clock, 1, clock.n);
	struct instant out;

	if (time.p[0] != 'T' && time.p[0] != ' ')
		return TEXT("sau ngày phải là T hoặc dấu cách, rồi giờ:phút");
	if (instant_parse(text_format(arena, "%s%.*s", day.p, TEXT_ARGS(clock)), ZONE_VIETNAM,
			    &out) != OK) {
		*column += 1;
		if (has_shape(shown, "00:00") || has_shape(shown, "00:00:00"))
			return text_format(arena, "không có giờ %.*s (từ 00:00 đến 23:59:59)",
					TEXT_ARGS(shown));
		return TEXT("giờ phải ghi như 09:15 hoặc 09:15:30");
	}
	if (clock.n < time.n) {
		*column += (int)clock.n;
		if (zone_parse(text_slice(time, clock.n, time.n), &(struct zone){0}) != OK)
			return TEXT("chênh lệch với giờ UTC phải ghi như +07:00 hoặc Z");
	}
	return NO_TEXT;
}

struct text
term_start_fault(struct arena *arena, struct text text, int *column)
{
	struct text start = text_trim(text), day = text_slice(start, 0, DAY_LENGTH);
	struct text time = text_slice(start, day.n, start.n), fault;
	int first = 1 + (int)(start.p - text.p);

	*column = first;
	if (!start.n)
		return TEXT("thiếu thời điểm bắt đầu tính");
	if (!has_shape(day, "0000-00-00") && !has_shape(day, "00/00/0000"))
		return TEXT("hãy ghi như 2026-08-20 hoặc 2026-08-20T09:15");
	fault = day_fault(arena, day);
	if (!fault.n && time.n) {
		*column = first + (int)day.n;
		fault = time_fault(arena, time, column);
	}
	if (fault.n)
		return fault;
	*column = first;
	return text_format(arena, "theo giờ địa phương thì nằm ngoài các năm %d–%d", YEAR_MIN,
			YEAR_MAX);
}

enum err
term_year_parse(struct text text, int *out)
{
	int64_t year;

	if (!text_to_int(text, &year) || year < YEAR_MIN || year > YEAR_MAX)
		return ERR_INVALID;
	*out = (int)year;
	return OK;
}
