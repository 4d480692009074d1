#include "office/export.h"

#include "base/crypt.h"

#include <unistd.h>

#define NAME_BYTES 18

enum err
export_make(struct ctx *ctx, enum sheet_kind kind, struct text words, export_rows *rows,
		void *order, struct text *path)
{
	struct text made = text_format(ctx->arena, "%.*s/export-%s.tmp",
			TEXT_ARGS(ctx->rules->files), secret_new(ctx->arena, NAME_BYTES).p);
	struct sheet *sheet;
	enum err err, closed;

	TRY(sheet_open(made.p, kind, ctx->rules->zone, &sheet));
	err = store_begin(ctx->store);
	if (err == OK) {
		err = rows(ctx, order, sheet);
		store_rollback(ctx->store);
	}
	if (err == OK)
		sheet_made(sheet, ctx->actor->name, ctx->now, words);
	closed = sheet_close(sheet);
	if (err == OK)
		err = closed;
	if (err != OK)
		unlink(made.p);
	else
		*path = made;
	return err;
}
