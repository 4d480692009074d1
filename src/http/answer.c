/* answer.c - from replies to the library's responses: shared ones, files with ranges, plain ones.
 */
#include "http/connection.h"

#include "base/log.h"

#include <assert.h>
#include <brotli/encode.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#define COMPRESS_LEAST 512
#define GZIP_LEVEL 6
#define BROTLI_QUALITY 5
#define SEND_BYTES_PER_MS 16 /* the slowest reader that is waited for */

enum form_of_body { PLAIN, GZIP, BROTLI, FORMS };

struct ready {
	_Atomic unsigned references;
	unsigned status;
	char *etag; /* W/"…", or NULL */
	struct MHD_Response *forms[FORMS];
	size_t sizes[FORMS];
	struct MHD_Response *unchanged; /* 304 */
};

/* --- shared answers -------------------------------------------------------------------------- */

static bool
is_compressible(struct text type)
{
	static const struct text starts[] = {{"text/", 5}, {"application/json", 16},
			{"application/javascript", 22}, {"application/xml", 15},
			{"application/rss", 15}, {"application/atom", 16}, {"application/feed", 16},
			{"application/ld", 14}, {"application/manifest", 20}, {"image/svg", 9}};

	for (size_t i = 0; i < COUNT_OF(starts); i++)
		if (text_starts_with(type, starts[i]))
			return true;
	return false;
}

/* The compressed bytes, malloced; empty if they are not fewer. */
static struct text
gzip_of(struct text body)
{
	z_stream stream = {0};
	char *out = NULL;
	size_t n = 0;

	if (body.n > UINT32_MAX / 2 || deflateInit2(&stream, GZIP_LEVEL, Z_DEFLATED, 15 + 16, 8,
						       Z_DEFAULT_STRATEGY) != Z_OK)
		return NO_TEXT;
	out = malloc(body.n);
	stream.next_in = (unsigned char *)(uintptr_t)body.p;
	stream.avail_in = (uInt)body.n;
	stream.next_out = (unsigned char *)out;
	stream.avail_out = (uInt)body.n;
	if (out && deflate(&stream, Z_FINISH) == Z_STREAM_END)
		n = stream.total_out;
	deflateEnd(&stream);
	if (n)
		return (struct text){.p = out, .n = n};
	free(out);
	return NO_TEXT;
}

static struct text
brotli_of(struct text body)
{
	size_t n = body.n;
	unsigned char *out = malloc(n);

	if (out &&
			BrotliEncoderCompress(BROTLI_QUALITY, BROTLI_DEFAULT_WINDOW,
					BROTLI_MODE_TEXT, body.n, (const unsigned char *)body.p, &n,
					out) &&
			n < body.n)
		return (struct text){.p = (const char *)out, .n = n};
	free(out);
	return NO_TEXT;
}

static void
header_add(struct MHD_Response *response, const char *name, const char *value)
{
	if (MHD_add_response_header(response, name, value) != MHD_YES)
		log_error("http: the header %s cannot be sent", name);
}

static void
headers_add(struct MHD_Response *response, const struct reply *reply)
{
	for (size_t i = 0; i < reply->header_count; i++)
		header_add(response, reply->headers[i].name.p, reply->headers[i].value.p);
}

static struct text
malloc_copy(struct text text)
{
	char *copy = malloc(text.n ? text.n : 1);

	if (!copy)
		abort();
	memcpy(copy, text.p, text.n);
	return (struct text){.p = copy, .n = text.n};
}

