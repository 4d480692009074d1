/* visit.h - one request on its way through the web floor. For the files of web/ only. */
#ifndef WEB_VISIT_H
#define WEB_VISIT_H

#include "office/act.h"
#include "web/cache.h"
#include "web/pool.h"
#include "web/view.h"
#include "web/web.h"

#include <pthread.h>

#define WEB_READERS_MAX 64

struct web {
	struct web_settings settings;
	struct router *router;
	struct views *views;
	struct cache *cache;
	struct writer *writer;
	struct pool *pool;
	json_t *assets;        /* {key: address}, shared by all views */
	json_t *site;          /* {name, url, …}, likewise */
	json_t *menus[2];      /* rows of the portal's menu and of the desk's; see page.c */
	struct text secret;    /* binds forms of people who are not logged in to their browser */
	bool demo;
	bool pooled_reads; /* PostgreSQL: no read on an event thread */
	_Atomic int64_t version;
	struct words *words;
	char build[17]; /* names this program's pages in ETags */
	struct arena arena;
	pthread_mutex_t lock;
	struct store *readers[WEB_READERS_MAX]; /* one for each event thread, opened at its first
						   read */
	size_t reader_count;
};

struct visit {
	struct act act; /* first: writers hand this back */
	struct task task;
	struct web *web;
	struct request *request;
	struct reply *reply;
	const struct route *route; /* NULL: no such address */
	struct text allow;         /* methods of an address asked with another one */
	struct actor actor;
	struct text csrf;        /* the form secret of this browser */
	struct text form_cookie; /* to be set, for people who are not logged in */
	struct text nonce;
	enum err err;             /* what the act ended with */
	bool is_prepared;         /* the route's `prepare` has run */
	struct text words;        /* why a read was refused */
	const char *held_back;    /* the page to see to before anything else, or NULL */
	size_t complaints_before; /* those that `prepare` made: a verb that runs again keeps them */
	bool json;
	bool desk; /* the staff's side: its layout, its menu, never cached */
};

static inline struct ctx *
visit_ctx(struct visit *visit)
{
	return &visit->act.ctx;
}

/* visit.c: the request's way once its body is there. */
enum serve visit_serve(struct visit *visit, struct store *reader);

/* visit.c: the same from a pool thread, which then wakes the sleeping connection. */
enum serve visit_serve_pooled(struct visit *visit);

/* web.c: what names a page in the cache. */
struct text visit_cache_key(const struct request *request, bool json);

/* gate.c: who is it, and may they? ERR_LOGIN, ERR_FORBIDDEN with words in ctx. */
must_check enum err gate_pass(struct visit *visit, struct store *reader);

/* touch.c: the session is in use; noted at most once in SESSION_TOUCH_MS. */
void visit_touch(struct visit *visit);

/* page.c: what all pages share, made once; `settings` and `demo` are set. */
void page_open(struct web *web);
void page_close(struct web *web);

/* page.c: makes the reply's body of its view, with what every page shows. */
void page_render(struct visit *visit);

/* status.c: fills the reply for an error; `reader` is for the form shown again. */
void status_reply(struct visit *visit, enum err err, struct store *reader);

/* status.c: the same for errors without a visit's rights (server.c's refusals). */
void status_page(struct visit *visit, int status, struct text message);

/* headers.c: what every answer carries. */
void headers_add(const struct web *web, struct reply *reply);

#endif
