/*
 * last_run.h - when each job of this program last ended, and how: for operators.
 */
#ifndef OFFICE_LAST_RUN_H
#define OFFICE_LAST_RUN_H

#include "office/ctx.h"

#define LAST_RUNS_MAX 32
#define LAST_RUN_BACKUP "backup"
#define LAST_RUN_CLOCK "clock" /* every few seconds: what is scheduled and comes due */
#define LAST_RUN_POST "post"   /* the same of the thread that mails */

struct last_run {
	struct text name;
	struct text label;        /* "Sao lưu"; the name where there is none */
	struct text holder;       /* the process that ran it; empty: a command */
	int64_t fence;            /* of the lease of that name; 0: none */
	bool is_well;             /* the last one */
	struct instant ok_at;     /* ms 0: never well */
	struct text words;        /* what it did then */
	struct instant failed_at; /* ms 0: never */
	struct text reason;
};

/* In the transaction of what ran; `words`: what it did, or what went wrong. */
must_check enum err last_run_note(struct ctx *ctx, const char *name, struct text holder,
		bool is_well, struct text words);

/*
 * A job that always runs is alive. If it was more than `most_ms` ago that it was, runs were
 * missed and an alarm says from when to when.
 */
must_check enum err last_run_beat(
		struct ctx *ctx, const char *name, struct text holder, int64_t most_ms);

/* By name. Needs MAY_STATUS_READ. */
must_check enum err last_run_list(struct ctx *ctx, struct last_run **out, size_t *count);

/* ERR_NOT_FOUND: it never ran. No permission asked: for health.c. */
must_check enum err last_run_load(struct ctx *ctx, const char *name, struct last_run *out);

#endif
