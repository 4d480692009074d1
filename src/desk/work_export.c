/* work_export.c - a list of the inbox to take along: made by a worker, noted, then sent. */
#include "office/work_file.h"

#include "desk/export.h"
#include "desk/handlers.h"
#include "desk/work_query.h"
#include "http/form.h"
#include "office/bulk.h"

#define THING_MAX 60

const struct field work_export_fields[] = {
		EXPORT_FORMAT_FIELD,
		{"rows", FIELD_LINE, false, THING_MAX, "Những việc đã chọn", NULL},
		WORK_QUERY_FIELDS,
		{0},
};

/* Of several rows those that were ticked, if any was. */
static bool
is_chosen(const struct work *work, void *arg)
{
	const struct form *form = arg;
	struct text words;

	for (size_t i = 0; form_at(form, "rows", i, &words); i++) {
		struct bulk_thing thing;

		if (bulk_thing_read(words, &thing) && thing.id == work->id &&
				text_equals(thing.kind, work_kind_name(work->kind)))
			return true;
	}
	return false;
}

enum err
prepare_work_export(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct work_file *file = ARENA_NEW(ctx->arena, struct work_file);
	struct work_query query;

	(void)reply;
	TRY(work_query_read(ctx, request, &query));
	file->kind = export_kind(ctx->form);
	file->words = work_query_words(ctx, &query);
	TRY(work_file_make(ctx, query.list, &query.filter,
			form_has(ctx->form, "rows") ? is_chosen : NULL, ctx->form, file));
	ctx->prepared = file;
	return OK;
}

enum err
post_work_export(struct ctx *ctx, struct request *request, struct reply *reply)
{
	const struct work_file *file = ctx->prepared;

	TRY(work_file_note(ctx, file));
	export_reply(request, reply, file->kind, file->path, TEXT("viec-cua-toi"));
	return OK;
}
