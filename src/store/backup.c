/*
 * The part of store.h about whole SQLite files: copies and checks.
 *
 * SQLite's own check sees broken pages, not changed words. A copy therefore ends
 * with a seal: eight letters and the SHA-256 of all before them. SQLite does not
 * mind bytes behind its last page; store_restore takes them off.
 */
#include "base/crypt.h"
#include "base/log.h"
#include "store/sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define PATH_MAX_BYTES 4000
#define PAGE_SIZE 4096 /* SQLite's default, which we keep */
#define PIECE_SIZE 65536

struct seal {
	char mark[8];
	struct hash hash;
};

static const char seal_mark[8] = "cngtseal";

typedef int file_handle;

static void
file_close(file_handle *file)
{
	if (*file >= 0)
		close(*file);
}

/* One step, so one snapshot: writers go on meanwhile, in the log. */
static enum err
copy_into(sqlite3 *from, const char *path)
{
	sqlite3 *to = NULL;
	sqlite3_backup *backup;
	int code = sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE, NULL);
	enum err err;

	if (code == SQLITE_OK)
		code = sqlite3_exec(to, "PRAGMA synchronous = OFF", NULL, NULL, NULL);
	if (code == SQLITE_OK) {
		backup = sqlite3_backup_init(to, "main", from, "main");
		if (backup) {
			sqlite3_backup_step(backup, -1);
			sqlite3_backup_finish(backup);
		}
		code = sqlite3_errcode(to);
	}
	err = sqlite_err(to, code, "backup");
	if (sqlite3_close(to) != SQLITE_OK && err == OK)
		err = ERR_UNAVAILABLE;
	return err;
}

/* Copies `size` bytes, or with `to` < 0 only reads them; `hash` is theirs. */
static enum err
read_all(file_handle from, file_handle to, off_t size, struct hash *hash)
{
	char piece[PIECE_SIZE];
	struct hasher hasher;

	hasher_begin(&hasher);
	for (off_t at = 0; at < size;) {
		size_t most = size - at < PIECE_SIZE ? (size_t)(size - at) : PIECE_SIZE;
		ssize_t n = pread(from, piece, most, at);

		if (n <= 0 || (to >= 0 && pwrite(to, piece, (size_t)n, at) != n))
			return ERR_UNAVAILABLE;
		hasher_add(&hasher, (struct text){.p = piece, .n = (size_t)n});
		at += n;
	}
	*hash = hasher_end(&hasher);
	return OK;
}

static enum err
seal_add(file_handle file)
{
	off_t size = lseek(file, 0, SEEK_END);
	struct seal seal;

	if (size < 0)
		return ERR_UNAVAILABLE;
	memcpy(seal.mark, seal_mark, sizeof(seal.mark));
	TRY(read_all(file, -1, size, &seal.hash));
	return pwrite(file, &seal, sizeof(seal), size) == sizeof(seal) ? OK : ERR_UNAVAILABLE;
}

static enum err
sync_directory_of(const char *path)
{
	char directory[PATH_MAX_BYTES] = ".";
	const char *slash = strrchr(path, '/');
	cleanup(file_close) file_handle file = -1;

	if (slash)
		snprintf(directory, sizeof(directory), "%.*s", (int)(slash - path + 1), path);
	file = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return file >= 0 && fsync(file) == 0 ? OK : ERR_UNAVAILABLE;
}

/* A new file beside `path`, readable by its owner alone; its name goes to `temporary`. */
static file_handle
temporary_open(const char *path, char temporary[PATH_MAX_BYTES])
{
	if (strlen(path) > PATH_MAX_BYTES - 8) {
		errno = ENAMETOOLONG;
		return -1;
	}
	snprintf(temporary, PATH_MAX_BYTES, "%s.XXXXXX", path);
	return mkostemp(temporary, O_CLOEXEC);
}

/* The last steps of a file that must be there whole or not at all. */
static enum err
put_in_place(file_handle file, const char *temporary, const char *path)
{
	if (fsync(file) != 0 || rename(temporary, path) != 0) {
		log_warn("store: %s: %s", path, strerror(errno));
		return ERR_UNAVAILABLE;
	}
	return sync_directory_of(path);
}

static enum err
copy_and_seal(sqlite3 *from, file_handle file, const char *temporary, const char *path)
{
	TRY(copy_into(from, temporary));
	TRY(seal_add(file));
	return put_in_place(file, temporary, path);
}

enum err
store_backup(struct store *store, const char *path)
{
	char temporary[PATH_MAX_BYTES];
	cleanup(file_close) file_handle file = -1;
	enum err err;

	if (store_is_postgres(store))
		return ERR_INVALID;
	file = temporary_open(path, temporary);
	if (file < 0) {
		log_warn("store: backup: %s: %s", path, strerror(errno));
		return ERR_UNAVAILABLE;
	}
	err = copy_and_seal(sqlite_of(store), file, temporary, path);
	if (err != OK)
		unlink(temporary);
	return err;
}

