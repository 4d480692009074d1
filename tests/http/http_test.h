/* http_test.h - a small site on a free port and a client that sends raw bytes. */
#ifndef HTTP_TEST_H
#define HTTP_TEST_H

#include "base/buf.h"
#include "base/crypt.h"
#include "base/log.h"
#include "http/form.h"
#include "http/server.h"

#include <arpa/inet.h>
#include <poll.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#define FORM_MAX 65536
#define FILE_MAX (3 * 1024 * 1024)
#define ANSWER_MAX (8 * 1024 * 1024)
#define PATIENCE_MS 8000

struct house {
	struct arena arena;
	struct server *server;
	struct ready *shared;
	char directory[64];
	char file[96];
	_Atomic int done;
	_Atomic int asked;
	_Atomic int sleeping;
	int sleep_ms;
};

struct answer {
	int status;
	bool closed; /* the server closed the connection afterwards */
	char *bytes; /* all that came, NUL-terminated; freed with answer_free */
	size_t n;
};

static inline void
pause_ms(int ms)
{
	struct timespec pause = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L};

	nanosleep(&pause, NULL);
}

/* --- the site -------------------------------------------------------------------------------- */

static inline bool
path_is(const struct request *request, const char *path)
{
	return text_equals(request->path, text_of(path));
}

static inline bool
house_head(void *self, struct request *request, struct reply *reply, struct body_limits *limits)
{
	struct house *house = self;

	atomic_fetch_add(&house->asked, 1);
	limits->form_max = FORM_MAX;
	if (!path_is(request, "/no-files"))
		limits->file_max = FILE_MAX;
	limits->directory = text_of(house->directory);
	if (path_is(request, "/shared")) {
		reply->ready = ready_hold(house->shared);
		return true;
	}
	if (path_is(request, "/early")) {
		reply_body(reply, 403, "text/plain", TEXT("early\n"));
		return true;
	}
	return false;
}

static inline void *
house_wake(void *arg)
{
	struct request *request = arg;
	struct house *house = request_data(request);

	pause_ms(house->sleep_ms);
	reply_body(request_reply(request), 200, "text/plain", TEXT("woken\n"));
	atomic_fetch_sub(&house->sleeping, 1);
	request_resume(request);
	return NULL;
}

/* What came in, a line each. */
static inline void
house_echo(struct request *request, struct reply *reply)
{
	const struct form *form = request->form;
	struct buf out = BUF(request->arena);

	buf_addf(&out, "path=%.*s query=%.*s host=%.*s\n", TEXT_ARGS(request->path),
			TEXT_ARGS(request->query), TEXT_ARGS(request_header(request, "host")));
	for (size_t i = 0; i < request->query_count; i++)
		buf_addf(&out, "query %.*s=%.*s\n", TEXT_ARGS(request->queries[i].name),
				TEXT_ARGS(request->queries[i].value));
	for (size_t i = 0; i < form->count; i++)
		buf_addf(&out, "value %.*s=%.*s\n", TEXT_ARGS(form->values[i].name),
				TEXT_ARGS(form->values[i].value));
	for (size_t i = 0; i < form->upload_count; i++) {
		const struct upload *upload = &form->uploads[i];

		buf_addf(&out, "upload %.*s %.*s %.*s %llu %s %s\n", TEXT_ARGS(upload->field),
				TEXT_ARGS(upload->name), TEXT_ARGS(upload->type),
				(unsigned long long)upload->size,
				hash_hex(request->arena, upload->sha256).p,
				access(upload->path.p, R_OK) == 0 ? "there" : "missing");
	}
	reply_body(reply, 200, "text/plain; charset=utf-8", buf_text(&out));
}

static inline enum serve
house_serve(void *self, struct request *request, struct reply *reply)
{
	struct house *house = self;
	pthread_t thread;

	if (path_is(request, "/sleep")) {
		request_set_data(request, house);
		atomic_fetch_add(&house->sleeping, 1);
		pthread_create(&thread, NULL, house_wake, request);
		pthread_detach(thread);
		return SERVE_LATER;
	}
	if (path_is(request, "/file") || path_is(request, "/missing-file")) {
		reply->file = path_is(request, "/file") ? text_of(house->file) : TEXT("/nowhere/x");
		reply->type = TEXT("application/octet-stream");
		reply_header(reply, "ETag", TEXT("\"file-1\""));
		return SERVE_REPLY;
	}
	if (path_is(request, "/see-other")) {
		reply_see_other(reply, request_query(request, "to"));
		return SERVE_REPLY;
	}
	house_echo(request, reply);
	return SERVE_REPLY;
}

static inline void
house_refuse(void *self, struct request *request, struct reply *reply, int status,
		struct text reason)
{
	(void)self;
	(void)request;
	reply_body(reply, status, "text/plain; charset=utf-8", reason);
}

static inline void
house_done(void *self, struct request *request, const struct reply *reply)
{
	(void)request;
	(void)reply;
	atomic_fetch_add(&((struct house *)self)->done, 1);
}

