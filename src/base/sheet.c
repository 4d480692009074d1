#include "base/sheet.h"

#include "base/buf.h"
#include "base/log.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <xlsxwriter.h>

#define COLUMNS_MAX 40
#define SCRATCH_ROWS 256 /* rows whose texts are kept at a time */
#define CHART_ROW_PX 22
#define CHART_PX 420

struct sheet {
	enum sheet_kind kind;
	struct zone zone;
	const char *path;
	bool failed;
	struct arena arena; /* of the rows written last */
	FILE *csv;
	int column;
	lxw_workbook *book;
	lxw_worksheet *page;
	const char *page_name;
	lxw_format *head, *title, *count, *share, *instant, *duration, *note;
	uint32_t row, first_row; /* the next one; the first below the columns */
	int columns;
	char name_bytes[40];
};

static void
fail(struct sheet *sheet, const char *words)
{
	if (!sheet->failed)
		log_error("sheet %s: %s", sheet->path, words);
	sheet->failed = true;
}

/* --- opening -----------------------------------------------------------------------------------
 */

static lxw_format *
format_new(struct sheet *sheet, const char *number)
{
	lxw_format *format = workbook_add_format(sheet->book);

	if (number)
		format_set_num_format(format, number);
	return format;
}

/* Beside the file itself: where strangers' temporary files do not lie. */
static char *
directory_of(struct sheet *sheet)
{
	const char *slash = strrchr(sheet->path, '/');

	return slash ? (char *)(uintptr_t)text_format(&sheet->arena, "%.*s",
				       (int)(slash - sheet->path), sheet->path)
					       .p
		     : (char *)(uintptr_t) ".";
}

static bool
book_open(struct sheet *sheet)
{
	lxw_workbook_options options = {
			.constant_memory = LXW_TRUE,
			.tmpdir = directory_of(sheet),
	};

	sheet->book = workbook_new_opt(sheet->path, &options);
	if (!sheet->book)
		return false;
	sheet->title = format_new(sheet, NULL);
	format_set_bold(sheet->title);
	format_set_font_size(sheet->title, 14);
	sheet->head = format_new(sheet, NULL);
	format_set_bold(sheet->head);
	format_set_text_wrap(sheet->head);
	format_set_bottom(sheet->head, LXW_BORDER_MEDIUM);
	sheet->count = format_new(sheet, "#,##0");
	sheet->share = format_new(sheet, "0.0%");
	sheet->instant = format_new(sheet, "dd/mm/yyyy hh:mm");
	sheet->duration = format_new(sheet, "[h]:mm");
	sheet->note = format_new(sheet, NULL);
	format_set_italic(sheet->note);
	return true;
}

static bool
csv_open(struct sheet *sheet)
{
	sheet->csv = fopen(sheet->path, "wxe");
	return sheet->csv && fputs("\xef\xbb\xbf", sheet->csv) >= 0;
}

enum err
sheet_open(const char *path, enum sheet_kind kind, struct zone zone, struct sheet **out)
{
	struct sheet *sheet = calloc(1, sizeof(*sheet));

	if (!sheet)
		abort();
	sheet->kind = kind;
	sheet->zone = zone;
	sheet->path = path;
	if (kind == SHEET_XLSX ? book_open(sheet) : csv_open(sheet)) {
		*out = sheet;
		return OK;
	}
	log_error("sheet %s: %s", path, strerror(errno));
	sheet->failed = true;
	return sheet_close(sheet);
}

/* --- cells -------------------------------------------------------------------------------------
 */

static void
wrote(struct sheet *sheet, lxw_error error)
{
	if (error != LXW_NO_ERROR)
		fail(sheet, lxw_strerror(error));
}

static bool
is_formula(struct text text)
{
	return text.n && strchr("=+-@\t\r", text.p[0]);
}

