#include "http/access.h"

#include "base/log.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* In bytes; a line is at most all of its pieces with a blank behind each. */
#define TARGET_SHOWN 256
#define PIECE_SHOWN 64
#define NUMBER_MAX 20
#define LINE_MAX_SIZE (TARGET_SHOWN + 1 + 3 * (PIECE_SHOWN + 1) + 3 * (NUMBER_MAX + 1) + 3)
#define STAMP_SIZE sizeof(((struct access_log *)0)->stamp)

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

static char *
put(char *at, struct text text)
{
	memcpy(at, text.p, text.n);
	at[text.n] = ' ';
	return at + text.n + 1;
}

static char *
put_int(char *at, int64_t number)
{
	char digits[NUMBER_MAX];
	size_t n = sizeof(digits);
	uint64_t rest = number > 0 ? (uint64_t)number : 0;

	do
		digits[--n] = (char)('0' + rest % 10);
	while (rest /= 10);
	return put(at, (struct text){.p = digits + n, .n = sizeof(digits) - n});
}

/* With the lock held. */
static struct text
stamp_of(struct access_log *log, struct instant when)
{
	time_t second = (time_t)(when.ms / SECOND_MS);
	struct tm utc;

	if (second != log->second) {
		gmtime_r(&second, &utc);
		strftime(log->stamp, sizeof(log->stamp), "%Y-%m-%dT%H:%M:%SZ", &utc);
		log->second = second;
	}
	return (struct text){.p = log->stamp, .n = sizeof(log->stamp) - 1};
}

/* "stamp peer method target status bytes ms id" */
void
access_note(struct access_log *log, const struct access *access)
{
	char line[LINE_MAX_SIZE], *at = line;

	if (!log->filling)
		return;
	at = put(at, text_slice(access->peer, 0, PIECE_SHOWN));
	at = put(at, text_slice(access->method, 0, PIECE_SHOWN));
	at = put(at, text_slice(access->target, 0, TARGET_SHOWN));
	at = put_int(at, access->status);
	at = put_int(at, (int64_t)access->bytes);
	at = put_int(at, access->took_ms);
	at = put(at - 1, TEXT("ms"));
	at = put(at, text_slice(access->id, 0, PIECE_SHOWN));
	at[-1] = '\n';
	pthread_mutex_lock(&log->lock);
	if (log->n + STAMP_SIZE + (size_t)(at - line) <= ACCESS_ROOM) {
		char *end = put(log->filling + log->n, stamp_of(log, access->when));

		memcpy(end, line, (size_t)(at - line));
		log->n = (size_t)(end - log->filling) + (size_t)(at - line);
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
