/*
 * act.h - one act as a writer's job: a verb, its context, its traces.
 *
 * Doors embed a struct act, fill `ctx` (except store) and `verb`, and hand
 * `&act->job` to writer_put or act_run. The verb's notes are sealed into the audit
 * chain in the same transaction; a refused act leaves one note of its refusal.
 */
#ifndef OFFICE_ACT_H
#define OFFICE_ACT_H

#include "office/ctx.h"
#include "store/writer.h"

struct act {
	struct job job; /* first */
	struct ctx ctx;
	enum err (*verb)(struct act *act);
	const char *action; /* names the attempt in the audit trail when it is refused */
	int64_t object;
	bool is_noted;                               /* its refusal is noted, whichever it is */
	void (*done)(struct act *act, enum err err); /* as in struct job */
};

/* Prepares `act->job`; call before it is queued. */
void act_begin(struct act *act);

/* The writer's seal: chains all notes of the jobs, which all must be acts. */
enum err act_seal(struct job *const *jobs, size_t count, struct store *store);

/* For doors without writer threads: runs the act on `store` in a transaction of its own. */
must_check enum err act_run(struct act *act, struct store *store);

#endif
