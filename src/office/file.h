/*
 * file.h - files kept by what is in them.
 *
 * A file lies under rules->files at a path made of its SHA-256: "ab/cdef…". The
 * same content twice is one file and one row. The file is durable (itself and its
 * directory) before its row is committed; if the transaction fails, a file
 * without row is left, which file_stray.h removes.
 *
 * Uploads and rules->files have to lie on one file system: moving is a rename.
 */
#ifndef OFFICE_FILE_H
#define OFFICE_FILE_H

#include "http/form.h"
#include "office/ctx.h"

/* Held (store_lock) by who removes files; shared by who makes rows of them. */
#define FILE_LOCK "files"

struct file {
	int64_t id;
	struct text sha256; /* hex */
	struct text path;
	uint64_t size;
	struct text type;  /* what it really is: "application/pdf" */
	int width, height; /* pixels of a picture, else 0 */
	struct instant created_at;
};

/*
 * Moves an upload to where its content belongs and makes that durable. Slow (it
 * waits for the disk) and touches no store: for a `prepare` step. An upload that
 * was moved before is OK. ERR_UNAVAILABLE when the disk does not take it.
 */
must_check enum err file_put(const struct rules *rules, const struct upload *upload);

/* The row of the upload's content, and file_put if nobody did that before. */
must_check enum err file_keep(struct ctx *ctx, const struct upload *upload, struct text type,
		int width, int height, int64_t *id);

must_check enum err file_load(struct ctx *ctx, int64_t id, struct file *out);

/* `id` is a picture and `smaller` the same one, at most `width` pixels wide. */
must_check enum err file_keep_smaller(struct ctx *ctx, int64_t id, int width, int64_t smaller);

/*
 * The smallest form of picture `id` that is kept for places at least `width`
 * pixels wide; the file itself when there is none.
 */
must_check enum err file_load_width(struct ctx *ctx, int64_t id, int width, struct file *out);

/* ERR_BROKEN (logged) unless the bytes on disk are those that the row tells of. */
must_check enum err file_verify(const struct file *file);

#endif
