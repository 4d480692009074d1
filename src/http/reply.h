/*
 * reply.h - what is answered. A handler fills it; server.c sends it after the commit.
 */
#ifndef HTTP_REPLY_H
#define HTTP_REPLY_H

#include "base/arena.h"
#include "base/text.h"
#include "http/pair.h"

#include <jansson.h>
#include <stdbool.h>

#define REPLY_HEADERS_MAX 24

/* A finished answer that many requests may share at once; see reply_prepare. */
struct ready;

struct reply {
	struct arena *arena;
	int status; /* 0 until somebody decides: then 200 */
	struct pair headers[REPLY_HEADERS_MAX];
	size_t header_count;

	/* What is sent: one of these. */
	struct text body;
	struct text type;    /* "text/html; charset=utf-8" */
	struct text file;    /* path of a file to stream; ranges are served */
	bool passing;        /* `file` was made for this answer: it is removed once it is opened */
	struct ready *ready; /* a shared answer; the reply holds one reference */

	/* What becomes a body on the way up (web/gate). */
	json_t *view;         /* one object; owned by the reply */
	const char *template; /* of HTML; NULL: there is JSON only */
	bool private;         /* never stored by caches (all of the desk) */
};

void reply_begin(struct reply *reply, struct arena *arena);

/* Lets go of what it owns; the reply may be begun again (a verb that is run again). */
void reply_end(struct reply *reply);

/* Sets a header: a second one of the same name replaces the first, but for Set-Cookie. */
void reply_header(struct reply *reply, const char *name, struct text value);

/* 303 to a path of this site; anything but a path beginning with one "/" becomes "/". */
void reply_see_other(struct reply *reply, struct text path);

void reply_body(struct reply *reply, int status, const char *type, struct text body);

/*
 * Makes a shared answer of status, headers and body. It is compressed (gzip,
 * brotli) when the first client asks for that, so what is asked for once costs
 * little. `etag` (without quotes) answers If-None-Match with 304; it is sent as a
 * weak one, since three encodings share it. The caller owns one reference.
 * Everything is copied.
 */
struct ready *reply_prepare(const struct reply *reply, struct text etag);

struct ready *ready_hold(struct ready *ready);
void ready_release(struct ready *ready);

#endif
