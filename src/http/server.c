/* server.c - opens the listening socket, sets the library up, starts and ends the threads. */
#include "http/connection.h"

#include "base/log.h"
#include "base/meter.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#define BACKLOG 4096
#define CONNECTION_MEMORY (32 * 1024)
#define SPARE_FILES 256 /* of the process, beside its connections */
#define DRAIN_MS 200    /* how long a client may take to end a head it has begun */

static enum err
fail(struct arena *arena, struct text *fault, const char *what, struct text where)
{
	*fault = text_format(arena, "%s %.*s: %s", what, TEXT_ARGS(where), strerror(errno));
	return ERR_INVALID;
}

static enum err
unix_listen(struct server *server, struct text path, struct arena *arena, struct text *fault)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int fd;

	if (path.n >= sizeof(address.sun_path)) {
		*fault = text_format(arena, "listen: đường dẫn dài quá %zu byte",
				sizeof(address.sun_path) - 1);
		return ERR_INVALID;
	}
	memcpy(address.sun_path, path.p, path.n);
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0)
		return fail(arena, fault, "listen", path);
	server->listener = fd;
	/* A socket that nobody answers on is what a killed process left. */
	if (connect(fd, (struct sockaddr *)&address, sizeof(address)) < 0 && errno == ECONNREFUSED)
		unlink(address.sun_path);
	if (bind(fd, (struct sockaddr *)&address, sizeof(address)) < 0)
		return fail(arena, fault, "listen", path);
	server->socket_path = strdup(address.sun_path);
	if (chmod(address.sun_path, 0660) < 0 || listen(fd, BACKLOG) < 0)
		return fail(arena, fault, "listen", path);
	return OK;
}

/* "127.0.0.1:8080" or "[::1]:8080". */
static bool
address_parse(struct text listen, struct sockaddr_storage *out, socklen_t *size)
{
	struct sockaddr_in *four = (struct sockaddr_in *)out;
	struct sockaddr_in6 *six = (struct sockaddr_in6 *)out;
	const char *colon = memrchr(listen.p, ':', listen.n);
	char host[INET6_ADDRSTRLEN] = "";
	struct text name;
	int64_t port;

	if (!colon ||
			!text_to_int(text_slice(listen, (size_t)(colon - listen.p) + 1, listen.n),
					&port) ||
			port < 0 || port > 65535)
		return false;
	name = text_slice(listen, 0, (size_t)(colon - listen.p));
	if (text_starts_with(name, TEXT("[")) && text_ends_with(name, TEXT("]")))
		name = text_slice(name, 1, name.n - 1);
	if (name.n >= sizeof(host))
		return false;
	memcpy(host, name.p, name.n);
	*out = (struct sockaddr_storage){0};
	if (inet_pton(AF_INET, host, &four->sin_addr) == 1) {
		four->sin_family = AF_INET;
		four->sin_port = htons((uint16_t)port);
		*size = sizeof(*four);
		return true;
	}
	six->sin6_family = AF_INET6;
	six->sin6_port = htons((uint16_t)port);
	*size = sizeof(*six);
	return inet_pton(AF_INET6, host, &six->sin6_addr) == 1;
}

static enum err
tcp_listen(struct server *server, struct text listen_on, struct arena *arena, struct text *fault)
{
	struct sockaddr_storage address;
	const int yes = 1;
	socklen_t size;
	int fd;

	if (!address_parse(listen_on, &address, &size)) {
		*fault = text_format(arena,
				"listen: \"%.*s\" không phải ĐỊA_CHỈ:CỔNG hoặc unix:ĐƯỜNG_DẪN",
				TEXT_ARGS(listen_on));
		return ERR_INVALID;
	}
	fd = socket(address.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0)
		return fail(arena, fault, "listen", listen_on);
	server->listener = fd;
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes,
			sizeof(yes)); /* accepted sockets inherit it */
	if (bind(fd, (struct sockaddr *)&address, size) < 0 || listen(fd, BACKLOG) < 0 ||
			getsockname(fd, (struct sockaddr *)&address, &size) < 0)
		return fail(arena, fault, "listen", listen_on);
	server->port = ntohs(address.ss_family == AF_INET
					     ? ((struct sockaddr_in *)&address)->sin_port
					     : ((struct sockaddr_in6 *)&address)->sin6_port);
	return OK;
}

