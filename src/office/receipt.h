/*
 * receipt.h - what a unit gets for what it handed in: when, what, in time or late,
 * signed with the key of this installation (site_key.h).
 *
 * Receipts that were issued before there were keys have no document and no signature.
 */
#ifndef OFFICE_RECEIPT_H
#define OFFICE_RECEIPT_H

#include "law/tone.h"
#include "office/ctx.h"
#include "office/receipt_file.h"

#define RECEIPT_CODE_MAX 40 /* of what people type; codes have 16 letters */

struct item;

/* The signature as it was kept. */
struct receipt_seal {
	bool is_signed;
	bool is_good;         /* the signature fits the document and the key */
	struct text document; /* empty unless is_signed, as the rest */
	struct sign_public public;
	struct signature signature;
	struct text fingerprint;
};

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
	struct receipt_seal seal;
};

/*
 * Issues a receipt for the item's revision at ctx->now and signs it, in the
 * transaction of the act. Call it once the duty is met.
 */
must_check enum err receipt_issue(struct ctx *ctx, const struct item *item, struct text *code);

must_check enum err receipt_load(struct ctx *ctx, struct text code, struct receipt *out);

/* The newest of an item; ERR_NOT_FOUND if it never was handed in. */
must_check enum err receipt_of_item(struct ctx *ctx, int64_t item, struct receipt *out);

/* The file that the unit keeps; ERR_NOT_FOUND for a receipt without a signature. */
must_check enum err receipt_file(
		struct arena *arena, const struct receipt *receipt, struct text *out);

/* The document kept under a code; empty when there is none. Asks nobody's permission. */
must_check enum err receipt_document(
		struct store *store, struct arena *arena, struct text code, struct text *out);

/* What everyone may know who has the code, which nobody can guess: not what was handed in. */
struct receipt_public {
	struct text code;
	struct instant at;
	struct text unit_name;
	bool has_duty;
	struct label verdict; /* if has_duty: "Đúng hạn", "Trễ 1 ngày 2 giờ" */
	struct receipt_seal seal;
};

must_check enum err receipt_public(struct ctx *ctx, struct text code, struct receipt_public *out);

#endif
