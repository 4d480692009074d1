/*
 * course.h - what became of a duty, derived from the acts recorded about it. Pure.
 *
 * A deadline hangs on the rule, the anchor, the calendar and the acts; nothing of it
 * is a counter that an act adds to. An extension (khoản 10: ten working days instead
 * of five) counts from the same anchor. Neither the Circular nor the Civil Code
 * knows a pause: it is the Portal's own act, with a reason, and the proof shows it.
 *
 * What a pause does is said in deadline.h (deadline_of_term). It begins while the term
 * still runs, so a duty that is late stays late. What settles a duty (handed in,
 * excused, not applicable) ends its pause.
 */
#ifndef LAW_COURSE_H
#define LAW_COURSE_H

#include "law/deadline.h"
#include "law/duty.h"

enum duty_state { DUTY_OPEN, DUTY_MET, DUTY_EXCUSED, DUTY_NOT_APPLICABLE };

enum duty_act_kind {
	DUTY_ACT_UNSET,
	DUTY_ACT_EXTEND,         /* `limit` holds instead, from the same anchor */
	DUTY_ACT_PAUSE,          /* tạm dừng */
	DUTY_ACT_RESUME,         /* tiếp tục */
	DUTY_ACT_EXCUSE,         /* miễn: need not be done any more */
	DUTY_ACT_NOT_APPLICABLE, /* không áp dụng: never was owed */
	DUTY_ACT_REOPEN,         /* takes back an excuse, "not applicable" or "met" */
	DUTY_ACT_MEET,           /* handed in */
};

struct duty_act {
	enum duty_act_kind kind;
	struct instant at;  /* from when it counts, not when it was typed in */
	struct limit limit; /* of DUTY_ACT_EXTEND: with an amount, and ending later */
	struct text reason; /* vi; a pause's is shown in the proof */
};

/* A duty is paused no more often than this. */
#define COURSE_PAUSES_MAX 50

struct course {
	enum duty_state state;
	bool is_paused;            /* a pause is open: `due` has no end */
	struct due due;            /* by the limit that holds after all acts */
	struct instant met_at;     /* if DUTY_MET */
	struct instant paused_at;  /* if is_paused */
	size_t pause_count;        /* pauses so far, the open one included */
	struct instant resumed_at; /* if any has ended: no other begins before this */
};

/*
 * Derives a duty's course from its acts, in order of recording. ERR_INVALID as for
 * deadline_of, and if the acts stand in an order that course_may does not allow or an
 * extension does not end later than what it replaces. Whether an act was in time is
 * asked when it is recorded, not here: by a later calendar the term may have ended
 * before it, and it stands nevertheless. `log` may be NULL. Without acts it costs no
 * more than deadline_of.
 */
must_check enum err course_of(const struct duty *rule, struct instant anchor,
		const struct duty_act *acts, size_t count, const struct calendar *cal,
		struct day_log *log, struct course *out);

/*
 * Whether `kind` may follow, counting from `at`: OK, or ERR_CONFLICT (excused twice,
 * resumed without a pause or before it, paused within an earlier pause or too often,
 * paused or extended after the end). An extension is named before the limit that holds
 * has run out (khoản 10: before the fifth day ends); a limit that never runs out has none.
 */
must_check enum err course_may(
		const struct course *course, enum duty_act_kind kind, struct instant at);

/* "extend", "pause", …: in the store and in JSON. */
struct text duty_act_kind_name(enum duty_act_kind kind);
must_check enum err duty_act_kind_parse(struct text name, enum duty_act_kind *out);

/* "open", "met", "excused", "not_applicable". */
struct text duty_state_name(enum duty_state state);
must_check enum err duty_state_parse(struct text name, enum duty_state *out);
struct label duty_state_label(enum duty_state state);

#endif