/* As many open files as the connections need, if the system allows. */
static void
files_allow(unsigned connections)
{
	struct rlimit limit;
	rlim_t wanted = (rlim_t)connections + SPARE_FILES;

	if (getrlimit(RLIMIT_NOFILE, &limit) < 0 || limit.rlim_cur >= wanted)
		return;
	limit.rlim_cur = limit.rlim_max < wanted ? limit.rlim_max : wanted;
	if (setrlimit(RLIMIT_NOFILE, &limit) < 0 || limit.rlim_cur < wanted)
		log_warn("http: only %llu open files are allowed, fewer than connections_max",
				(unsigned long long)limit.rlim_cur);
}

/* The library must not decode: head.c does, from the bytes as they were sent. */
static size_t
leave_encoded(void *self, struct MHD_Connection *mhd, char *text)
{
	(void)self;
	(void)mhd;
	return strlen(text);
}

static void
library_panic(void *self, const char *file, unsigned line, const char *reason)
{
	(void)self;
	log_error("http: libmicrohttpd %s:%u: %s", file, line, reason ? reason : "");
	abort();
}

/*
 * MHD_OPTION_STRICT_FOR_CLIENT stays 0 on purpose: in 0.9.75 its 1 answers a
 * missing Host with two heads and closes without an answer where the target holds
 * a blank. head.c refuses both, and what neither level knows.
 */
static bool
daemon_start(struct server *server)
{
	const struct server_settings *settings = &server->settings;
	unsigned idle_s = (unsigned)((settings->idle_timeout_ms + 999) / 1000);
	struct MHD_OptionItem pool[] = {
			{MHD_OPTION_THREAD_POOL_SIZE, (intptr_t)settings->threads, NULL},
			{MHD_OPTION_END, 0, NULL}};

	MHD_set_panic_func(library_panic, NULL);
	server->daemon = MHD_start_daemon(
			MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_SUSPEND_RESUME | MHD_USE_ITC, 0,
			NULL, NULL, connection_request, server, MHD_OPTION_LISTEN_SOCKET,
			server->listener, MHD_OPTION_URI_LOG_CALLBACK, connection_target, server,
			MHD_OPTION_UNESCAPE_CALLBACK, leave_encoded, NULL,
			MHD_OPTION_NOTIFY_CONNECTION, connection_notify, server,
			MHD_OPTION_NOTIFY_COMPLETED, connection_done, server,
			MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY,
			MHD_OPTION_CONNECTION_LIMIT, settings->connections_max,
			MHD_OPTION_CONNECTION_TIMEOUT, idle_s, MHD_OPTION_STRICT_FOR_CLIENT, 0,
			MHD_OPTION_ARRAY, settings->threads > 1 ? pool : pool + 1, MHD_OPTION_END);
	return server->daemon != NULL;
}

/* Zeros become what a small ministry's machine can bear. */
static void
settings_complete(struct server_settings *settings)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);

	if (!settings->threads)
		settings->threads = cores > 0 ? (unsigned)cores : 1;
	if (!settings->connections_max)
		settings->connections_max = 16384;
	if (settings->connections_max < settings->threads)
		settings->connections_max = settings->threads;
	if (settings->header_timeout_ms <= 0)
		settings->header_timeout_ms = 10000;
	if (settings->request_timeout_ms <= 0)
		settings->request_timeout_ms = 60000;
	if (settings->idle_timeout_ms <= 0)
		settings->idle_timeout_ms = 60000;
}

