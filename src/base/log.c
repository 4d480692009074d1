#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define LINE_MAX_BYTES 4096
#define REQUEST_SHOWN 33

/* The one exception to "no globals": a process has one standard error. */
static struct {
	enum log_level least;
	bool json;
} setup = {.least = LOG_INFO};

static _Thread_local char request[REQUEST_SHOWN];

void
log_request(const char *id)
{
	snprintf(request, sizeof(request), "%s", id);
}

void
log_setup(enum log_level least, bool json)
{
	setup.least = least;
	setup.json = json;
}

/* `in` as the inside of a JSON string, cut at `room`. */
static size_t
json_escape(char *out, size_t room, const char *in)
{
	size_t n = 0;

	for (; *in && n + 7 < room; in++) {
		unsigned char c = (unsigned char)*in;

		if (c == '"' || c == '\\') {
			out[n++] = '\\';
			out[n++] = (char)c;
		} else if (c < 0x20) {
			n += (size_t)snprintf(out + n, room - n, "\\u%04x", c);
		} else {
			out[n++] = (char)c;
		}
	}
	out[n] = 0;
	return n;
}

void
log_to(enum log_level level, const char *format, ...)
{
	static const char *const names[] = {"debug", "info", "warn", "error"};
	char message[LINE_MAX_BYTES], line[2 * LINE_MAX_BYTES], stamp[32];
	struct timespec now;
	struct tm utc;
	va_list args;
	int length;

	if (level < setup.least)
		return;
	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &utc);
	strftime(stamp, sizeof(stamp), "%Y-%m-%dT%H:%M:%SZ", &utc);
	if (setup.json) {
		char escaped[2 * LINE_MAX_BYTES - 256], id[2 * REQUEST_SHOWN] = "";

		json_escape(escaped, sizeof(escaped), message);
		json_escape(id, sizeof(id), request);
		length = snprintf(line, sizeof(line),
				"{\"time\":\"%s\",\"level\":\"%s\",\"message\":\"%s\"%s%s%s}\n",
				stamp, names[level], escaped, *id ? ",\"request\":\"" : "", id,
				*id ? "\"" : "");
	} else {
		for (char *p = message; *p; p++)
			if ((unsigned char)*p < 0x20)
				*p = ' ';
		length = snprintf(line, sizeof(line), "%s %s %s%s%s\n", stamp, names[level],
				message, *request ? " " : "", request);
	}
	/* One write a line keeps the lines of many threads apart. */
	if (length > 0 && write(STDERR_FILENO, line, (size_t)length) < 0)
		return;
}
