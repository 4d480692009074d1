#include "office/figure_file.h"

#include "law/duty.h"
#include "office/audit.h"
#include "office/export.h"
#include "office/figure_list.h"

#define CHUNK 2000 /* rows read at a time */

/* --- the table ---------------------------------------------------------------------------------
 */

enum table_column {
	COLUMN_CODE,
	COLUMN_NAME,
	COLUMN_NUMBERS,
	COLUMN_SHARE = COLUMN_NUMBERS + FIGURE_COUNT,
	COLUMN_MEDIAN,
	COLUMN_WORST,
	COLUMN_PUBLISHED,
	COLUMN_URGENT,
	COLUMN_URGENT_SHARE,
	COLUMN_LAY, /* of each side the median and the longest */
	COLUMN_COUNT = COLUMN_LAY + 2 * SPAN_SIDES,
};

static void
table_columns(enum figure_by by, struct sheet_column columns[COLUMN_COUNT])
{
	bool units = by == FIGURE_BY_UNIT;

	columns[COLUMN_CODE] = (struct sheet_column){units ? TEXT("Mã đơn vị") : TEXT("Mã"), 12};
	columns[COLUMN_NAME] = (struct sheet_column){units ? TEXT("Đơn vị") : TEXT("Nghĩa vụ"), 44};
	for (size_t i = 0; i < FIGURE_COUNT; i++)
		columns[COLUMN_NUMBERS + i] = (struct sheet_column){FIGURES[i].label.text, 11};
	columns[COLUMN_SHARE] = (struct sheet_column){TEXT("Tỷ lệ đúng hạn"), 10};
	columns[COLUMN_MEDIAN] = (struct sheet_column){TEXT("Thời gian trung vị (giờ:phút)"), 14};
	columns[COLUMN_WORST] = (struct sheet_column){TEXT("Lâu nhất (giờ:phút)"), 14};
	columns[COLUMN_PUBLISHED] = (struct sheet_column){TEXT("Tin đã đăng"), 11};
	columns[COLUMN_URGENT] = (struct sheet_column){TEXT("Đăng khẩn"), 11};
	columns[COLUMN_URGENT_SHARE] = (struct sheet_column){TEXT("Tỷ lệ đăng khẩn"), 10};
	columns[COLUMN_LAY] = (struct sheet_column){TEXT("Ở đơn vị, trung vị (giờ:phút)"), 14};
	columns[COLUMN_LAY + 1] = (struct sheet_column){TEXT("Ở đơn vị, lâu nhất (giờ:phút)"), 14};
	columns[COLUMN_LAY + 2] = (struct sheet_column){TEXT("Ở Cổng, trung vị (giờ:phút)"), 14};
	columns[COLUMN_LAY + 3] = (struct sheet_column){TEXT("Ở Cổng, lâu nhất (giờ:phút)"), 14};
}

static void
times_write(struct sheet *sheet, const struct figure_times *times)
{
	sheet_duration(sheet, times->count > 0, times->median_ms);
	sheet_duration(sheet, times->count > 0, times->worst_ms);
}

static void
table_row(struct sheet *sheet, struct text code, struct text name, const struct figure_row *row)
{
	sheet_text(sheet, code);
	sheet_text(sheet, name);
	for (size_t i = 0; i < FIGURE_COUNT; i++)
		sheet_count(sheet, row->numbers.n[i]);
	sheet_share(sheet, figure_on_time(&row->numbers));
	times_write(sheet, &row->took);
	sheet_count(sheet, row->published);
	sheet_count(sheet, row->urgent);
	sheet_share(sheet, figure_urgent(row));
	for (int side = 0; side < SPAN_SIDES; side++)
		times_write(sheet, &row->lay[side]);
	sheet_row(sheet);
}

static enum err
table_write(struct ctx *ctx, const struct figure_filter *filter, const struct figure_file *file,
		struct sheet *sheet)
{
	static const size_t charted[] = {COLUMN_NUMBERS + FIGURE_ON_TIME,
			COLUMN_NUMBERS + FIGURE_LATE, COLUMN_NUMBERS + FIGURE_OVERDUE};
	struct sheet_column columns[COLUMN_COUNT];
	struct figure_table table;

