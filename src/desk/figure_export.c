/* figure_export.c - figures to take along: made by a worker, noted in the trail, then sent. */
#include "office/figure_file.h"

#include "desk/figure.h"
#include "desk/figure_query.h"
#include "http/form.h"

#include <unistd.h>

#define NAME_MAX_BYTES 60

static const char *const formats[] = {"xlsx", "csv", NULL};
static const char *const parts[] = {"table", "list", NULL};

const struct field figure_export_fields[] = {
		{"format", FIELD_CHOICE, true, 0, "Định dạng", formats},
		{"what", FIELD_CHOICE, false, 0, "Nội dung", parts},
		FIGURE_QUERY_FIELDS,
		{0},
};

struct export
{
	struct figure_file file;
	struct text name; /* of the file, for who saves it */
};

enum err
prepare_figure_export(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct export *export = ARENA_NEW(ctx->arena, struct export);
	struct figure_query query;
	bool is_csv = text_equals(form_line(ctx->form, "format"), TEXT("csv"));

	(void)reply;
	TRY(figure_query_read(ctx, request, &query));
	export->file = (struct figure_file){
			.kind = is_csv ? SHEET_CSV : SHEET_XLSX,
			.is_list = text_equals(form_line(ctx->form, "what"), TEXT("list")),
			.figure = query.figure,
			.by = query.by,
			.words = figure_query_words(ctx, &query),
	};
	export->name = text_format(ctx->arena, "so-lieu-%s.%s",
			text_slug(ctx->arena, period_words(ctx->arena, query.filter.period),
					NAME_MAX_BYTES)
					.p,
			is_csv ? "csv" : "xlsx");
	TRY(figure_file_make(ctx, &query.filter, &export->file));
	ctx->prepared = export;
	return OK;
}

enum err
post_figure_export(struct ctx *ctx, struct request *request, struct reply *reply)
{
	const struct export *export = ctx->prepared;
	bool is_csv = export->file.kind == SHEET_CSV;

	TRY(figure_file_note(ctx, &export->file));
	reply->file = export->file.path;
	reply->passing = true;
	reply->type = is_csv ? TEXT("text/csv; charset=utf-8")
			     : TEXT("application/vnd.openxmlformats-officedocument."
				    "spreadsheetml.sheet");
	reply_header(reply, "Content-Disposition",
			text_format(request->arena, "attachment; filename=\"%s\"", export->name.p));
	reply_header(reply, "X-Content-Type-Options", TEXT("nosniff"));
	return OK;
}
