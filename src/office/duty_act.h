/*
 * duty_act.h - what was done about a duty: extended, paused, excused, taken back, met.
 *
 * Acts are only ever added. What became of a duty (its state, whether it rests, when
 * it is due) is derived from all of them by course_of; the duty's row keeps the
 * answer for lists. So nothing is lost by an act, and the proof of a date tells each.
 */
#ifndef OFFICE_DUTY_ACT_H
#define OFFICE_DUTY_ACT_H

#include "office/duty.h"

#define DUTY_ACT_KINDS (DUTY_ACT_MEET + 1)
#define DUTY_ACTS_MAX 100 /* of one duty */
#define DUTY_REASON_MAX 4000
#define DUTY_DOCUMENT_MAX 200
#define DUTY_UNITS_MAX 50 /* named in one extension */

/* An act as it was recorded. */
struct duty_act_row {
	int64_t id;
	struct duty_act act;        /* the law's view of it */
	const struct duty *rule;    /* of an extension: whose limit holds; else NULL */
	struct instant recorded_at; /* when it was typed in; act.at may lie before it */
	int64_t account;            /* 0: the command line */
	struct text account_name;
	struct text reason;            /* empty for DUTY_ACT_MEET */
	struct text document;          /* number and date of the decision; may be empty */
	const struct text *unit_names; /* that an extension names */
	size_t unit_count;
};

/* "Tạm dừng thời hạn": what was or what is to be done. */
struct label duty_act_label(enum duty_act_kind kind);

/* The acts of a duty, in order of recording. */
must_check enum err duty_act_list(struct ctx *ctx, const struct duty_row *duty,
		struct duty_act_row **out, size_t *count);

/*
 * What became of the duty by these acts (of duty_act_list), reckoned by the version of
 * the calendar that it is judged by: that of its day for a duty that is settled, else
 * the one that holds for its unit.
 * `log`, which may be NULL, gets each day.
 */
must_check enum err duty_course(struct ctx *ctx, const struct duty_row *duty,
		const struct duty_act_row *acts, size_t count, struct day_log *log,
		struct course *out);

/*
 * Adds an act and writes what follows from it into the duty's row by compare and
 * swap on its version; `duty` is what the row then holds, `act` gets its id. Asks the law about the
 * order of acts (ERR_CONFLICT with words), but nobody's permission: verbs do.
 */
must_check enum err duty_act_add(struct ctx *ctx, struct duty_row *duty, struct duty_act_row *act);

/*
 * What an open duty is counted from is another instant than was told: its evidence `key` says
 * `told` from now on, and its dates are computed anew. ERR_CONFLICT unless it is open. For
 * verbs, which ask who may; `reason` goes into the audit trail.
 */
must_check enum err duty_move(struct ctx *ctx, struct duty_row *duty, const char *key,
		struct text told, struct instant to, struct text reason);

enum duty_act_walk_of {
	DUTY_ACTS_OF_OPEN, /* duties that are open */
	DUTY_ACTS_OF_ALL,
};

/*
 * The acts of very many duties in one pass, for deriving them anew: duties are asked for
 * in rising order of id, those without acts included.
 *
 *	duty_act_walk_begin(&walk, ctx, DUTY_ACTS_OF_OPEN);
 *	… for each open duty, by id:
 *		TRY(duty_act_walk_to(&walk, id, law, &acts, &count));
 *	TRY(duty_act_walk_end(&walk));
 */
struct duty_act_walk {
	struct ctx *ctx;
	struct query query;
	bool has_row; /* stands on a row that is not yet taken */
	struct duty_act acts[DUTY_ACTS_MAX];
};

void duty_act_walk_begin(struct duty_act_walk *walk, struct ctx *ctx, enum duty_act_walk_of which);

/* `law` is the regulation of the duty's matter. `acts` holds until the next call. */
must_check enum err duty_act_walk_to(struct duty_act_walk *walk, int64_t duty,
		const struct regulation *law, const struct duty_act **acts, size_t *count);
must_check enum err duty_act_walk_end(struct duty_act_walk *walk);

#endif
