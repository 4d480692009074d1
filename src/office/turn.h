/*
 * turn.h - the instants at which a public page changes without anybody's act.
 *
 * A warning ends, a draft's time for comments begins and ends. Public pages are kept
 * until the site's version rises (web/cache.h), so the clock raises it at these
 * instants. Whether something has ended is always told by its own date, never by
 * a turn: a turn that comes late shows an old page, it decides nothing.
 */
#ifndef OFFICE_TURN_H
#define OFFICE_TURN_H

#include "office/ctx.h"

/* The turns of an item from now on are these; those that have passed are left out. */
must_check enum err turn_put(struct ctx *ctx, int64_t item, const struct instant *at, size_t count);

/* Whether any is due: reads only. */
must_check enum err turn_is_due(struct ctx *ctx, bool *out);

/* Those that are due are taken away, and the site's version rises: clock. */
must_check enum err turn_pass(struct ctx *ctx);

#endif
