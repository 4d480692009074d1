/* visit.c - the way of one request: read, write, refuse, answer. */
#include "web/visit.h"
#include "base/crypt.h"
#include "base/json.h"
#include "base/log.h"
#include "http/form.h"
#include "office/audit.h"
#include "office/site.h"

#include <stdatomic.h>
#include <stddef.h>

static struct visit *
visit_of_act(struct act *act)
{
	return (struct visit *)act;
}

static struct visit *
visit_of_task(struct task *task)
{
	return (struct visit *)(void *)((char *)task - offsetof(struct visit, task));
}

/* --- after the act -----------------------------------------------------------------------------
 */

static void
visit_send(struct visit *visit)
{
	request_resume(visit->request);
}

static void
answer_task(struct task *task, struct store *reader)
{
	struct visit *visit = visit_of_task(task);

	log_request(visit->request->id);
	if (visit->err == OK)
		page_render(visit);
	else
		status_reply(visit, visit->err, reader);
	log_request("");
	visit_send(visit);
}

/* Off the writer's thread: what has to be rendered would hold up the next batch. */
static void
answer_in_pool(struct visit *visit)
{
	visit->task.run = answer_task;
	if (pool_put(visit->web->pool, &visit->task))
		return;
	reply_end(visit->reply);
	reply_begin(visit->reply, visit->request->arena);
	reply_body(visit->reply, 503, "text/plain; charset=utf-8",
			TEXT("Hệ thống đang quá tải. Hãy thử lại sau ít phút.\n"));
	visit_send(visit);
}

static void
act_done(struct act *act, enum err err)
{
	struct visit *visit = visit_of_act(act);

	visit->err = err;
	if (err == OK && act->ctx.published)
		web_public_changed(visit->web);
	if (err == OK && !visit->reply->view) {
		headers_add(visit->web, visit->reply);
		visit_send(visit);
		return;
	}
	answer_in_pool(visit);
}

static bool
act_queue(struct visit *visit, enum err (*verb)(struct act *))
{
	struct act *act = &visit->act;

	act->verb = verb;
	act->done = act_done;
	act_begin(act);
	return writer_put(visit->web->writer, &act->job);
}

/* --- refusals ----------------------------------------------------------------------------------
 */

static enum err
verb_refuse(struct act *act)
{
	struct visit *visit = visit_of_act(act);

	/* The words were found while reading; the act has forgotten them. */
	act->ctx.words = visit->words;
	return visit->err;
}

/* An upload that was examined and not taken: operators are to see why. */
static bool
is_bad_upload(const struct visit *visit, enum err err)
{
	return visit->is_prepared && (visit->route->flags & ROUTE_FILES) &&
	       (err == ERR_INVALID || err == ERR_TOO_LARGE);
}

static bool
is_audited(const struct visit *visit, enum err err)
{
	if (is_bad_upload(visit, err))
		return true;
	if (err == ERR_LOGIN)
		return visit->request->method == METHOD_POST ||
		       request_header(visit->request, "Authorization").n > 0;
	return err == ERR_FORBIDDEN;
}

/* A refused read is noted before it is answered, like a refused act. */
static enum serve
visit_fail(struct visit *visit, enum err err, struct store *reader)
{
	visit->err = err;
	visit->words = visit_ctx(visit)->words;
	if (is_bad_upload(visit, err)) {
		visit->act.action = AUDIT_UPLOAD;
		visit->act.is_noted = true;
	}
	if (is_audited(visit, err) && act_queue(visit, verb_refuse))
		return SERVE_LATER;
	status_reply(visit, err, reader);
	return SERVE_REPLY;
}

/* --- changing requests -------------------------------------------------------------------------
 */

static bool
sets_cookie(const struct reply *reply)
{
	for (size_t i = 0; i < reply->header_count; i++)
		if (text_equals_ascii_case(reply->headers[i].name, TEXT("Set-Cookie")))
			return true;
	return false;
}

static struct text
reply_location(const struct reply *reply)
{
	for (size_t i = 0; i < reply->header_count; i++)
		if (text_equals(reply->headers[i].name, TEXT("Location")))
			return reply->headers[i].value;
	return NO_TEXT;
}

/* What a program is told of a success: 200 or 201 and where the thing is now. */
static void
reply_for_program(struct visit *visit)
{
	struct reply *reply = visit->reply;
	struct text location = reply_location(reply);
	json_t *view = reply->view ? reply->view : json_new_object();

	if (reply->status == 303)
		reply->status = json_object_get(view, "id") ? 201 : 200;
	json_put_text(view, "location", location);
	reply_body(reply, reply->status, "application/json; charset=utf-8",
			json_write(visit->request->arena, view));
	json_decref(view);
	reply->view = NULL;
}

/* The first answer again. */
static void
reply_repeated(struct visit *visit, const struct nonce_answer *first)
{
	struct reply *reply = visit->reply;

	if (first->status == 303 && !visit->json) {
		reply_see_other(reply, first->location);
		return;
	}
	if (first->location.n)
		reply_header(reply, "Location", first->location);
	reply_body(reply, first->status ? (int)first->status : 200,
			"application/json; charset=utf-8",
			first->body.n ? first->body : TEXT("{\"repeated\":true}"));
}

