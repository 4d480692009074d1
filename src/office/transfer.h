/*
 * transfer.h - a legal document or draft given to the Government's portal as well
 * (Article 5, clause 8), with the evidence for it.
 *
 * Nobody here sees whether that portal has posted it: who gave it records when, to whom
 * and by what paper, and where it may be read there.
 */
#ifndef OFFICE_TRANSFER_H
#define OFFICE_TRANSFER_H

#include "office/ctx.h"

#define TRANSFER_EVIDENCE_MAX 1000
#define TRANSFER_ADDRESS_MAX 500

struct item;

struct transfer {
	int64_t revision;
	struct instant given_at;
	struct text evidence;
	struct text address; /* where it is posted; may be empty */
	struct text recorder;
	struct instant recorded_at;
};

/* Whether an item is of a kind that is given there: a document or a draft. */
bool transfer_concerns(const struct item *item);

/* Whether it has been published, too, and the actor may record that it was given. */
bool transfer_may(struct ctx *ctx, const struct item *item);

/* Complaints: given_at, address. ERR_CONFLICT, with words, before it was published. */
must_check enum err transfer_add(struct ctx *ctx, int64_t item, const struct transfer *transfer);

/* In order of recording. The caller has loaded the item. */
must_check enum err transfer_list(
		struct ctx *ctx, int64_t item, struct transfer **out, size_t *count);

#endif
