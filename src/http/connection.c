/*
 * connection.c - from the library's calls to the site's: one request after another on one socket.
 *
 * The library calls connection_target with the request line, then
 * connection_request once with the head, for each piece of the body, and once
 * more at the end; connection_done when the answer is sent or the client gone. An
 * answer queued at the head closes the connection (a rule of the library), so
 * requests without a body are answered at the end, and keep it.
 */
#include "http/connection.h"

#include "base/log.h"
#include "base/meter.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <sys/un.h>

#define MEGABYTE (1024 * 1024)
#define SERIALS_EACH (UINT64_C(1) << 32) /* requests on one connection */

static struct connection *
connection_of(struct MHD_Connection *mhd)
{
	const union MHD_ConnectionInfo *info =
			MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

	return info ? info->socket_context : NULL;
}

/* --- sockets --------------------------------------------------------------------------------- */

static void
peer_note(struct connection *connection, const struct sockaddr *address)
{
	const struct server *server = connection->server;
	const void *bytes = NULL;
	int family = address ? address->sa_family : AF_UNSPEC;

	if (family == AF_INET)
		bytes = &((const struct sockaddr_in *)(const void *)address)->sin_addr;
	else if (family == AF_INET6)
		bytes = &((const struct sockaddr_in6 *)(const void *)address)->sin6_addr;
	if (!bytes || !inet_ntop(family, bytes, connection->peer, sizeof(connection->peer)))
		strcpy(connection->peer, "unix");
	connection->is_proxied = bytes ? strcmp(connection->peer, server->proxy) == 0
				       : server->proxy_is_unix;
}

static struct connection *
connection_open(struct server *server, struct MHD_Connection *mhd)
{
	struct connection *c = calloc(1, sizeof(*c));
	const union MHD_ConnectionInfo *info;

	if (!c)
		return NULL;
	c->server = server;
	c->mhd = mhd;
	info = MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CONNECTION_FD);
	c->socket = info ? info->connect_fd : -1;
	c->serial = atomic_fetch_add(&server->serial, SERIALS_EACH);
	info = MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	peer_note(c, info ? info->client_addr : NULL);
	atomic_store(&c->deadline_ms, clock_monotonic_ms() + server->settings.header_timeout_ms);
	pthread_mutex_lock(&server->lock);
	c->next = server->connections;
	c->link = &server->connections;
	if (c->next)
		c->next->link = &c->next;
	server->connections = c;
	pthread_mutex_unlock(&server->lock);
	return c;
}

static void
connection_close(struct connection *c)
{
	pthread_mutex_lock(&c->server->lock);
	*c->link = c->next;
	if (c->next)
		c->next->link = c->link;
	pthread_mutex_unlock(&c->server->lock);
	arena_free(&c->arena);
	free(c);
}

void
connection_notify(void *server, struct MHD_Connection *mhd, void **context,
		enum MHD_ConnectionNotificationCode code)
{
	if (code == MHD_CONNECTION_NOTIFY_STARTED)
		*context = connection_open(server, mhd);
	else if (*context)
		connection_close(*context);
}

bool
connection_advance(
		struct connection *connection, enum phase from, enum phase to, int64_t deadline_ms)
{
	int expected = (int)from;

	atomic_store_explicit(&connection->deadline_ms, deadline_ms, memory_order_relaxed);
	return atomic_compare_exchange_strong(&connection->phase, &expected, (int)to);
}

/* --- the request line ------------------------------------------------------------------------ */

void *
connection_target(void *self, const char *uri, struct MHD_Connection *mhd)
{
	struct connection *c = connection_of(mhd);
	struct text raw = text_of(uri);

	(void)self;
	if (!c)
		return NULL;
	c->began_ms = clock_monotonic_ms();
	c->step = STEP_HEAD;
	c->asked = c->lingers = false;
	c->received = 0;
	c->sent_status = 0;
	c->sent_bytes = 0;
	c->data = NULL;
	c->target_size = raw.n;
	c->request = (struct request){.arena = &c->arena, .connection = c, .form = &c->form};
	c->form = (struct form){.arena = &c->arena};
	reply_begin(&c->reply, &c->arena);
	(void)connection_advance(c, PHASE_IDLE, PHASE_HEAD,
			c->began_ms + c->server->settings.header_timeout_ms);
	/* The library will write into a query; a path stays as it is. */
	if (raw.n <= REQUEST_TARGET_MAX && memchr(raw.p, '?', raw.n))
		raw = text_copy(&c->arena, raw);
	c->refusal = head_target(&c->arena, raw, &c->target);
	return c;
}

