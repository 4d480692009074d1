/*
 * lease.h - which of several processes does a job now.
 *
 * Whoever holds a lease may act until it runs out; each change of hands raises its
 * fencing number, so that one who slept too long can be told from the next.
 */
#ifndef OFFICE_LEASE_H
#define OFFICE_LEASE_H

#include "office/ctx.h"

/*
 * Takes or prolongs the lease for `ms` from ctx->now. ERR_CONFLICT while somebody
 * else holds it. `fence` gets its number. In the transaction of a job it is the job's
 * proof: whoever slept meanwhile finds another holder and writes nothing. A lease that
 * ends later than any living clock could have set it is a jumped clock's, and lapses.
 */
must_check enum err lease_take(
		struct ctx *ctx, const char *name, struct text holder, int64_t ms, int64_t *fence);

#endif
