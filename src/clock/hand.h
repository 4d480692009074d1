/*
 * hand.h - one thread of the clock: it looks at the store, acts through everybody's
 * writers, and waits. Two of them run: clock.c's jobs, and post.c's mails.
 */
#ifndef CLOCK_HAND_H
#define CLOCK_HAND_H

#include "office/act.h"
#include "web/web.h"

#include <pthread.h>
#include <stdatomic.h>

struct hand {
	struct web *web;
	const struct rules *rules;
	struct store *reader;
	struct text holder; /* names this process in leases: "host:pid:…" */
	struct arena tick;  /* of one round; the thread resets it */
	pthread_mutex_t lock;
	pthread_cond_t wake;
	const _Atomic int64_t *offset_ms; /* of the believed wall clock before the monotonic one */
	bool closing;
	bool running; /* an act is with the writer */
	enum err result;
};

typedef enum err hand_verb(struct ctx *ctx, void *order);

/* What a job does, and the lease that it needs. */
struct hand_job {
	const char *action; /* in the audit trail when it is refused */
	const char *lease;  /* NULL: none, the verb itself is compare and swap */
	int64_t lease_ms;
	hand_verb *verb;
};

/* `holder` and `offset_ms` live as long as the process; `arena` is for `fault` alone. */
must_check enum err hand_open(struct hand *hand, struct web *web, const struct rules *rules,
		struct text store, struct text holder, const _Atomic int64_t *offset_ms,
		struct arena *arena, struct text *fault);

/* After its thread has ended. */
void hand_close(struct hand *hand);

/* The thread ends after what it is at. */
void hand_stop(struct hand *hand);

/* Waits; false when it is to end. */
bool hand_wait(struct hand *hand, int64_t ms);
bool hand_is_closing(struct hand *hand);

/* Whether it is time again for what is done every `ms`; then that begins anew. */
bool hand_comes(int64_t *last_ms, int64_t ms);

/* For reading, outside of transactions. */
struct ctx hand_reading(struct hand *hand);

/*
 * Runs the job's verb in one transaction with its lease, and waits for the commit.
 * ERR_NOT_FOUND while another process holds the lease: nothing to refuse or to audit.
 */
must_check enum err hand_do(
		struct hand *hand, const struct hand_job *job, int64_t object, void *order);

#endif
