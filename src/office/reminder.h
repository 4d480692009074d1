/*
 * reminder.h - deadlines of open duties, told before, at and after them.
 *
 * Whatever changes a duty only marks it to be looked at (duty.remind_at); the sweep asks
 * what holds now. So a duty that is met, excused or paused is told of no more, and one
 * that moved is told of by its new end. A reminder is a row with the key (duty, rule,
 * kind, due): it exists once. After a stop only the newest stage that has passed is
 * told, those before it are kept as passed over. Who is told, and how it escalates to
 * the unit's leader and then to the Portal, stands in tell.c.
 */
#ifndef OFFICE_REMINDER_H
#define OFFICE_REMINDER_H

#include "office/ctx.h"

/* The most that one act of the clock looks at: others write between two of them. */
#define REMINDER_BATCH 200

/* Whether anything is to be looked at: reads only. */
must_check enum err reminder_is_due(struct ctx *ctx, bool *out);

/*
 * Looks at no more than REMINDER_BATCH duties whose time has come, in order of time.
 * `looked` gets how many, `told` how many reminders were told of.
 */
must_check enum err reminder_sweep(struct ctx *ctx, size_t *looked, size_t *told);

#endif