/* --- checks --- */

/* The first row's text must be `wanted`. */
static enum err
expect(sqlite3 *db, const char *question, const char *wanted, const char *complaint,
		struct arena *arena, struct text *fault)
{
	sqlite3_stmt *statement = NULL;
	const char *answer = NULL;
	enum err err = OK;

	if (sqlite3_prepare_v2(db, question, -1, &statement, NULL) == SQLITE_OK &&
			sqlite3_step(statement) == SQLITE_ROW)
		answer = (const char *)sqlite3_column_text(statement, 0);
	if (!answer || strcmp(answer, wanted) != 0)
		err = fault_say(arena, fault, ERR_INVALID, "%s (%s)", complaint,
				answer ? answer : sqlite3_errmsg(db));
	sqlite3_finalize(statement);
	return err;
}

static enum err
check_all(sqlite3 *db, struct arena *arena, struct text *fault)
{
	TRY(expect(db, "SELECT application_id FROM pragma_application_id", "1668179828",
			"tệp không phải kho dữ liệu của chương trình này", arena, fault));
	TRY(expect(db, "SELECT integrity_check FROM pragma_integrity_check(1)", "ok",
			"tệp bị hỏng", arena, fault));
	TRY(expect(db, "SELECT count(*) FROM pragma_foreign_key_check", "0",
			"tệp có dòng trỏ tới chỗ không có", arena, fault));
	return expect(db, "SELECT count(*) > 0 FROM schema_step", "1", "kho dữ liệu trống", arena,
			fault);
}

/* How many bytes of the file are SQLite's. A seal, where there is one, must fit. */
static enum err
check_seal(file_handle file, off_t *out)
{
	off_t size = lseek(file, 0, SEEK_END), pages = size - (off_t)sizeof(struct seal);
	struct seal seal;
	struct hash hash;

	if (size <= 0)
		return ERR_INVALID;
	*out = size;
	if (size % PAGE_SIZE == 0)
		return OK;
	if (size % PAGE_SIZE != sizeof(seal) ||
			pread(file, &seal, sizeof(seal), pages) != sizeof(seal))
		return ERR_INVALID;
	TRY(read_all(file, -1, pages, &hash));
	*out = pages;
	return memcmp(seal.mark, seal_mark, sizeof(seal.mark)) == 0 &&
					       memcmp(&seal.hash, &hash, sizeof(hash)) == 0
			       ? OK
			       : ERR_INVALID;
}

static enum err
check_file(file_handle file, const char *path, off_t *size, struct arena *arena, struct text *fault)
{
	sqlite3 *db = NULL;
	enum err err;

	if (file < 0)
		return fault_say(arena, fault, ERR_INVALID, "%s: %s", path, strerror(errno));
	if (check_seal(file, size) != OK)
		return fault_say(arena, fault, ERR_INVALID,
				"tệp bị cắt ngắn hoặc đã bị sửa sau khi sao lưu");
	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
		err = fault_say(arena, fault, ERR_INVALID, "%s", sqlite3_errmsg(db));
	else
		err = check_all(db, arena, fault);
	sqlite3_close(db);
	return err;
}

enum err
store_check_file(const char *path, struct arena *arena, struct text *fault)
{
	cleanup(file_close) file_handle file = open(path, O_RDONLY | O_CLOEXEC);
	off_t size;

	return check_file(file, path, &size, arena, fault);
}

static enum err
copy_without_seal(file_handle from, off_t size, const char *path)
{
	char temporary[PATH_MAX_BYTES];
	cleanup(file_close) file_handle to = temporary_open(path, temporary);
	struct hash hash;
	enum err err;

	if (to < 0)
		return ERR_UNAVAILABLE;
	err = read_all(from, to, size, &hash);
	if (err == OK)
		err = put_in_place(to, temporary, path);
	if (err != OK)
		unlink(temporary);
	return err;
}

enum err
store_restore(const char *from, const char *path, struct arena *arena, struct text *fault)
{
	cleanup(file_close) file_handle file = open(from, O_RDONLY | O_CLOEXEC);
	off_t size;
	enum err err;

	TRY(check_file(file, from, &size, arena, fault));
	if (access(path, F_OK) == 0)
		return fault_say(arena, fault, ERR_CONFLICT, "%s is there already", path);
	err = copy_without_seal(file, size, path);
	if (err != OK)
		return fault_say(arena, fault, err, "%s: %s", path, strerror(errno));
	return OK;
}
