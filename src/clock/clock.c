#include "clock/clock.h"

#include "base/crypt.h"
#include "base/log.h"
#include "law/permit.h"
#include "office/act.h"
#include "office/audit_checkpoint.h"
#include "office/calendar.h"
#include "office/item.h"
#include "office/last_run.h"
#include "office/lease.h"
#include "office/reminder.h"
#include "office/session.h"
#include "office/site.h"
#include "office/throttle.h"
#include "office/turn.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#define TICK_MS 500
#define LEASE_MS (10 * SECOND_MS)
#define SWEEP_MS (10 * MINUTE_MS) /* also between looks at the calendars */
#define CHECKPOINT_LOOK_MS MINUTE_MS
#define BATCH 100

struct clock {
	pthread_t thread;
	struct web *web;
	const struct rules *rules;
	struct store *reader;
	struct text holder; /* names this process in leases */
	struct arena arena; /* of the process */
	struct arena tick;  /* of one round */
	int64_t swept_at_ms;
	int64_t checkpoint_looked_at_ms;
	pthread_mutex_t lock;
	pthread_cond_t wake;
	bool closing;
	bool running; /* an act is with the writer */
	enum err result;
};

static const struct actor clock_actor = {
		.roles = ROLE_BIT(ROLE_CLOCK),
		.door = DOOR_CLOCK,
		.login = TEXT("clock"),
		.name = TEXT("Đồng hồ hệ thống"),
};

struct clock_act {
	struct act act; /* first */
	struct clock *clock;
	struct form form; /* nobody reads its complaints but the log */
	int64_t item;
};

/* --- one act, waited for -----------------------------------------------------------------------
 */

static void
act_done(struct act *act, enum err err)
{
	struct clock *clock = ((struct clock_act *)act)->clock;

	if (err == OK && act->ctx.published)
		web_public_changed(clock->web);
	pthread_mutex_lock(&clock->lock);
	clock->running = false;
	clock->result = err;
	pthread_cond_signal(&clock->wake);
	pthread_mutex_unlock(&clock->lock);
}

static enum err
act_do(struct clock *clock, enum err (*verb)(struct act *), const char *action, int64_t item)
{
	struct clock_act *act = ARENA_NEW(&clock->tick, struct clock_act);

	act->clock = clock;
	act->item = item;
	act->form.arena = &clock->tick;
	act->act = (struct act){
			.ctx = {.arena = &clock->tick,
					.actor = &clock_actor,
					.rules = clock->rules,
					.now = clock_now(),
					.form = &act->form},
			.verb = verb,
			.action = action,
			.object = item,
			.done = act_done,
	};
	act_begin(&act->act);
	clock->running = true;
	if (!web_put(clock->web, &act->act))
		return ERR_UNAVAILABLE;
	pthread_mutex_lock(&clock->lock);
	while (clock->running)
		pthread_cond_wait(&clock->wake, &clock->lock);
	pthread_mutex_unlock(&clock->lock);
	return clock->result;
}

/* --- jobs --------------------------------------------------------------------------------------
 */

static enum err
verb_lease(struct act *act)
{
	struct clock *clock = ((struct clock_act *)act)->clock;
	int64_t fence;
	enum err err = lease_take(&act->ctx, "clock", clock->holder, LEASE_MS, &fence);

	/* Another node has it: nothing to refuse, nothing to audit. */
	return err == ERR_CONFLICT ? ERR_NOT_FOUND : err;
}

static enum err
verb_publish(struct act *act)
{
	struct step_order order = {.verb = VERB_PUBLISH};

	return item_step(&act->ctx, ((struct clock_act *)act)->item, &order);
}

/* Outside of transactions. */
static struct ctx
reading(struct clock *clock)
{
	return (struct ctx){
			.store = clock->reader,
			.arena = &clock->tick,
			.actor = &clock_actor,
			.rules = clock->rules,
			.now = clock_now(),
	};
}

static void
job_publish(struct clock *clock)
{
	struct ctx ctx = reading(clock);
	int64_t *ids;
	size_t count;

	if (item_due(&ctx, BATCH, &ids, &count) != OK || !count)
		return;
	if (act_do(clock, verb_lease, "clock.lease", 0) != OK)
		return;
	for (size_t i = 0; i < count; i++) {
		enum err err = act_do(clock, verb_publish, "item.publish", ids[i]);

		if (err != OK)
			log_warn("clock: item %lld was not published: %s", (long long)ids[i],
					err_name(err));
	}
}

static enum err
verb_turn(struct act *act)
{
	return turn_pass(&act->ctx);
}

/* Pages that change by themselves at this instant. */
static void
job_turn(struct clock *clock)
{
	struct ctx ctx = reading(clock);
	bool due;

	if (turn_is_due(&ctx, &due) != OK || !due)
		return;
	if (act_do(clock, verb_turn, "clock.turn", 0) != OK)
		log_warn("clock: pages whose time has come were not shown anew");
}

