#include "office/work_file.h"

#include "base/crypt.h"
#include "office/audit.h"

#include <unistd.h>

#define NAME_BYTES 18

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

enum err
work_file_make(struct ctx *ctx, enum work_list list, const struct work_filter *filter,
		bool (*chosen)(const struct work *, void *), void *arg, struct work_file *file)
{
	struct text path = text_format(ctx->arena, "%.*s/export-%s.tmp",
			TEXT_ARGS(ctx->rules->files), secret_new(ctx->arena, NAME_BYTES).p);
	struct work_set set;
	struct sheet *sheet;
	enum err err;

	TRY(ctx_may(ctx, MAY_LOGIN_ANY));
	TRY(work_gather(ctx, list, filter, &set));
	TRY(sheet_open(path.p, file->kind, ctx->rules->zone, &sheet));
	sheet_begin(sheet, work_list_label(list), file->words, COLUMNS, COUNT_OF(COLUMNS));
	for (size_t i = 0; i < set.count; i++) {
		if (chosen && !chosen(&set.rows[i], arg))
			continue;
		row_write(sheet, &set.rows[i]);
		file->rows++;
	}
	sheet_made(sheet, ctx->actor->name, ctx->now, file->words);
	err = sheet_close(sheet);
	if (err != OK)
		unlink(path.p);
	else
		file->path = path;
	return err;
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
