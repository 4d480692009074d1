#include "office/file_stray.h"

#include "base/disk.h"
#include "base/log.h"
#include "gen/office/file.sql.h"
#include "office/audit.h"
#include "office/file.h"
#include "office/mail.h"
#include "office/site_key.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#define UPLOAD_PART (FILE_PARTS - 1)
#define UPLOAD_PREFIX "upload-"

/* What the name says that it is: a content of the part, an upload, or nothing of ours. */
static bool
name_read(struct arena *arena, unsigned part, const char *name, struct text *hex)
{
	struct hash hash;

	*hex = NO_TEXT;
	if (part == UPLOAD_PART)
		return text_starts_with(text_of(name), TEXT(UPLOAD_PREFIX));
	*hex = text_format(arena, "%02x%s", part, name);
	return hash_read(*hex, &hash);
}

static enum err
has_row(struct ctx *ctx, struct text hex, bool *out)
{
	struct query q;

	*out = false;
	if (!hex.n)
		return OK;
	query_begin(&q, ctx->store, &SQL_file_id);
	bind_text(&q, hex);
	*out = query_next(&q);
	return query_end(&q);
}

/* Whether it lies there, and longer than any act takes. */
static bool
is_old(const struct ctx *ctx, const char *path, uint64_t *size)
{
	struct stat status;

	if (lstat(path, &status) != 0 || !S_ISREG(status.st_mode))
		return false;
	*size = (uint64_t)status.st_size;
	return ctx->now.ms - status.st_mtim.tv_sec * SECOND_MS > FILE_STRAY_MS;
}

static enum err
stray_read(struct ctx *ctx, const char *directory, unsigned part, const char *name,
		struct file_stray *out, bool *is_stray)
{
	struct file_stray row = {0};
	bool is_kept;

	*is_stray = false;
	if (!name_read(ctx->arena, part, name, &row.sha256))
		return OK;
	row.path = text_format(ctx->arena, "%s/%s", directory, name).p;
	if (!is_old(ctx, row.path, &row.size))
		return OK;
	TRY(has_row(ctx, row.sha256, &is_kept));
	*is_stray = !is_kept;
	*out = row;
	return OK;
}

enum err
file_strays(struct ctx *ctx, unsigned part, struct file_strays *out)
{
	struct file_stray *rows = ARENA_NEW_ARRAY(ctx->arena, FILE_STRAYS_MAX, struct file_stray);
	struct text path = part == UPLOAD_PART
					   ? ctx->rules->files
					   : text_format(ctx->arena, "%.*s/%02x",
							     TEXT_ARGS(ctx->rules->files), part);
	const char *directory = text_c(ctx->arena, path);
	cleanup(disk_close_directory) DIR *entries = opendir(directory);
	struct file_strays found = {.list = rows};
	struct dirent *entry;
	bool is_stray;

	*out = found;
	if (!entries)
		return errno == ENOENT ? OK : disk_fault("read", directory);
	while (found.count < FILE_STRAYS_MAX && (entry = readdir(entries))) {
		TRY(stray_read(ctx, directory, part, entry->d_name, &rows[found.count], &is_stray));
		if (!is_stray)
			continue;
		found.size += rows[found.count].size;
		found.count++;
	}
	*out = found;
	return OK;
}

enum err
file_strays_remove(struct ctx *ctx, const struct file_strays *strays)
{
	struct mail_figures mails;
	bool is_shared;
	size_t removed = 0;

	TRY(mail_figures(ctx, &mails));
	TRY(site_key_has_stranger(ctx, &is_shared));
	if (mails.held_at.ms || is_shared)
		return OK;
	TRY(store_lock(ctx->store, FILE_LOCK));
	for (size_t i = 0; i < strays->count; i++) {
		const struct file_stray *stray = &strays->list[i];
		uint64_t size;
		bool is_kept;

		TRY(has_row(ctx, stray->sha256, &is_kept));
		if (is_kept || !is_old(ctx, stray->path, &size))
			continue;
		if (unlink(stray->path) != 0)
			return disk_fault("remove", stray->path);
		removed++;
	}
	if (removed)
		audit_note(ctx, "file.remove", 0, "%zu tệp không thuộc bản ghi nào", removed);
	return OK;
}