	TRY(figure_table_make(ctx, filter, file->by, false, &table));
	table_columns(file->by, columns);
	sheet_begin(sheet, TEXT("Số liệu thực hiện"), file->words, columns, COLUMN_COUNT);
	for (size_t i = 0; i < table.count; i++)
		table_row(sheet, table.rows[i].code, table.rows[i].name, &table.rows[i]);
	sheet_chart(sheet, TEXT("Đúng hạn, trễ hạn và quá hạn"), charted, COUNT_OF(charted));
	table_row(sheet, NO_TEXT, TEXT("Tổng cộng"), &table.total);
	return OK;
}

/* --- the list ----------------------------------------------------------------------------------
 */

static const struct sheet_column LIST[] = {
		{TEXT("Số nghĩa vụ"), 11},
		{TEXT("Mã đơn vị"), 12},
		{TEXT("Đơn vị"), 36},
		{TEXT("Vụ việc"), 50},
		{TEXT("Mã nghĩa vụ"), 11},
		{TEXT("Nghĩa vụ"), 36},
		{TEXT("Khoản"), 16},
		{TEXT("Phát sinh"), 17},
		{TEXT("Hạn (trước lúc)"), 17},
		{TEXT("Kết quả"), 18},
		{TEXT("Thực hiện lúc"), 17},
		{TEXT("Trễ (giờ:phút)"), 12},
		{TEXT("Thời gian (giờ:phút)"), 14},
};

static void
list_row(struct sheet *sheet, const struct figure_duty *duty)
{
	bool is_met = (duty->outcome & FIGURES[FIGURE_HANDED_IN].outcomes) != 0;

	sheet_count(sheet, duty->id);
	sheet_text(sheet, duty->unit_code);
	sheet_text(sheet, duty->unit_name);
	sheet_text(sheet, duty->matter_title);
	sheet_text(sheet, duty->rule);
	sheet_text(sheet, duty->law ? duty->law->title : NO_TEXT);
	sheet_text(sheet, duty->law ? duty->law->clause : NO_TEXT);
	sheet_instant(sheet, true, duty->opened_at);
	sheet_instant(sheet, duty->due.has_end, duty->due.due_before);
	sheet_text(sheet, figure_duty_label(duty).text);
	sheet_instant(sheet, is_met, duty->met_at);
	sheet_duration(sheet, duty->outcome == OUTCOME_LATE, duty->late_ms);
	sheet_duration(sheet, is_met, duty->took_ms);
	sheet_row(sheet);
}

static enum err
list_write(struct ctx *ctx, const struct figure_filter *filter, const struct figure_file *file,
		struct sheet *sheet)
{
	struct figure_place place = {0};
	size_t count = CHUNK, written = 0;

	sheet_begin(sheet, FIGURES[file->figure].label.text, file->words, LIST, COUNT_OF(LIST));
	while (count == CHUNK) {
		struct arena_mark mark = arena_mark(ctx->arena);
		struct figure_duty *rows;

		TRY(figure_duty_list(ctx, filter, file->figure, &place, CHUNK, &rows, &count));
		for (size_t i = 0; i < count; i++)
			list_row(sheet, &rows[i]);
		if (count)
			place = (struct figure_place){rows[count - 1].unit,
					rows[count - 1].opened_at, rows[count - 1].id};
		arena_reset_to(ctx->arena, mark);
		written += count;
		if (written > SHEET_ROWS_MAX)
			return form_complain(ctx->form, "format",
					"Danh sách có hơn %d dòng. Hãy chọn kỳ ngắn hơn hoặc một "
					"đơn vị.",
					SHEET_ROWS_MAX);
	}
	return OK;
}

/* --- the file ----------------------------------------------------------------------------------
 */

struct order {
	const struct figure_filter *filter;
	const struct figure_file *file;
};

static enum err
rows_write(struct ctx *ctx, void *order, struct sheet *sheet)
{
	const struct order *of = order;

	return of->file->is_list ? list_write(ctx, of->filter, of->file, sheet)
				 : table_write(ctx, of->filter, of->file, sheet);
}

enum err
figure_file_make(struct ctx *ctx, const struct figure_filter *filter, struct figure_file *file)
{
	struct order order = {filter, file};

	return export_make(ctx, file->kind, file->words, rows_write, &order, &file->path);
}

enum err
figure_file_note(struct ctx *ctx, const struct figure_file *file)
{
	TRY(ctx_may(ctx, MAY_REPORT_READ));
	audit_note(ctx, "figure.export", 0, "%s %s: %.*s",
			file->kind == SHEET_XLSX ? "XLSX" : "CSV",
			file->is_list ? FIGURES[file->figure].name.p : "table",
			TEXT_ARGS(file->words));
	return OK;
}
