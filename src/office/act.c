#include "office/act.h"

#include "base/log.h"
#include "office/audit.h"
#include "office/wording.h"

#include <stddef.h>

static struct act *
act_of(struct job *job)
{
	return (struct act *)((char *)job - offsetof(struct act, job));
}

/* Refusals are of interest to auditors; a mistyped form is not. */
static bool
is_refusal(enum err err)
{
	return err == ERR_FORBIDDEN || err == ERR_CONFLICT || err == ERR_LOGIN ||
	       err == ERR_THROTTLED;
}

static void
notes_forget(struct ctx *ctx)
{
	ctx->notes = NULL;
	ctx->notes_end = &ctx->notes;
	ctx->published = false;
}

static enum err
act_job_run(struct job *job, struct store *store)
{
	struct act *act = act_of(job);
	struct ctx *ctx = &act->ctx;
	enum err err;

	ctx->store = store;
	ctx->words = NO_TEXT;
	ctx->secret = NO_TEXT;
	notes_forget(ctx);
	log_request(ctx->request.n ? text_c(ctx->arena, ctx->request) : "");
	err = act->verb(act);
	log_request("");
	if (err != OK)
		notes_forget(ctx);
	if (ctx->secret.n)
		audit_refusal(ctx, AUDIT_SECRET, act->object, "%s: %.*s", act->action,
				TEXT_ARGS(ctx->secret));
	if (err != OK && (act->is_noted || is_refusal(err)))
		audit_refusal(ctx, act->action, act->object, "%s: %.*s", err_name(err),
				TEXT_ARGS(ctx->words));
	return err;
}

static void
act_job_done(struct job *job, enum err err)
{
	struct act *act = act_of(job);

	act->done(act, err);
}

void
act_begin(struct act *act)
{
	act->job.run = act_job_run;
	act->job.done = act_job_done;
	notes_forget(&act->ctx);
}

enum err
act_seal(struct job *const *jobs, size_t count, struct store *store)
{
	for (size_t i = 0; i < count; i++) {
		struct ctx *ctx = &act_of(jobs[i])->ctx;

		ctx->store = store;
		if (ctx->secret.n)
			TRY(wording_tell(ctx));
		TRY(audit_append(ctx, ctx->notes));
	}
	return OK;
}

enum err
act_run(struct act *act, struct store *store)
{
	act_begin(act);
	return writer_run(store, &act->job, act_seal);
}