/* One form of a shared answer; takes over the malloced body. */
static void
form_make(struct ready *ready, enum form_of_body form, const struct reply *reply, struct text body,
		bool varies)
{
	static const char *const encodings[] = {NULL, "gzip", "br"};
	struct MHD_Response *response;

	if (form != PLAIN && !body.n)
		return;
	response = MHD_create_response_from_buffer_with_free_callback(
			body.n, (void *)(uintptr_t)body.p, free);
	if (!response)
		abort();
	if (reply->type.n)
		header_add(response, "Content-Type", text_c(reply->arena, reply->type));
	headers_add(response, reply);
	if (encodings[form])
		header_add(response, "Content-Encoding", encodings[form]);
	if (varies)
		header_add(response, "Vary", "Accept-Encoding");
	if (ready->etag)
		header_add(response, "ETag", ready->etag);
	ready->forms[form] = response;
	ready->sizes[form] = body.n;
}

static void
unchanged_make(struct ready *ready, const struct reply *reply, bool varies)
{
	ready->unchanged = MHD_create_response_from_buffer(
			0, (void *)(uintptr_t) "", MHD_RESPMEM_PERSISTENT);
	if (!ready->unchanged)
		abort();
	headers_add(ready->unchanged, reply);
	if (varies)
		header_add(ready->unchanged, "Vary", "Accept-Encoding");
	header_add(ready->unchanged, "ETag", ready->etag);
}

/* `gzip` and `brotli` are malloced and taken over. */
static struct ready *
ready_make(const struct reply *reply, struct text etag, struct text gzip, struct text brotli)
{
	struct ready *ready = calloc(1, sizeof(*ready));
	bool varies = gzip.n || brotli.n;

	if (!ready)
		abort();
	atomic_init(&ready->references, 1);
	ready->status = (unsigned)(reply->status ? reply->status : 200);
	if (etag.n && asprintf(&ready->etag, "W/\"%.*s\"", TEXT_ARGS(etag)) < 0)
		abort();
	form_make(ready, PLAIN, reply, malloc_copy(reply->body), varies);
	form_make(ready, GZIP, reply, gzip, varies);
	form_make(ready, BROTLI, reply, brotli, varies);
	if (ready->etag)
		unchanged_make(ready, reply, varies);
	return ready;
}

struct ready *
reply_prepare(const struct reply *reply, struct text etag)
{
	bool wanted = reply->body.n >= COMPRESS_LEAST && is_compressible(reply->type);

	return ready_make(reply, etag, wanted ? gzip_of(reply->body) : NO_TEXT,
			wanted ? brotli_of(reply->body) : NO_TEXT);
}

struct ready *
reply_prepare_forms(
		const struct reply *reply, struct text etag, struct text gzip, struct text brotli)
{
	return ready_make(reply, etag, gzip.n ? malloc_copy(gzip) : NO_TEXT,
			brotli.n ? malloc_copy(brotli) : NO_TEXT);
}

struct ready *
ready_hold(struct ready *ready)
{
	atomic_fetch_add_explicit(&ready->references, 1, memory_order_relaxed);
	return ready;
}

void
ready_release(struct ready *ready)
{
	if (atomic_fetch_sub_explicit(&ready->references, 1, memory_order_acq_rel) != 1)
		return;
	for (int i = 0; i < FORMS; i++)
		if (ready->forms[i])
			MHD_destroy_response(ready->forms[i]);
	if (ready->unchanged)
		MHD_destroy_response(ready->unchanged);
	free(ready->etag);
	free(ready);
}

/* --- choosing and sending -------------------------------------------------------------------- */

/* The opaque part of an entity tag: weak comparison looks at nothing else. */
static struct text
etag_core(struct text tag)
{
	tag = text_trim(tag);
	return text_starts_with(tag, TEXT("W/")) ? text_slice(tag, 2, tag.n) : tag;
}

static bool
etag_matches(const struct request *request, struct text etag)
{
	struct text rest = request_header(request, "If-None-Match"), part;

	if (!rest.n || (request->method != METHOD_GET && request->method != METHOD_HEAD))
		return false;
	if (text_equals(rest, TEXT("*")))
		return true;
	while (text_split(&rest, ',', &part))
		if (text_equals(etag_core(part), etag_core(etag)))
			return true;
	return false;
}

