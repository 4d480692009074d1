#include "store/checkpoint.h"

#include "base/log.h"
#include "store/sqlite.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

#define PERIOD_MS 1000
#define PAGES_SOON 8192   /* 32 MB: a checkpoint at once, not at the next second */
#define PAGES_LARGE 16384 /* 64 MB: cut when nobody writes */
#define PAGES_HUGE 131072 /* 512 MB: cut even if writers wait for it */
#define CUT_PATIENCE_MS 200

struct checkpoint {
	struct store *writer;
	struct store *store; /* its own connection */
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t wake;
	bool closing;
	bool soon;
	int called_at;    /* pages when the writer last asked for it; the writer's */
	atomic_int pages; /* in the log, as the writer last saw it */
};

/* On the writer's thread after each commit. */
static int
log_grew(void *context, sqlite3 *db, const char *name, int pages)
{
	struct checkpoint *self = context;

	(void)db, (void)name;
	atomic_store(&self->pages, pages);
	if (pages < self->called_at)
		self->called_at = 0; /* the log began anew */
	if (pages - self->called_at >= PAGES_SOON) {
		self->called_at = pages;
		pthread_mutex_lock(&self->lock);
		self->soon = true;
		pthread_cond_signal(&self->wake);
		pthread_mutex_unlock(&self->lock);
	}
	return SQLITE_OK;
}

/* False when it is time to go. */
static bool
wait_for_work(struct checkpoint *self)
{
	struct timespec until;
	bool closing;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += PERIOD_MS / 1000;
	pthread_mutex_lock(&self->lock);
	while (!self->closing && !self->soon)
		if (pthread_cond_timedwait(&self->wake, &self->lock, &until) != 0)
			break;
	self->soon = false;
	closing = self->closing;
	pthread_mutex_unlock(&self->lock);
	return !closing;
}

/* Failing is no harm: the log stays, the next try may do better. */
static void
run(struct checkpoint *self, int mode)
{
	sqlite3 *db = sqlite_of(self->store);
	int logged = 0, moved = 0;
	int code = sqlite3_wal_checkpoint_v2(db, NULL, mode, &logged, &moved);

	if (code == SQLITE_OK)
		log_debug("store: checkpoint moved %d of %d pages", moved, logged);
	else if ((code & 0xff) != SQLITE_BUSY)
		log_warn("store: checkpoint: %s", sqlite3_errmsg(db));
}

static void *
work(void *context)
{
	struct checkpoint *self = context;
	int seen = 0, done = 0;

	while (wait_for_work(self)) {
		int pages = atomic_load(&self->pages);
		bool idle = pages == seen;

		if (pages >= PAGES_HUGE || (pages >= PAGES_LARGE && idle)) {
			run(self, SQLITE_CHECKPOINT_TRUNCATE);
			atomic_compare_exchange_strong(&self->pages, &pages, 0);
		} else if (pages != done) {
			run(self, SQLITE_CHECKPOINT_PASSIVE);
		}
		done = seen = pages;
	}
	return NULL;
}

enum err
checkpoint_open(struct store *writer, struct text where, const struct store_options *options,
		struct checkpoint **out, struct arena *arena, struct text *fault)
{
	struct checkpoint *self = calloc(1, sizeof(*self));
	pthread_condattr_t monotonic;
	enum err err;

	if (!self)
		abort();
	self->writer = writer;
	err = store_open_with(where, STORE_WRITE, options, &self->store, arena, fault);
	if (err != OK) {
		free(self);
		return err;
	}
	sqlite3_busy_timeout(sqlite_of(self->store), CUT_PATIENCE_MS);
	pthread_mutex_init(&self->lock, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&self->wake, &monotonic);
	pthread_condattr_destroy(&monotonic);
	sqlite3_wal_hook(sqlite_of(writer), log_grew, self);
	if (pthread_create(&self->thread, NULL, work, self) != 0)
		abort();
	*out = self;
	return OK;
}

void
checkpoint_close(struct checkpoint *self)
{
	if (!self)
		return;
	pthread_mutex_lock(&self->lock);
	self->closing = true;
	pthread_cond_signal(&self->wake);
	pthread_mutex_unlock(&self->lock);
	pthread_join(self->thread, NULL);
	sqlite3_wal_hook(sqlite_of(self->writer), NULL, NULL);
	/* Whoever opens a store with a long log reads all of it first. */
	run(self, SQLITE_CHECKPOINT_TRUNCATE);
	store_close(self->store);
	pthread_cond_destroy(&self->wake);
	pthread_mutex_destroy(&self->lock);
	free(self);
}
