/*
 * alarm.h - what operators have to know, told once; and when each job of the clock last ran.
 *
 * An alarm is a row, a line in the log and in the audit trail, and a notice on the desk of
 * every administrator (never a mail: it may be about mails).
 */
#ifndef OFFICE_ALARM_H
#define OFFICE_ALARM_H

#include "office/ctx.h"

struct alarm_row {
	int64_t id;
	struct instant at;
	struct text words;
};

struct job_row {
	struct text name;   /* "clock", "post" */
	struct text holder; /* the process that ran it */
	int64_t fence;      /* of its lease; 0: none */
	struct instant ran_at;
	struct instant failed_at; /* ms 0: never */
	struct text reason;       /* of the last failure; may be empty */
};

/* Nothing happens if the same was told before: `key` names what happened to what. */
must_check enum err alarm_raise(struct ctx *ctx, struct text key, const char *words, ...)
		printf_like(3, 4);

/* Newest first; MAY_STATUS_READ. */
must_check enum err alarm_list(
		struct ctx *ctx, size_t limit, struct alarm_row **out, size_t *count);

/*
 * A job ran, and how it ended. If the run before lies more than `most_ms` back, runs were
 * missed and an alarm says from when to when.
 */
must_check enum err job_ran(struct ctx *ctx, const char *name, struct text holder, int64_t most_ms);
must_check enum err job_failed(
		struct ctx *ctx, const char *name, struct text holder, struct text reason);

/* All; MAY_STATUS_READ. */
must_check enum err job_list(struct ctx *ctx, struct job_row **out, size_t *count);

#endif