static enum err
verb_handle(struct act *act)
{
	struct visit *visit = visit_of_act(act);
	struct ctx *ctx = &act->ctx;
	struct reply *reply = visit->reply;
	struct form *form = visit->request->form;
	struct nonce_answer first = {0};

	reply_end(reply);
	reply_begin(reply, visit->request->arena);
	reply->private = visit->desk;
	reply->template = visit->route->template;
	form->complaint_count = visit->complaints_before;
	if (visit->nonce.n)
		TRY(nonce_claim(ctx, visit->nonce, &first));
	if (first.repeated) {
		reply_repeated(visit, &first);
		return OK;
	}
	TRY(visit->route->handler(ctx, visit->request, reply));
	if (reply->status == 303 && visit->json)
		reply_for_program(visit);
	if (reply->status == 303) { /* a browser is led on: the view was for programs */
		json_decref(reply->view);
		reply->view = NULL;
	}
	if (visit->nonce.n && !sets_cookie(reply) && !reply->view)
		TRY(nonce_keep(ctx, visit->nonce, reply->status, reply_location(reply),
				visit->json ? reply->body : NO_TEXT));
	return OK;
}

static enum serve
visit_write(struct visit *visit, struct store *reader)
{
	if (act_queue(visit, verb_handle))
		return SERVE_LATER;
	return visit_fail(visit, ERR_UNAVAILABLE, reader);
}

static void
prepare_task(struct task *task, struct store *reader)
{
	struct visit *visit = visit_of_task(task);
	struct ctx *ctx = visit_ctx(visit);
	enum err err;

	ctx->store = reader;
	visit->is_prepared = true;
	err = visit->route->prepare(ctx, visit->request, visit->reply);
	visit->complaints_before = visit->request->form->complaint_count;
	if (err == OK && visit_write(visit, reader) == SERVE_LATER)
		return;
	if (err != OK && visit_fail(visit, err, reader) == SERVE_LATER)
		return;
	visit_send(visit);
}

static enum serve
visit_change(struct visit *visit, struct store *reader)
{
	struct form *form = visit->request->form;

	if (visit->route->fields && form_check(form, visit->route->fields) != OK)
		return visit_fail(visit, ERR_INVALID, reader);
	if (!(visit->route->flags & ROUTE_PREPARED))
		return visit_write(visit, reader);
	visit->task.run = prepare_task;
	if (pool_put(visit->web->pool, &visit->task))
		return SERVE_LATER;
	return visit_fail(visit, ERR_UNAVAILABLE, reader);
}

/* --- reading requests --------------------------------------------------------------------------
 */

static void
keep_in_cache(struct visit *visit, int64_t version)
{
	struct reply *reply = visit->reply;
	struct arena *arena = visit->request->arena;
	struct text key = visit_cache_key(visit->request, visit->json);
	struct text etag;

	if (reply->status != 200)
		return;
	etag = text_format(arena, "%s-%lld-%.8s", visit->web->build, (long long)version,
			hash_hex(arena, hash_of(key)).p);
	reply->ready = reply_prepare(reply, etag);
	cache_keep(visit->web->cache, key, version, reply->ready);
}

/* One state of the store for the whole page. */
static enum err
read_handle(struct visit *visit, struct store *reader, int64_t version)
{
	struct ctx *ctx = visit_ctx(visit);
	const struct web_settings *settings = &visit->web->settings;
	enum err (*frame)(struct ctx *, json_t *) =
			visit->desk ? settings->desk_frame : settings->portal_frame;
	enum err err;

	ctx->store = reader;
	ctx->site_version = version;
	TRY(store_begin(reader));
	err = visit->route->handler(ctx, visit->request, visit->reply);
	if (err == OK && visit->reply->view && frame)
		err = frame(ctx, visit->reply->view);
	store_rollback(reader);
	return err;
}

static enum serve
visit_read(struct visit *visit, struct store *reader)
{
	int64_t version = atomic_load(&visit->web->version);
	enum err err;

	visit->reply->private = visit->desk;
	visit->reply->template = visit->route->template;
	err = read_handle(visit, reader, version);
	if (err != OK)
		return visit_fail(visit, err, reader);
	page_render(visit);
	if (visit->route->flags & ROUTE_CACHED)
		keep_in_cache(visit, version);
	return SERVE_REPLY;
}

/* --- the way in --------------------------------------------------------------------------------
 */

enum serve
visit_serve(struct visit *visit, struct store *reader)
{
	enum err err = gate_pass(visit, reader);

	if (err != OK)
		return visit_fail(visit, err, reader);
	if (visit->request->method == METHOD_POST)
		return visit_change(visit, reader);
	return visit_read(visit, reader);
}

static void
serve_task(struct task *task, struct store *reader)
{
	struct visit *visit = visit_of_task(task);
	enum serve serve;

	log_request(visit->request->id);
	serve = visit_serve(visit, reader);
	log_request("");
	if (serve == SERVE_REPLY)
		visit_send(visit);
}

enum serve
visit_serve_pooled(struct visit *visit)
{
	visit->task.run = serve_task;
	if (pool_put(visit->web->pool, &visit->task))
		return SERVE_LATER;
	return visit_fail(visit, ERR_UNAVAILABLE, NULL);
}
