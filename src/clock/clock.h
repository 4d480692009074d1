/*
 * clock.h - the door through which time acts: what is scheduled, what expires.
 *
 * One thread looks every half second. Its jobs are office verbs with an actor of
 * its own, run through the same writers as everybody's. They catch up after a
 * stop, since they ask the store what is due, not what has passed meanwhile.
 */
#ifndef CLOCK_CLOCK_H
#define CLOCK_CLOCK_H

#include "office/ctx.h"
#include "web/web.h"

struct clock;

must_check enum err clock_open(struct web *web, const struct rules *rules, struct text store,
		struct clock **out, struct arena *arena, struct text *fault);

/* Ends the thread after the job it is at. */
void clock_close(struct clock *clock);

#endif
