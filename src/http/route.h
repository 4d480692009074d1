/*
 * route.h - which handler an address belongs to. Knows no ministry.
 *
 * Doors (portal, desk) hold one const table each. A row says who may pass (`rule`,
 * a permission of law/permit.h), what comes in (`fields`) and which template
 * shows the answer. The same rows make the dispatcher, the access tests and
 * /openapi.json, so a route cannot be left out of any of them.
 */
#ifndef HTTP_ROUTE_H
#define HTTP_ROUTE_H

#include "http/form.h"
#include "http/reply.h"
#include "http/request.h"

struct ctx; /* office/ctx.h */

/*
 * Fills the reply (a view, or a body, or see-other). A changing route's handler
 * runs on a writer inside a transaction, and may be run again (see store/writer.h):
 * it writes to the store and to `reply`, nowhere else.
 */
typedef enum err route_handler(struct ctx *ctx, struct request *request, struct reply *reply);

enum route_flag {
	ROUTE_CACHED = 1,   /* GET for the public: the same for everyone, kept by web/cache */
	ROUTE_SLOW = 2,     /* a read that runs in the worker pool with the connection suspended */
	ROUTE_PREPARED = 4, /* `prepare` runs in the worker pool first (hashing, images) */
	ROUTE_FILES = 8,    /* multipart files are taken, up to the field's max */
	ROUTE_ANONYMOUS_POST = 16, /* a changing route without session (login, public forms) */
	ROUTE_ASKS = 32, /* changes nothing that counts: sent again, it is answered anew */
};

struct route {
	enum method method;
	const char *path; /* "/desk/items/{id}/approve"; literals win over {names} */
	int rule;         /* a permission; 0 is no rule and refused at start (use ROUTE below) */
	route_handler *handler;
	const char *action; /* names a refused change in the audit trail: "item.approve" */
	const char *template;
	const char *summary; /* one Vietnamese sentence: page title and documentation */
	const struct field *fields;
	route_handler *again; /* the GET handler whose page holds the form: shown on 422 and 409 */
	const char *again_template;
	route_handler *prepare; /* slow work before the transaction, with ROUTE_PREPARED */
	unsigned flags;
};

/* A row begins with these four, so that one without a rule does not compile. */
#define ROUTE(method_, path_, rule_, handler_)                                                     \
	.method = METHOD_##method_, .path = (path_),                                               \
	.rule = (rule_) + 0 * sizeof(char[(rule_) ? 1 : -1]), .handler = (handler_)

struct router;

/* The tables stay the caller's. Aborts on two rows of the same address or a row without rule. */
struct router *router_new(
		const struct route *const *tables, const size_t *counts, size_t tables_count);
void router_free(struct router *router);

/*
 * The row of method and path; fills request->parameters. HEAD finds GET's row.
 * ERR_NOT_FOUND: no such address; ERR_INVALID: the address exists with other
 * methods, whose names are put into `allow` ("GET, POST").
 */
must_check enum err router_find(const struct router *router, struct request *request,
		const struct route **out, struct text *allow);

/* All rows, for tests and /openapi.json. */
size_t router_count(const struct router *router);
const struct route *router_at(const struct router *router, size_t index);

#endif
