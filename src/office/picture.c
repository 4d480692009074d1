#include "office/picture.h"

#include "base/rich.h"
#include "gen/office/picture.sql.h"
#include "office/attachment.h"
#include "office/audit.h"
#include "office/file.h"

#define TIES_ASKED 20 /* as in the query */

enum err
picture_add(struct ctx *ctx, const struct media *media, struct text *key)
{
	int64_t file;

	TRY(ctx_may(ctx, MAY_MEDIA_UPLOAD));
	TRY(media_keep(ctx, media, &file));
	*key = hash_hex(ctx->arena, media->forms[0].upload.sha256);
	audit_note(ctx, "picture.add", file, "%.*s, sha256 %.*s", TEXT_ARGS(media->name),
			TEXT_ARGS(*key));
	return OK;
}

static enum err
file_of(struct ctx *ctx, struct text key, int64_t *file)
{
	enum err err = ERR_NOT_FOUND;
	struct query q;

	query_begin(&q, ctx->store, &SQL_picture_file);
	bind_text(&q, key);
	if (query_next(&q)) {
		*file = column_int(&q, 0);
		err = OK;
	}
	TRY(query_end(&q));
	return err;
}

/* --- the pictures of a text ---------------------------------------------------------------- */

struct tied {
	int64_t id;
	struct text key;
};

static enum err
tied_list(struct ctx *ctx, int64_t item, struct tied *rows, size_t *count)
{
	struct query q;

	*count = 0;
	query_begin(&q, ctx->store, &SQL_picture_list);
	bind_int(&q, item);
	while (*count < RICH_IMAGES_MAX && query_next(&q)) {
		rows[*count].id = column_int(&q, 0);
		rows[(*count)++].key = column_text(&q, 1, ctx->arena);
	}
	return query_end(&q);
}

static enum err
untie(struct ctx *ctx, int64_t id)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_picture_untie);
	bind_int(&q, id);
	bind_instant(&q, ctx->now);
	return query_run(&q);
}

static enum err
tie(struct ctx *ctx, int64_t item, struct text key)
{
	enum err err;
	int64_t file;
	struct query q;

	err = file_of(ctx, key, &file);
	if (err == ERR_NOT_FOUND)
		return form_complain(ctx->form, "body",
				"Nội dung: một ảnh trong bài không có trên hệ thống; hãy chèn lại "
				"ảnh.");
	TRY(err);
	query_begin(&q, ctx->store, &SQL_picture_tie);
	bind_int(&q, item);
	bind_int(&q, file);
	bind_text(&q, TEXT("Ảnh trong bài"));
	bind_int(&q, ctx->actor->account);
	bind_instant(&q, ctx->now);
	return query_run(&q);
}

enum err
picture_follow(struct ctx *ctx, int64_t item, const json_t *doc)
{
	struct tied *tied = ARENA_NEW_ARRAY(ctx->arena, RICH_IMAGES_MAX, struct tied);
	struct text *wanted;
	size_t wanted_count = rich_images(ctx->arena, doc, &wanted), tied_count;

	TRY(tied_list(ctx, item, tied, &tied_count));
	for (size_t i = 0; i < tied_count; i++) {
		bool stays = false;

		for (size_t w = 0; w < wanted_count; w++) {
			if (!text_equals(wanted[w], tied[i].key))
				continue;
			wanted[w] = wanted[--wanted_count];
			stays = true;
			break;
		}
		if (!stays)
			TRY(untie(ctx, tied[i].id));
	}
	for (size_t w = 0; w < wanted_count; w++)
		TRY(tie(ctx, item, wanted[w]));
	return OK;
}

/* --- the answer ---------------------------------------------------------------------------- */

static enum err
is_public(struct ctx *ctx, int64_t file, bool *out)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_picture_public);
	bind_int(&q, file);
	*out = query_next(&q);
	return query_end(&q);
}

/* Whoever may read one of the texts that show it; one that is in no text yet, whoever has its key.
 */
static enum err
may_see(struct ctx *ctx, int64_t file)
{
	int64_t ties[TIES_ASKED];
	size_t count = 0;
	struct query q;

	if (permit_check(MAY_MEDIA_READ, ctx->actor->roles) != OK)
		return ERR_NOT_FOUND;
	query_begin(&q, ctx->store, &SQL_picture_ties);
	bind_int(&q, file);
	while (count < TIES_ASKED && query_next(&q))
		ties[count++] = column_int(&q, 0);
	TRY(query_end(&q));
	for (size_t i = 0; i < count; i++) {
		struct attachment tie;

		if (attachment_load(ctx, ties[i], &tie) == OK)
			return OK;
	}
	ctx->words = NO_TEXT; /* they would tell of a text that the actor may not know of */
	return count ? ERR_NOT_FOUND : OK;
}

enum err
picture_reply(struct ctx *ctx, struct text key, int width, struct reply *reply)
{
	struct file file;
	bool public;
	int64_t id;

	TRY(file_of(ctx, key, &id));
	TRY(is_public(ctx, id, &public));
	if (!public)
		TRY(may_see(ctx, id));
	TRY(width ? file_load_width(ctx, id, width, &file) : file_load(ctx, id, &file));
	reply->file = file.path;
	reply->type = file.type;
	reply->private = !public;
	reply_header(reply, "Content-Security-Policy", TEXT("default-src 'none'; sandbox"));
	reply_header(reply, "ETag", text_format(ctx->arena, "\"%.*s\"", TEXT_ARGS(file.sha256)));
	return OK;
}
