/*
 * archive.h - the directory of a ZIP file, read with distrust. Pure.
 *
 * Office documents are ZIP files. Only the plain form that office programs write
 * is taken: no bytes before, between or behind what the directory tells of, no
 * encryption, no 64-bit forms, no member twice, no name that leads elsewhere, and
 * no more unpacked bytes than people need. So two programs cannot see different
 * things in the same file.
 */
#ifndef OFFICE_ARCHIVE_H
#define OFFICE_ARCHIVE_H

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"

#include <stdint.h>

#define ARCHIVE_MEMBERS_MAX 10000
#define ARCHIVE_UNPACKED_MAX (UINT64_C(300) << 20)
/* Unpacked to packed, over the whole file; small files may pack better. */
#define ARCHIVE_RATIO_MAX 100
#define ARCHIVE_RATIO_FROM (UINT64_C(10) << 20)

struct archive_member {
	struct text name; /* borrowed from the bytes */
	struct text data; /* as packed; borrowed from the bytes */
	uint32_t size;    /* unpacked, as the directory says */
	bool is_deflated; /* else stored */
};

struct archive {
	struct archive_member *members;
	size_t count;
};

/* ERR_INVALID with words in `fault` for anything but a plain ZIP file. */
must_check enum err archive_read(
		struct arena *arena, struct text bytes, struct archive *out, struct text *fault);

/* NULL if there is no member of that name. */
const struct archive_member *archive_find(const struct archive *archive, const char *name);

/* At most the first `max` bytes of a member, unpacked; ERR_INVALID if they are damaged. */
must_check enum err archive_unpack(struct arena *arena, const struct archive_member *member,
		size_t max, struct text *out);

#endif
