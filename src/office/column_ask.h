/*
 * column_ask.h - what a column asks of units, and what they answer (Article 5, clause 5).
 *
 * One ask is one part of a column, asked of one unit by a day: a duty of part "column_data",
 * so each has a deadline, a proof, a verdict and a receipt of its own. All asks of a unit by
 * one column stand in one matter of that unit. An item that hands in the duty gives the data,
 * by the ordinary way of items; a unit that has none says so, and the Portal decides.
 *
 *	asked ──item is sent──> given            asked ──none──> said ──accept──> excused
 *	asked ──withdraw──> withdrawn                     asked <──decline──┘
 */
#ifndef OFFICE_COLUMN_ASK_H
#define OFFICE_COLUMN_ASK_H

#include "law/course.h"
#include "law/tone.h"
#include "office/column.h"

#define COLUMN_REQUEST_MAX 2000
#define COLUMN_ASKED_MAX 400 /* units of one request */
#define COLUMN_ASKS_MAX 4000 /* of one column */

enum column_ask_state {
	COLUMN_ASKED,     /* open, and in time */
	COLUMN_OVERDUE,   /* open, and late */
	COLUMN_SAID_NONE, /* the unit says that it has none: the Portal decides */
	COLUMN_GIVEN,
	COLUMN_GIVEN_LATE,
	COLUMN_EXCUSED,   /* it has none, or another reason: see the duty's acts */
	COLUMN_WITHDRAWN, /* not asked for any more */
};
#define COLUMN_ASK_STATES (COLUMN_WITHDRAWN + 1)

struct column_ask {
	int64_t id, column;
	int64_t part;
	int64_t unit;
	struct text unit_code, unit_name;
	int64_t matter, duty; /* the unit's */
	struct text request;  /* may be empty */
	int64_t asked_by;     /* 0: the command line */
	struct text asker;
	struct instant asked_at;
	int64_t said_by; /* 0: has not said that it has none, or was told to give it */
	struct text sayer, said;
	struct instant said_at;
	enum duty_state duty_state;
	struct due due;
	struct instant met_at; /* if met */
	int64_t met_item;
	enum role approver; /* who says for the unit that it has none, by the regulation */
	int64_t version;
};

/* One unit of a request. `field` is where its day was typed, for complaints. */
struct column_asked {
	int64_t unit;
	struct day until;
	const char *field;
};

struct column_request {
	int64_t column, version; /* version 0: whichever */
	const struct column_asked *units;
	size_t unit_count;
	const int64_t *parts;
	size_t part_count;
	struct text request; /* may be empty */
};

/*
 * The Portal asks each unit for each part. What was withdrawn or excused may be asked again:
 * its duty opens again, with the new day. Complaints: units, parts, request, and the fields
 * of the days.
 */
must_check enum err column_ask(struct ctx *ctx, const struct column_request *request);

/*
 * About one open ask as the person saw it (`version` 0: whichever); ERR_CONFLICT with words
 * when it was changed, is settled, or its column is closed. Complaints: until, reason.
 * The unit's approver says that it has none; the others are the Portal's.
 */
must_check enum err column_ask_move(
		struct ctx *ctx, int64_t id, int64_t version, struct day until, struct text reason);
must_check enum err column_ask_withdraw(
		struct ctx *ctx, int64_t id, int64_t version, struct text reason);
must_check enum err column_ask_none(
		struct ctx *ctx, int64_t id, int64_t version, struct text reason);
/* The unit is excused from when it said so. `reason` may be empty. */
must_check enum err column_ask_accept(
		struct ctx *ctx, int64_t id, int64_t version, struct text reason);
must_check enum err column_ask_decline(
		struct ctx *ctx, int64_t id, int64_t version, struct text reason);

/* The column ends: what is still asked does not apply any more, and the units' matters end. */
must_check enum err column_asks_end(
		struct ctx *ctx, const struct column *column, struct text reason);

/* ERR_FORBIDDEN with words for another unit's. */
must_check enum err column_ask_load(struct ctx *ctx, int64_t id, struct column_ask *out);

/* The ask of a duty; ERR_NOT_FOUND when it is none. Asks nobody's permission. */
must_check enum err column_ask_of_duty(struct ctx *ctx, int64_t duty, struct column_ask *out);

/*
 * Those of a loaded column that the actor may see, by unit in Vietnamese order and by part; at
 * most COLUMN_ASKS_MAX.
 */
must_check enum err column_asks(struct ctx *ctx, const struct column *column,
		struct column_ask **out, size_t *count);

/* What was done about a loaded ask, newest first. */
must_check enum err column_ask_acts(
		struct ctx *ctx, int64_t id, struct column_act **out, size_t *count);

enum column_ask_state column_ask_state(const struct column_ask *ask, struct instant now);
struct text column_ask_state_name(enum column_ask_state state); /* "given_late" */
struct label column_ask_label(enum column_ask_state state);

/* Whether something is still to be done by the unit, and not by the Portal. */
bool column_ask_waits(enum column_ask_state state);

#endif
