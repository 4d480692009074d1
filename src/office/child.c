#include "office/child.h"

#include "base/disk.h"
#include "base/log.h"
#include "base/time.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define PROGRAM "/proc/self/exe"
#define ROOM_FIRST 65536

/* libvips: no plug-ins, no code made at run time, one thread for each picture. */
static char *const environment[] = {
		(char *)"LC_ALL=C.UTF-8",
		(char *)"VIPSHOME=/nonexistent",
		(char *)"VIPS_NOVECTOR=1",
		(char *)"VIPS_CONCURRENCY=1",
		NULL,
};

static enum err
fault(const char *act, int cause)
{
	log_error("child: %s: %s", act, strerror(cause));
	return ERR_UNAVAILABLE;
}

/* Standard input, output and error, and nothing else; default signals. */
static int
spawn(const struct child_order *order, int input, int output, pid_t *pid)
{
	char *words[CHILD_WORDS_MAX + 2] = {(char *)"congtin"};
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	sigset_t none, all;
	int cause;

	for (size_t i = 0; i < CHILD_WORDS_MAX && order->words[i]; i++)
		words[i + 1] = (char *)(uintptr_t)order->words[i];
	sigemptyset(&none);
	sigfillset(&all);
	posix_spawn_file_actions_init(&files);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setsigdefault(&attributes, &all);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
	posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
	cause = posix_spawn(pid, PROGRAM, &files, &attributes, words, environment);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&files);
	return cause;
}

/* Waits until `fd` has something, or the time is over (false). */
static bool
wait_for(int fd, int64_t deadline)
{
	for (;;) {
		struct pollfd one = {.fd = fd, .events = POLLIN};
		int64_t left = deadline - clock_monotonic_ms();
		int count = left > 0 ? poll(&one, 1, (int)left) : 0;

		if (count > 0 || (count == 0 && left <= 0))
			return count > 0;
		if (count < 0 && errno != EINTR)
			return false;
	}
}

/* True once the child closed its output in time and within the limit. */
static bool
gather(struct arena *arena, int fd, size_t max, int64_t deadline, struct text *out)
{
	size_t room = ROOM_FIRST, length = 0;
	char *bytes = arena_alloc(arena, room);

	while (wait_for(fd, deadline)) {
		ssize_t n = read(fd, bytes + length, room - length);

		*out = (struct text){.p = bytes, .n = length};
		if (n <= 0)
			return n == 0;
		length += (size_t)n;
		if (length > max)
			return false;
		if (length == room) {
			char *wider = arena_alloc(arena, 2 * room);

			memcpy(wider, bytes, length);
			bytes = wider;
			room *= 2;
		}
	}
	return false;
}

/* Ends the child if it has not ended in time; true if it did, with 0. */
static bool
bury(pid_t pid, bool is_done, int64_t deadline)
{
	cleanup(disk_close) int handle = (int)syscall(SYS_pidfd_open, pid, 0);
	int status = 0;

	if (!is_done || handle < 0 || !wait_for(handle, deadline))
		kill(pid, SIGKILL);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return is_done && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

enum err
child_run(struct arena *arena, const struct child_order *order, struct child_end *out)
{
	int64_t deadline = clock_monotonic_ms() + order->time_limit_ms;
	cleanup(disk_close) int input = open(order->input, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	cleanup(disk_close) int from = -1;
	struct child_end end = {0};
	int ends[2], cause;
	bool is_done;
	pid_t pid;

	if (input < 0)
		return fault(order->input, errno);
	if (pipe2(ends, O_CLOEXEC) != 0)
		return fault("pipe", errno);
	from = ends[0];
	cause = spawn(order, input, ends[1], &pid);
	close(ends[1]);
	if (cause)
		return fault(PROGRAM, cause);
	is_done = gather(arena, from, order->output_max, deadline, &end.output);
	end.is_well = bury(pid, is_done, deadline);
	end.is_late = !end.is_well && clock_monotonic_ms() >= deadline;
	*out = end;
	return OK;
}
