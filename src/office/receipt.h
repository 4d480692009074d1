/*
 * receipt.h - what a unit gets for what it handed in: when, what, in time or late.
 */
#ifndef OFFICE_RECEIPT_H
#define OFFICE_RECEIPT_H

#include "office/ctx.h"

struct item;

struct receipt {
	struct text code;
	int64_t item;
	struct text title;
	int64_t revision;
	int64_t unit;
	struct text unit_name;
	int64_t duty; /* 0: none */
	struct text account_name;
	struct instant at;
	struct text sha256; /* of the revision */
	bool has_due;
	struct instant due_before;
	int64_t late_ms;
};

/* Issues a receipt for the item's revision at ctx->now. */
must_check enum err receipt_issue(struct ctx *ctx, const struct item *item, struct text *code);

must_check enum err receipt_load(struct ctx *ctx, struct text code, struct receipt *out);

/* The newest of an item; ERR_NOT_FOUND if it never was handed in. */
must_check enum err receipt_of_item(struct ctx *ctx, int64_t item, struct receipt *out);

#endif
