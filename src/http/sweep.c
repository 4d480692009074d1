/* sweep.c - the threads beside the event threads: deadlines, lingering sockets, fsync. */
#include "http/connection.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define LINGER_PIECES 64 /* reads a tick and socket */

/* The client is told if nothing of an answer can have been sent yet. */
static void
cut(struct connection *connection, enum phase phase)
{
	static const char late[] = "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n"
				   "Content-Length: 0\r\n\r\n";

	if (phase == PHASE_HEAD || phase == PHASE_BODY)
		(void)!send(connection->socket, late, sizeof(late) - 1,
				MSG_DONTWAIT | MSG_NOSIGNAL);
	shutdown(connection->socket, SHUT_RDWR);
}

static void
cut_late(struct server *server, int64_t now_ms)
{
	for (struct connection *c = server->connections; c; c = c->next) {
		int phase = atomic_load_explicit(&c->phase, memory_order_acquire);

		if (phase == PHASE_WORK || phase == PHASE_CUT)
			continue;
		if (now_ms < atomic_load_explicit(&c->deadline_ms, memory_order_relaxed))
			continue;
		if (atomic_compare_exchange_strong(&c->phase, &phase, PHASE_CUT))
			cut(c, (enum phase)phase);
	}
}

bool
sweep_idle(struct server *server, bool heads_too)
{
	bool busy = false;

	pthread_mutex_lock(&server->lock);
	for (struct connection *c = server->connections; c; c = c->next) {
		int phase = atomic_load(&c->phase);

		if (phase == PHASE_CUT)
			continue;
		if ((phase == PHASE_IDLE || (heads_too && phase == PHASE_HEAD)) &&
				atomic_compare_exchange_strong(&c->phase, &phase, PHASE_CUT))
			shutdown(c->socket, SHUT_RDWR);
		else
			busy = true;
	}
	pthread_mutex_unlock(&server->lock);
	return busy;
}

void
linger_add(struct server *server, int socket)
{
	int copy = fcntl(socket, F_DUPFD_CLOEXEC, 0);

	if (copy < 0)
		return;
	pthread_mutex_lock(&server->lock);
	if (server->linger_count < LINGER_MAX) {
		server->lingers[server->linger_count++] = (struct lingering){
				.socket = copy, .deadline_ms = clock_monotonic_ms() + LINGER_MS};
		copy = -1;
	}
	pthread_mutex_unlock(&server->lock);
	if (copy >= 0)
		close(copy);
}

/* True when the client has ended, or taken too long. */
static bool
linger_read(const struct lingering *linger, int64_t now_ms)
{
	char bytes[16384];

	shutdown(linger->socket, SHUT_WR);
	for (int i = 0; i < LINGER_PIECES; i++) {
		ssize_t n = recv(linger->socket, bytes, sizeof(bytes), MSG_DONTWAIT);

		if (n < 0 && (errno == EAGAIN || errno == EINTR))
			break;
		if (n <= 0)
			return true;
	}
	return now_ms >= linger->deadline_ms;
}

static void
linger_sweep(struct server *server, int64_t now_ms)
{
	for (size_t i = 0; i < server->linger_count;) {
		if (!linger_read(&server->lingers[i], now_ms)) {
			i++;
			continue;
		}
		close(server->lingers[i].socket);
		server->lingers[i] = server->lingers[--server->linger_count];
	}
}

void *
sweep_run(void *self)
{
	const struct timespec pause = {.tv_nsec = SWEEP_MS * 1000000L};
	struct server *server = self;

	while (!atomic_load(&server->stopped)) {
		int64_t now_ms = clock_monotonic_ms();

		pthread_mutex_lock(&server->lock);
		cut_late(server, now_ms);
		linger_sweep(server, now_ms);
		pthread_mutex_unlock(&server->lock);
		access_flush(&server->log);
		nanosleep(&pause, NULL);
	}
	for (size_t i = 0; i < server->linger_count; i++)
		close(server->lingers[i].socket);
	server->linger_count = 0;
	return NULL;
}

/* Uploaded files reach the disk here, not on an event thread. */
void *
sync_run(void *self)
{
	struct server *server = self;
	struct queue_node *node;

	while ((node = queue_take(&server->syncs, 1))) {
		struct connection *connection = (struct connection *)(void *)node;

		if (form_sync(&connection->form) != OK)
			(void)form_fail(&connection->reader, ERR_UNAVAILABLE,
					"Máy chủ tạm thời không còn chỗ để nhận tệp.");
		request_resume(&connection->request);
	}
	return NULL;
}