static enum err
verb_remind(struct act *act)
{
	size_t looked, told;

	return reminder_sweep(&act->ctx, &looked, &told);
}

/* Deadlines that come near; what is left over after one act comes in the next round. */
static void
job_remind(struct clock *clock)
{
	struct ctx ctx = reading(clock);
	bool due;

	if (reminder_is_due(&ctx, &due) != OK || !due)
		return;
	if (act_do(clock, verb_lease, "clock.lease", 0) != OK)
		return;
	if (act_do(clock, verb_remind, "clock.remind", 0) != OK)
		log_warn("clock: nobody could be reminded of deadlines");
}

static enum err
verb_sweep(struct act *act)
{
	TRY(nonce_expire(&act->ctx));
	TRY(throttle_prune(&act->ctx));
	TRY(session_prune(&act->ctx));
	return last_run_note(&act->ctx, LAST_RUN_SWEEP, true, TEXT("đã dọn"));
}

static enum err
verb_calendar(struct act *act)
{
	return calendar_remind(&act->ctx);
}

static void
job_sweep(struct clock *clock)
{
	int64_t now = clock_monotonic_ms();

	if (clock->swept_at_ms && now - clock->swept_at_ms < SWEEP_MS)
		return;
	clock->swept_at_ms = now;
	if (act_do(clock, verb_sweep, "clock.sweep", 0) != OK)
		log_warn("clock: what has expired could not be removed");
	if (act_do(clock, verb_calendar, "clock.calendar", 0) != OK)
		log_warn("clock: nobody could be reminded of unconfirmed holidays");
}

/* No lease: nodes that share the directory wait for each other at the file itself. */
static void
job_checkpoint(struct clock *clock)
{
	struct ctx ctx = reading(clock);
	int64_t now = clock_monotonic_ms();
	struct audit_checkpoint made;
	enum err err;

	if (clock->checkpoint_looked_at_ms &&
			now - clock->checkpoint_looked_at_ms < CHECKPOINT_LOOK_MS)
		return;
	clock->checkpoint_looked_at_ms = now;
	err = audit_checkpoint_add(&ctx, CHECKPOINT_EVERY_MS, &made);
	if (err != OK)
		log_error("clock: no checkpoint of the audit trail was signed: %s", err_name(err));
}

/* What other nodes made public. */
static void
job_version(struct clock *clock)
{
	struct site_facts facts;

	if (site_load(clock->reader, &clock->tick, &facts) == OK)
		web_version_set(clock->web, facts.version);
}

/* --- the thread --------------------------------------------------------------------------------
 */

/* False when the door closes. */
static bool
tick_wait(struct clock *clock)
{
	struct timespec until;
	bool closing;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_nsec += TICK_MS * 1000000;
	until.tv_sec += until.tv_nsec / 1000000000;
	until.tv_nsec %= 1000000000;
	pthread_mutex_lock(&clock->lock);
	while (!clock->closing && pthread_cond_timedwait(&clock->wake, &clock->lock, &until) == 0)
		;
	closing = clock->closing;
	pthread_mutex_unlock(&clock->lock);
	return !closing;
}

static void *
clock_main(void *data)
{
	struct clock *clock = data;

	do {
		job_publish(clock);
		job_turn(clock);
		job_version(clock);
		job_remind(clock);
		job_sweep(clock);
		job_checkpoint(clock);
		arena_reset(&clock->tick);
	} while (tick_wait(clock));
	return NULL;
}

enum err
clock_open(struct web *web, const struct rules *rules, struct text store, struct clock **out,
		struct arena *arena, struct text *fault)
{
	struct clock *clock = calloc(1, sizeof(*clock));
	pthread_condattr_t monotonic;
	enum err err;

	if (!clock)
		abort();
	clock->web = web;
	clock->rules = rules;
	clock->holder = secret_new(&clock->arena, 12);
	err = store_open(store, STORE_READ, &clock->reader, arena, fault);
	if (err != OK) {
		free(clock);
		return err;
	}
	pthread_mutex_init(&clock->lock, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&clock->wake, &monotonic);
	pthread_condattr_destroy(&monotonic);
	if (pthread_create(&clock->thread, NULL, clock_main, clock) != 0)
		abort();
	*out = clock;
	return OK;
}

void
clock_close(struct clock *clock)
{
	if (!clock)
		return;
	pthread_mutex_lock(&clock->lock);
	clock->closing = true;
	pthread_cond_broadcast(&clock->wake);
	pthread_mutex_unlock(&clock->lock);
	pthread_join(clock->thread, NULL);
	store_close(clock->reader);
	arena_free(&clock->tick);
	arena_free(&clock->arena);
	free(clock);
}
