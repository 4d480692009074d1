/*
 * disk.h - files that have to be there after the power failed.
 *
 * What cannot be done is logged here, with its path.
 */
#ifndef BASE_DISK_H
#define BASE_DISK_H

#include "base/err.h"
#include "base/text.h"

#include <dirent.h>

/* Closes what was opened at the end of a scope: `cleanup(disk_close) int file = open(…)`. */
void disk_close(int *file);
void disk_close_directory(DIR **directory);

/*
 * Logs errno and says what it means for the caller: ERR_UNAVAILABLE for a disk that is
 * full or gone (later it may work), else ERR_BROKEN.
 */
must_check enum err disk_fault(const char *act, const char *path);

/* All bytes, then onto the disk. `path` is for the log. */
must_check enum err disk_write(int file, struct text bytes, const char *path);

/* The names in a directory are on the disk. */
must_check enum err disk_sync_directory(const char *path);

/* One that is there already is OK. `mode` as in mkdir. */
must_check enum err disk_make_directory(const char *path, unsigned mode);

#endif
