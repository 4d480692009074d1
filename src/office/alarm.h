/*
 * alarm.h - what operators have to know, told once.
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

/* Nothing happens if the same was told before: `key` names what happened to what. */
must_check enum err alarm_raise(struct ctx *ctx, struct text key, const char *words, ...)
		printf_like(3, 4);

/* Newest first; MAY_STATUS_READ. */
must_check enum err alarm_list(
		struct ctx *ctx, size_t limit, struct alarm_row **out, size_t *count);

/* How many since an instant, and what the newest of them says. No permission asked: for health.c.
 */
must_check enum err alarm_since(
		struct ctx *ctx, struct instant since, int64_t *count, struct text *newest);

#endif
