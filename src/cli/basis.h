/* basis.h - by which calendar the commands count: the options that say so, read once for all. */
#ifndef CLI_BASIS_H
#define CLI_BASIS_H

#include "cli/cli.h"
#include "law/calendar.h"

struct basis {
	const struct calendar *calendar;
	struct text note; /* what people must know of it; may be empty */
};

/*
 * Takes --weekend, --office-hours and --utc-offset off the arguments (--calendar is a
 * setting and was taken before) and reads the calendar. Tells what is wrong and
 * returns an exit code.
 */
must_check int basis_take(struct cli *cli, struct basis *out);

#endif
