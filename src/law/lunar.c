#include "law/lunar.h"

#include <math.h>
#include <pthread.h>

/*
 * Instants are Julian ephemeris days (TT) until day_of_tt brings them to local
 * civil days. Chapter numbers are those of Astronomical Algorithms, 2nd edition.
 */

#define MONTH_DAYS 29.530588861
#define NEW_MOON_EPOCH 2451550.09766 /* new moon 0: 2000-01-06 */
#define JULIAN_CENTURY 36525.0
#define J2000 2451545.0
#define UNIX_EPOCH 2440587.5
#define SECONDS_PER_DAY 86400.0
#define LOCAL_OFFSET (7.0 / 24) /* UTC+7, whatever zone was in force then */

#define WINTER_SOLSTICE 270.0 /* longitude of the sun, degrees */
#define MAJOR_TERM 30.0       /* one trung khí each 30 degrees */

static double
sin_degrees(double degrees)
{
	return sin(fmod(degrees, 360) * (M_PI / 180));
}

/* TT − UT in seconds: observed to 2020, then the extrapolation of Espenak and Meeus. */
static double
delta_t(double year)
{
	static const struct {
		double year, seconds;
	} rows[] = {
			{1880, -5},
			{1900, -3},
			{1920, 21},
			{1940, 24},
			{1960, 33},
			{1980, 51},
			{2000, 64},
			{2020, 69},
			{2050, 93},
			{2100, 203},
			{2150, 329},
			{2210, 470},
	};
	size_t i = 1;

	while (i < COUNT_OF(rows) - 1 && rows[i].year < year)
		i++;
	return rows[i - 1].seconds + (rows[i].seconds - rows[i - 1].seconds) *
						     (year - rows[i - 1].year) /
						     (rows[i].year - rows[i - 1].year);
}

static double
year_of_tt(double tt)
{
	return 2000 + (tt - J2000) / 365.25;
}

static struct day
day_of_tt(double tt)
{
	double utc = tt - delta_t(year_of_tt(tt)) / SECONDS_PER_DAY;

	return (struct day){.n = (int32_t)floor(utc - UNIX_EPOCH + LOCAL_OFFSET)};
}

/* Local midnight that begins the day. */
static double
tt_of_day(struct day day)
{
	double utc = day.n + UNIX_EPOCH - LOCAL_OFFSET;

	return utc + delta_t(year_of_tt(utc)) / SECONDS_PER_DAY;
}

/* A term of the series of new moons: coefficient · e^order · sin(sum of arguments). */
struct term {
	double days;
	int e;               /* power of the eccentricity factor */
	int sun, moon, node; /* multiples of M, M' and F */
};

static const struct term MOON_TERMS[] = {
		{-0.40720, 0, 0, 1, 0},
		{0.17241, 1, 1, 0, 0},
		{0.01608, 0, 0, 2, 0},
		{0.01039, 0, 0, 0, 2},
		{0.00739, 1, -1, 1, 0},
		{-0.00514, 1, 1, 1, 0},
		{0.00208, 2, 2, 0, 0},
		{-0.00111, 0, 0, 1, -2},
		{-0.00057, 0, 0, 1, 2},
		{0.00056, 1, 1, 2, 0},
		{-0.00042, 0, 0, 3, 0},
		{0.00042, 1, 1, 0, 2},
		{0.00038, 1, 1, 0, -2},
		{-0.00024, 1, -1, 2, 0},
		{-0.00007, 0, 2, 1, 0},
		{0.00004, 0, 0, 2, -2},
		{0.00004, 0, 3, 0, 0},
		{0.00003, 0, 1, 1, -2},
		{0.00003, 0, 0, 2, 2},
		{-0.00003, 0, 1, 1, 2},
		{0.00003, 0, -1, 1, 2},
		{-0.00002, 0, -1, 1, -2},
		{-0.00002, 0, 1, 3, 0},
		{0.00002, 0, 0, 4, 0},
};

/* The planets: coefficient, angle at k = 0, degrees a month. */
static const double PLANET_TERMS[][3] = {
		{0.000325, 299.77, 0.107408},
		{0.000165, 251.88, 0.016321},
		{0.000164, 251.83, 26.651886},
		{0.000126, 349.42, 36.412478},
		{0.000110, 84.66, 18.206239},
		{0.000062, 141.74, 53.303771},
		{0.000060, 207.14, 2.453732},
		{0.000056, 154.84, 7.306860},
		{0.000047, 34.52, 27.261239},
		{0.000042, 207.19, 0.121824},
		{0.000040, 291.34, 1.844379},
		{0.000037, 161.72, 24.198154},
		{0.000035, 239.56, 25.513099},
		{0.000023, 331.55, 3.592518},
};

