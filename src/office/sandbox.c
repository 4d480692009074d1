#include "office/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* Sanitizers reserve terabytes of addresses: there only seccomp can be tested. */
#if defined(__SANITIZE_ADDRESS__)
#define HAS_HUGE_ADDRESSES true
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_HUGE_ADDRESSES true
#endif
#endif
#ifndef HAS_HUGE_ADDRESSES
#define HAS_HUGE_ADDRESSES false
#endif

/* Newer than the headers of Debian 12. */
#define FS_TRUNCATE (UINT64_C(1) << 14)
#define FS_IOCTL_DEV (UINT64_C(1) << 15)
#define NET_BIND (UINT64_C(1) << 0)
#define NET_CONNECT (UINT64_C(1) << 1)
#define FS_FIRST_VERSION ((UINT64_C(1) << 13) - 1)

struct ruleset {
	uint64_t fs;
	uint64_t net;
};

static bool
limit_set(enum __rlimit_resource resource, rlim_t most)
{
	struct rlimit limit = {.rlim_cur = most, .rlim_max = most};

	return setrlimit(resource, &limit) == 0;
}

/*
 * Addresses in use now belong mostly to libraries and are not resident: what may
 * still be mapped is what is left of `memory_max` beyond the resident ones.
 */
static bool
limit_memory(size_t memory_max)
{
	FILE *file = fopen("/proc/self/statm", "re");
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	size_t mapped = 0, resident = 0;
	int read;

	if (!file)
		return false;
	read = fscanf(file, "%zu %zu", &mapped, &resident);
	fclose(file);
	if (read != 2 || resident * page >= memory_max)
		return false;
	return limit_set(RLIMIT_AS, mapped * page + memory_max - resident * page);
}

/* No longer computing, no core, no byte into a file, no file beyond the standard three. */
static bool
limit_rest(unsigned cpu_s)
{
	return limit_set(RLIMIT_CPU, cpu_s) && limit_set(RLIMIT_CORE, 0) &&
	       limit_set(RLIMIT_FSIZE, 0) && limit_set(RLIMIT_NOFILE, 3);
}

/* No rule is added: nothing in the file system may be touched. Absent in old kernels. */
static void
landlock_enter(void)
{
	struct ruleset rules = {.fs = FS_FIRST_VERSION};
	long version = syscall(
			SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
	size_t size = sizeof(rules.fs);
	long fd;

	if (version < 1)
		return;
	if (version >= 2)
		rules.fs |= LANDLOCK_ACCESS_FS_REFER;
	if (version >= 3)
		rules.fs |= FS_TRUNCATE;
	if (version >= 4) {
		rules.net = NET_BIND | NET_CONNECT;
		size = sizeof(rules);
	}
	if (version >= 5)
		rules.fs |= FS_IOCTL_DEV;
	fd = syscall(SYS_landlock_create_ruleset, &rules, size, 0);
	if (fd < 0)
		return;
	syscall(SYS_landlock_restrict_self, (int)fd, 0);
	close((int)fd);
}

/* What a computing process asks of the kernel; all else gets EPERM. */
static const int calls[] = {
		SCMP_SYS(brk),
		SCMP_SYS(clock_getres),
		SCMP_SYS(clock_gettime),
		SCMP_SYS(clock_nanosleep),
		SCMP_SYS(close),
		SCMP_SYS(exit),
		SCMP_SYS(exit_group),
		SCMP_SYS(fstat),
		SCMP_SYS(futex),
		SCMP_SYS(getpid),
		SCMP_SYS(getrandom),
		SCMP_SYS(gettid),
		SCMP_SYS(gettimeofday),
		SCMP_SYS(lseek),
		SCMP_SYS(madvise),
		SCMP_SYS(mremap),
		SCMP_SYS(munmap),
		SCMP_SYS(nanosleep),
		SCMP_SYS(read),
		SCMP_SYS(rseq),
		SCMP_SYS(rt_sigaction),
		SCMP_SYS(rt_sigprocmask),
		SCMP_SYS(rt_sigreturn),
		SCMP_SYS(sched_getaffinity),
		SCMP_SYS(sched_yield),
		SCMP_SYS(set_robust_list),
		SCMP_SYS(sigaltstack),
		SCMP_SYS(write),
		SCMP_SYS(writev),
};

static bool
filter_fill(scmp_filter_ctx filter)
{
	const struct scmp_arg_cmp no_code = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
	const struct scmp_arg_cmp thread = SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD);
	bool ok = true;

	for (size_t i = 0; i < COUNT_OF(calls); i++)
		ok = ok && seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[i], 0) == 0;
	/* Memory yes, code no; threads yes, processes no. */
	ok = ok && seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, &no_code) == 0;
	ok = ok &&
	     seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, &no_code) == 0;
	ok = ok && seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1, &thread) == 0;
	/* Its flags cannot be seen: the C library then falls back to clone. */
	return ok && seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0;
}

