/*
 * head.h - the head of a request by RFC 9112, strictly: target and header fields.
 *
 * Pure: no sockets, no library. The bytes are those that libmicrohttpd leaves
 * behind: it has put NULs for the blanks of the request line, for each line's
 * CR LF (two) or bare LF (one) and for each field's first colon. Whatever it would
 * have let pass (bare LF, NUL, CR, folded lines, blanks before the colon, fields
 * given twice) shows in that shape and is refused here.
 */
#ifndef HTTP_HEAD_H
#define HTTP_HEAD_H

#include "base/arena.h"
#include "base/text.h"
#include "http/pair.h"
#include "http/request.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HEAD_FIELDS_MAX 64
#define HEAD_QUERIES_MAX 200

/* Why a request is refused: the status, and the reason in Vietnamese. Status 0: it is not. */
struct refusal {
	int status;
	const char *reason;
};

#define NOT_REFUSED ((struct refusal){.status = 0})

struct target {
	struct text raw;       /* path and query as sent, without scheme and host */
	struct text authority; /* of "http://host/path", else empty */
	struct text path;      /* decoded, NFC */
	struct text query;     /* as sent */
	struct pair *queries;
	size_t query_count;
};

struct head {
	struct pair fields[HEAD_FIELDS_MAX];
	size_t field_count;
	struct text host;
	struct text content_type;
	bool has_length;
	bool is_chunked;
	bool expects_continue;
	uint64_t length; /* Content-Length; 0 without one */
};

/* The method, or a refusal: 405 for those of HTTP, 501 for those that nobody knows. */
struct refusal head_method(const char *name, enum method *out);

/* The request target; texts without escapes borrow from `raw`. */
struct refusal head_target(struct arena *arena, struct text raw, struct target *out);

/*
 * The bytes from behind "HTTP/1.x" to the end of the head. `is_1_1`: Host is
 * demanded. Fields borrow from `bytes`.
 */
struct refusal head_fields(const char *bytes, size_t size, bool is_1_1, struct head *out);

/* What head and target must agree on: the host of an absolute target is ours. */
struct refusal head_agrees(
		const struct head *head, const struct target *target, enum method method);

#endif