/* New moon number k, 0 on 2000-01-06 (chapter 49): within half a minute. */
static double
new_moon(int k)
{
	double t = k / 1236.85, t2 = t * t, t3 = t2 * t;
	double e = 1 - 0.002516 * t - 0.0000074 * t2;
	double sun = 2.5534 + 29.10535670 * k - 0.0000014 * t2 - 0.00000011 * t3;
	double moon = 201.5643 + 385.81693528 * k + 0.0107582 * t2 + 0.00001238 * t3;
	double node = 160.7108 + 390.67050284 * k - 0.0016118 * t2 - 0.00000227 * t3;
	double omega = 124.7746 - 1.56375588 * k + 0.0020672 * t2 + 0.00000215 * t3;
	double tt = NEW_MOON_EPOCH + MONTH_DAYS * k + 0.00015437 * t2 - 0.000000150 * t3;

	for (size_t i = 0; i < COUNT_OF(MOON_TERMS); i++) {
		const struct term *term = &MOON_TERMS[i];

		tt += term->days * pow(e, term->e) *
		      sin_degrees(term->sun * sun + term->moon * moon + term->node * node);
	}
	for (size_t i = 0; i < COUNT_OF(PLANET_TERMS); i++)
		tt += PLANET_TERMS[i][0] * sin_degrees(PLANET_TERMS[i][1] + PLANET_TERMS[i][2] * k);
	return tt - 0.00017 * sin_degrees(omega);
}

/* Apparent longitude of the sun in degrees, 0 to 360 (chapter 25): within 0.01. */
static double
sun_longitude(double tt)
{
	double t = (tt - J2000) / JULIAN_CENTURY;
	double mean = 280.46646 + 36000.76983 * t + 0.0003032 * t * t;
	double anomaly = 357.52911 + 35999.05029 * t - 0.0001537 * t * t;
	double centre = (1.914602 - 0.004817 * t - 0.000014 * t * t) * sin_degrees(anomaly) +
			(0.019993 - 0.000101 * t) * sin_degrees(2 * anomaly) +
			0.000289 * sin_degrees(3 * anomaly);
	double apparent = mean + centre - 0.00569 - 0.00478 * sin_degrees(125.04 - 1934.136 * t);
	double degrees = fmod(apparent, 360);

	return degrees < 0 ? degrees + 360 : degrees;
}

static struct day
month_begin(int k)
{
	return day_of_tt(new_moon(k));
}

static double
longitude_at_begin(int k)
{
	return sun_longitude(tt_of_day(month_begin(k)));
}

/* The new moon of the month that holds the winter solstice of a civil year. */
static int
month_eleven_find(int year)
{
	struct day end = day_of_civil((struct civil){year, 12, 31});
	int k = (int)floor((tt_of_day(end) - NEW_MOON_EPOCH) / MONTH_DAYS) + 1;

	while (month_begin(k).n > end.n || longitude_at_begin(k) >= WINTER_SOLSTICE)
		k--;
	return k;
}

/* Every month is counted from one of these: found once, as calendars are built often. */
static int elevens[YEAR_MAX - YEAR_MIN + 3];

static void
elevens_find(void)
{
	for (int year = YEAR_MIN - 1; year <= YEAR_MAX + 1; year++)
		elevens[year - YEAR_MIN + 1] = month_eleven_find(year);
}

static int
month_eleven(int year)
{
	static pthread_once_t found = PTHREAD_ONCE_INIT;

	pthread_once(&found, elevens_find);
	return elevens[year - YEAR_MIN + 1];
}

/* A month without a major term: it repeats the number of the one before. */
static bool
is_without_major_term(int k)
{
	return floor(longitude_at_begin(k) / MAJOR_TERM) ==
	       floor(longitude_at_begin(k + 1) / MAJOR_TERM);
}

/*
 * Months are counted from the eleventh of the year before; with thirteen up to
 * the next eleventh, the first without a major term is the leap month.
 */
static int
month_of(int year, int month)
{
	int base_year = month >= 11 ? year : year - 1;
	int k = month_eleven(base_year);
	int leap = k + 1;
	int wanted = k + (month >= 11 ? month - 11 : month + 1);

	if (month_eleven(base_year + 1) - k < 13)
		return wanted;
	while (!is_without_major_term(leap))
		leap++;
	return wanted < leap ? wanted : wanted + 1;
}

enum err
lunar_day(int year, int month, int day, struct day *out)
{
	struct day begin;
	int k;

	if (year < YEAR_MIN || year > YEAR_MAX || month < 1 || month > 12 || day < 1)
		return ERR_INVALID;
	k = month_of(year, month);
	begin = month_begin(k);
	if (day > month_begin(k + 1).n - begin.n)
		return ERR_INVALID;
	*out = day_add(begin, day - 1);
	return OK;
}

struct day
lunar_tet(int year)
{
	return month_begin(month_of(year, 1));
}

struct day
lunar_hung_kings(int year)
{
	return day_add(month_begin(month_of(year, 3)), 9);
}
