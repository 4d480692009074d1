/* limit.h - the kinds of time limit a duty may have, and their words. */
#ifndef LAW_LIMIT_H
#define LAW_LIMIT_H

#include "base/err.h"
#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

/* Ten years: no duty waits longer, and every sum stays far from overflow. */
#define LIMIT_DAYS_MAX 3650

enum limit_kind {
	LIMIT_UNSET,           /* never in a valid duty */
	LIMIT_WORKING_DAYS,    /* `amount` working days, the anchor's own day not counted */
	LIMIT_CALENDAR_DAYS,   /* `amount` days; a last day off moves to the next working day */
	LIMIT_HOURS,           /* `amount` hours, nights and holidays included */
	LIMIT_WORKING_MINUTES, /* `amount` minutes of office hours: internal targets only */
	LIMIT_IMMEDIATE,       /* "ngay": no number; the delay is measured */
	LIMIT_SIMULTANEOUS,    /* "đồng thời": no number; the delay is measured */
	LIMIT_BEFORE_EVENT,    /* ends when the event begins */
	LIMIT_ON_REQUEST,      /* ends with the day that the request names */
	LIMIT_NONE,            /* the regulation sets no limit */
	LIMIT_EXTERNAL,        /* another instrument governs */
};

struct limit {
	enum limit_kind kind;
	int32_t amount;    /* only for kinds with a number, else 0 */
	bool is_statutory; /* false: an internal target, never shown as the law's limit */
};

/* "working_days" …: the names in regulation files, on the command line and in JSON. */
struct text limit_kind_name(enum limit_kind kind);

/* ERR_INVALID for a name that is none. */
must_check enum err limit_kind_parse(struct text name, enum limit_kind *out);

/* Whether the kind carries a number. */
bool limit_has_amount(enum limit_kind kind);

/*
 * Whether the amount is one the kind may have: 0 to LIMIT_DAYS_MAX days (or as
 * many hours or minutes), and 0 for kinds without a number.
 */
bool limit_is_valid(struct limit limit);

/* "2 ngày làm việc", "12 giờ", "ngay", "không quy định thời hạn" … */
struct text limit_label(struct arena *arena, struct limit limit);

#endif
