/*
 * audit.h - the trail: who did what when, and who was refused.
 *
 * Rows form a hash chain: each holds the SHA-256 of the row before and of itself,
 * so that a changed, missing or moved row shows. They are written in the same
 * transaction as the change they tell of (act_seal) and never expire. audit_verify.h
 * checks the chain, audit_checkpoint.h what the chain alone cannot show.
 */
#ifndef OFFICE_AUDIT_H
#define OFFICE_AUDIT_H

#include "base/json.h"
#include "office/ctx.h"

struct audit_row {
	int64_t seq; /* 1, 2, 3 … without gaps */
	struct instant at;
	int64_t account;
	struct text login;
	struct text door;
	struct text action;
	int64_t object;
	bool refused;
	struct text detail;
	struct text request;
	struct text before; /* hash of the row before, hex; of seq 1: 64 zeros */
	struct text hash;
};

/* Keeps a line until the transaction is sealed. */
void audit_note(struct ctx *ctx, const char *action, int64_t object, const char *detail, ...)
		printf_like(4, 5);

/* As audit_note, for something that was refused though the act as a whole goes on. */
void audit_refusal(struct ctx *ctx, const char *action, int64_t object, const char *detail, ...)
		printf_like(4, 5);

/*
 * For acts that note very much: appends what was noted so far at once, so that its memory
 * may be given back, and holds the lock "audit" from here to the end of the transaction.
 */
must_check enum err audit_flush(struct ctx *ctx);

/* Appends the notes of one act behind the chain's head. Holds the lock "audit". */
must_check enum err audit_append(struct ctx *ctx, const struct note *notes);

/* The row for people and programs, into `view`. */
void audit_row_view(json_t *view, const struct audit_row *row, struct zone zone);

/* Newest first, below `before_seq` (0: from the end), at most `limit`; filters may be empty. */
must_check enum err audit_list(struct ctx *ctx, int64_t before_seq, size_t limit, struct text login,
		struct text action, struct audit_row **out, size_t *count);

#define AUDIT_UPLOAD "upload"
#define AUDIT_SECRET "secret.refuse"

/*
 * What was not taken in, for those who may know of holds: uploads that are broken, with macros,
 * too large unpacked, or not what their name says (AUDIT_UPLOAD); words that look like a state
 * secret (AUDIT_SECRET, see wording.h). Newest first below `before_seq`.
 */
must_check enum err audit_refused(struct ctx *ctx, bool of_words, int64_t before_seq, size_t limit,
		struct audit_row **out, size_t *count);

#endif
