#include "support/vfs.h"

#include <limits.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct file {
	sqlite3_file base; /* first */
	int id;
	sqlite3_file *real; /* behind this struct */
};

/* All there is of it: tests run one after the other. */
static struct {
	pthread_mutex_t lock;
	sqlite3_vfs vfs;
	sqlite3_vfs *real;
	char names[VFS_FILES_MAX][64];
	int64_t sizes[VFS_FILES_MAX];
	bool recording;
	struct vfs_record record;
	long until_failure, failures_left, failed;
	int64_t quota;
} state = {.lock = PTHREAD_MUTEX_INITIALIZER, .quota = -1};

/* --- recording --- */

static int
file_id(const char *path)
{
	const char *name = path ? strrchr(path, '/') : NULL;
	int i = 0;

	name = name ? name + 1 : "temporary";
	while (i < VFS_FILES_MAX - 1 && state.names[i][0] && strcmp(state.names[i], name))
		i++;
	if (!state.names[i][0])
		snprintf(state.names[i], sizeof(state.names[i]), "%s", name);
	return i;
}

const char *
vfs_file_name(int file)
{
	return state.names[file];
}

static void
record(enum vfs_act act, int file, int64_t n, const void *bytes, size_t size)
{
	struct vfs_record *r = &state.record;

	pthread_mutex_lock(&state.lock);
	if (state.recording) {
		if (r->count == r->room) {
			r->room = r->room ? r->room * 2 : 1024;
			r->entries = realloc(r->entries, r->room * sizeof(*r->entries));
		}
		r->entries[r->count] = (struct vfs_entry){.act = act, .file = file, .n = n};
		if (size) {
			r->entries[r->count].bytes = memcpy(malloc(size), bytes, size);
			r->entries[r->count].size = size;
		}
		r->count++;
	}
	pthread_mutex_unlock(&state.lock);
}

void
vfs_record_begin(void)
{
	memset(state.names, 0, sizeof(state.names));
	state.record = (struct vfs_record){0};
	state.recording = true;
}

struct vfs_record
vfs_record_end(void)
{
	state.recording = false;
	return state.record;
}

void
vfs_record_free(struct vfs_record *r)
{
	for (size_t i = 0; i < r->count; i++)
		free(r->entries[i].bytes);
	free(r->entries);
	*r = (struct vfs_record){0};
}

void
vfs_note(int64_t number)
{
	record(VFS_NOTE, -1, number, NULL, 0);
}

/* --- failing --- */

void
vfs_fail(long n, long count)
{
	pthread_mutex_lock(&state.lock);
	state.until_failure = n;
	state.failures_left = n ? count : 0;
	state.failed = 0;
	pthread_mutex_unlock(&state.lock);
}

long
vfs_failed(void)
{
	return state.failed;
}

void
vfs_quota(int64_t bytes)
{
	state.quota = bytes;
}

static bool
fails(void)
{
	bool now = false;

	pthread_mutex_lock(&state.lock);
	if (state.failures_left && (state.until_failure <= 1 || --state.until_failure == 0)) {
		now = true;
		state.until_failure = 1;
		state.failures_left--;
		state.failed++;
	}
	pthread_mutex_unlock(&state.lock);
	return now;
}

/* Whether the file may grow to `size`. */
static bool
has_room(struct file *file, int64_t size)
{
	int64_t total = 0;
	bool room = true;

	pthread_mutex_lock(&state.lock);
	if (size > state.sizes[file->id]) {
		for (int i = 0; i < VFS_FILES_MAX; i++)
			total += i == file->id ? size : state.sizes[i];
		room = state.quota < 0 || total <= state.quota;
		if (room)
			state.sizes[file->id] = size;
	}
	pthread_mutex_unlock(&state.lock);
	return room;
}

/* --- files --- */

#define REAL(file) (((struct file *)(file))->real)
#define METHOD(file) REAL(file)->pMethods
#define ID(file) ((struct file *)(file))->id

static int
file_close(sqlite3_file *file)
{
	return METHOD(file) ? METHOD(file)->xClose(REAL(file)) : SQLITE_OK;
}

static int
file_read(sqlite3_file *file, void *bytes, int size, sqlite3_int64 at)
{
	return fails() ? SQLITE_IOERR_READ : METHOD(file)->xRead(REAL(file), bytes, size, at);
}

static int
file_write(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 at)
{
	int code;

	if (fails())
		return SQLITE_IOERR_WRITE;
	if (!has_room((struct file *)file, at + size))
		return SQLITE_FULL;
	code = METHOD(file)->xWrite(REAL(file), bytes, size, at);
	if (code == SQLITE_OK)
		record(VFS_WRITE, ID(file), at, bytes, (size_t)size);
	return code;
}

static int
file_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	int code = fails() ? SQLITE_IOERR_TRUNCATE : METHOD(file)->xTruncate(REAL(file), size);

	if (code == SQLITE_OK) {
		pthread_mutex_lock(&state.lock);
		if (state.sizes[ID(file)] > size)
			state.sizes[ID(file)] = size;
		pthread_mutex_unlock(&state.lock);
		record(VFS_TRUNCATE, ID(file), size, NULL, 0);
	}
	return code;
}