static inline struct ready *
house_shared(struct arena *arena)
{
	struct reply reply;
	struct buf page = BUF(arena);

	for (int i = 0; i < 400; i++)
		buf_addf(&page, "<p>Dòng thứ %d</p>\n", i);
	reply_begin(&reply, arena);
	reply_body(&reply, 200, "text/html; charset=utf-8", buf_text(&page));
	reply_header(&reply, "X-Content-Type-Options", TEXT("nosniff"));
	return reply_prepare(&reply, TEXT("v1"));
}

static inline struct house *
house_open(const char *listen, struct server_settings settings)
{
	struct house *house = calloc(1, sizeof(*house));
	struct site site = {.self = house,
			.head = house_head,
			.serve = house_serve,
			.refuse = house_refuse,
			.done = house_done};
	struct text fault = NO_TEXT;
	FILE *file;

	crypt_begin();
	log_setup(LOG_ERROR, false);
	strcpy(house->directory, "/tmp/http_test.XXXXXX");
	assert_non_null(mkdtemp(house->directory));
	snprintf(house->file, sizeof(house->file), "%s/file", house->directory);
	file = fopen(house->file, "w");
	fputs("0123456789", file);
	fclose(file);
	house->shared = house_shared(&house->arena);
	house->sleep_ms = 30;
	settings.listen = text_of(listen);
	if (!settings.threads)
		settings.threads = 2;
	if (server_open(&settings, &site, &house->server, &house->arena, &fault) != OK)
		fail_msg("%.*s", TEXT_ARGS(fault));
	return house;
}

/* Everything asked must be done, and no upload left behind. */
static inline void
house_close(struct house *house)
{
	server_close(house->server);
	assert_int_equal(atomic_load(&house->asked), atomic_load(&house->done));
	ready_release(house->shared);
	unlink(house->file);
	assert_int_equal(rmdir(house->directory), 0);
	arena_free(&house->arena);
	free(house);
}

/* --- the client ------------------------------------------------------------------------------ */

static inline int
client_open(const struct house *house)
{
	struct sockaddr_in address = {.sin_family = AF_INET,
			.sin_port = htons((uint16_t)server_port(house->server)),
			.sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	assert_int_equal(connect(fd, (struct sockaddr *)&address, sizeof(address)), 0);
	return fd;
}

/* A server that has closed already makes this fail, which is an answer too. */
static inline bool
client_send(int fd, const char *bytes, size_t n)
{
	while (n) {
		ssize_t sent = send(fd, bytes, n, MSG_NOSIGNAL);

		if (sent <= 0)
			return false;
		bytes += sent;
		n -= (size_t)sent;
	}
	return true;
}

static inline bool
client_say(int fd, const char *text)
{
	return client_send(fd, text, strlen(text));
}

/* Bytes of one whole answer at the front of `bytes`, 0 if it is not whole yet. */
static inline size_t
answer_size(const char *bytes, size_t n, bool is_head)
{
	const char *end = memmem(bytes, n, "\r\n\r\n", 4), *length;
	size_t head;

	if (!end)
		return 0;
	head = (size_t)(end - bytes) + 4;
	length = memmem(bytes, head, "Content-Length: ", 16);
	if (is_head || !length || memmem(bytes, head, " 304 ", 5))
		return head;
	head += strtoul(length + 16, NULL, 10);
	return n >= head ? head : 0;
}

/* Reads until the server closes, `count` answers are whole, or patience ends. */
static inline struct answer
client_read(int fd, int count, bool is_head)
{
	struct answer answer = {.bytes = malloc(ANSWER_MAX + 1)};
	size_t whole = 0;

	for (int seen = 0; answer.n < ANSWER_MAX;) {
		struct pollfd ready = {.fd = fd, .events = POLLIN};
		size_t size;
		ssize_t n;

		while (seen < count && (size = answer_size(answer.bytes + whole, answer.n - whole,
							is_head))) {
			whole += size;
			seen++;
		}
		/* After what was awaited: does it close? A little patience is enough. */
		if (poll(&ready, 1, seen >= count ? 60 : PATIENCE_MS) <= 0)
			break;
		n = recv(fd, answer.bytes + answer.n, ANSWER_MAX - answer.n, 0);
		if (n <= 0) {
			answer.closed = true;
			break;
		}
		answer.n += (size_t)n;
	}
	answer.bytes[answer.n] = 0;
	if (answer.n > 12 && memcmp(answer.bytes, "HTTP/1.1 ", 9) == 0)
		answer.status = atoi(answer.bytes + 9);
	return answer;
}

static inline struct answer
ask_bytes(const struct house *house, const char *bytes, size_t n)
{
	int fd = client_open(house);
	struct answer answer;

	client_send(fd, bytes, n);
	answer = client_read(fd, 1, n > 5 && memcmp(bytes, "HEAD ", 5) == 0);
	close(fd);
	return answer;
}

static inline struct answer
ask(const struct house *house, const char *request)
{
	return ask_bytes(house, request, strlen(request));
}

static inline void
answer_free(struct answer *answer)
{
	free(answer->bytes);
}

static inline void
assert_answer(const struct house *house, const char *request, int status, const char *part)
{
	struct answer answer = ask(house, request);

	if (answer.status != status || (part && !strstr(answer.bytes, part)))
		fail_msg("asked:\n%s\nwanted %d with \"%s\", got:\n%.2000s", request, status,
				part ? part : "", answer.bytes);
	answer_free(&answer);
}

#endif
