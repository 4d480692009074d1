/* touch.c - a session in use is noted as such, beside the request and without holding it up. */
#include "office/session.h"
#include "web/visit.h"

#include <stdlib.h>

struct touch {
	struct act act; /* first: writers hand this back */
	struct actor actor;
	struct arena arena;
};

static void
touch_free(struct touch *touch)
{
	arena_free(&touch->arena);
	free(touch);
}

static enum err
verb_touch(struct act *act)
{
	return session_touch(&act->ctx);
}

static void
touch_done(struct act *act, enum err err)
{
	(void)err; /* the next request tries again */
	touch_free((struct touch *)act);
}

void
visit_touch(struct visit *visit)
{
	const struct ctx *ctx = visit_ctx(visit);
	struct touch *touch;

	if (!session_is_touchable(&visit->actor, ctx->now))
		return;
	touch = calloc(1, sizeof(*touch));
	if (!touch)
		return;
	touch->actor = (struct actor){
			.account = visit->actor.account, .session = visit->actor.session};
	touch->act = (struct act){
			.ctx = {.arena = &touch->arena,
					.actor = &touch->actor,
					.rules = ctx->rules,
					.now = ctx->now},
			.verb = verb_touch,
			.action = "session.touch",
			.done = touch_done,
	};
	act_begin(&touch->act);
	if (!writer_put(visit->web->writer, &touch->act.job))
		touch_free(touch);
}
