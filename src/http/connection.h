/*
 * connection.h - one socket and the request that is on it now: between the server's files only.
 *
 * A connection's request goes through phases. Those in which bytes are awaited or
 * sent have a deadline; the sweeper (sweep.c) cuts off what has passed it. Phase
 * changes are compare-and-swap, so either the event thread goes on or the
 * sweeper has cut, never both.
 */
#ifndef HTTP_CONNECTION_H
#define HTTP_CONNECTION_H

#include "base/arena.h"
#include "base/queue.h"
#include "http/access.h"
#include "http/form_reader.h"
#include "http/head.h"
#include "http/server.h"

#include <microhttpd.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdatomic.h>

#define LINGER_MAX 256
#define LINGER_MS 5000
#define SWEEP_MS 100
#define SYNCS_MAX 1024

enum phase {
	PHASE_IDLE, /* waits for a request line */
	PHASE_HEAD, /* has one, waits for the rest of the head */
	PHASE_BODY,
	PHASE_WORK, /* the site is at work: no deadline of ours */
	PHASE_SEND,
	PHASE_CUT, /* the sweeper has shut the socket down */
};

/* What the next call from the library means. */
enum step { STEP_HEAD, STEP_BODY, STEP_ANSWER, STEP_SYNCED, STEP_WOKEN, STEP_DONE };

/* Whether a request sleeps, so that resuming before suspending is done works. */
enum sleep { SLEEP_NONE, SLEEP_SUSPENDED, SLEEP_WOKEN };

struct connection {
	struct queue_node sync_node; /* first: it is queued for form_sync */
	struct server *server;
	struct MHD_Connection *mhd;
	struct connection *next, **link; /* in the server's list */
	int socket;
	char peer[INET6_ADDRSTRLEN];
	bool is_proxied; /* the peer is the trusted proxy */
	uint64_t serial; /* of its requests: what threads share is costly to count in */

	_Atomic int phase;
	_Atomic int64_t deadline_ms;
	_Atomic int sleep;

	/* Of the request that is on it now. */
	enum step step;
	bool asked;   /* the site has seen it: tell it when done */
	bool lingers; /* closed with bytes unread: read them, so that the answer arrives */
	int64_t began_ms;
	uint64_t received;
	size_t target_size; /* of the raw target */
	struct refusal refusal;
	struct target target;
	struct head head;
	struct arena arena;
	struct request request;
	struct form form;
	struct reply reply;
	struct body_limits limits;
	struct form_reader reader;
	void *data;
	int sent_status;
	uint64_t sent_bytes;
};

/* A socket whose answer is sent but whose client still writes. */
struct lingering {
	int socket;
	int64_t deadline_ms;
};

struct server {
	struct site site;
	struct server_settings settings;
	struct MHD_Daemon *daemon;
	int listener;
	int port;
	char *socket_path; /* of a Unix socket, removed at the end */
	bool proxy_is_unix;
	char proxy[INET6_ADDRSTRLEN];
	uint64_t seed; /* of the request ids */

	_Atomic uint64_t serial; /* the first number for the ids of the next connection */
	_Atomic bool stopped;

	pthread_mutex_t lock; /* the list and the lingering */
	struct connection *connections;
	struct lingering lingers[LINGER_MAX];
	size_t linger_count;

	pthread_t sweeper;
	pthread_t syncer;
	struct queue syncs;
	struct access_log log;
};

/* connection.c: what the library calls. */
void connection_notify(void *server, struct MHD_Connection *mhd, void **context,
		enum MHD_ConnectionNotificationCode code);
void *connection_target(void *server, const char *uri, struct MHD_Connection *mhd);
enum MHD_Result connection_request(void *server, struct MHD_Connection *mhd, const char *url,
		const char *method, const char *version, const char *upload, size_t *upload_size,
		void **context);
void connection_done(void *server, struct MHD_Connection *mhd, void **context,
		enum MHD_RequestTerminationCode code);
bool connection_advance(
		struct connection *connection, enum phase from, enum phase to, int64_t deadline_ms);

/* answer.c: queues the filled reply; MHD_NO if the connection is to be dropped. */
enum MHD_Result answer_send(struct connection *connection);

/* sweep.c */
void *sweep_run(void *server);
void *sync_run(void *server);
/* Shuts what waits for a request, or also for the rest of a head. Is any other left? */
bool sweep_idle(struct server *server, bool heads_too);
void linger_add(struct server *server, int socket);

#endif
