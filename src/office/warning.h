/*
 * warning.h - warnings to the public (Article 5, clause 6): which are in effect.
 *
 * A warning is an item of its genre. It is in effect from its publication until it
 * expires, is cancelled by a message of that kind, or is withdrawn.
 */
#ifndef OFFICE_WARNING_H
#define OFFICE_WARNING_H

#include "law/tone.h"
#include "office/ctx.h"
#include "office/publication.h"

/* What the Portal asks a unit to warn of. */
struct warning_request {
	int64_t unit;
	struct text title; /* MATTER_TITLE_MAX */
	struct text request;
	struct day until; /* the day by which it is asked for */
};

/*
 * The Portal asks a unit for a warning: a matter of that unit with its duty, and notices to
 * its people. Complains about unit, title, request, until.
 */
must_check enum err warning_ask(
		struct ctx *ctx, const struct warning_request *request, int64_t *matter);

/* When it ends by itself; false: it was cancelled, or says no end. */
bool warning_end(struct zone zone, struct text facts, struct instant *out);

/* How a public one stands now: "Có hiệu lực đến 16:00 …", "Đã hết hiệu lực", "Đã hủy". */
struct label warning_status(const struct ctx *ctx, struct text facts);

/* Those in effect, the newest first, at most `limit`, with their facts. */
must_check enum err warning_current(
		struct ctx *ctx, size_t limit, struct publication **out, size_t *count);

#endif
