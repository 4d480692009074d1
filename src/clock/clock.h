/*
 * clock.h - the door through which time acts: what is scheduled, what comes due, what
 * expires, and the mails.
 *
 * One thread looks every half second; another hands mails to the mail server, so that a
 * server that hangs holds up nothing else. Their jobs are office verbs with an actor of
 * its own, run through the same writers as everybody's, each in one transaction with its
 * lease. They catch up after a stop, since they ask the store what is due, not what has
 * passed meanwhile; that runs were missed is told by an alarm.
 *
 * When the wall clock jumps ahead, its jobs go on by the time that held before, for a
 * while: a clock that is set back in time has then told and published nothing too early.
 */
#ifndef CLOCK_CLOCK_H
#define CLOCK_CLOCK_H

#include "base/conf.h"
#include "office/ctx.h"
#include "web/web.h"

struct clock;

must_check enum err clock_open(struct web *web, const struct rules *rules, const struct conf *conf,
		struct clock **out, struct arena *arena, struct text *fault);

/* Ends the threads after the jobs they are at. */
void clock_close(struct clock *clock);

#endif