static enum form_of_body
form_choose(const struct request *request, const struct ready *ready)
{
	struct text accept;
	int brotli, gzip;

	if (!ready->forms[GZIP] && !ready->forms[BROTLI])
		return PLAIN;
	accept = request_header(request, "Accept-Encoding");
	if (!accept.n)
		return PLAIN;
	brotli = ready->forms[BROTLI] ? quality_of(accept, TEXT("br")) : 0;
	gzip = ready->forms[GZIP] ? quality_of(accept, TEXT("gzip")) : 0;
	if (brotli && brotli >= gzip)
		return BROTLI;
	return gzip ? GZIP : PLAIN;
}

static enum MHD_Result
queue(struct connection *c, unsigned status, struct MHD_Response *response, uint64_t size)
{
	int64_t deadline = clock_monotonic_ms() + c->server->settings.request_timeout_ms +
			   (int64_t)(size / SEND_BYTES_PER_MS);
	int phase = atomic_load(&c->phase);

	c->step = STEP_DONE;
	c->sent_status = (int)status;
	c->sent_bytes = c->request.method == METHOD_HEAD || status == 304 ? 0 : size;
	if (phase == PHASE_CUT || !connection_advance(c, (enum phase)phase, PHASE_SEND, deadline))
		return MHD_NO;
	return MHD_queue_response(c->mhd, status, response);
}

static enum MHD_Result
ready_send(struct connection *c, struct ready *ready)
{
	enum form_of_body form;

	if (ready->etag && etag_matches(&c->request, text_of(ready->etag)))
		return queue(c, 304, ready->unchanged, 0);
	form = form_choose(&c->request, ready);
	return queue(c, ready->status, ready->forms[form], ready->sizes[form]);
}

/* Sends a response made for this request alone. */
static enum MHD_Result
response_send(struct connection *c, unsigned status, struct MHD_Response *response, uint64_t size)
{
	const struct reply *reply = &c->reply;
	enum MHD_Result result;
	bool is_cacheable = false;

	headers_add(response, reply);
	for (size_t i = 0; i < reply->header_count; i++)
		is_cacheable |= text_equals_ascii_case(
				reply->headers[i].name, TEXT("Cache-Control"));
	if (reply->private && !is_cacheable)
		header_add(response, "Cache-Control", "no-store");
	result = queue(c, status, response, size);
	MHD_destroy_response(response);
	return result;
}

static enum MHD_Result
body_send(struct connection *c)
{
	const struct reply *reply = &c->reply;
	unsigned status = (unsigned)(reply->status ? reply->status : 200);
	struct MHD_Response *response = MHD_create_response_from_buffer(
			reply->body.n, (void *)(uintptr_t)reply->body.p, MHD_RESPMEM_PERSISTENT);

	if (!response)
		return MHD_NO;
	if (reply->type.n && reply->body.n)
		header_add(response, "Content-Type", text_c(&c->arena, reply->type));
	return response_send(c, status, response, reply->body.n);
}

static enum MHD_Result
unchanged_send(struct connection *c)
{
	struct MHD_Response *response = MHD_create_response_from_buffer(
			0, (void *)(uintptr_t) "", MHD_RESPMEM_PERSISTENT);

	return response ? response_send(c, 304, response, 0) : MHD_NO;
}

/* --- files ----------------------------------------------------------------------------------- */

struct range {
	uint64_t from, to; /* `to` excluded */
};

static bool
digits_parse(struct text text, uint64_t *out)
{
	int64_t n;

	if (!text.n || text.p[0] == '-' || text.p[0] == '+' || !text_to_int(text, &n))
		return false;
	*out = (uint64_t)n;
	return true;
}

