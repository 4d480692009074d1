/*
 * last_run.h - when each job of this program last ended, and how: for operators.
 */
#ifndef OFFICE_LAST_RUN_H
#define OFFICE_LAST_RUN_H

#include "office/ctx.h"

#define LAST_RUNS_MAX 32
#define LAST_RUN_BACKUP "backup"
#define LAST_RUN_SWEEP "sweep" /* every few minutes: the clock is alive */

struct last_run {
	struct text name;
	struct text label; /* "Sao lưu"; the name where there is none */
	struct instant at;
	struct instant ok_at; /* 0: never well */
	struct text words;
};

/* In the transaction of what ran. */
must_check enum err last_run_note(
		struct ctx *ctx, const char *name, bool is_well, struct text words);

/* By name. Needs MAY_STATUS_READ. */
must_check enum err last_run_list(struct ctx *ctx, struct last_run **out, size_t *count);

/* ERR_NOT_FOUND: it never ran. No permission asked: for health.c. */
must_check enum err last_run_load(struct ctx *ctx, const char *name, struct last_run *out);

#endif
