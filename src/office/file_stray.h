/*
 * file_stray.h - bytes below rules->files that no row tells of.
 *
 * A file is durable before its row is committed (file.h), so an act that is refused, fails or
 * dies in between leaves bytes without a row; a process that dies while it takes an upload
 * leaves that. Nobody can fetch them, yet they do not belong there: the clock looks part by
 * part and removes what is older than any act takes. Other files below rules->files (keys,
 * checkpoints) are never touched.
 */
#ifndef OFFICE_FILE_STRAY_H
#define OFFICE_FILE_STRAY_H

#include "office/ctx.h"

#define FILE_STRAY_MS (15 * MINUTE_MS) /* an act that keeps a file takes less */
#define FILE_PARTS 257                 /* a directory for each first byte, and the uploads */
#define FILE_STRAYS_MAX 1000           /* of one part at once; the rest the next time */

struct file_stray {
	const char *path;
	struct text sha256; /* hex; empty: an upload that was never moved */
	uint64_t size;
};

struct file_strays {
	const struct file_stray *list;
	size_t count;
	uint64_t size; /* bytes of them all */
};

/* Those of one part, 0 up to FILE_PARTS. Reads only, the disk too. */
must_check enum err file_strays(struct ctx *ctx, unsigned part, struct file_strays *out);

/*
 * Removes those that are strays still: whoever keeps the same content meanwhile (file_keep) is
 * waited for, or finds it gone and fails. Nothing goes where another store may know them: after
 * a restore until mails are released, and beside keys that are not this store's.
 */
must_check enum err file_strays_remove(struct ctx *ctx, const struct file_strays *strays);

#endif
