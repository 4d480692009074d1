#include "http/access.h"

#include "base/log.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define TARGET_SHOWN 256

void
access_begin(struct access_log *log, bool wanted)
{
	*log = (struct access_log){0};
	pthread_mutex_init(&log->lock, NULL);
	if (!wanted)
		return;
	log->filling = malloc(ACCESS_ROOM);
	log->writing = malloc(ACCESS_ROOM);
	if (!log->filling || !log->writing)
		abort();
}

void
access_end(struct access_log *log)
{
	access_flush(log);
	free(log->filling);
	free(log->writing);
	pthread_mutex_destroy(&log->lock);
}

void
access_note(struct access_log *log, const struct access *access)
{
	char line[ACCESS_LINE_MAX], stamp[32];
	time_t seconds = (time_t)(access->when.ms / SECOND_MS);
	struct tm utc;
	int n;

	if (!log->filling)
		return;
	gmtime_r(&seconds, &utc);
	strftime(stamp, sizeof(stamp), "%Y-%m-%dT%H:%M:%SZ", &utc);
	n = snprintf(line, sizeof(line), "%s %.*s %.*s %.*s %d %" PRIu64 " %" PRId64 "ms %.*s\n",
			stamp, TEXT_ARGS(access->peer), TEXT_ARGS(access->method),
			TEXT_ARGS(text_slice(access->target, 0, TARGET_SHOWN)), access->status,
			access->bytes, access->took_ms, TEXT_ARGS(access->id));
	if (n <= 0 || (size_t)n >= sizeof(line))
		return;
	pthread_mutex_lock(&log->lock);
	if (log->n + (size_t)n <= ACCESS_ROOM) {
		memcpy(log->filling + log->n, line, (size_t)n);
		log->n += (size_t)n;
	} else {
		log->dropped++;
	}
	pthread_mutex_unlock(&log->lock);
}

/* One thread at a time. */
void
access_flush(struct access_log *log)
{
	uint64_t dropped;
	size_t n;

	pthread_mutex_lock(&log->lock);
	n = log->n;
	dropped = log->dropped;
	log->n = 0;
	log->dropped = 0;
	if (n) {
		char *full = log->filling;

		log->filling = log->writing;
		log->writing = full;
	}
	pthread_mutex_unlock(&log->lock);
	for (size_t at = 0; at < n;) {
		ssize_t written = write(STDERR_FILENO, log->writing + at, n - at);

		if (written <= 0)
			break;
		at += (size_t)written;
	}
	if (dropped)
		log_warn("access: %" PRIu64 " lines found no room", dropped);
}
