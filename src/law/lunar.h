/*
 * lunar.h - the Vietnamese lunisolar calendar, as far as public holidays need it.
 *
 * Months begin on the local day of the new moon and the month of the winter
 * solstice is the eleventh, both at UTC+7: Tết differs from China's (UTC+8) in
 * 2007, 2030 and 2053. The instants come from J. Meeus, Astronomical
 * Algorithms; the rules are those of Hồ Ngọc Đức's description.
 *
 * How sure: of all months of Tết and Hùng Kings in 1900–2199 only five begin within
 * five minutes of midnight (2114, 2138, 2175, 2179, 2199). There the slowing of the
 * earth, which nobody can foresee that far, decides; 2175 is the closest, by half
 * a minute.
 *
 * The result is astronomy, not an announcement: whoever uses it for a deadline
 * says so (see holiday.h).
 */
#ifndef LAW_LUNAR_H
#define LAW_LUNAR_H

#include "base/err.h"
#include "base/time.h"

/*
 * The civil day of a lunar date: day 1–30 of month 1–12 (never a leap month) of
 * the lunar year that begins with the Tết of civil year `year`. ERR_INVALID
 * outside YEAR_MIN–YEAR_MAX or for a day the month does not reach.
 */
must_check enum err lunar_day(int year, int month, int day, struct day *out);

/* Mùng 1 tháng Giêng. `year` is within YEAR_MIN–YEAR_MAX. */
struct day lunar_tet(int year);

/* Giỗ Tổ Hùng Vương, mùng 10 tháng Ba (Labour Code 2019, Art. 112.1.e). */
struct day lunar_hung_kings(int year);

#endif
