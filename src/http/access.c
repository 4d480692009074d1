#include "http/access.h"

#include "base/log.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* In bytes. Each piece may treble (see put_foreign), and has a name and marks around it. */
#define TARGET_SHOWN 256
#define PIECE_SHOWN 64
#define NUMBER_MAX 20
#define MARKS_MAX 16
#define LINE_SIZE (3 * TARGET_SHOWN + 3 * 3 * PIECE_SHOWN + 3 * NUMBER_MAX + 8 * MARKS_MAX)

void
access_begin(struct access_log *log, bool wanted, bool json)
{
	*log = (struct access_log){.json = json};
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

/* A line under way: "value value …", or {"name":value,…}. */
struct line {
	bool json;
	char *at;
	char bytes[LINE_SIZE];
};

static void
put(struct line *line, struct text text)
{
	memcpy(line->at, text.p, text.n);
	line->at += text.n;
}

/* What a client wrote: anything that could end a value or the line is percent-encoded. */
static void
put_foreign(struct line *line, struct text text)
{
	static const char digits[] = "0123456789ABCDEF";

	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];

		if (c > 0x20 && c < 0x7f && c != '"' && c != '\\') {
			*line->at++ = (char)c;
			continue;
		}
		*line->at++ = '%';
		*line->at++ = digits[c >> 4];
		*line->at++ = digits[c & 15];
	}
}

static void
put_name(struct line *line, struct text name)
{
	if (!line->json) {
		put(line, TEXT(" "));
		return;
	}
	put(line, TEXT(",\""));
	put(line, name);
	put(line, TEXT("\":"));
}

static void
put_text(struct line *line, struct text name, struct text value, size_t most)
{
	put_name(line, name);
	if (line->json)
		put(line, TEXT("\""));
	put_foreign(line, text_slice(value, 0, most));
	if (line->json)
		put(line, TEXT("\""));
}

static void
put_int(struct line *line, struct text name, int64_t number)
{
	char digits[NUMBER_MAX];
	size_t n = sizeof(digits);
	uint64_t rest = number > 0 ? (uint64_t)number : 0;

	do
		digits[--n] = (char)('0' + rest % 10);
	while (rest /= 10);
	put_name(line, name);
	put(line, (struct text){.p = digits + n, .n = sizeof(digits) - n});
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

/* False: no room. */
static bool
log_put(struct access_log *log, const struct line *stamp, const struct line *line)
{
	size_t before = (size_t)(stamp->at - stamp->bytes);
	size_t rest = (size_t)(line->at - line->bytes);

	if (log->n + before + rest > ACCESS_ROOM)
		return false;
	memcpy(log->filling + log->n, stamp->bytes, before);
	memcpy(log->filling + log->n + before, line->bytes, rest);
	log->n += before + rest;
	return true;
}

/* All but the instant. */
static void
line_make(struct line *line, const struct access *access)
{
	put_text(line, TEXT("peer"), access->peer, PIECE_SHOWN);
	put_text(line, TEXT("method"), access->method, PIECE_SHOWN);
	put_text(line, TEXT("target"), access->target, TARGET_SHOWN);
	put_int(line, TEXT("status"), access->status);
	put_int(line, TEXT("bytes"), (int64_t)access->bytes);
	put_int(line, TEXT("ms"), access->took_ms);
	if (!line->json)
		put(line, TEXT("ms"));
	put_text(line, TEXT("request"), access->id, PIECE_SHOWN);
	put(line, line->json ? TEXT("}\n") : TEXT("\n"));
}

void
access_note(struct access_log *log, const struct access *access)
{
	struct line line, stamp;

	if (!log->filling)
		return;
	line.json = log->json;
	line.at = line.bytes;
	line_make(&line, access);
	stamp.at = stamp.bytes;
	pthread_mutex_lock(&log->lock);
	if (log->json)
		put(&stamp, TEXT("{\"time\":\""));
	put(&stamp, stamp_of(log, access->when));
	if (log->json)
		put(&stamp, TEXT("\",\"level\":\"info\",\"message\":\"request\""));
	if (!log_put(log, &stamp, &line))
		log->dropped++;
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
