/*
 * express.h - what cannot wait: told in one form, handed on in one act each.
 *
 * A warning must be proposed at once, an incident within hours (Article 5, clauses 6 and
 * 7). So a matter and the item that meets its duty are begun together and put before
 * the next person in the same act; each person after takes all steps that are theirs
 * in one act. It is the same workflow: the same persons, approvals and receipts.
 */
#ifndef OFFICE_EXPRESS_H
#define OFFICE_EXPRESS_H

#include "law/regulation.h"
#include "office/item.h"

/* Whether what triggers the duty cannot wait; tells the genre of the item that meets it. */
bool express_takes(const struct duty *duty, const struct genre **genre);

/*
 * Opens a matter of the actor's unit by the duty `rule` and begins its item with the same
 * title; an officer's goes to the unit's leader, a leader's to the Portal. Evidence that a
 * fact of the item says as well is taken from there; the rest from the form, as by
 * matter_open. `declared` as in step_order: for each of the person's steps.
 */
must_check enum err express_open(struct ctx *ctx, struct text rule, const struct writing *writing,
		bool declared, int64_t *item);

/* What the actor can do for the item in one act, in words; empty: nothing, or one step alone. */
must_check enum err express_offer(struct ctx *ctx, const struct item *item, struct text *out);

/* Takes all steps towards the public that are the actor's, one at least, for that revision. */
must_check enum err express_pass(struct ctx *ctx, int64_t item, int64_t revision, bool declared);

#endif
