/*
 * request.h - what somebody asked for, already within its limits.
 *
 * Filled by server.c; everything in it lives until the answer is sent. A request
 * that breaks HTTP never becomes one of these (server.c answers 400 itself).
 */
#ifndef HTTP_REQUEST_H
#define HTTP_REQUEST_H

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"
#include "base/time.h"
#include "http/pair.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#define REQUEST_PARAMETERS_MAX 4
#define REQUEST_TARGET_MAX 4096   /* bytes of path and query */
#define REQUEST_HEADERS_MAX 16384 /* bytes of all header fields */
#define REQUEST_ID_SIZE 16

enum method { METHOD_OTHER, METHOD_GET, METHOD_HEAD, METHOD_POST };

struct form;
struct connection; /* server.c's */

struct request {
	struct arena *arena;
	struct connection *connection;
	enum method method;
	struct text path;             /* decoded, normal ("/a/b"), valid UTF-8 in NFC */
	struct text query;            /* as sent, without "?" */
	struct text target;           /* path and query as sent */
	struct instant now;           /* the one "now" of this request */
	char id[REQUEST_ID_SIZE + 1]; /* names it in logs and on error pages */
	struct text peer; /* the client's address; with a trusted proxy, what that proxy says */
	const struct pair *headers; /* names as sent; values trimmed */
	size_t header_count;
	struct pair parameters[REQUEST_PARAMETERS_MAX]; /* {names} of the route's path */
	size_t parameter_count;
	struct pair *queries; /* decoded, NFC; a name may occur more than once */
	size_t query_count;
	struct text shown; /* told by the access log instead of an address that is a secret; empty:
			      `target` */
	struct form *form; /* the body: never NULL, empty for requests without one */
};

/* The empty text when absent. Header names compare without case. */
struct text request_header(const struct request *request, const char *name);
struct text request_cookie(const struct request *request, const char *name);
struct text request_query(const struct request *request, const char *name);
struct text request_parameter(const struct request *request, const char *name);

/* The parameter as an id (1 …); ERR_NOT_FOUND when it is none: such an address names nothing. */
must_check enum err request_id(const struct request *request, const char *name, int64_t *out);

/* The quality in thousandths that a list like "br;q=0.8, *" gives to `name`; 0: not wanted. */
int quality_of(struct text list, struct text name);

/* Whether JSON was asked for rather than HTML (Accept, by quality; HTML on a tie). */
bool request_wants_json(const struct request *request);

/* Path and query as they were asked for, to come back to. */
struct text request_target(const struct request *request);

#endif
