#include "clock/clock.h"

#include "base/crypt.h"
#include "base/log.h"
#include "clock/hand.h"
#include "clock/post.h"
#include "office/alarm.h"
#include "office/audit_checkpoint.h"
#include "office/calendar.h"
#include "office/desk_search.h"
#include "office/draft.h"
#include "office/file_stray.h"
#include "office/item.h"
#include "office/last_run.h"
#include "office/mail.h"
#include "office/reminder.h"
#include "office/session.h"
#include "office/site.h"
#include "office/throttle.h"
#include "office/turn.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#define TICK_MS 500
#define LEASE_MS (2 * SECOND_MS)  /* what a process that died holds up */
#define SWEEP_MS (10 * MINUTE_MS) /* also between looks at the calendars */
#define CHECKPOINT_LOOK_MS MINUTE_MS
#define BEAT_MS (20 * SECOND_MS) /* how often a run is noted */
#define GAP_MS (2 * MINUTE_MS)   /* more between two of them: runs were missed */
#define PUBLISH_LATE_MS SECOND_MS
#define JUMP_MS MINUTE_MS         /* of the wall clock against the monotonic one */
#define STRAYS_MS (5 * SECOND_MS) /* between two parts of the files that are looked at */
#define BATCH 100
#define ACTS_MAX 20 /* of one watch in one round */
#define HOST_MAX 100

struct clock {
	struct hand hand; /* first */
	pthread_t thread;
	struct post *post; /* NULL: nothing is mailed */
	int64_t settle_ms;
	_Atomic int64_t offset_ms; /* hand.h: the wall clock that is believed */
	int64_t seen_ms;           /* the offset of the last look */
	int64_t settled_at_ms;     /* monotonic: from then on the offset seen is believed */
	int64_t swept_at_ms, beaten_at_ms, checkpoint_looked_at_ms, strays_looked_at_ms;
	unsigned stray_part; /* that is looked at next */
};

/* --- jobs --------------------------------------------------------------------------------------
 */

#define JOB(name_, action_, verb_)                                                                 \
	static const struct hand_job name_ = {action_, "clock", LEASE_MS, verb_}

struct failure {
	struct text holder, reason;
};

static enum err
verb_failed(struct ctx *ctx, void *order)
{
	const struct failure *failure = order;

	return last_run_note(ctx, LAST_RUN_CLOCK, failure->holder, false, failure->reason);
}
JOB(failed_job, "clock.failed", verb_failed);

/* What failed is tried again in the next round; operators see that it did. */
static void
failed(struct clock *clock, const char *what, enum err err)
{
	struct failure failure = {clock->hand.holder,
			text_format(&clock->hand.tick, "%s (%s)", what, err_name(err))};

	if (err == OK || err == ERR_NOT_FOUND)
		return;
	log_warn("clock: %s", failure.reason.p);
	if (hand_do(&clock->hand, &failed_job, 0, &failure) != OK)
		log_warn("clock: the failure could not be noted");
}

static enum err
verb_publish(struct ctx *ctx, void *order)
{
	const struct item_due *due = order;
	struct step_order step = {.verb = VERB_PUBLISH};

	TRY(item_step(ctx, due->item, &step));
	if (ctx->now.ms - due->publish_at.ms <= PUBLISH_LATE_MS)
		return OK;
	return alarm_raise(ctx,
			text_format(ctx->arena, "publish:%lld:%lld", (long long)due->item,
					(long long)due->publish_at.ms),
			"Tin, bài số %lld hẹn đăng lúc %s, đến %s mới đăng được.",
			(long long)due->item,
			instant_words(ctx->arena, due->publish_at, ctx->rules->zone).p,
			instant_words(ctx->arena, ctx->now, ctx->rules->zone).p);
}
JOB(publish_job, "item.publish", verb_publish);

static void
job_publish(struct clock *clock)
{
	struct ctx ctx = hand_reading(&clock->hand);
	struct item_due *due;
	size_t count;

	if (item_due(&ctx, BATCH, &due, &count) != OK)
		return;
	for (size_t i = 0; i < count; i++)
		failed(clock,
				text_format(&clock->hand.tick, "không đăng được tin, bài số %lld",
						(long long)due[i].item)
						.p,
				hand_do(&clock->hand, &publish_job, due[i].item, &due[i]));
}

