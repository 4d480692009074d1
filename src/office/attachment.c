#include "office/attachment.h"

#include "base/buf.h"
#include "gen/office/attachment.sql.h"
#include "office/audit.h"
#include "office/hold.h"
#include "office/item_row.h"
#include "office/screening.h"

#define LIST_MAX                                                                                   \
	100 /* as in the queries: those of the working revision, and removed ones still public */

static const struct text role_names[ATTACHMENT_ROLES] = {
		[ATTACHMENT_PLAIN] = TEXT("attachment"),
		[ATTACHMENT_SOURCE] = TEXT("source"),
		[ATTACHMENT_IMAGE] = TEXT("image"),
};

struct text
attachment_role_name(enum attachment_role role)
{
	return role_names[role];
}

enum err
attachment_role_parse(struct text name, enum attachment_role *out)
{
	for (enum attachment_role role = 0; role < ATTACHMENT_ROLES; role++)
		if (text_equals(name, role_names[role])) {
			*out = role;
			return OK;
		}
	return ERR_INVALID;
}

enum err
attachment_prepare(struct ctx *ctx, const char *field, const struct upload *upload,
		enum attachment_role role, const struct media **out)
{
	struct media *media = ARENA_NEW(ctx->arena, struct media);
	struct text fault = NO_TEXT;
	enum err err;

	if (!upload)
		return form_complain(ctx->form, field, "Hãy chọn tệp.");
	if (role == ATTACHMENT_IMAGE)
		err = media_take_image(ctx->rules, ctx->arena, upload, media, &fault);
	else
		err = media_take(ctx->rules, ctx->arena, upload, media, &fault);
	if (err == OK)
		*out = media;
	else if (err == ERR_INVALID)
		form_complain(ctx->form, field, "%.*s", TEXT_ARGS(fault));
	else if (err == ERR_TOO_LARGE)
		form_exceed(ctx->form, field, "%.*s", TEXT_ARGS(fault));
	ctx->words = fault.n ? text_format(ctx->arena, "Tệp “%.*s”: %.*s",
					       TEXT_ARGS(upload->name), TEXT_ARGS(fault))
			     : NO_TEXT;
	return err;
}

/* --- rows ---------------------------------------------------------------------------------- */

static enum err
row_read(struct ctx *ctx, struct query *q, struct attachment *out)
{
	struct arena *arena = ctx->arena;

	*out = (struct attachment){
			.id = column_int(q, 0),
			.item = column_int(q, 1),
			.unit = column_int(q, 2),
			.file = column_int(q, 3),
			.name = column_text(q, 5, arena),
			.added_by = column_int(q, 6),
			.added_at = column_instant(q, 7),
			.is_removed = !column_is_null(q, 8),
			.size = (uint64_t)column_int(q, 9),
			.type = column_text(q, 10, arena),
			.width = (int)column_int(q, 11),
			.height = (int)column_int(q, 12),
			.sha256 = column_text(q, 13, arena),
			.is_sealed = column_int(q, 14) && !hold_is_open_to(ctx->actor),
			.has_words = column_int(q, 15) != 0,
			.is_public = column_int(q, 16) != 0 && !column_int(q, 14),
			.was_at_portal = column_int(q, 17) != 0,
	};
	if (out->is_sealed)
		out->name = TEXT("Tệp đang tạm giữ");
	return attachment_role_parse(column_text(q, 4, arena), &out->role);
}

static enum err
row_load(struct ctx *ctx, int64_t id, struct attachment *out)
{
	enum err err = ERR_NOT_FOUND;
	struct query q;

	query_begin(&q, ctx->store, &SQL_attachment_load);
	bind_int(&q, id);
	if (query_next(&q))
		err = row_read(ctx, &q, out);
	TRY(query_end(&q));
	return err;
}

enum err
attachment_load_public(struct ctx *ctx, int64_t id, struct attachment *out)
{
	struct attachment row;

	TRY(row_load(ctx, id, &row));
	if (!row.is_public)
		return ERR_NOT_FOUND;
	*out = row;
	return OK;
}

enum err
attachment_load(struct ctx *ctx, int64_t id, struct attachment *out)
{
	struct attachment row;
	struct item item;
	bool lies_there;

	TRY(row_load(ctx, id, &row));
	TRY(item_load(ctx, row.item, &item));
	lies_there = !item.is_withheld && !row.is_removed;
	if (item.sight != SIGHT_WHOLE && !row.was_at_portal && !lies_there)
		return ERR_NOT_FOUND;
	if (row.is_sealed)
		return ctx_refuse(ctx, ERR_FORBIDDEN,
				"Tệp đang tạm giữ vì có dấu hiệu bí mật nhà nước: chỉ người có "
				"thẩm quyền xem xét được tải.");
	*out = row;
	return OK;
}

static enum err
rows_load(struct ctx *ctx, const struct sql *sql, int64_t item, struct attachment **out,
		size_t *count)
{
	struct attachment *rows = ARENA_NEW_ARRAY(ctx->arena, LIST_MAX, struct attachment);
	enum err err = OK;
	struct query q;
	size_t n = 0;

	query_begin(&q, ctx->store, sql);
	bind_int(&q, item);
	while (err == OK && n < LIST_MAX && query_next(&q))
		err = row_read(ctx, &q, &rows[n++]);
	TRY(query_end(&q));
	TRY(err);
	*out = rows;
	*count = n;
	return OK;
}

enum err
attachment_list(struct ctx *ctx, const struct item *item, struct attachment **out, size_t *count)
{
	return rows_load(ctx, item->is_withheld ? &SQL_attachment_shared : &SQL_attachment_list,
			item->id, out, count);
}