static int
file_sync(sqlite3_file *file, int flags)
{
	(void)flags;
	if (fails())
		return SQLITE_IOERR_FSYNC;
	record(VFS_SYNC, ID(file), 0, NULL, 0);
	return SQLITE_OK;
}

static int
file_size(sqlite3_file *file, sqlite3_int64 *size)
{
	return fails() ? SQLITE_IOERR_FSTAT : METHOD(file)->xFileSize(REAL(file), size);
}

static int
file_lock(sqlite3_file *file, int level)
{
	return fails() ? SQLITE_IOERR_LOCK : METHOD(file)->xLock(REAL(file), level);
}

static int
file_unlock(sqlite3_file *file, int level)
{
	return METHOD(file)->xUnlock(REAL(file), level);
}

static int
file_is_reserved(sqlite3_file *file, int *out)
{
	return METHOD(file)->xCheckReservedLock(REAL(file), out);
}

/* No growing ahead of writes: each byte is to be seen. */
static int
file_control(sqlite3_file *file, int op, void *arg)
{
	if (op == SQLITE_FCNTL_SIZE_HINT || op == SQLITE_FCNTL_CHUNK_SIZE)
		return SQLITE_OK;
	return METHOD(file)->xFileControl(REAL(file), op, arg);
}

static int
file_sector(sqlite3_file *file)
{
	return METHOD(file)->xSectorSize(REAL(file));
}

static int
file_traits(sqlite3_file *file)
{
	return METHOD(file)->xDeviceCharacteristics(REAL(file));
}

static int
file_shm_map(sqlite3_file *file, int region, int size, int extend, void volatile **out)
{
	if (fails())
		return SQLITE_IOERR_SHMMAP;
	return METHOD(file)->xShmMap(REAL(file), region, size, extend, out);
}

static int
file_shm_lock(sqlite3_file *file, int from, int count, int flags)
{
	if ((flags & SQLITE_SHM_LOCK) && fails())
		return SQLITE_IOERR_SHMLOCK;
	return METHOD(file)->xShmLock(REAL(file), from, count, flags);
}

static void
file_shm_barrier(sqlite3_file *file)
{
	METHOD(file)->xShmBarrier(REAL(file));
}

static int
file_shm_unmap(sqlite3_file *file, int remove_it)
{
	return METHOD(file)->xShmUnmap(REAL(file), remove_it);
}

static const sqlite3_io_methods methods = {
		.iVersion = 2, /* nothing is mapped but the shared index */
		.xClose = file_close,
		.xRead = file_read,
		.xWrite = file_write,
		.xTruncate = file_truncate,
		.xSync = file_sync,
		.xFileSize = file_size,
		.xLock = file_lock,
		.xUnlock = file_unlock,
		.xCheckReservedLock = file_is_reserved,
		.xFileControl = file_control,
		.xSectorSize = file_sector,
		.xDeviceCharacteristics = file_traits,
		.xShmMap = file_shm_map,
		.xShmLock = file_shm_lock,
		.xShmBarrier = file_shm_barrier,
		.xShmUnmap = file_shm_unmap,
};

/* --- the file system --- */

static int
vfs_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *base, int flags, int *flags_out)
{
	struct file *file = (struct file *)base;
	sqlite3_int64 size = 0;
	int code;

	(void)vfs;
	base->pMethods = NULL;
	if (fails())
		return SQLITE_CANTOPEN;
	file->real = (sqlite3_file *)(file + 1);
	file->real->pMethods = NULL;
	code = state.real->xOpen(state.real, path, file->real, flags, flags_out);
	if (code != SQLITE_OK)
		return code;
	base->pMethods = &methods;
	file->real->pMethods->xFileSize(file->real, &size);
	pthread_mutex_lock(&state.lock);
	file->id = file_id(path);
	state.sizes[file->id] = size;
	pthread_mutex_unlock(&state.lock);
	return SQLITE_OK;
}

static int
vfs_delete(sqlite3_vfs *vfs, const char *path, int sync_directory)
{
	int code, id;

	(void)vfs;
	if (fails())
		return SQLITE_IOERR_DELETE;
	code = state.real->xDelete(state.real, path, sync_directory);
	pthread_mutex_lock(&state.lock);
	id = file_id(path);
	state.sizes[id] = 0;
	pthread_mutex_unlock(&state.lock);
	if (code == SQLITE_OK)
		record(VFS_DELETE, id, 0, NULL, 0);
	return code;
}

static int
vfs_access(sqlite3_vfs *vfs, const char *path, int flags, int *out)
{
	(void)vfs;
	return fails() ? SQLITE_IOERR_ACCESS : state.real->xAccess(state.real, path, flags, out);
}

void
vfs_register(void)
{
	state.real = sqlite3_vfs_find("unix");
	state.vfs = *state.real;
	state.vfs.szOsFile = (int)sizeof(struct file) + state.real->szOsFile;
	state.vfs.pNext = NULL;
	state.vfs.zName = VFS_NAME;
	state.vfs.xOpen = vfs_open;
	state.vfs.xDelete = vfs_delete;
	state.vfs.xAccess = vfs_access;
	sqlite3_vfs_register(&state.vfs, 0);
}
