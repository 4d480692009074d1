/*
 * export.h - a spreadsheet to take along: made by a worker below the directory of files, of one
 * state of the store, with who made it, when and of what below its rows.
 */
#ifndef OFFICE_EXPORT_H
#define OFFICE_EXPORT_H

#include "base/sheet.h"
#include "office/ctx.h"

/* Writes the rows. */
typedef enum err export_rows(struct ctx *ctx, void *order, struct sheet *sheet);

/*
 * Outside of any transaction. `words`: what it is of, as people read it. The caller removes the
 * file at `path`; there is none on an error.
 */
must_check enum err export_make(struct ctx *ctx, enum sheet_kind kind, struct text words,
		export_rows *rows, void *order, struct text *path);

#endif
