/*
 * sheet.h - a table written row by row into a file, for Excel (XLSX) or for anything (CSV).
 *
 * Memory does not grow with the rows. CSV is UTF-8 with a byte order mark and commas (RFC 4180);
 * a text that a spreadsheet would take for a formula gets an apostrophe before it. In XLSX
 * texts are texts, numbers and times have formats. Faults are kept: sheet_close tells the first.
 *
 *	TRY(sheet_open(path, SHEET_XLSX, zone, &sheet));
 *	sheet_begin(sheet, TEXT("Số liệu"), TEXT("Quý IV/2026"), columns, COUNT_OF(columns));
 *	sheet_text(sheet, name); sheet_count(sheet, 12); sheet_row(sheet); …
 *	sheet_note(sheet, made);
 *	return sheet_close(sheet);
 */
#ifndef BASE_SHEET_H
#define BASE_SHEET_H

#include "base/time.h"

#define SHEET_ROWS_MAX 1000000 /* of one table: what Excel opens */
#define SHEET_TEXT_MAX 4000    /* code points of a cell; the rest is cut with "…" */

enum sheet_kind { SHEET_CSV, SHEET_XLSX };

struct sheet_column {
	struct text label;
	int width; /* characters */
};

struct sheet;

/* Makes the file. ERR_UNAVAILABLE, logged, if it cannot. */
must_check enum err sheet_open(
		const char *path, enum sheet_kind kind, struct zone zone, struct sheet **out);

/*
 * Begins a table: its title and what it is about in two lines, then the columns, which an
 * XLSX keeps in sight. A CSV holds one table.
 */
void sheet_begin(struct sheet *sheet, struct text name, struct text about,
		const struct sheet_column *columns, size_t count);

/* The next cell of the row. */
void sheet_text(struct sheet *sheet, struct text text);
void sheet_count(struct sheet *sheet, int64_t count);
void sheet_share(struct sheet *sheet, int64_t per_mille); /* -1: empty */
void sheet_instant(struct sheet *sheet, bool present, struct instant instant);
void sheet_duration(struct sheet *sheet, bool present, int64_t ms); /* hours:minutes */

/* Ends the row. */
void sheet_row(struct sheet *sheet);

/* A line below the table. */
void sheet_note(struct sheet *sheet, struct text text);

/* Below all: who made it, when, and of what. */
void sheet_made(struct sheet *sheet, struct text who, struct instant now, struct text filter);

/*
 * XLSX: a chart of stacked bars over the rows that were written, one for each of `count` columns;
 * its labels are those of the first column. In CSV nothing.
 */
void sheet_chart(struct sheet *sheet, struct text title, const size_t *columns, size_t count);

/* Finishes the file and lets go of the sheet. ERR_UNAVAILABLE, logged: it is not whole. */
must_check enum err sheet_close(struct sheet *sheet);

#endif
