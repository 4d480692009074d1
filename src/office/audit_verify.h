/*
 * audit_verify.h - whether the audit trail is whole, and where it is not.
 *
 * Two checks stand behind each other. The chain finds each row that was changed,
 * moved, put in or taken out. The checkpoints (audit_checkpoint.h) find what the chain
 * cannot see: rows cut off at the end, and a trail written anew from some row on.
 * What was done behind the last checkpoint alone is not found by the second.
 */
#ifndef OFFICE_AUDIT_VERIFY_H
#define OFFICE_AUDIT_VERIFY_H

#include "office/audit_checkpoint.h"

/* A line of the checkpoints that does not hold. */
struct audit_fault {
	int64_t line;      /* of the file */
	int64_t seq;       /* that it speaks of; 0 if it cannot be read */
	struct instant at; /* when it was signed, if `seq` */
	struct text reason;
};

struct audit_verdict {
	int64_t rows;       /* rows that were read */
	int64_t broken_seq; /* the first row that is wrong or missing; 0: none */
	int64_t broken_to;  /* it is one of the rows from broken_seq to this one */
	struct text reason; /* what is wrong with it */

	size_t checkpoints; /* that hold */
	int64_t sealed_seq; /* the last row that one of them covers; 0: none */
	struct instant sealed_at;
	size_t foreign; /* lines of other trails, signed with keys that this store does not know */
	struct audit_fault *faults;
	size_t fault_count;
};

/* `files` is the directory that the checkpoints lie in. */
must_check enum err audit_verify(struct store *store, struct arena *arena, struct text files,
		struct audit_verdict *out);

/* Nothing is wrong with rows or checkpoints. */
bool audit_is_whole(const struct audit_verdict *verdict);

#endif
