/* ready.h - what answer.c needs of shared answers (reply.h). For http/ only. */
#ifndef HTTP_READY_H
#define HTTP_READY_H

#include "http/connection.h"

struct ready_form {
	struct MHD_Response *response;
	size_t size; /* of the body, in bytes */
};

/*
 * What this request gets, with its status: 304 when it knows the entity tag, else
 * the body in the encoding that it likes best. Valid while `ready` is held.
 */
const struct ready_form *ready_choose(
		struct ready *ready, const struct request *request, unsigned *status);

/* Does the client hold what `etag` names? Weak comparison (RFC 9110, 13.1.2). */
bool etag_matches(const struct request *request, struct text etag);

#endif