static bool
seccomp_enter(void)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	bool ok = filter && filter_fill(filter) && seccomp_load(filter) == 0;

	if (filter)
		seccomp_release(filter);
	return ok;
}

enum err
sandbox_enter(size_t memory_max, unsigned cpu_s)
{
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
		return ERR_BROKEN;
	if (!HAS_HUGE_ADDRESSES && !limit_memory(memory_max))
		return ERR_BROKEN;
	landlock_enter();
	return limit_rest(cpu_s) && seccomp_enter() ? OK : ERR_BROKEN;
}

static bool
may_fork(void)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	return pid > 0;
}

static bool
may_exec(void)
{
	char *const words[] = {(char *)"true", NULL};

	execv("/bin/true", words);
	return errno != EPERM;
}

static bool
may_make_code(void)
{
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
			MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return page != MAP_FAILED;
}

static bool
may_take_memory(void)
{
	return !HAS_HUGE_ADDRESSES &&
	       mmap(NULL, (size_t)300 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
			       -1, 0) != MAP_FAILED;
}

const char *
sandbox_try(void)
{
	const struct {
		const char *name;
		bool allowed;
	} acts[] = {
			{"open to read", open("/etc/passwd", O_RDONLY) >= 0},
			{"open to write", open("/tmp/sandbox", O_WRONLY | O_CREAT, 0600) >= 0},
			{"open below", openat(AT_FDCWD, ".", O_RDONLY | O_DIRECTORY) >= 0},
			{"link", symlink("/etc/passwd", "/tmp/sandbox") == 0 || errno != EPERM},
			{"directory", mkdir("/tmp/sandbox", 0700) == 0 || errno != EPERM},
			{"unlink", unlink("/tmp/sandbox") == 0 || errno != EPERM},
			{"socket", socket(AF_INET, SOCK_STREAM, 0) >= 0},
			{"unix socket", socket(AF_UNIX, SOCK_DGRAM, 0) >= 0},
			{"raw socket", syscall(SYS_socket, AF_PACKET, SOCK_RAW, 0) >= 0},
			{"io_uring", syscall(SYS_io_uring_setup, 1, NULL) >= 0 || errno != EPERM},
			{"fork", may_fork()},
			{"exec", may_exec()},
			{"kill", kill(getppid(), 0) == 0},
			{"ptrace", ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0},
			{"code", may_make_code()},
			{"memory", may_take_memory()},
			{"duplicate", dup(1) >= 0},
			{"pipe", pipe((int[2]){0}) == 0},
			{"limits", setrlimit(RLIMIT_CPU, &(struct rlimit){1, 1}) == 0},
			{"memory file", memfd_create("x", 0) >= 0},
			{"name space", unshare(CLONE_NEWUSER) == 0},
			{"privileges", prctl(PR_SET_DUMPABLE, 1, 0, 0, 0) == 0},
	};

	for (size_t i = 0; i < COUNT_OF(acts); i++)
		if (acts[i].allowed)
			return acts[i].name;
	return NULL;
}
