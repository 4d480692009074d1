#include "web/web.h"

#include "base/crypt.h"
#include "base/json.h"
#include "base/log.h"
#include "base/meter.h"
#include "office/site.h"
#include "web/asset.h"
#include "web/openapi.h"
#include "web/visit.h"

#include <stdatomic.h>
#include <stdlib.h>

#define WRITER_BATCH 128
#define WRITER_ROOM 4096
#define POOL_ROOM 1024
#define FORM_BYTES_MAX (4u * 1024 * 1024)

/* Assets never change under their address, so they stay cached through all versions. */
#define ASSET_VERSION INT64_MIN

/* --- the server's calls ------------------------------------------------------------------------
 */

struct text
visit_cache_key(const struct request *request, bool json)
{
	struct text target = request_target(request);

	return json ? text_format(request->arena, "%.*s\njson", TEXT_ARGS(target)) : target;
}

static struct visit *
visit_new(struct web *web, struct request *request, struct reply *reply)
{
	struct visit *visit = ARENA_NEW(request->arena, struct visit);

	visit->web = web;
	visit->request = request;
	visit->reply = reply;
	visit->json = request_wants_json(request);
	visit->desk = text_starts_with(request->path, TEXT("/desk"));
	visit->actor.door = DOOR_PUBLIC;
	visit->act.ctx = (struct ctx){
			.arena = request->arena,
			.actor = &visit->actor,
			.rules = web->settings.rules,
			.now = request->now,
			.request = text_of(request->id),
			.peer = request->peer,
			.form = request->form,
			.meter = web->settings.meter,
	};
	request_set_data(request, visit);
	return visit;
}

/* An answer that never changes while the program runs is kept when it was first asked for. */
static struct ready *
lasting_keep(struct web *web, const struct request *request, const char *cache_control,
		const char *type, struct text etag, struct text body)
{
	struct ready *ready;
	struct reply reply;

	reply_begin(&reply, request->arena);
	reply_header(&reply, "Cache-Control", text_of(cache_control));
	reply_body(&reply, 200, type, body);
	headers_add(web, &reply);
	ready = reply_prepare(&reply, etag);
	cache_keep(web->cache, request->path, ASSET_VERSION, ready);
	reply_end(&reply);
	return ready;
}

static struct ready *
openapi_ready(struct web *web, const struct request *request)
{
	struct arena *arena = request->arena;
	cleanup(json_cleanup) json_t *document = openapi_make(
			web->router, web->settings.site_name, web->settings.rules->site_url);
	struct text body = json_write_indented(arena, document);

	return lasting_keep(web, request, "no-cache", "application/json; charset=utf-8",
			text_format(arena, "%.16s", hash_hex(arena, hash_of(body)).p), body);
}

/* What needs nothing but the program; NULL if `path` is not of that kind. */
static struct ready *
lasting_ready(struct web *web, const struct request *request)
{
	bool is_asset = text_starts_with(request->path, TEXT("/assets/"));
	bool is_openapi = text_equals(request->path, TEXT("/openapi.json"));
	const struct asset *asset;
	struct ready *ready;

	if (!is_asset && !is_openapi && !text_equals(request->path, TEXT("/healthz")))
		return NULL;
	if ((ready = cache_find(web->cache, request->path, ASSET_VERSION)))
		return ready;
	if (is_openapi)
		return openapi_ready(web, request);
	if (!is_asset)
		return lasting_keep(web, request, "no-cache", "text/plain; charset=utf-8",
				TEXT("ok"), TEXT("ok\n"));
	if (!(asset = asset_find(request->path)))
		return NULL;
	return lasting_keep(web, request, "public, max-age=31536000, immutable", asset->type.p,
			asset->key, asset->bytes);
}

static bool
head_from_cache(struct web *web, struct request *request, struct reply *reply)
{
	if (request->method == METHOD_POST)
		return false;
	reply->ready = lasting_ready(web, request);
	if (!reply->ready && !text_starts_with(request->path, TEXT("/desk"))) {
		reply->ready = cache_find(web->cache,
				visit_cache_key(request, request_wants_json(request)),
				atomic_load_explicit(&web->version, memory_order_acquire));
		if (reply->ready)
			meter_add(web->settings.meter, METER_CACHED, 1);
	}
	return reply->ready != NULL;
}

