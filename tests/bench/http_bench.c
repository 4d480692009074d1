/*
 * http_bench.c - serves one shared answer of 12 KB: what the cached path costs and nothing else.
 *
 * http_bench [PORT] prints "listening PORT" and serves until SIGTERM. Compare it
 * with nginx serving the same page: wrk -t2 -c64 http://127.0.0.1:PORT/.
 */
#include "base/crypt.h"
#include "http/server.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PAGE_SIZE (12 * 1024)

static bool
bench_head(void *self, struct request *request, struct reply *reply, struct body_limits *limits)
{
	(void)request;
	(void)limits;
	reply->ready = ready_hold(self);
	return true;
}

static enum serve
bench_serve(void *self, struct request *request, struct reply *reply)
{
	(void)self;
	(void)request;
	(void)reply;
	return SERVE_REPLY;
}

static struct ready *
page_prepare(struct arena *arena)
{
	struct reply reply;
	char *page = arena_alloc(arena, PAGE_SIZE);

	memset(page, 'x', PAGE_SIZE);
	reply_begin(&reply, arena);
	reply_body(&reply, 200, "text/html; charset=utf-8",
			(struct text){.p = page, .n = PAGE_SIZE});
	reply_header(&reply, "Cache-Control", TEXT("public, max-age=60"));
	reply_header(&reply, "Content-Security-Policy",
			TEXT("default-src 'none'; script-src 'self'; "
			     "style-src 'self'; img-src 'self'; font-src 'self'; connect-src "
			     "'self'; "
			     "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"));
	reply_header(&reply, "X-Content-Type-Options", TEXT("nosniff"));
	reply_header(&reply, "Referrer-Policy", TEXT("no-referrer"));
	reply_header(&reply, "Cross-Origin-Resource-Policy", TEXT("same-origin"));
	return reply_prepare(&reply, TEXT("page-1"));
}

int
main(int argc, char **argv)
{
	struct arena arena = {0};
	struct ready *page;
	struct server *server;
	struct server_settings settings = {0};
	struct site site = {.head = bench_head, .serve = bench_serve};
	struct text fault;
	sigset_t signals;
	int got;

	sigemptyset(&signals);
	sigaddset(&signals, SIGTERM);
	sigaddset(&signals, SIGINT);
	sigprocmask(SIG_BLOCK, &signals, NULL);
	crypt_begin();
	settings.listen = text_format(&arena, "127.0.0.1:%s", argc > 1 ? argv[1] : "0");
	settings.log_requests = getenv("HTTP_BENCH_LOG") != NULL;
	page = page_prepare(&arena);
	site.self = page;
	if (server_open(&settings, &site, &server, &arena, &fault) != OK) {
		fprintf(stderr, "http_bench: %.*s\n", TEXT_ARGS(fault));
		return 1;
	}
	printf("listening %d\n", server_port(server));
	fflush(stdout);
	sigwait(&signals, &got);
	server_close(server);
	ready_release(page);
	arena_free(&arena);
	return 0;
}