/* --- the head -------------------------------------------------------------------------------- */

/*
 * Finds the head's bytes in the library's memory: they stand together from the
 * method on. Whatever does not fit the request line "METHOD target HTTP/1.x" with
 * single blanks is refused.
 */
static struct refusal
head_take(struct connection *c, const char *url, const char *method, const char *version)
{
	const struct refusal wrong = {.status = 400, .reason = "Dòng yêu cầu HTTP không đúng."};
	const union MHD_ConnectionInfo *info =
			MHD_get_connection_info(c->mhd, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
	const char *end = info ? method + info->header_size : NULL;
	struct refusal refusal;
	bool is_1_1;

	if (!end || url != method + strlen(method) + 1 || version != url + c->target_size + 1 ||
			end < version + 8 || memcmp(version, "HTTP/", 5) != 0)
		return wrong;
	is_1_1 = memcmp(version + 5, "1.1", 3) == 0;
	if (!is_1_1 && memcmp(version + 5, "1.0", 3) != 0)
		return (struct refusal){.status = 505, .reason = "Chỉ nhận HTTP/1.1 và HTTP/1.0."};
	refusal = head_fields(version + 8, (size_t)(end - version) - 8, is_1_1, &c->head);
	if (!refusal.status)
		refusal = head_method(method, &c->request.method);
	if (!refusal.status)
		refusal = c->refusal;
	if (!refusal.status)
		refusal = head_agrees(&c->head, &c->target, c->request.method);
	return refusal;
}

/* 16 hexadecimal digits that do not repeat (splitmix64 of a serial number). */
static void
id_make(struct connection *c, char *out)
{
	static const char digits[] = "0123456789abcdef";
	uint64_t x = c->server->seed + c->serial++ * UINT64_C(0x9e3779b97f4a7c15);

	x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
	x ^= x >> 31;
	for (int i = 0; i < REQUEST_ID_SIZE; i++, x >>= 4)
		out[i] = digits[x & 15];
	out[REQUEST_ID_SIZE] = 0;
}

/* Behind a proxy the client is who the proxy says: the last address of the last field. */
static struct text
peer_of(struct connection *c)
{
	struct text rest = NO_TEXT, part, peer = text_of(c->peer);

	if (!c->is_proxied)
		return peer;
	for (size_t i = 0; i < c->head.field_count; i++)
		if (text_equals_ascii_case(c->head.fields[i].name, TEXT("X-Forwarded-For")))
			rest = c->head.fields[i].value;
	while (rest.p && text_split(&rest, ',', &part))
		if (text_trim(part).n)
			peer = text_trim(part);
	return text_slice(peer, 0, INET6_ADDRSTRLEN);
}

static void
request_fill(struct connection *c)
{
	struct request *request = &c->request;

	request->path = c->target.path.p ? c->target.path : NO_TEXT;
	request->query = c->target.query.p ? c->target.query : NO_TEXT;
	request->target = c->target.raw.p ? c->target.raw : NO_TEXT;
	request->queries = c->target.queries;
	request->query_count = c->target.query_count;
	request->headers = c->head.fields;
	request->header_count = c->head.field_count;
	request->now = clock_now();
	request->peer = peer_of(c);
	id_make(c, request->id);
}

/* An answer that the site did not give: in its words, if it has any. */
static void
refuse(struct connection *c, int status, struct text reason)
{
	struct site *site = &c->server->site;

	reply_end(&c->reply);
	if (site->refuse)
		site->refuse(site->self, &c->request, &c->reply, status, reason);
	else
		reply_body(&c->reply, status, "text/plain; charset=utf-8", reason);
	c->reply.status = status;
	if (status == 405)
		reply_header(&c->reply, "Allow", TEXT("GET, HEAD, POST"));
}

/* The most that a body of this kind may hold, with room for what multipart adds. */
static uint64_t
body_max(const struct connection *c)
{
	uint64_t max = c->limits.form_max;

	if (c->reader.encoding == ENCODING_MULTIPART)
		max += FORM_FILES_MAX * c->limits.file_max + MEGABYTE;
	return max;
}

/* Refused before the body is read: the connection closes, the answer shall still arrive. */
static enum MHD_Result
answer_early(struct connection *c)
{
	c->lingers = true;
	return answer_send(c);
}

static enum MHD_Result
body_begin(struct connection *c)
{
	struct server *server = c->server;
	int64_t deadline = c->began_ms + server->settings.request_timeout_ms;

	if (form_reader_begin(&c->reader, &c->form, c->head.content_type, &c->limits) != OK) {
		refuse(c, 415, TEXT("Chỉ nhận biểu mẫu (urlencoded, multipart) hoặc JSON."));
		return answer_early(c);
	}
	if (c->head.length > body_max(c)) {
		refuse(c, 413,
				text_format(&c->arena, "Nội dung gửi lên lớn quá %.1f MB.",
						(double)body_max(c) / MEGABYTE));
		return answer_early(c);
	}
	c->step = STEP_BODY;
	deadline += (int64_t)(c->head.length / MEGABYTE) * SECOND_MS;
	return connection_advance(c, PHASE_WORK, PHASE_BODY, deadline) ? MHD_YES : MHD_NO;
}

static enum MHD_Result
head_step(struct connection *c, const char *url, const char *method, const char *version)
{
	struct server *server = c->server;
	struct refusal refusal;

	if (!connection_advance(c, PHASE_HEAD, PHASE_WORK, 0))
		return MHD_NO;
	c->head.field_count = 0;
	refusal = head_take(c, url, method, version);
	request_fill(c);
	if (refusal.status) {
		refuse(c, refusal.status, text_of(refusal.reason));
		return answer_early(c);
	}
	c->asked = true;
	c->limits = (struct body_limits){0};
	if (server->site.head &&
			server->site.head(server->site.self, &c->request, &c->reply, &c->limits)) {
		c->step = STEP_ANSWER;
		return c->head.length || c->head.is_chunked ? answer_early(c) : MHD_YES;
	}
	if (c->head.length || c->head.is_chunked)
		return body_begin(c);
	c->step = STEP_SYNCED;
	return MHD_YES;
}

/* --- the body -------------------------------------------------------------------------------- */

static enum MHD_Result
body_step(struct connection *c, struct text piece)
{
	c->received += piece.n;
	if (c->head.is_chunked) {
		atomic_store_explicit(&c->deadline_ms,
				c->began_ms + c->server->settings.request_timeout_ms +
						(int64_t)(c->received / MEGABYTE) * SECOND_MS,
				memory_order_relaxed);
		/* A refused body is read on, that the answer finds its way, but not without end. */
		if (c->received > 2 * body_max(c) + MEGABYTE)
			return MHD_NO;
	}
	log_request(c->request.id);
	(void)form_reader_add(&c->reader, piece);
	log_request("");
	return MHD_YES;
}

/* Makes the request sleep, unless it was woken meanwhile: then it goes on at once. */
static void
fall_asleep(struct connection *c, enum step next)
{
	c->step = next;
	MHD_suspend_connection(c->mhd);
	if (atomic_exchange(&c->sleep, SLEEP_SUSPENDED) == SLEEP_WOKEN)
		MHD_resume_connection(c->mhd);
}

void
request_resume(struct request *request)
{
	struct connection *c = request->connection;

	if (atomic_exchange(&c->sleep, SLEEP_WOKEN) == SLEEP_SUSPENDED)
		MHD_resume_connection(c->mhd);
}

static enum MHD_Result
serve_step(struct connection *c)
{
	struct site *site = &c->server->site;

	if (c->reader.form && c->reader.err != OK) {
		int status = c->reader.err == ERR_TOO_LARGE     ? 413
			     : c->reader.err == ERR_UNAVAILABLE ? 503
								: 400;

		refuse(c, status, c->reader.fault);
		return answer_send(c);
	}
	atomic_store(&c->sleep, SLEEP_NONE);
	if (site->serve(site->self, &c->request, &c->reply) == SERVE_LATER) {
		fall_asleep(c, STEP_WOKEN);
		return MHD_YES;
	}
	return answer_send(c);
}

static enum MHD_Result
body_end(struct connection *c)
{
	if (!connection_advance(c, PHASE_BODY, PHASE_WORK, 0))
		return MHD_NO;
	(void)form_reader_end(&c->reader);
	if (c->reader.err != OK || !c->form.upload_count)
		return serve_step(c);
	atomic_store(&c->sleep, SLEEP_NONE);
	if (queue_put(&c->server->syncs, &c->sync_node)) {
		fall_asleep(c, STEP_SYNCED);
		return MHD_YES;
	}
	refuse(c, 503, TEXT("Máy chủ đang nhận quá nhiều tệp, xin thử lại."));
	return answer_send(c);
}

enum MHD_Result
connection_request(void *self, struct MHD_Connection *mhd, const char *url, const char *method,
		const char *version, const char *upload, size_t *upload_size, void **context)
{
	struct connection *c = *context;

	(void)self;
	(void)mhd;
	if (!c)
		return MHD_NO;
	switch (c->step) {
	case STEP_HEAD:
		c->reader.form = NULL;
		return head_step(c, url, method, version);
	case STEP_BODY:
		if (*upload_size) {
			struct text piece = {.p = upload, .n = *upload_size};

			*upload_size = 0;
			return body_step(c, piece);
		}
		return body_end(c);
	case STEP_SYNCED:
		return serve_step(c);
	case STEP_ANSWER:
	case STEP_WOKEN:
		return answer_send(c);
	case STEP_DONE:
		break;
	}
	return MHD_NO;
}

/* --- the end --------------------------------------------------------------------------------- */

static void
access_write(struct connection *c, int64_t now_ms)
{
	static const char *const methods[] = {"-", "GET", "HEAD", "POST"};

	access_note(&c->server->log, &(struct access){
						     .when = c->request.now,
						     .peer = c->request.peer,
						     .method = text_of(methods[c->request.method]),
						     .target = c->request.shown.n ? c->request.shown
										  : c->target.raw,
						     .id = text_of(c->request.id),
						     .status = c->sent_status,
						     .bytes = c->sent_bytes,
						     .took_ms = now_ms - c->began_ms,
				     });
}

void
connection_done(void *self, struct MHD_Connection *mhd, void **context,
		enum MHD_RequestTerminationCode code)
{
	struct server *server = self;
	struct connection *c = *context;
	int64_t now_ms = clock_monotonic_ms();
	int phase;

	(void)mhd;
	(void)code;
	if (!c)
		return;
	*context = NULL;
	if (c->lingers)
		linger_add(server, c->socket);
	if (c->sent_status)
		meter_answer(server->settings.meter, c->sent_status, c->sent_bytes,
				now_ms - c->began_ms);
	if (c->sent_status && server->settings.log_requests)
		access_write(c, now_ms);
	if (c->asked && server->site.done)
		server->site.done(server->site.self, &c->request, &c->reply);
	reply_end(&c->reply);
	form_drop(&c->form);
	arena_reset(&c->arena);
	c->asked = false;
	phase = atomic_load(&c->phase);
	if (phase != PHASE_CUT)
		(void)connection_advance(c, (enum phase)phase, PHASE_IDLE,
				now_ms + server->settings.idle_timeout_ms +
						server->settings.header_timeout_ms);
}

struct reply *
request_reply(struct request *request)
{
	return &request->connection->reply;
}

void
request_set_data(struct request *request, void *data)
{
	request->connection->data = data;
}

void *
request_data(const struct request *request)
{
	return request->connection->data;
}
