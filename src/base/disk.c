#include "base/disk.h"

#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

void
disk_close(int *file)
{
	if (*file >= 0)
		close(*file);
}

void
disk_close_directory(DIR **directory)
{
	if (*directory)
		closedir(*directory);
}

enum err
disk_fault(const char *act, const char *path)
{
	int cause = errno;

	log_error("disk: %s %s: %s", act, path, strerror(cause));
	return cause == ENOSPC || cause == EDQUOT || cause == EIO || cause == EROFS
			       ? ERR_UNAVAILABLE
			       : ERR_BROKEN;
}

enum err
disk_write(int file, struct text bytes, const char *path)
{
	while (bytes.n > 0) {
		ssize_t n = write(file, bytes.p, bytes.n);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return disk_fault("write", path);
		bytes = text_slice(bytes, (size_t)n, bytes.n);
	}
	return fsync(file) == 0 ? OK : disk_fault("sync", path);
}

enum err
disk_sync_directory(const char *path)
{
	cleanup(disk_close) int directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (directory < 0 || fsync(directory) != 0)
		return disk_fault("sync", path);
	return OK;
}

enum err
disk_make_directory(const char *path, unsigned mode)
{
	if (mkdir(path, mode) == 0 || errno == EEXIST)
		return OK;
	return disk_fault("make", path);
}