/* A look that costs no write, and the verb for when it finds something. */
struct watch {
	enum err (*is_due)(struct ctx *ctx, bool *out);
	struct hand_job job;
	const char *what;
	bool gives_way; /* to whoever writes: one act in a round then */
};

static enum err
verb_turn(struct ctx *ctx, void *order)
{
	(void)order;
	return turn_pass(ctx);
}

static enum err
verb_remind(struct ctx *ctx, void *order)
{
	size_t looked, told;

	(void)order;
	return reminder_sweep(ctx, &looked, &told);
}

static enum err
verb_digest(struct ctx *ctx, void *order)
{
	(void)order;
	return mail_digests(ctx);
}

static enum err
verb_gather(struct ctx *ctx, void *order)
{
	(void)order;
	return desk_search_gather(ctx);
}

static const struct watch WATCHES[] = {
		/* Pages that change by themselves at this instant. */
		{turn_is_due, {"clock.turn", NULL, 0, verb_turn},
				"trang đến giờ đổi nhưng chưa đổi được", false},
		{reminder_is_due, {"clock.remind", "clock", LEASE_MS, verb_remind},
				"chưa nhắc hạn được", false},
		{mail_digest_is_due, {"clock.digest", "clock", LEASE_MS, verb_digest},
				"chưa gộp được thư buổi sáng", false},
		{desk_search_is_due, {"clock.gather", "clock", LEASE_MS, verb_gather},
				"chưa đưa được nội dung mới vào chỉ mục tìm kiếm", true},
};

static bool
is_due(struct clock *clock, const struct watch *watch)
{
	struct ctx ctx = hand_reading(&clock->hand);
	bool due;

	return watch->is_due(&ctx, &due) == OK && due;
}

/* One act does a part; what is left over then comes in the next round. */
static void
watch_do(struct clock *clock, const struct watch *watch)
{
	enum err err = OK;

	for (int acts = 0; acts < ACTS_MAX && err == OK && is_due(clock, watch); acts++) {
		if (acts && watch->gives_way && web_is_busy(clock->hand.web))
			return;
		err = hand_do(&clock->hand, &watch->job, 0, NULL);
		failed(clock, watch->what, err);
	}
}

static void
job_watch(struct clock *clock)
{
	for (size_t i = 0; i < COUNT_OF(WATCHES); i++)
		watch_do(clock, &WATCHES[i]);
}

static enum err
verb_sweep(struct ctx *ctx, void *order)
{
	(void)order;
	TRY(nonce_expire(ctx));
	TRY(throttle_prune(ctx));
	TRY(draft_prune(ctx));
	return session_prune(ctx);
}
JOB(sweep_job, "clock.sweep", verb_sweep);

static enum err
verb_calendar(struct ctx *ctx, void *order)
{
	(void)order;
	return calendar_remind(ctx);
}
JOB(calendar_job, "clock.calendar", verb_calendar);

static void
job_sweep(struct clock *clock)
{
	if (!hand_comes(&clock->swept_at_ms, SWEEP_MS))
		return;
	failed(clock, "chưa dọn được dữ liệu hết hạn", hand_do(&clock->hand, &sweep_job, 0, NULL));
	failed(clock, "chưa nhắc được lịch nghỉ chưa xác nhận",
			hand_do(&clock->hand, &calendar_job, 0, NULL));
}

static enum err
verb_strays(struct ctx *ctx, void *order)
{
	return file_strays_remove(ctx, order);
}
JOB(strays_job, "file.remove", verb_strays);

/* A part at a time: what is due in the same round does not wait for a large disk. */
static void
job_strays(struct clock *clock)
{
	struct ctx ctx = hand_reading(&clock->hand);
	struct file_strays strays;
	enum err err;

	if (!hand_comes(&clock->strays_looked_at_ms, STRAYS_MS))
		return;
	err = file_strays(&ctx, clock->stray_part, &strays);
	clock->stray_part = (clock->stray_part + 1) % FILE_PARTS;
	if (err == OK && strays.count)
		err = hand_do(&clock->hand, &strays_job, 0, &strays);
	failed(clock, "chưa dọn được tệp thừa", err);
}

/* No lease: nodes that share the directory wait for each other at the file itself. */
static void
job_checkpoint(struct clock *clock)
{
	struct ctx ctx = hand_reading(&clock->hand);
	struct audit_checkpoint made;

	if (hand_comes(&clock->checkpoint_looked_at_ms, CHECKPOINT_LOOK_MS))
		failed(clock, "chưa ký được mốc nhật ký",
				audit_checkpoint_add(&ctx, CHECKPOINT_EVERY_MS, &made));
}