/* Quoted always: so nothing in a text can end its cell. */
static void
csv_text(struct sheet *sheet, struct text text)
{
	if (sheet->column)
		fputc(',', sheet->csv);
	fputc('"', sheet->csv);
	if (is_formula(text))
		fputc('\'', sheet->csv);
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '"')
			fputc('"', sheet->csv);
		fputc(text.p[i], sheet->csv);
	}
	fputc('"', sheet->csv);
}

/* What was made here is written as it is. */
static void
csv_plain(struct sheet *sheet, struct text text)
{
	fprintf(sheet->csv, "%s%.*s", sheet->column ? "," : "", TEXT_ARGS(text));
}

static void
text_put(struct sheet *sheet, struct text text, lxw_format *format)
{
	text = text_shorten(&sheet->arena, text, SHEET_TEXT_MAX);
	if (sheet->kind == SHEET_CSV)
		csv_text(sheet, text);
	else if (text.n)
		wrote(sheet, worksheet_write_string(sheet->page, sheet->row,
					     (lxw_col_t)sheet->column, text_c(&sheet->arena, text),
					     format));
	sheet->column++;
}

static void
number_put(struct sheet *sheet, bool present, double number, lxw_format *format, struct text plain)
{
	if (sheet->kind == SHEET_CSV)
		csv_plain(sheet, present ? plain : NO_TEXT);
	else if (present)
		wrote(sheet, worksheet_write_number(sheet->page, sheet->row,
					     (lxw_col_t)sheet->column, number, format));
	sheet->column++;
}

void
sheet_text(struct sheet *sheet, struct text text)
{
	text_put(sheet, text, NULL);
}

void
sheet_count(struct sheet *sheet, int64_t count)
{
	number_put(sheet, true, (double)count, sheet->count,
			text_format(&sheet->arena, "%lld", (long long)count));
}

void
sheet_share(struct sheet *sheet, int64_t per_mille)
{
	number_put(sheet, per_mille >= 0, (double)per_mille / 1000, sheet->share,
			text_format(&sheet->arena, "%lld.%lld%%", (long long)per_mille / 10,
					(long long)per_mille % 10));
}

/* Excel's days since 30 December 1899, in local time. */
static double
excel_days(struct sheet *sheet, struct instant instant)
{
	const int64_t epoch_days = 25569;

	return (double)(instant.ms + sheet->zone.offset_s * SECOND_MS) / (double)DAY_MS +
	       (double)epoch_days;
}

void
sheet_instant(struct sheet *sheet, bool present, struct instant instant)
{
	struct text iso = text_slice(instant_iso(&sheet->arena, instant, sheet->zone), 0, 19);

	number_put(sheet, present, excel_days(sheet, instant), sheet->instant, iso);
}

void
sheet_duration(struct sheet *sheet, bool present, int64_t ms)
{
	number_put(sheet, present, (double)ms / (double)DAY_MS, sheet->duration,
			text_format(&sheet->arena, "%lld:%02lld", (long long)(ms / HOUR_MS),
					(long long)(ms % HOUR_MS / MINUTE_MS)));
}

void
sheet_row(struct sheet *sheet)
{
	if (sheet->kind == SHEET_CSV)
		fputs("\r\n", sheet->csv);
	sheet->column = 0;
	sheet->row++;
	if (sheet->row % SCRATCH_ROWS == 0)
		arena_reset(&sheet->arena);
}

/* --- around the rows ---------------------------------------------------------------------------
 */

