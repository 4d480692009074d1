/* The part of store.h about whole SQLite files: copies and checks. */
#include "base/log.h"
#include "store/sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define PATH_MAX_BYTES 4000

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

static enum err
sync_path(const char *path, int flags)
{
	int file = open(path, flags | O_CLOEXEC);
	int code;

	if (file < 0)
		return ERR_UNAVAILABLE;
	code = fsync(file);
	close(file);
	return code == 0 ? OK : ERR_UNAVAILABLE;
}

static enum err
sync_directory_of(const char *path)
{
	char directory[PATH_MAX_BYTES];
	const char *slash = strrchr(path, '/');

	if (!slash)
		return sync_path(".", O_RDONLY | O_DIRECTORY);
	snprintf(directory, sizeof(directory), "%.*s", (int)(slash - path + 1), path);
	return sync_path(directory, O_RDONLY | O_DIRECTORY);
}

static enum err
copy_and_sync(sqlite3 *from, const char *temporary, const char *path)
{
	TRY(copy_into(from, temporary));
	TRY(sync_path(temporary, O_RDWR));
	if (rename(temporary, path) != 0) {
		log_warn("store: backup: %s: %s", path, strerror(errno));
		return ERR_UNAVAILABLE;
	}
	return sync_directory_of(path);
}

enum err
store_backup(struct store *store, const char *path)
{
	char temporary[PATH_MAX_BYTES];
	int file;
	enum err err;

	if (store_is_postgres(store) || strlen(path) > sizeof(temporary) - 8)
		return ERR_INVALID;
	snprintf(temporary, sizeof(temporary), "%s.XXXXXX", path);
	file = mkostemp(temporary, O_CLOEXEC); /* readable by its owner alone */
	if (file < 0) {
		log_warn("store: backup: %s: %s", path, strerror(errno));
		return ERR_UNAVAILABLE;
	}
	close(file);
	err = copy_and_sync(sqlite_of(store), temporary, path);
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
			"the file is not a store of this program", arena, fault));
	TRY(expect(db, "SELECT integrity_check FROM pragma_integrity_check(1)", "ok",
			"the file is damaged", arena, fault));
	TRY(expect(db, "SELECT count(*) FROM pragma_foreign_key_check", "0",
			"the file has rows that point nowhere", arena, fault));
	return expect(db, "SELECT count(*) > 0 FROM schema_step", "1", "the store is empty", arena,
			fault);
}

enum err
store_check_file(const char *path, struct arena *arena, struct text *fault)
{
	sqlite3 *db = NULL;
	enum err err;

	if (access(path, R_OK) != 0)
		return fault_say(arena, fault, ERR_INVALID, "%s: %s", path, strerror(errno));
	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
		err = fault_say(arena, fault, ERR_INVALID, "%s", sqlite3_errmsg(db));
	else
		err = check_all(db, arena, fault);
	sqlite3_close(db);
	return err;
}