/* What other nodes made public. */
static void
job_version(struct clock *clock)
{
	struct site_facts facts;

	if (site_load(clock->hand.reader, &clock->hand.tick, &facts) == OK)
		web_version_set(clock->hand.web, facts.version);
}

static enum err
verb_beat(struct ctx *ctx, void *order)
{
	const struct clock *clock = order;

	return last_run_beat(ctx, LAST_RUN_CLOCK, clock->hand.holder, GAP_MS);
}
JOB(beat_job, "clock.beat", verb_beat);

static void
job_beat(struct clock *clock)
{
	if (hand_comes(&clock->beaten_at_ms, BEAT_MS))
		failed(clock, "chưa ghi được lần chạy", hand_do(&clock->hand, &beat_job, 0, clock));
}

/* --- a wall clock that jumps -------------------------------------------------------------------
 */

struct jump {
	struct instant to;
	int64_t by_ms;
};

static enum err
verb_jump(struct ctx *ctx, void *order)
{
	const struct jump *jump = order;

	return alarm_raise(ctx, text_format(ctx->arena, "jump:%lld", (long long)jump->to.ms),
			"Đồng hồ của máy chủ nhảy %s %s, nay chỉ %s. Hãy kiểm tra việc đồng bộ "
			"giờ.",
			jump->by_ms > 0 ? "tới" : "lùi",
			duration_words(ctx->arena, jump->by_ms > 0 ? jump->by_ms : -jump->by_ms).p,
			instant_words(ctx->arena, jump->to, ctx->rules->zone).p);
}
JOB(jump_job, "clock.jump", verb_jump);

/* Follows the wall clock, ahead of what is believed only after a while. */
static void
job_settle(struct clock *clock)
{
	int64_t now = clock_monotonic_ms();
	struct instant wall = clock_now();
	int64_t offset = wall.ms - now, by = offset - clock->seen_ms;

	clock->seen_ms = offset;
	if (by >= JUMP_MS || by <= -JUMP_MS) {
		bool is_ahead = offset - atomic_load(&clock->offset_ms) >= JUMP_MS;

		clock->settled_at_ms = is_ahead ? now + clock->settle_ms : 0;
		failed(clock, "đồng hồ nhảy",
				hand_do(&clock->hand, &jump_job, 0, &(struct jump){wall, by}));
	}
	if (now >= clock->settled_at_ms)
		atomic_store(&clock->offset_ms, offset);
}

/* --- the thread --------------------------------------------------------------------------------
 */

static void *
clock_main(void *data)
{
	struct clock *clock = data;

	do {
		job_settle(clock);
		job_publish(clock);
		job_watch(clock);
		job_version(clock);
		job_sweep(clock);
		job_strays(clock);
		job_checkpoint(clock);
		job_beat(clock);
		arena_reset(&clock->hand.tick);
	} while (hand_wait(&clock->hand, TICK_MS));
	return NULL;
}

/* "host:pid:…": read by operators, and never the same twice. */
static struct text
holder_new(struct arena *arena)
{
	char host[HOST_MAX] = "";

	gethostname(host, sizeof(host) - 1);
	return text_format(arena, "%s:%ld:%s", host, (long)getpid(), secret_new(arena, 6).p);
}

enum err
clock_open(struct web *web, const struct rules *rules, const struct conf *conf, struct clock **out,
		struct arena *arena, struct text *fault)
{
	struct clock *clock = calloc(1, sizeof(*clock));
	struct text holder = holder_new(arena);
	enum err err;

	if (!clock)
		abort();
	clock->seen_ms = clock_now().ms - clock_monotonic_ms();
	atomic_store(&clock->offset_ms, clock->seen_ms);
	err = hand_open(&clock->hand, web, rules, conf->store, holder, &clock->offset_ms, arena,
			fault);
	if (err != OK) {
		free(clock);
		return err;
	}
	clock->settle_ms = conf->clock_settle_ms;
	if (rules->mail.is_on)
		err = post_open(web, rules, conf, holder, &clock->offset_ms, &clock->post, arena,
				fault);
	if (err != OK) {
		hand_close(&clock->hand);
		free(clock);
		return err;
	}
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
	hand_stop(&clock->hand);
	post_close(clock->post);
	pthread_join(clock->thread, NULL);
	hand_close(&clock->hand);
	free(clock);
}
