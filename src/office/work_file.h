/* work_file.h - a list of the inbox as a file, to be taken along: the rows as the page has them. */
#ifndef OFFICE_WORK_FILE_H
#define OFFICE_WORK_FILE_H

#include "base/sheet.h"
#include "office/work.h"

struct work_file {
	enum sheet_kind kind;
	struct text words; /* list and filter as people read them */
	struct text path;  /* of the file that was made; the caller removes it */
	size_t rows;
};

/*
 * Writes what work_gather gives; if `chosen` (which may be NULL) says so, only some of it. Outside
 * of any transaction.
 */
must_check enum err work_file_make(struct ctx *ctx, enum work_list list,
		const struct work_filter *filter, bool (*chosen)(const struct work *, void *),
		void *arg, struct work_file *file);

/* Notes in the audit trail that it was taken along. */
must_check enum err work_file_note(struct ctx *ctx, const struct work_file *file);

#endif
