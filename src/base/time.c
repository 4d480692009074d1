#include "base/time.h"

#include <time.h>

/* Days from the civil date, by the 400-year era (proleptic Gregorian calendar). */
struct day
day_of_civil(struct civil civil)
{
	int year = civil.month <= 2 ? civil.year - 1 : civil.year;
	int era = (year >= 0 ? year : year - 399) / 400;
	int year_of_era = year - era * 400;
	int month = civil.month > 2 ? civil.month - 3 : civil.month + 9;
	int day_of_year = (153 * month + 2) / 5 + civil.day - 1;
	int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

	return (struct day){.n = era * 146097 + day_of_era - 719468};
}

struct civil
civil_of_day(struct day day)
{
	int shifted = day.n + 719468;
	int era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
	int day_of_era = shifted - era * 146097;
	int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 -
					  day_of_era / 146096) /
			  365;
	int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int month = (5 * day_of_year + 2) / 153;
	struct civil civil = {
			.year = year_of_era + era * 400,
			.month = month < 10 ? month + 3 : month - 9,
			.day = day_of_year - (153 * month + 2) / 5 + 1,
	};

	civil.year += civil.month <= 2;
	return civil;
}

enum weekday
weekday_of(struct day day)
{
	/* 1970-01-01 was a Thursday. */
	int weekday = (day.n + THURSDAY) % 7;

	return (enum weekday)(weekday < 0 ? weekday + 7 : weekday);
}

bool
civil_is_valid(struct civil civil)
{
	static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (civil.year % 4 == 0 && civil.year % 100 != 0) || civil.year % 400 == 0;
	int length;

	if (civil.year < YEAR_MIN || civil.year > YEAR_MAX || civil.month < 1 || civil.month > 12)
		return false;
	length = lengths[civil.month - 1] + (civil.month == 2 && leap ? 1 : 0);
	return civil.day >= 1 && civil.day <= length;
}

static int64_t
floor_divide(int64_t number, int64_t by)
{
	return number / by - (number % by < 0 ? 1 : 0);
}

struct day
day_of(struct instant instant, struct zone zone)
{
	int64_t local = instant.ms + zone.offset_s * SECOND_MS;

	return (struct day){.n = (int32_t)floor_divide(local, DAY_MS)};
}

struct instant
day_begin(struct day day, struct zone zone)
{
	return (struct instant){.ms = day.n * DAY_MS - zone.offset_s * SECOND_MS};
}

int64_t
time_of_day_ms(struct instant instant, struct zone zone)
{
	return instant.ms - day_begin(day_of(instant, zone), zone).ms;
}

/* Exactly `count` digits off the front of `rest`. */
static bool
take_digits(struct text *rest, size_t count, int *out)
{
	int number = 0;

	if (rest->n < count)
		return false;
	for (size_t i = 0; i < count; i++) {
		int digit = rest->p[i] - '0';

		if (digit < 0 || digit > 9)
			return false;
		number = number * 10 + digit;
	}
	*rest = text_slice(*rest, count, rest->n);
	*out = number;
	return true;
}

static bool
take_char(struct text *rest, char c)
{
	if (!rest->n || rest->p[0] != c)
		return false;
	*rest = text_slice(*rest, 1, rest->n);
	return true;
}

static bool
take_day(struct text *rest, struct day *out)
{
	struct civil civil;

	if (rest->n > 2 && rest->p[2] == '/') {
		if (!take_digits(rest, 2, &civil.day) || !take_char(rest, '/') ||
				!take_digits(rest, 2, &civil.month) || !take_char(rest, '/') ||
				!take_digits(rest, 4, &civil.year))
			return false;
	} else if (!take_digits(rest, 4, &civil.year) || !take_char(rest, '-') ||
			!take_digits(rest, 2, &civil.month) || !take_char(rest, '-') ||
			!take_digits(rest, 2, &civil.day)) {
		return false;
	}
	if (!civil_is_valid(civil))
		return false;
	*out = day_of_civil(civil);
	return true;
}

enum err
day_parse(struct text text, struct day *out)
{
	struct text rest = text_trim(text);
	struct day day;

	if (!take_day(&rest, &day) || rest.n)
		return ERR_INVALID;
	*out = day;
	return OK;
}

/* Milliseconds of ".5", ".123", ".123456": further digits are dropped. */
static bool
take_fraction(struct text *rest, int64_t *ms)
{
	int64_t scale = 100;
	int digit;

	if (!take_digits(rest, 1, &digit))
		return false;
	do {
		*ms += digit * scale;
		scale /= 10;
	} while (take_digits(rest, 1, &digit));
	return true;
}

static bool
take_clock(struct text *rest, int64_t *ms)
{
	int hour, minute, second = 0;
	int64_t fraction = 0;

	if (!take_digits(rest, 2, &hour) || !take_char(rest, ':') || !take_digits(rest, 2, &minute))
		return false;
	if (take_char(rest, ':') && !take_digits(rest, 2, &second))
		return false;
	if (take_char(rest, '.') && !take_fraction(rest, &fraction))
		return false;
	if (hour > 23 || minute > 59 || second > 59)
		return false;
	*ms = hour * HOUR_MS + minute * MINUTE_MS + second * SECOND_MS + fraction;
	return true;
}

