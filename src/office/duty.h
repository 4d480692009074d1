/*
 * duty.h - what a matter owes: a duty of the regulation with its dates, in the store.
 *
 * The deadline is computed when the duty is opened and anew with each act
 * (duty_act.h), and kept with the version of the calendar it was computed by. The
 * proof is computed anew when it is asked for.
 */
#ifndef OFFICE_DUTY_H
#define OFFICE_DUTY_H

#include "law/course.h"
#include "office/ctx.h"

/* The two values of EVIDENCE_YES_NO, as typed and as kept. */
#define EVIDENCE_YES TEXT("Có")
#define EVIDENCE_NO TEXT("Không")

/* A duty as it was stored. `rule` and `due` are the law's view of it. */
struct duty_row {
	int64_t id;
	int64_t matter;
	int64_t unit;
	const struct regulation *law; /* that the matter was opened under */
	const struct duty *rule;      /* of it */
	const struct duty *extension; /* the rule whose limit holds instead; NULL: none */
	struct instant opened_at;
	struct instant anchor_at;
	struct text evidence; /* JSON {key: value as given} */
	struct due due;
	struct text calendar; /* label of the version it was computed by */
	int64_t calendar_version;
	enum duty_state state;
	struct instant met_at; /* if met */
	int64_t met_item, met_revision;
	int64_t late_ms; /* of a met duty: 0 in time */
	int64_t version;
};

/*
 * Opens a duty of `rule` for a matter. Evidence comes from the form's fields
 * "evidence_<key>"; what is missing or wrong is complained about there. The term
 * begins with the latest of the rule's anchors.
 */
must_check enum err duty_open(struct ctx *ctx, int64_t matter, int64_t unit,
		const struct duty *rule, int64_t *id);

/*
 * Opens a duty that follows from an act (a branch or counter-duty of the regulation),
 * as duty_open does; its evidence is told by the program: {key of the evidence, value}.
 * It may lie ahead: what follows from an event is known before it begins. ERR_BROKEN,
 * logged, if it does not fit the rule.
 */
must_check enum err duty_follow(struct ctx *ctx, int64_t matter, int64_t unit,
		const struct duty *rule, const struct pair *evidence, size_t count, int64_t *id);

must_check enum err duty_load(struct ctx *ctx, int64_t id, struct duty_row *out);

/* The duties of a matter, in order of opening. */
must_check enum err duty_list(
		struct ctx *ctx, int64_t matter, struct duty_row **out, size_t *count);

/*
 * How a row keeps when it is due: its dates (last_day, due_before) and what is doubtful
 * about them (other_last_day, other_due_before, unconfirmed). Read from where the dates,
 * the other dates and `unconfirmed` stand; `limit` and `is_paused` are left to the caller.
 */
void duty_dates_bind(struct query *q, const struct due *due);
void duty_doubt_bind(struct query *q, const struct due *due);
void duty_due_read(struct query *q, int dates, int others, int unconfirmed, struct due *due);

/* Whether two of them would be written alike. */
bool duty_dates_are_same(const struct due *a, const struct due *b);
bool duty_doubt_is_same(const struct due *a, const struct due *b);

/*
 * Writes state, pause, dates and what met it, by compare and swap on the version,
 * which rises. For the acts of duty_act.h alone: they derive what is written.
 */
must_check enum err duty_save(struct ctx *ctx, struct duty_row *duty);

/*
 * Handed in by the revision of an item at ctx->now: met, in time or late. A duty
 * that is not open any more stays as it is.
 */
must_check enum err duty_meet(struct ctx *ctx, int64_t id, int64_t item, int64_t revision);

/*
 * Met at ctx->now by another act than handing in an item: an event was told, a question
 * answered. `how` says it in words and is kept with the act.
 */
must_check enum err duty_meet_by(struct ctx *ctx, int64_t id, struct text how);

#endif
