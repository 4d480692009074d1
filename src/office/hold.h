/*
 * hold.h - what looks like a state secret is held (Law 117/2025/QH15).
 *
 * A marking found in a text or a file stops its item at once: it takes no step, nobody
 * reads it or its title but those who decide, the file cannot be fetched, and it was never
 * in an index, which holds public texts alone. Publishers and administrators are told;
 * administrators see that there is something, not what. A publisher who did not bring it in
 * decides, with a reason: released, the item goes on; confirmed, the item is given up (a
 * live text stays as it was), and what was held stays closed for good.
 */
#ifndef OFFICE_HOLD_H
#define OFFICE_HOLD_H

#include "law/tone.h"
#include "office/item.h"

#define HOLD_REASON_MAX 4000

enum hold_outcome { HOLD_OPEN, HOLD_RELEASED, HOLD_CONFIRMED };

struct hold {
	int64_t id;
	int64_t item;
	struct text unit_name;
	int64_t revision;
	int64_t attachment; /* 0: in the text */
	struct instant at;
	int64_t account; /* who brought it in */
	struct text account_name;
	enum hold_outcome outcome;
	struct text reason;
	struct text decider_name;
	struct instant decided_at;
};

struct text hold_outcome_name(enum hold_outcome outcome);
struct label hold_outcome_label(enum hold_outcome outcome);
must_check enum err hold_outcome_parse(struct text name, enum hold_outcome *out);

/* Whether the actor reads what is held. */
bool hold_is_open_to(const struct actor *actor);

/* For item_write and attachment: the item is stopped, whoever decides is told. */
must_check enum err hold_begin(
		struct ctx *ctx, const struct item *item, int64_t revision, int64_t attachment);

/*
 * What every decision has to have: ERR_FORBIDDEN for `account`, who brought it in, and who
 * stands in for them or they for. Complaints: outcome, reason.
 */
must_check enum err hold_decision_check(
		struct ctx *ctx, int64_t account, enum hold_outcome outcome, struct text reason);

/* Whether a file is held, or was confirmed to hold a secret. */
must_check enum err hold_of_attachment(struct ctx *ctx, int64_t attachment, bool *out);

/*
 * Releases or confirms. ERR_FORBIDDEN for who brought it in, ERR_CONFLICT if it is decided.
 * Complaints: outcome, reason.
 */
must_check enum err hold_decide(
		struct ctx *ctx, int64_t id, enum hold_outcome outcome, struct text reason);

must_check enum err hold_load(struct ctx *ctx, int64_t id, struct hold *out);

/* Newest first below `before` (0: from the newest). */
must_check enum err hold_list(struct ctx *ctx, bool only_open, int64_t before, size_t limit,
		struct hold **out, size_t *count);

#endif
