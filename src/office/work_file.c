#include "office/work_file.h"

#include "office/audit.h"
#include "office/export.h"

static const struct sheet_column COLUMNS[] = {
		{TEXT("Việc"), 60},
		{TEXT("Khoản"), 16},
		{TEXT("Mã đơn vị"), 12},
		{TEXT("Đơn vị"), 36},
		{TEXT("Trạng thái"), 26},
		{TEXT("Hạn (trước lúc)"), 17},
		{TEXT("Lúc"), 17},
		{TEXT("Đang chờ"), 26},
};

static void
row_write(struct sheet *sheet, const struct work *row)
{
	sheet_text(sheet, row->title);
	sheet_text(sheet, row->clause);
	sheet_text(sheet, row->unit_code);
	sheet_text(sheet, row->unit_name);
	sheet_text(sheet, row->label.text);
	sheet_instant(sheet, row->has_due, row->due_before);
	sheet_instant(sheet, true, row->at);
	sheet_text(sheet, row->awaited);
	sheet_row(sheet);
}

struct order {
	enum work_list list;
	const struct work_filter *filter;
	bool (*chosen)(const struct work *, void *);
	void *arg;
	struct work_file *file;
};

static enum err
rows_write(struct ctx *ctx, void *order, struct sheet *sheet)
{
	const struct order *of = order;
	struct work_set set;

	TRY(work_gather(ctx, of->list, of->filter, &set));
	sheet_begin(sheet, work_list_label(of->list), of->file->words, COLUMNS, COUNT_OF(COLUMNS));
	for (size_t i = 0; i < set.count; i++) {
		if (of->chosen && !of->chosen(&set.rows[i], of->arg))
			continue;
		row_write(sheet, &set.rows[i]);
		of->file->rows++;
	}
	return OK;
}

enum err
work_file_make(struct ctx *ctx, enum work_list list, const struct work_filter *filter,
		bool (*chosen)(const struct work *, void *), void *arg, struct work_file *file)
{
	struct order order = {list, filter, chosen, arg, file};

	TRY(ctx_may(ctx, MAY_LOGIN_ANY));
	return export_make(ctx, file->kind, file->words, rows_write, &order, &file->path);
}

enum err
work_file_note(struct ctx *ctx, const struct work_file *file)
{
	TRY(ctx_may(ctx, MAY_LOGIN_ANY));
	audit_note(ctx, "work.export", 0, "%s: %zu dòng; %.*s",
			file->kind == SHEET_XLSX ? "XLSX" : "CSV", file->rows,
			TEXT_ARGS(file->words));
	return OK;
}