/* One "bytes=a-b", "a-" or "-n". False: not understood, so the whole is sent (RFC 9110, 14.2). */
static bool
range_parse(struct text header, uint64_t size, struct range *out)
{
	struct range range = {.from = size, .to = size};
	struct text from, rest;
	uint64_t n;

	if (!text_starts_with(header, TEXT("bytes=")) || memchr(header.p, ',', header.n))
		return false;
	rest = text_slice(header, 6, header.n);
	if (!text_split(&rest, '-', &from) || !rest.p)
		return false;
	if (!from.n) {
		if (!digits_parse(rest, &n))
			return false;
		if (n)
			range.from = n < size ? size - n : 0;
	} else {
		if (!digits_parse(from, &range.from))
			return false;
		if (rest.n && (!digits_parse(rest, &n) || n < range.from))
			return false;
		if (rest.n && n < size)
			range.to = n + 1;
	}
	*out = range;
	return true;
}

/* The range asked for, if the file is still the one that the client knows. */
static bool
range_wanted(const struct connection *c, struct text etag, uint64_t size, struct range *out)
{
	struct text header = request_header(&c->request, "Range");
	struct text condition = request_header(&c->request, "If-Range");

	if (!header.n || c->request.method != METHOD_GET)
		return false;
	if (condition.n && (!text_equals(condition, etag) || text_starts_with(etag, TEXT("W/"))))
		return false;
	return range_parse(header, size, out);
}

static enum MHD_Result
range_refuse(struct connection *c, uint64_t size)
{
	struct reply *reply = &c->reply;

	reply->body = NO_TEXT;
	reply->status = 416;
	reply_header(reply, "Content-Range",
			text_format(&c->arena, "bytes */%llu", (unsigned long long)size));
	return body_send(c);
}

static enum MHD_Result
file_missing(struct connection *c)
{
	log_error("http: %.*s: %s", TEXT_ARGS(c->reply.file), strerror(errno));
	reply_body(&c->reply, 500, "text/plain; charset=utf-8", TEXT("Không đọc được tệp này."));
	return body_send(c);
}

static enum MHD_Result
file_send(struct connection *c, struct text etag)
{
	struct reply *reply = &c->reply;
	int file = open(text_c(&c->arena, reply->file), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	unsigned status = (unsigned)(reply->status ? reply->status : 200);
	struct MHD_Response *response;
	struct range range;
	struct stat stat;

	if (file < 0 || fstat(file, &stat) < 0 || !S_ISREG(stat.st_mode)) {
		if (file >= 0)
			close(file);
		return file_missing(c);
	}
	range = (struct range){.from = 0, .to = (uint64_t)stat.st_size};
	if (status == 200 && range_wanted(c, etag, range.to, &range)) {
		if (range.from >= range.to) {
			close(file);
			return range_refuse(c, (uint64_t)stat.st_size);
		}
		status = 206;
		reply_header(reply, "Content-Range",
				text_format(&c->arena, "bytes %llu-%llu/%llu",
						(unsigned long long)range.from,
						(unsigned long long)range.to - 1,
						(unsigned long long)stat.st_size));
	}
	response = MHD_create_response_from_fd_at_offset64(range.to - range.from, file, range.from);
	if (!response) {
		close(file);
		return MHD_NO;
	}
	if (reply->type.n)
		header_add(response, "Content-Type", text_c(&c->arena, reply->type));
	header_add(response, "Accept-Ranges", "bytes");
	return response_send(c, status, response, range.to - range.from);
}

static struct text
etag_of(const struct reply *reply)
{
	for (size_t i = 0; i < reply->header_count; i++)
		if (text_equals_ascii_case(reply->headers[i].name, TEXT("ETag")))
			return reply->headers[i].value;
	return NO_TEXT;
}

enum MHD_Result
answer_send(struct connection *c)
{
	const struct reply *reply = &c->reply;
	struct text etag;

	if (reply->ready)
		return ready_send(c, reply->ready);
	etag = etag_of(reply);
	if (etag.n && (reply->status == 0 || reply->status == 200) &&
			etag_matches(&c->request, etag))
		return unchanged_send(c);
	return reply->file.n ? file_send(c, etag) : body_send(c);
}
