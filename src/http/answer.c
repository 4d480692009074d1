/* answer.c - from replies to the library's responses: shared ones, files with ranges, plain ones.
 */
#include "http/ready.h"

#include "base/log.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SEND_BYTES_PER_MS 16 /* the slowest reader that is waited for */

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

/* --- sending -------------------------------------------------------------------- */

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
	unsigned status;
	const struct ready_form *form = ready_choose(ready, &c->request, &status);

	return queue(c, status, form->response, form->size);
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

	if (reply->passing)
		unlink(text_c(&c->arena, reply->file));
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
