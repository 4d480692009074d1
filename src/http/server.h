/*
 * server.h - bytes to requests and replies to bytes: the only part that sees libmicrohttpd.
 *
 * One event thread per core (epoll). What is malformed by RFC 9112 is refused
 * here with 400 and the connection closed; what is too large with 413/414/431;
 * what is too slow is cut off by an absolute deadline per request.
 *
 * A request comes up twice: once its head is complete (the site may answer
 * from its cache, or refuse, before a body is read), and once its body is. Then
 * the site either fills the reply at once, or says LATER: the connection sleeps
 * until request_resume is called from any thread.
 */
#ifndef HTTP_SERVER_H
#define HTTP_SERVER_H

#include "http/reply.h"
#include "http/request.h"

enum serve { SERVE_REPLY, SERVE_LATER };

/* How much of a body the head stage lets in. */
struct body_limits {
	size_t form_max;       /* bytes of all fields together */
	uint64_t file_max;     /* bytes of one file; 0: files are refused */
	struct text directory; /* where uploads are kept until the request ends */
};

struct site {
	void *self;

	/* Event thread. True: `reply` is filled, the body is not wanted. */
	bool (*head)(void *self, struct request *request, struct reply *reply,
			struct body_limits *limits);

	/* Event thread, body complete (at once for requests without one). */
	enum serve (*serve)(void *self, struct request *request, struct reply *reply);

	/* Fills the reply for an error that server.c found (400, 408, 411, 413, 414, 431, 500,
	 * 503). */
	void (*refuse)(void *self, struct request *request, struct reply *reply, int status,
			struct text reason);

	/* Event thread, after the last byte was handed over: frees what `self` hung on it. */
	void (*done)(void *self, struct request *request, const struct reply *reply);
};

struct server_settings {
	struct text listen; /* "127.0.0.1:8080", "[::1]:8080" or "unix:/run/congtin.sock" */
	unsigned threads;   /* 0: one per core */
	unsigned connections_max;
	int header_timeout_ms;     /* from the first byte to the end of the head */
	int request_timeout_ms;    /* from the first byte to the end of the body, plus 1 s a MB */
	int idle_timeout_ms;       /* keep-alive */
	struct text trusted_proxy; /* address whose X-Forwarded-For is believed; "" nobody; "unix"
				      socket peers */
	bool log_requests;
	bool log_json;       /* how those lines are written */
	struct meter *meter; /* counts answers, or NULL; the caller's */
};

struct server;

must_check enum err server_open(const struct server_settings *settings, const struct site *site,
		struct server **out, struct arena *arena, struct text *fault);

/* The port it listens on (asked for with port 0), 0 for a Unix socket. */
int server_port(const struct server *server);

/* Answers what was accepted, takes no more, ends the threads. */
void server_close(struct server *server);

/* The reply of a sleeping request is filled: send it. From any thread, once. */
void request_resume(struct request *request);

/* The reply that belongs to a request; where SERVE_LATER handlers write. */
struct reply *request_reply(struct request *request);

/* A place for the site to hang what belongs to one request. */
void request_set_data(struct request *request, void *data);
void *request_data(const struct request *request);

#endif