/* Excel's name of a page: 31 letters, and no more than letters, digits and blanks here. */
static void
page_begin(struct sheet *sheet, struct text name, const struct sheet_column *columns, size_t count)
{
	snprintf(sheet->name_bytes, sizeof(sheet->name_bytes), "%.*s", TEXT_ARGS(name));
	sheet->page = workbook_add_worksheet(sheet->book, sheet->name_bytes);
	if (!sheet->page) {
		fail(sheet, "no page of that name");
		return;
	}
	for (size_t i = 0; i < count; i++)
		worksheet_set_column(
				sheet->page, (lxw_col_t)i, (lxw_col_t)i, columns[i].width, NULL);
	worksheet_freeze_panes(sheet->page, 4, 1);
	worksheet_repeat_rows(sheet->page, 3, 3);
	worksheet_set_landscape(sheet->page);
	worksheet_set_paper(sheet->page, 9); /* A4 */
	worksheet_fit_to_pages(sheet->page, 1, 0);
	worksheet_set_footer(sheet->page, "&RTrang &P/&N");
}

void
sheet_begin(struct sheet *sheet, struct text name, struct text about,
		const struct sheet_column *columns, size_t count)
{
	sheet->row = 0;
	sheet->columns = (int)count;
	if (sheet->kind == SHEET_XLSX) {
		page_begin(sheet, name, columns, count);
		if (sheet->failed)
			return;
		text_put(sheet, name, sheet->title);
		sheet_row(sheet);
		text_put(sheet, about, NULL);
		sheet_row(sheet);
		sheet_row(sheet);
	}
	for (size_t i = 0; i < count; i++)
		text_put(sheet, columns[i].label, sheet->head);
	sheet_row(sheet);
	sheet->first_row = sheet->row;
}

void
sheet_note(struct sheet *sheet, struct text text)
{
	text_put(sheet, text, sheet->note);
	sheet_row(sheet);
}

void
sheet_made(struct sheet *sheet, struct text who, struct instant now, struct text filter)
{
	sheet_note(sheet, NO_TEXT);
	sheet_note(sheet, text_format(&sheet->arena, "Người lập: %.*s", TEXT_ARGS(who)));
	sheet_note(sheet, text_format(&sheet->arena, "Lúc: %s",
					  instant_words(&sheet->arena, now, sheet->zone).p));
	sheet_note(sheet, text_format(&sheet->arena, "Bộ lọc: %.*s", TEXT_ARGS(filter)));
}

void
sheet_chart(struct sheet *sheet, struct text title, const size_t *columns, size_t count)
{
	lxw_chart *chart;
	uint32_t last = sheet->row - 1;
	lxw_chart_options options = {.x_scale = 1.6};

	if (sheet->kind == SHEET_CSV || sheet->failed || sheet->row == sheet->first_row)
		return;
	options.y_scale = (double)(CHART_PX + CHART_ROW_PX * (int)(last - sheet->first_row + 1)) /
			  (double)CHART_PX;
	chart = workbook_add_chart(sheet->book, LXW_CHART_BAR_STACKED);
	chart_title_set_name(chart, text_c(&sheet->arena, title));
	for (size_t i = 0; i < count; i++) {
		lxw_chart_series *series = chart_add_series(chart, NULL, NULL);

		chart_series_set_categories(
				series, sheet->name_bytes, sheet->first_row, 0, last, 0);
		chart_series_set_values(series, sheet->name_bytes, sheet->first_row,
				(lxw_col_t)columns[i], last, (lxw_col_t)columns[i]);
		chart_series_set_name_range(series, sheet->name_bytes, sheet->first_row - 1,
				(lxw_col_t)columns[i]);
	}
	chart_axis_set_reverse(chart->y_axis); /* the first row on top, as in the table */
	chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
	wrote(sheet, worksheet_insert_chart_opt(sheet->page, sheet->first_row,
				     (lxw_col_t)(sheet->columns + 1), chart, &options));
}

enum err
sheet_close(struct sheet *sheet)
{
	bool failed;

	if (sheet->book)
		wrote(sheet, workbook_close(sheet->book));
	if (sheet->csv && (ferror(sheet->csv) | fclose(sheet->csv)))
		fail(sheet, strerror(errno));
	failed = sheet->failed;
	arena_free(&sheet->arena);
	free(sheet);
	return failed ? ERR_UNAVAILABLE : OK;
}
