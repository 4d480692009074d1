/*
 * vfs.h - a file system for SQLite that records, fails and fills up as tests ask.
 *
 * It stands before the system's own ("unix") and never really syncs: what would
 * survive a power loss is worked out from the record (see powerloss_test.c).
 */
#ifndef SUPPORT_VFS_H
#define SUPPORT_VFS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define VFS_NAME "test"
#define VFS_FILES_MAX 16

void vfs_register(void);

/* --- recording --- */

enum vfs_act { VFS_WRITE, VFS_TRUNCATE, VFS_SYNC, VFS_DELETE, VFS_NOTE };

struct vfs_entry {
	enum vfs_act act;
	int file;  /* which, by vfs_file_name */
	int64_t n; /* offset, new size, or the number noted */
	size_t size;
	unsigned char *bytes;
};

struct vfs_record {
	struct vfs_entry *entries;
	size_t count, room;
};

void vfs_record_begin(void);

/* The caller gives it back with vfs_record_free. */
struct vfs_record vfs_record_end(void);
void vfs_record_free(struct vfs_record *record);

/* Puts a number into the record, in its order among the writes: "this was answered". */
void vfs_note(int64_t number);

/* The last part of the path, the same in each run. */
const char *vfs_file_name(int file);

/* --- failing --- */

/* `count` calls fail from the n-th (1, 2, …) from now on; n = 0: none. */
void vfs_fail(long n, long count);

/* How many calls failed since. */
long vfs_failed(void);

/* All files together take no more than this many bytes; -1: any. */
void vfs_quota(int64_t bytes);

#endif
