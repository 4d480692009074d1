/*
 * web.h - the site as the server sees it: routes, views, cache, writers, readers.
 *
 * A request's way (house rule "down once, up once"):
 *   head   event thread  cached public page? limits of the body
 *   enter  event thread (SQLite) or pool (PostgreSQL, slow reads): session, permission, form
 *   read   the handler fills a view, page.c makes HTML or JSON of it
 *   write  the handler runs on a writer inside the transaction; the answer waits for the commit
 *   fail   words for the person; a refusal has been noted in the audit trail first
 */
#ifndef WEB_WEB_H
#define WEB_WEB_H

#include "base/buf.h"
#include "http/route.h"
#include "http/server.h"
#include "office/ctx.h"

#include <stdbool.h>
#include <stddef.h>

/* One entry of a menu: shown to those who may pass `rule`. */
struct nav_link {
	const char *label;
	const char *href;
	const char *icon;
	int rule;
};

struct web_settings {
	const struct rules *rules;
	struct text store;
	size_t writers;
	size_t pool_threads;
	struct text site_name;
	struct text site_short;
	const struct route *const *routes; /* the doors' tables */
	const size_t *route_counts;
	size_t route_tables;
	const struct nav_link *portal_nav, *desk_nav; /* each ends with a NULL label */
	/* What every public page that is read shows beside its own. */
	enum err (*portal_frame)(struct ctx *ctx, json_t *view);
	/* The same on the desk; `badges` {address: number} stand in the menu. */
	enum err (*desk_frame)(struct ctx *ctx, json_t *view);
	bool strict_views;   /* a name that a view lacks is an error */
	struct meter *meter; /* of the process, or NULL; the caller's */
};

struct web;

must_check enum err web_open(const struct web_settings *settings, struct web **out,
		struct arena *arena, struct text *fault);

/* What server_open takes. */
struct site web_site(struct web *web);

/* The version of what the public sees was raised elsewhere (clock, another node). */
void web_version_set(struct web *web, int64_t version);

/* Queues an act of a door without requests (the clock); false when it cannot be taken. */
struct act;
bool web_put(struct web *web, struct act *act);

/* Whether acts wait to be written: what can wait itself lets them go first. */
bool web_is_busy(struct web *web);

/* An act that changed the public side was committed. */
void web_public_changed(struct web *web);

/*
 * A page that no request asked for (a mail): the template filled with `view`, in
 * Vietnamese. ERR_BROKEN, logged, if the template lacks something.
 */
must_check enum err web_render(
		struct web *web, struct text template, const json_t *view, struct buf *out);

/* After the server was closed: commits and answers what was queued. */
void web_close(struct web *web);

/* For OpenAPI and tests. */
const struct router *web_router(const struct web *web);

#endif
