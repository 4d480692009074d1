#include "office/file.h"

#include "base/disk.h"
#include "base/log.h"
#include "gen/office/file.sql.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define DIRECTORY_MODE 0750
#define READ_SIZE 65536

/* Where a content lies: "files/ab" and, within it, "cdef…". */
struct place {
	char directory[PATH_MAX];
	char path[PATH_MAX];
};

static enum err
place_of(struct text files, struct text hex, struct place *out)
{
	int n = snprintf(out->path, sizeof(out->path), "%.*s/%.2s/%.*s", TEXT_ARGS(files), hex.p,
			(int)hex.n - 2, hex.p + 2);

	if (n < 0 || (size_t)n >= sizeof(out->path)) {
		log_error("file: the directory of files has too long a path");
		return ERR_BROKEN;
	}
	snprintf(out->directory, sizeof(out->directory), "%.*s/%.2s", TEXT_ARGS(files), hex.p);
	return OK;
}

static bool
is_in_place(const struct place *place, uint64_t size)
{
	struct stat status;

	return stat(place->path, &status) == 0 && S_ISREG(status.st_mode) &&
	       (uint64_t)status.st_size == size;
}

/*
 * Both directories are synced each time: another thread may have made the lower
 * one a moment ago without having come to its own sync.
 */
static enum err
file_move(const char *from, const char *files, const struct place *to, uint64_t size)
{
	TRY(disk_make_directory(files, DIRECTORY_MODE));
	TRY(disk_make_directory(to->directory, DIRECTORY_MODE));
	if (rename(from, to->path) != 0) {
		/* A parallel try of the same act was faster. */
		if (errno == ENOENT && is_in_place(to, size))
			return OK;
		return disk_fault("move", to->path);
	}
	TRY(disk_sync_directory(to->directory));
	return disk_sync_directory(files);
}

enum err
file_put(const struct rules *rules, const struct upload *upload)
{
	struct arena arena = {0};
	struct place place;
	const char *from = text_c(&arena, upload->path);
	enum err err = place_of(rules->files, hash_hex(&arena, upload->sha256), &place);

	if (err == OK && access(from, F_OK) == 0)
		err = file_move(from, text_c(&arena, rules->files), &place, upload->size);
	else if (err == OK && !is_in_place(&place, upload->size))
		err = disk_fault("find", place.path);
	arena_free(&arena);
	return err;
}

static enum err
file_id(struct ctx *ctx, struct text hex, int64_t *id)
{
	struct query q;
	int64_t found = 0;

	query_begin(&q, ctx->store, &SQL_file_id);
	bind_text(&q, hex);
	if (query_next(&q))
		found = column_int(&q, 0);
	TRY(query_end(&q));
	if (!found)
		return ERR_BROKEN;
	*id = found;
	return OK;
}

enum err
file_keep(struct ctx *ctx, const struct upload *upload, struct text type, int width, int height,
		int64_t *id)
{
	struct text hex = hash_hex(ctx->arena, upload->sha256);
	struct query q;

	TRY(store_lock_shared(ctx->store, FILE_LOCK));
	TRY(file_put(ctx->rules, upload));
	query_begin(&q, ctx->store, &SQL_file_add);
	bind_text(&q, hex);
	bind_int(&q, (int64_t)upload->size);
	bind_text(&q, type);
	bind_id_or_null(&q, width);
	bind_id_or_null(&q, height);
	bind_instant(&q, ctx->now);
	TRY(query_run(&q));
	return file_id(ctx, hex, id);
}

enum err
file_keep_smaller(struct ctx *ctx, int64_t id, int width, int64_t smaller)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_file_add_smaller);
	bind_int(&q, id);
	bind_int(&q, width);
	bind_int(&q, smaller);
	return query_run(&q);
}

/* Steps to the one row and reads it; ERR_NOT_FOUND if there is none. */
static enum err
file_read(struct ctx *ctx, struct query *q, struct file *out)
{
	struct file file = {0};
	struct place place;

	if (query_next(q)) {
		file.id = column_int(q, 0);
		file.sha256 = column_text(q, 1, ctx->arena);
		file.size = (uint64_t)column_int(q, 2);
		file.type = column_text(q, 3, ctx->arena);
		file.width = (int)column_int(q, 4);
		file.height = (int)column_int(q, 5);
		file.created_at = column_instant(q, 6);
	}
	TRY(query_end(q));
	if (!file.id)
		return ERR_NOT_FOUND;
	TRY(place_of(ctx->rules->files, file.sha256, &place));
	file.path = text_copy(ctx->arena, text_of(place.path));
	*out = file;
	return OK;
}

enum err
file_load(struct ctx *ctx, int64_t id, struct file *out)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_file_load);
	bind_int(&q, id);
	return file_read(ctx, &q, out);
}

enum err
file_load_width(struct ctx *ctx, int64_t id, int width, struct file *out)
{
	struct query q;
	enum err err;

	query_begin(&q, ctx->store, &SQL_file_load_width);
	bind_int(&q, id);
	bind_int(&q, width);
	err = file_read(ctx, &q, out);
	return err == ERR_NOT_FOUND ? file_load(ctx, id, out) : err;
}

static enum err
hash_of_file(const char *path, struct hash *out)
{
	cleanup(disk_close) int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct hasher hasher;
	char bytes[READ_SIZE];
	ssize_t n;

	if (fd < 0)
		return disk_fault("open", path);
	hasher_begin(&hasher);
	while ((n = read(fd, bytes, sizeof(bytes))) > 0)
		hasher_add(&hasher, (struct text){.p = bytes, .n = (size_t)n});
	if (n < 0)
		return disk_fault("read", path);
	*out = hasher_end(&hasher);
	return OK;
}

enum err
file_verify(const struct file *file)
{
	struct arena arena = {0};
	struct hash hash;
	bool is_same;

	TRY(hash_of_file(file->path.p, &hash));
	is_same = text_equals(hash_hex(&arena, hash), file->sha256);
	arena_free(&arena);
	if (is_same)
		return OK;
	log_error("file: %s does not hold what its name says", file->path.p);
	return ERR_BROKEN;
}
