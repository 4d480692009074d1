#include "clock/hand.h"

#include "law/permit.h"
#include "office/lease.h"

#include <time.h>

static const struct actor clock_actor = {
		.roles = ROLE_BIT(ROLE_CLOCK),
		.door = DOOR_CLOCK,
		.login = TEXT("clock"),
		.name = TEXT("Đồng hồ hệ thống"),
};

struct hand_act {
	struct act act; /* first */
	struct hand *hand;
	const struct hand_job *job;
	void *order;
	struct form form; /* nobody reads its complaints but the log */
};

static struct instant
believed_now(const struct hand *hand)
{
	return (struct instant){clock_monotonic_ms() + atomic_load(hand->offset_ms)};
}

static enum err
run_job(struct act *act)
{
	struct hand_act *own = (struct hand_act *)act;
	int64_t fence;

	if (own->job->lease) {
		enum err err = lease_take(&act->ctx, own->job->lease, own->hand->holder,
				own->job->lease_ms, &fence);

		if (err != OK)
			return err == ERR_CONFLICT ? ERR_NOT_FOUND : err;
	}
	return own->job->verb(&act->ctx, own->order);
}

static void
act_done(struct act *act, enum err err)
{
	struct hand *hand = ((struct hand_act *)act)->hand;

	if (err == OK && act->ctx.published)
		web_public_changed(hand->web);
	pthread_mutex_lock(&hand->lock);
	hand->running = false;
	hand->result = err;
	pthread_cond_signal(&hand->wake);
	pthread_mutex_unlock(&hand->lock);
}

enum err
hand_do(struct hand *hand, const struct hand_job *job, int64_t object, void *order)
{
	struct hand_act *own = ARENA_NEW(&hand->tick, struct hand_act);

	own->hand = hand;
	own->job = job;
	own->order = order;
	own->form.arena = &hand->tick;
	own->act = (struct act){
			.ctx = {.arena = &hand->tick,
					.actor = &clock_actor,
					.rules = hand->rules,
					.now = believed_now(hand),
					.form = &own->form},
			.verb = run_job,
			.action = job->action,
			.object = object,
			.done = act_done,
	};
	act_begin(&own->act);
	hand->running = true;
	if (!web_put(hand->web, &own->act))
		return ERR_UNAVAILABLE;
	pthread_mutex_lock(&hand->lock);
	while (hand->running)
		pthread_cond_wait(&hand->wake, &hand->lock);
	pthread_mutex_unlock(&hand->lock);
	return hand->result;
}

struct ctx
hand_reading(struct hand *hand)
{
	return (struct ctx){
			.store = hand->reader,
			.arena = &hand->tick,
			.actor = &clock_actor,
			.rules = hand->rules,
			.now = believed_now(hand),
	};
}

bool
hand_wait(struct hand *hand, int64_t ms)
{
	struct timespec until;
	bool closing;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += ms / SECOND_MS;
	until.tv_nsec += ms % SECOND_MS * 1000000;
	until.tv_sec += until.tv_nsec / 1000000000;
	until.tv_nsec %= 1000000000;
	pthread_mutex_lock(&hand->lock);
	while (!hand->closing && pthread_cond_timedwait(&hand->wake, &hand->lock, &until) == 0)
		;
	closing = hand->closing;
	pthread_mutex_unlock(&hand->lock);
	return !closing;
}

bool
hand_comes(int64_t *last_ms, int64_t ms)
{
	int64_t now = clock_monotonic_ms();

	if (*last_ms && now - *last_ms < ms)
		return false;
	*last_ms = now;
	return true;
}

bool
hand_is_closing(struct hand *hand)
{
	bool closing;

	pthread_mutex_lock(&hand->lock);
	closing = hand->closing;
	pthread_mutex_unlock(&hand->lock);
	return closing;
}

enum err
hand_open(struct hand *hand, struct web *web, const struct rules *rules, struct text store,
		struct text holder, const _Atomic int64_t *offset_ms, struct arena *arena,
		struct text *fault)
{
	pthread_condattr_t monotonic;

	*hand = (struct hand){.web = web, .rules = rules, .holder = holder, .offset_ms = offset_ms};
	TRY(store_open(store, STORE_READ, &hand->reader, arena, fault));
	pthread_mutex_init(&hand->lock, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&hand->wake, &monotonic);
	pthread_condattr_destroy(&monotonic);
	return OK;
}

void
hand_stop(struct hand *hand)
{
	pthread_mutex_lock(&hand->lock);
	hand->closing = true;
	pthread_cond_broadcast(&hand->wake);
	pthread_mutex_unlock(&hand->lock);
}

void
hand_close(struct hand *hand)
{
	store_close(hand->reader);
	arena_free(&hand->tick);
}