/* The largest file that a route's fields take. */
static uint64_t
file_max(const struct route *route)
{
	uint64_t most = 0;

	for (const struct field *f = route->fields; f && f->kind != FIELD_NONE; f++)
		if (f->kind == FIELD_FILE && f->max > most)
			most = f->max;
	return most;
}

static bool
web_head(void *self, struct request *request, struct reply *reply, struct body_limits *limits)
{
	struct web *web = self;
	struct visit *visit;

	if (head_from_cache(web, request, reply))
		return true;
	visit = visit_new(web, request, reply);
	if (router_find(web->router, request, &visit->route, &visit->allow) != OK)
		visit->route = NULL;
	*limits = (struct body_limits){
			.form_max = FORM_BYTES_MAX,
			.file_max = visit->route ? file_max(visit->route) : 0,
			.directory = web->settings.rules->files,
	};
	return false;
}

/* The read connection of this event thread. */
static struct store *
thread_reader(struct web *web)
{
	static _Thread_local struct {
		struct web *web;
		struct store *store;
	} mine;
	struct arena arena = {0};
	struct text fault = NO_TEXT;

	if (mine.web == web)
		return mine.store;
	pthread_mutex_lock(&web->lock);
	if (web->reader_count == WEB_READERS_MAX ||
			store_open(web->settings.store, STORE_READ, &mine.store, &arena, &fault) !=
					OK) {
		log_error("web: no read connection: %.*s", TEXT_ARGS(fault));
		mine.store = NULL;
	} else {
		mine.web = web;
		web->readers[web->reader_count++] = mine.store;
	}
	pthread_mutex_unlock(&web->lock);
	arena_free(&arena);
	return mine.store;
}

static enum serve
web_serve(void *self, struct request *request, struct reply *reply)
{
	struct web *web = self;
	struct visit *visit = request_data(request);
	struct store *reader;

	reply->private = visit->desk;
	if (visit->route) {
		visit->act.action = visit->route->action;
		if (web->pooled_reads || visit->route->flags & ROUTE_SLOW)
			return visit_serve_pooled(visit);
		reader = thread_reader(web);
		if (reader)
			return visit_serve(visit, reader);
		status_reply(visit, ERR_UNAVAILABLE, NULL);
	} else if (visit->allow.n) {
		reply_header(reply, "Allow", visit->allow);
		status_page(visit, 405, TEXT("Địa chỉ này không nhận cách gọi đó."));
	} else {
		status_reply(visit, ERR_NOT_FOUND, NULL);
	}
	return SERVE_REPLY;
}

static void
web_refuse(void *self, struct request *request, struct reply *reply, int status, struct text reason)
{
	status_page(visit_new(self, request, reply), status, reason);
}

static void
web_done(void *self, struct request *request, const struct reply *reply)
{
	(void)self;
	(void)request;
	(void)reply;
}

struct site
web_site(struct web *web)
{
	return (struct site){
			.self = web,
			.head = web_head,
			.serve = web_serve,
			.refuse = web_refuse,
			.done = web_done,
	};
}

/* --- opening and closing -----------------------------------------------------------------------
 */

static void
assets_object(struct web *web)
{
	const struct asset *asset;

	web->assets = json_new_object();
	for (size_t i = 0; (asset = asset_at(i)); i++)
		json_put_text(web->assets, asset->key.p, asset->path);
}

/* A new program may show the same data in another way: its pages get other ETags. */
static void
build_name(struct web *web)
{
	const struct template_source *source;
	const struct asset *asset;
	struct hasher hasher;
	struct text hex;

	hasher_begin(&hasher);
	for (size_t i = 0; (source = template_source_at(i)); i++)
		hasher_add(&hasher, source->text);
	for (size_t i = 0; (asset = asset_at(i)); i++)
		hasher_add(&hasher, asset->path);
	hex = hash_hex(&web->arena, hasher_end(&hasher));
	memcpy(web->build, hex.p, sizeof(web->build) - 1);
}