enum err
attachment_list_public(struct ctx *ctx, int64_t item, struct attachment **out, size_t *count)
{
	return rows_load(ctx, &SQL_attachment_public, item, out, count);
}

/* --- verbs --------------------------------------------------------------------------------- */

/*
 * The item whose text the actor may change now. It is moved on, so that a step
 * taken at the same time by somebody else meets a conflict. What was approved has
 * to be saved anew first: an approval belongs to what the second person saw.
 */
static enum err
item_open(struct ctx *ctx, int64_t id)
{
	struct item_step step;
	struct item item;

	TRY(item_load(ctx, id, &item));
	TRY(item_ask(ctx, &item, VERB_SAVE, &step));
	if (step.next != item.state)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Bài đã được duyệt. Hãy lưu một bản mới trước khi thay đổi tệp "
				"đính kèm.");
	return item_row_move(ctx, &item);
}

static enum err
check_room(struct ctx *ctx, int64_t item)
{
	int64_t count = 0;
	struct query q;

	query_begin(&q, ctx->store, &SQL_attachment_count);
	bind_int(&q, item);
	if (query_next(&q))
		count = column_int(&q, 0);
	TRY(query_end(&q));
	if (count < ATTACHMENTS_MAX)
		return OK;
	return form_complain(ctx->form, "", "Một bài có tối đa %d tệp.", ATTACHMENTS_MAX);
}

/* Its name, words and properties are looked through before anybody fetches it. */
static enum err
added_screen(struct ctx *ctx, int64_t id, int64_t attachment, const struct media *media)
{
	struct item item;
	bool is_secret;

	TRY(screening_of_attachment(ctx, id, attachment, media, &is_secret));
	if (!is_secret)
		return OK;
	TRY(item_load(ctx, id, &item));
	return hold_begin(ctx, &item, item.revision, attachment);
}

enum err
attachment_add(struct ctx *ctx, int64_t item, enum attachment_role role, const struct media *media,
		int64_t *id)
{
	int64_t file, added = 0;
	struct query q;

	TRY(item_open(ctx, item));
	TRY(check_room(ctx, item));
	TRY(media_keep(ctx, media, &file));
	query_begin(&q, ctx->store, &SQL_attachment_add);
	bind_int(&q, item);
	bind_int(&q, file);
	bind_text(&q, role_names[role]);
	bind_text(&q, media->name);
	bind_int(&q, ctx->actor->account);
	bind_instant(&q, ctx->now);
	if (query_next(&q))
		added = column_int(&q, 0);
	TRY(query_end(&q));
	audit_note(ctx, "attachment.add", added, "item %lld, sha256 %.*s", (long long)item,
			TEXT_ARGS(hash_hex(ctx->arena, media->forms[0].upload.sha256)));
	*id = added;
	return added_screen(ctx, item, added, media);
}

enum err
attachment_close(struct ctx *ctx, int64_t id)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_attachment_remove);
	bind_int(&q, id);
	bind_instant(&q, ctx->now);
	return query_run_one(&q);
}

enum err
attachment_remove(struct ctx *ctx, int64_t id)
{
	struct attachment attachment;

	TRY(attachment_load(ctx, id, &attachment));
	TRY(item_open(ctx, attachment.item));
	TRY(attachment_close(ctx, id));
	audit_note(ctx, "attachment.remove", id, "item %lld, %.*s", (long long)attachment.item,
			TEXT_ARGS(attachment.name));
	return OK;
}

/* --- the answer ---------------------------------------------------------------------------- */

/* For programs that know no UTF-8 names: letters without marks, "_" for what is left. */
static struct text
plain_name(struct arena *arena, struct text name)
{
	struct text folded = text_fold(arena, name);
	struct buf buf = BUF(arena);

	for (size_t i = 0; i < folded.n; i++) {
		char c = folded.p[i];
		bool is_plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' ||
				c == '-';

		buf_add_char(&buf, is_plain ? c : '_');
	}
	return buf_text(&buf);
}

/* RFC 6266, with the name as RFC 8187 writes it. */
static struct text
disposition(struct arena *arena, const char *kind, struct text name)
{
	struct buf buf = BUF(arena);

	buf_addf(&buf, "%s; filename=\"%.*s\"; filename*=UTF-8''", kind,
			TEXT_ARGS(plain_name(arena, name)));
	buf_add_url(&buf, name);
	return buf_text(&buf);
}

enum err
attachment_reply(struct ctx *ctx, const struct attachment *attachment, int width,
		struct reply *reply)
{
	struct file file;
	bool is_picture;

	if (width > 0 && attachment->width > 0)
		TRY(file_load_width(ctx, attachment->file, width, &file));
	else
		TRY(file_load(ctx, attachment->file, &file));
	is_picture = text_equals(file.type, TEXT("image/jpeg"));
	reply->file = file.path;
	reply->type = is_picture || text_equals(file.type, TEXT("application/pdf"))
				      ? file.type
				      : TEXT("application/octet-stream");
	reply_header(reply, "Content-Disposition",
			disposition(ctx->arena, is_picture ? "inline" : "attachment",
					attachment->name));
	reply_header(reply, "X-Content-Type-Options", TEXT("nosniff"));
	reply_header(reply, "Content-Security-Policy", TEXT("default-src 'none'; sandbox"));
	reply_header(reply, "ETag", text_format(ctx->arena, "\"%.*s\"", TEXT_ARGS(file.sha256)));
	return OK;
}
