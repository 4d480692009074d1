/*
 * audit_checkpoint.h - signed marks of how far the audit trail had come, kept outside of
 * the store: whoever cuts the trail, or writes it anew, cannot take them back.
 *
 * A checkpoint is a line of "checkpoints.jsonl" in the directory of files, JSON in one
 * spelling, keys in this order:
 *
 *	{"format":"congtin-checkpoint-1","trail","seq","hash","at","public_key","signature"}
 *
 * `trail` is the hash of the trail's first row and names the trail; `seq` and `hash` are
 * those of its last row at the instant `at` (ISO 8601, UTC+07:00, milliseconds). What
 * the Ed25519 signature is of is the line without ,"signature":"…". Several stores may
 * share the directory: each heeds the lines of its own keys and its own trail.
 */
#ifndef OFFICE_AUDIT_CHECKPOINT_H
#define OFFICE_AUDIT_CHECKPOINT_H

#include "base/crypt.h"
#include "office/ctx.h"

#define CHECKPOINT_FILE "checkpoints.jsonl"
#define CHECKPOINT_EVERY_MS HOUR_MS

struct audit_checkpoint {
	int64_t line; /* of the file, from 1 */
	struct text trail;
	int64_t seq;
	struct text hash;
	struct instant at;
	struct sign_public public;
	struct signature signature;
	bool is_read;   /* the line is a checkpoint, in its one spelling; else nothing else holds */
	bool is_signed; /* by the key that it names */
};

/* All lines in the directory `files`, in order; none if there is no file. */
must_check enum err audit_checkpoint_list(struct arena *arena, struct text files,
		struct audit_checkpoint **out, size_t *count);

/* The last one of a trail; `seq` 0 if there is none near the file's end. */
must_check enum err audit_checkpoint_last(struct arena *arena, struct text files, struct text trail,
		struct audit_checkpoint *out);

/*
 * Signs the trail's head and appends it, durably, if the trail has grown since the last
 * checkpoint and that one is at least `age_ms` old; else `out->seq` is 0. Needs no
 * transaction. ERR_CONFLICT, logged, when the trail is shorter than it was at the last
 * checkpoint; ERR_NOT_FOUND when no secret key is here.
 */
must_check enum err audit_checkpoint_add(
		struct ctx *ctx, int64_t age_ms, struct audit_checkpoint *out);

#endif