static void
proxy_note(struct server *server)
{
	struct text proxy = server->settings.trusted_proxy;

	server->proxy_is_unix = text_equals(proxy, TEXT("unix"));
	if (proxy.n && proxy.n < sizeof(server->proxy))
		memcpy(server->proxy, proxy.p, proxy.n);
	else
		strcpy(server->proxy, "-");
}

static void
server_free(struct server *server)
{
	if (server->listener >= 0)
		close(server->listener);
	if (server->socket_path)
		unlink(server->socket_path);
	free(server->socket_path);
	access_end(&server->log);
	queue_end(&server->syncs);
	pthread_mutex_destroy(&server->lock);
	free(server);
}

static struct server *
server_new(const struct server_settings *settings, const struct site *site)
{
	struct server *server = calloc(1, sizeof(*server));
	struct arena arena = {0};
	struct text seed;

	if (!server)
		abort();
	server->site = *site;
	server->settings = *settings;
	server->listener = -1;
	settings_complete(&server->settings);
	proxy_note(server);
	seed = secret_new(&arena, 24);
	memcpy(&server->seed, seed.p, sizeof(server->seed));
	for (size_t i = sizeof(server->seed); i < seed.n; i++)
		server->seed = server->seed * 31 + (unsigned char)seed.p[i];
	arena_free(&arena);
	pthread_mutex_init(&server->lock, NULL);
	queue_begin(&server->syncs, SYNCS_MAX);
	access_begin(&server->log, settings->log_requests, settings->log_json);
	return server;
}

/* A gauge: how many are open, idle ones too. */
static int64_t
connections_count(void *self)
{
	struct server *server = self;
	int64_t count = 0;

	pthread_mutex_lock(&server->lock);
	for (const struct connection *c = server->connections; c; c = c->next)
		count++;
	pthread_mutex_unlock(&server->lock);
	return count;
}

enum err
server_open(const struct server_settings *settings, const struct site *site, struct server **out,
		struct arena *arena, struct text *fault)
{
	struct server *server = server_new(settings, site);
	enum err err;

	files_allow(server->settings.connections_max);
	if (text_starts_with(settings->listen, TEXT("unix:")))
		err = unix_listen(server, text_slice(settings->listen, 5, settings->listen.n),
				arena, fault);
	else
		err = tcp_listen(server, settings->listen, arena, fault);
	if (err != OK) {
		server_free(server);
		return err;
	}
	if (pthread_create(&server->sweeper, NULL, sweep_run, server) ||
			pthread_create(&server->syncer, NULL, sync_run, server))
		abort();
	if (!daemon_start(server)) {
		*fault = text_copy(arena, TEXT("listen: thư viện HTTP không khởi động được"));
		server_close(server);
		return ERR_BROKEN;
	}
	meter_watch(server->settings.meter, "connections", "Kết nối đang mở", connections_count,
			server);
	*out = server;
	return OK;
}

int
server_port(const struct server *server)
{
	return server->port;
}

/* Waits for what the site has seen to be answered; idle connections are closed meanwhile. */
static void
drain(struct server *server)
{
	const struct timespec pause = {.tv_nsec = 5 * 1000000L};
	int64_t until = clock_monotonic_ms() + DRAIN_MS;

	(void)MHD_quiesce_daemon(server->daemon);
	for (;;) {
		bool heads_too = clock_monotonic_ms() >= until;

		if (!sweep_idle(server, heads_too) && heads_too)
			return;
		nanosleep(&pause, NULL);
	}
}

void
server_close(struct server *server)
{
	meter_forget(server->settings.meter, server);
	if (server->daemon)
		drain(server);
	queue_close(&server->syncs);
	pthread_join(server->syncer, NULL);
	if (server->daemon)
		MHD_stop_daemon(server->daemon);
	atomic_store(&server->stopped, true);
	pthread_join(server->sweeper, NULL);
	server_free(server);
}
