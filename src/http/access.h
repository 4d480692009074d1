/*
 * access.h - one log line a request, gathered and written together.
 *
 *	2026-11-24T09:00:00Z 127.0.0.1 GET /rss.xml 200 5120 1ms 9f86d081884c7d65
 *	{"time":"2026-11-24T09:00:00Z","level":"info","message":"request","peer":"127.0.0.1",…}
 *
 * Lines wait in memory until the sweeper writes them, so that a request costs no
 * system call for its line, and are put together from pieces: printf and strftime
 * would cost a tenth of a cached answer. A line that finds no room is counted, not
 * waited for.
 */
#ifndef HTTP_ACCESS_H
#define HTTP_ACCESS_H

#include "base/text.h"
#include "base/time.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

#define ACCESS_ROOM (1024 * 1024)

struct access_log {
	pthread_mutex_t lock;
	char *filling, *writing; /* two buffers that change places */
	size_t n;
	uint64_t dropped;
	bool json;
	int64_t second; /* whose stamp this is; both made anew when it has passed */
	char stamp[sizeof("2026-11-24T09:00:00Z")];
};

struct access {
	struct instant when;
	struct text peer, method, target, id;
	int status;
	uint64_t bytes;
	int64_t took_ms;
};

void access_begin(struct access_log *log, bool wanted, bool json);
void access_end(struct access_log *log);
void access_note(struct access_log *log, const struct access *access);
void access_flush(struct access_log *log);

#endif
