/*
 * receipt_check.h - whether a receipt's file is what this installation, or the holder of a
 * key, has signed.
 */
#ifndef OFFICE_RECEIPT_CHECK_H
#define OFFICE_RECEIPT_CHECK_H

#include "office/receipt_file.h"
#include "office/site_key.h"

enum receipt_state {
	RECEIPT_VALID,
	RECEIPT_DOCUMENT_CHANGED, /* not the bytes that were signed, or not those that are kept */
	RECEIPT_KEY_UNKNOWN,
	RECEIPT_SIGNATURE_WRONG,
	RECEIPT_KEY_RETIRED, /* says that it was issued after its key had been retired */
};

/* What is believed. */
struct receipt_trust {
	const struct site_key *keys; /* NULL: the key in the file itself */
	size_t key_count;
	struct store *store; /* or NULL: the document is compared with the one kept there */
	bool tells_place;    /* from which byte a text that we never signed differs from the kept
				one: for readers of the store alone, who asks often enough learns all
				of it */
};

struct receipt_check {
	enum receipt_state state;
	struct text words;          /* the state as people read it, with the reason */
	struct text fingerprint;    /* of the key in the file */
	bool is_recorded;           /* the store keeps this very document */
	bool has_facts;             /* the document could be read … */
	struct receipt_facts facts; /* … and says this; true only if it is valid */
};

/* ERR_INVALID, with words in `fault`, for a good signature on a format of the future. */
must_check enum err receipt_check(struct arena *arena, const struct receipt_file *file,
		const struct receipt_trust *trust, struct receipt_check *out, struct text *fault);

/*
 * The seal alone, whatever the document says (of receipts and packages): valid, changed, an
 * unknown key or a wrong signature, with the reason in words.
 */
void receipt_seal_check(struct arena *arena, const struct receipt_file *file,
		const struct receipt_trust *trust, enum receipt_state *state, struct text *words);

/* "valid", "document_changed", "key_unknown", "signature_wrong", "key_retired". */
struct text receipt_state_name(enum receipt_state state);

#endif