static enum err
views_open(struct web *web, struct arena *arena, struct text *fault)
{
	struct view_fault wrong = {0};
	int line = 0;
	enum err err;

	web->words = words_new();
	if (words_add_embedded(web->words, &line) != OK) {
		*fault = text_format(arena, "po/en.po: dòng %d sai cú pháp", line);
		return ERR_INVALID;
	}
	web->views = views_new();
	err = views_add_embedded(web->views, &wrong);
	if (err == OK)
		err = views_link(web->views, web->words, &wrong);
	if (err != OK)
		*fault = text_format(arena, "mẫu trang %.*s, dòng %d: %s", TEXT_ARGS(wrong.view),
				wrong.line, wrong.message);
	return err;
}

static enum err
store_facts(struct web *web, struct arena *arena, struct text *fault)
{
	struct store *reader;
	struct site_facts facts;
	enum err err;

	TRY(store_open(web->settings.store, STORE_READ, &reader, arena, fault));
	web->pooled_reads = store_is_postgres(reader);
	err = site_load(reader, &web->arena, &facts);
	store_close(reader);
	if (err != OK) {
		*fault = TEXT("kho dữ liệu chưa được khởi tạo; hãy chạy: congtin init");
		return err;
	}
	web->secret = facts.instance;
	web->demo = facts.demo;
	atomic_store(&web->version, facts.version);
	page_open(web);
	return OK;
}

static int64_t
writer_gauge(void *self)
{
	return (int64_t)writer_waiting(((struct web *)self)->writer);
}

static int64_t
pool_gauge(void *self)
{
	return (int64_t)pool_waiting(((struct web *)self)->pool);
}

static void
gauges_open(struct web *web)
{
	struct meter *meter = web->settings.meter;

	meter_watch(meter, "writer_queue", "Việc ghi đang chờ", writer_gauge, web);
	meter_watch(meter, "pool_queue", "Việc đọc chậm đang chờ", pool_gauge, web);
}

static enum err
threads_open(struct web *web, struct arena *arena, struct text *fault)
{
	struct writer_settings settings = {
			.where = web->settings.store,
			.writers = web->settings.writers,
			.batch = WRITER_BATCH,
			.queue_room = WRITER_ROOM,
			.seal = act_seal,
	};

	TRY(writer_open(&settings, &web->writer, arena, fault));
	TRY(pool_open(web->settings.store, web->settings.pool_threads, POOL_ROOM, &web->pool, arena,
			fault));
	gauges_open(web);
	return OK;
}

enum err
web_open(const struct web_settings *settings, struct web **out, struct arena *arena,
		struct text *fault)
{
	struct web *web = calloc(1, sizeof(*web));
	enum err err;

	if (!web)
		abort();
	web->settings = *settings;
	pthread_mutex_init(&web->lock, NULL);
	web->router = router_new(settings->routes, settings->route_counts, settings->route_tables);
	web->cache = cache_new();
	assets_object(web);
	build_name(web);
	err = views_open(web, arena, fault);
	if (err == OK)
		err = store_facts(web, arena, fault);
	if (err == OK)
		err = threads_open(web, arena, fault);
	if (err != OK) {
		web_close(web);
		return err;
	}
	*out = web;
	return OK;
}

void
web_version_set(struct web *web, int64_t version)
{
	int64_t seen = atomic_load(&web->version);

	/* Only ever forward: this process may have raised it a moment ago itself. */
	while (seen < version && !atomic_compare_exchange_weak(&web->version, &seen, version))
		;
}

void
web_public_changed(struct web *web)
{
	atomic_fetch_add(&web->version, 1);
}

bool
web_put(struct web *web, struct act *act)
{
	return writer_put(web->writer, &act->job);
}

bool
web_is_busy(struct web *web)
{
	return writer_waiting(web->writer) > 0;
}

void
web_close(struct web *web)
{
	meter_forget(web->settings.meter, web);
	if (web->writer)
		writer_close(web->writer);
	if (web->pool)
		pool_close(web->pool);
	for (size_t i = 0; i < web->reader_count; i++)
		store_close(web->readers[i]);
	cache_free(web->cache);
	views_free(web->views);
	words_free(web->words);
	router_free(web->router);
	page_close(web);
	json_decref(web->assets);
	pthread_mutex_destroy(&web->lock);
	arena_free(&web->arena);
	free(web);
}

const struct router *
web_router(const struct web *web)
{
	return web->router;
}