static bool
take_zone(struct text *rest, struct zone *zone)
{
	int sign, hour, minute;

	if (!rest->n)
		return true;
	if (take_char(rest, 'Z')) {
		*zone = (struct zone){.offset_s = 0};
		return true;
	}
	if (take_char(rest, '+'))
		sign = 1;
	else if (take_char(rest, '-'))
		sign = -1;
	else
		return false;
	if (!take_digits(rest, 2, &hour))
		return false;
	take_char(rest, ':');
	if (!take_digits(rest, 2, &minute) || hour > 14 || minute > 59)
		return false;
	*zone = (struct zone){.offset_s = sign * (hour * 3600 + minute * 60)};
	return true;
}

enum err
instant_parse(struct text text, struct zone zone, struct instant *out)
{
	struct text rest = text_trim(text);
	struct day day;
	int64_t ms;

	if (!take_day(&rest, &day) || (!take_char(&rest, 'T') && !take_char(&rest, ' ')) ||
			!take_clock(&rest, &ms) || !take_zone(&rest, &zone) || rest.n)
		return ERR_INVALID;
	*out = instant_add(day_begin(day, zone), ms);
	return OK;
}

enum err
zone_parse(struct text text, struct zone *out)
{
	struct text rest = text_trim(text);
	struct zone zone;

	if (!rest.n || !take_zone(&rest, &zone) || rest.n)
		return ERR_INVALID;
	*out = zone;
	return OK;
}

struct text
day_iso(struct arena *arena, struct day day)
{
	struct civil civil = civil_of_day(day);

	return text_format(arena, "%04d-%02d-%02d", civil.year, civil.month, civil.day);
}

struct text
day_words(struct arena *arena, struct day day)
{
	struct civil civil = civil_of_day(day);

	return text_format(arena, "%02d/%02d/%04d", civil.day, civil.month, civil.year);
}

struct text
day_weekday(struct arena *arena, struct day day)
{
	static const char *const names[] = {
			"thứ Hai",
			"thứ Ba",
			"thứ Tư",
			"thứ Năm",
			"thứ Sáu",
			"thứ Bảy",
			"Chủ nhật",
	};

	return text_copy(arena, text_of(names[weekday_of(day)]));
}

/* With `fraction` behind the seconds: "" or ".123". */
static struct text
iso_with(struct arena *arena, struct instant instant, struct zone zone, const char *fraction)
{
	int64_t s = time_of_day_ms(instant, zone) / SECOND_MS;
	int offset = zone.offset_s < 0 ? -zone.offset_s : zone.offset_s;

	return text_format(arena, "%sT%02d:%02d:%02d%s%c%02d:%02d",
			day_iso(arena, day_of(instant, zone)).p, (int)(s / 3600),
			(int)(s / 60 % 60), (int)(s % 60), fraction, zone.offset_s < 0 ? '-' : '+',
			offset / 3600, offset / 60 % 60);
}

struct text
instant_iso(struct arena *arena, struct instant instant, struct zone zone)
{
	return iso_with(arena, instant, zone, "");
}

struct text
instant_iso_ms(struct arena *arena, struct instant instant, struct zone zone)
{
	int ms = (int)(time_of_day_ms(instant, zone) % SECOND_MS);

	return iso_with(arena, instant, zone, text_format(arena, ".%03d", ms).p);
}

struct text
instant_local(struct arena *arena, struct instant instant, struct zone zone)
{
	int64_t minutes = time_of_day_ms(instant, zone) / MINUTE_MS;

	return text_format(arena, "%sT%02d:%02d", day_iso(arena, day_of(instant, zone)).p,
			(int)(minutes / 60), (int)(minutes % 60));
}

struct text
instant_words(struct arena *arena, struct instant instant, struct zone zone)
{
	struct day day = day_of(instant, zone);
	int64_t minutes = time_of_day_ms(instant, zone) / MINUTE_MS;

	return text_format(arena, "%02d:%02d %s %s", (int)(minutes / 60), (int)(minutes % 60),
			day_weekday(arena, day).p, day_words(arena, day).p);
}

struct text
instant_rfc822(struct arena *arena, struct instant instant, struct zone zone)
{
	static const char *const weekdays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
	static const char *const months[] = {
			"Jan",
			"Feb",
			"Mar",
			"Apr",
			"May",
			"Jun",
			"Jul",
			"Aug",
			"Sep",
			"Oct",
			"Nov",
			"Dec",
	};
	struct day day = day_of(instant, zone);
	struct civil civil = civil_of_day(day);
	int64_t s = time_of_day_ms(instant, zone) / SECOND_MS;
	int offset = zone.offset_s < 0 ? -zone.offset_s : zone.offset_s;

	return text_format(arena, "%s, %02d %s %04d %02d:%02d:%02d %c%02d%02d",
			weekdays[weekday_of(day)], civil.day, months[civil.month - 1], civil.year,
			(int)(s / 3600), (int)(s / 60 % 60), (int)(s % 60),
			zone.offset_s < 0 ? '-' : '+', offset / 3600, offset / 60 % 60);
}

struct instant
clock_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (struct instant){.ms = now.tv_sec * SECOND_MS + now.tv_nsec / 1000000};
}

int64_t
clock_monotonic_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * SECOND_MS + now.tv_nsec / 1000000;
}
