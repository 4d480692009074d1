/* figure_export.c - figures to take along: made by a worker, noted in the trail, then sent. */
#include "office/figure_file.h"

#include "desk/export.h"
#include "desk/figure.h"
#include "desk/figure_query.h"
#include "http/form.h"

#define NAME_MAX_BYTES 60

static const char *const parts[] = {"table", "list", NULL};

const struct field figure_export_fields[] = {
		EXPORT_FORMAT_FIELD,
		{"what", FIELD_CHOICE, false, 0, "Nội dung", parts},
		FIGURE_QUERY_FIELDS,
		{0},
};

struct export
{
	struct figure_file file;
	struct text name; /* of the file, for who saves it, without its ending */
};

enum err
prepare_figure_export(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct export *export = ARENA_NEW(ctx->arena, struct export);
	struct figure_query query;

	(void)reply;
	TRY(figure_query_read(ctx, request, &query));
	export->file = (struct figure_file){
			.kind = export_kind(ctx->form),
			.is_list = text_equals(form_line(ctx->form, "what"), TEXT("list")),
			.figure = query.figure,
			.by = query.by,
			.words = figure_query_words(ctx, &query),
	};
	export->name = text_format(ctx->arena, "so-lieu-%s",
			text_slug(ctx->arena, period_words(ctx->arena, query.filter.period),
					NAME_MAX_BYTES)
					.p);
	TRY(figure_file_make(ctx, &query.filter, &export->file));
	ctx->prepared = export;
	return OK;
}

enum err
post_figure_export(struct ctx *ctx, struct request *request, struct reply *reply)
{
	const struct export *export = ctx->prepared;

	TRY(figure_file_note(ctx, &export->file));
	export_reply(request, reply, export->file.kind, export->file.path, export->name);
	return OK;
}
