/*
 * figure_file.h - figures and the lists behind them as files, to be taken along.
 *
 * The same numbers as on the pages; who made it, when and of what stands below them. Memory
 * does not grow with the rows. Who takes figures along is noted in the audit trail.
 */
#ifndef OFFICE_FIGURE_FILE_H
#define OFFICE_FIGURE_FILE_H

#include "base/sheet.h"
#include "office/figure.h"

struct figure_file {
	enum sheet_kind kind;
	bool is_list; /* the duties behind `figure`, else the table */
	enum figure figure;
	enum figure_by by;
	struct text words; /* the filter as people read it */
	struct text path;  /* of the file that was made; the caller removes it */
};

/*
 * Writes the file below the directory of files, of one state of the store, outside of any
 * transaction. Complains about the field "format" when the list has more rows than a
 * spreadsheet takes (ERR_INVALID).
 */
must_check enum err figure_file_make(
		struct ctx *ctx, const struct figure_filter *filter, struct figure_file *file);

/* Notes that it was taken along. Needs MAY_REPORT_READ. */
must_check enum err figure_file_note(struct ctx *ctx, const struct figure_file *file);

#endif
