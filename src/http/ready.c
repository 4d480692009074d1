/* ready.c - shared answers: made once, compressed when somebody first asks for it. */
#include "http/ready.h"

#include "base/log.h"

#include <brotli/encode.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#define COMPRESS_LEAST 512
#define GZIP_LEVEL 6
#define BROTLI_QUALITY 5

/* How a ready answer may be sent. */
enum shape { PLAIN, GZIP, BROTLI, UNCHANGED, SHAPES };

static const char *const ENCODING_NAMES[] = {NULL, "gzip", "br", NULL};

struct ready {
	_Atomic unsigned references;
	unsigned status;
	bool is_compressible;
	char *etag;       /* W/"…", or NULL */
	struct text body; /* belongs to the plain form */
	/* The plain one is always there. One without a response: compressing does not pay. */
	_Atomic(struct ready_form *) forms[SHAPES];
};

static bool
type_is_compressible(struct text type)
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

/* --- making ------------------------------------------------------------------------------------
 */

static void
header_add(struct MHD_Response *response, const char *name, const char *value)
{
	if (MHD_add_response_header(response, name, value) != MHD_YES)
		log_error("http: the header %s cannot be sent", name);
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

/* A form of a malloced body, which it takes over. */
static struct ready_form *
form_new(struct text body)
{
	struct ready_form *form = calloc(1, sizeof(*form));

	if (!form)
		abort();
	form->size = body.n;
	form->response = MHD_create_response_from_buffer_with_free_callback(
			body.n, (void *)(uintptr_t)body.p, free);
	if (!form->response)
		abort();
	return form;
}

static void
form_free(struct ready_form *form)
{
	if (form && form->response)
		MHD_destroy_response(form->response);
	free(form);
}

static bool
reply_has(const struct reply *reply, struct text name)
{
	for (size_t i = 0; i < reply->header_count; i++)
		if (text_equals_ascii_case(reply->headers[i].name, name))
			return true;
	return false;
}

static struct ready_form *
plain_new(const struct ready *ready, const struct reply *reply)
{
	struct ready_form *form = form_new(ready->body);

	if (reply->type.n)
		header_add(form->response, "Content-Type", text_c(reply->arena, reply->type));
	for (size_t i = 0; i < reply->header_count; i++)
		header_add(form->response, reply->headers[i].name.p, reply->headers[i].value.p);
	if (ready->is_compressible && !reply_has(reply, TEXT("Vary")))
		header_add(form->response, "Vary", "Accept-Encoding");
	if (ready->etag)
		header_add(form->response, "ETag", ready->etag);
	return form;
}

struct ready *
reply_prepare(const struct reply *reply, struct text etag)
{
	struct ready *ready = calloc(1, sizeof(*ready));

	if (!ready)
		abort();
	atomic_init(&ready->references, 1);
	ready->status = (unsigned)(reply->status ? reply->status : 200);
	ready->is_compressible =
			reply->body.n >= COMPRESS_LEAST && type_is_compressible(reply->type);
	ready->body = malloc_copy(reply->body);
	if (etag.n && asprintf(&ready->etag, "W/\"%.*s\"", TEXT_ARGS(etag)) < 0)
		abort();
	atomic_init(&ready->forms[PLAIN], plain_new(ready, reply));
	return ready;
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
	for (int i = 0; i < SHAPES; i++)
		form_free(atomic_load(&ready->forms[i]));
	free(ready->etag);
	free(ready);
}

/* --- forms made when first asked for -----------------------------------------------------------
 */

static enum MHD_Result
header_copy(void *to, enum MHD_ValueKind kind, const char *name, const char *value)
{
	(void)kind;
	header_add(to, name, value);
	return MHD_YES;
}

/*
 * Only what a cache needs to know: all else holds as it was first sent (RFC 9110, 15.4.5).
 * The library adds "Content-Length: 0", which caches leave aside (RFC 9111, 3.2). Clients
 * whose parser does not know 304 would wait for the bytes that the true length promises.
 */
static enum MHD_Result
header_copy_for_cache(void *to, enum MHD_ValueKind kind, const char *name, const char *value)
{
	static const struct text wanted[] = {TEXT("Cache-Control"), TEXT("Vary"), TEXT("ETag")};

	for (size_t i = 0; i < COUNT_OF(wanted); i++)
		if (text_equals_ascii_case(text_of(name), wanted[i]))
			return header_copy(to, kind, name, value);
	return MHD_YES;
}

static struct ready_form *
form_make(struct ready *ready, enum shape kind)
{
	struct text body = kind == GZIP     ? gzip_of(ready->body)
			   : kind == BROTLI ? brotli_of(ready->body)
					    : malloc_copy(NO_TEXT);
	struct ready_form *form;

	if (kind != UNCHANGED && !body.n)
		return calloc(1, sizeof(*form));
	form = form_new(body);
	MHD_get_response_headers(atomic_load(&ready->forms[PLAIN])->response,
			kind == UNCHANGED ? header_copy_for_cache : header_copy, form->response);
	if (ENCODING_NAMES[kind])
		header_add(form->response, "Content-Encoding", ENCODING_NAMES[kind]);
	return form;
}

/* NULL if it is not smaller than the plain one. Two threads may make it at once: one is kept. */
static const struct ready_form *
form_of(struct ready *ready, enum shape kind)
{
	struct ready_form *form = atomic_load(&ready->forms[kind]), *before = NULL;

	if (!form) {
		form = form_make(ready, kind);
		if (form && !atomic_compare_exchange_strong(&ready->forms[kind], &before, form)) {
			form_free(form);
			form = before;
		}
	}
	return form && form->response ? form : NULL;
}

/* --- choosing ----------------------------------------------------------------------------------
 */

/* The opaque part of an entity tag: weak comparison looks at nothing else. */
static struct text
etag_core(struct text tag)
{
	tag = text_trim(tag);
	return text_starts_with(tag, TEXT("W/")) ? text_slice(tag, 2, tag.n) : tag;
}

bool
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

static enum shape
encoding_choose(const struct request *request, const struct ready *ready)
{
	struct text accept;
	int brotli, gzip;

	if (!ready->is_compressible)
		return PLAIN;
	accept = request_header(request, "Accept-Encoding");
	if (!accept.n)
		return PLAIN;
	brotli = quality_of(accept, TEXT("br"));
	gzip = quality_of(accept, TEXT("gzip"));
	if (brotli && brotli >= gzip)
		return BROTLI;
	return gzip ? GZIP : PLAIN;
}

const struct ready_form *
ready_choose(struct ready *ready, const struct request *request, unsigned *status)
{
	const struct ready_form *form;

	if (ready->etag && etag_matches(request, text_of(ready->etag))) {
		*status = 304;
		return form_of(ready, UNCHANGED);
	}
	*status = ready->status;
	form = form_of(ready, encoding_choose(request, ready));
	return form ? form : form_of(ready, PLAIN);
}
