/* attachment.c - files and pictures of items: handing in, taking away, reading. */
#include "office/attachment.h"

#include "desk/handlers.h"
#include "desk/view.h"
#include "office/picture.h"

static const char *const roles[] = {"attachment", "source", NULL};

const struct field attachment_fields[] = {
		{"file", FIELD_FILE, true, MEDIA_FILE_MAX, "Tệp", NULL},
		{"role", FIELD_CHOICE, false, 0, "Vai trò của tệp", roles},
		{0},
};

const struct field picture_fields[] = {
		{"file", FIELD_FILE, true, MEDIA_PICTURE_MAX, "Tệp ảnh", NULL},
		{"alt", FIELD_LINE, false, 300, "Mô tả ảnh", NULL},
		{0},
};

static enum attachment_role
role_of(const struct form *form)
{
	enum attachment_role role;

	return attachment_role_parse(form_line(form, "role"), &role) == OK ? role
									   : ATTACHMENT_PLAIN;
}

static struct text
item_href(struct arena *arena, int64_t item)
{
	return text_format(arena, "/desk/items/%lld", (long long)item);
}

/* --- documents ---------------------------------------------------------------------------------
 */

enum err
prepare_attachment(struct ctx *ctx, struct request *request, struct reply *reply)
{
	const struct media *media;

	(void)request;
	(void)reply;
	TRY(attachment_prepare(
			ctx, "file", form_upload(ctx->form, "file"), role_of(ctx->form), &media));
	ctx->prepared = media;
	return OK;
}

enum err
post_attachment(struct ctx *ctx, struct request *request, struct reply *reply)
{
	int64_t item, id;

	TRY(request_id(request, "id", &item));
	TRY(attachment_add(ctx, item, role_of(ctx->form), ctx->prepared, &id));
	json_put_int(view_of(reply), "id", id);
	reply_see_other(reply, item_href(request->arena, item));
	return OK;
}

enum err
post_attachment_remove(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct attachment attachment;
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(attachment_load(ctx, id, &attachment));
	TRY(attachment_remove(ctx, id));
	reply_see_other(reply, item_href(request->arena, attachment.item));
	return OK;
}

enum err
get_attachment(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct attachment attachment;
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(attachment_load(ctx, id, &attachment));
	return attachment_reply(ctx, &attachment, 0, reply);
}

/* --- pictures in the text ----------------------------------------------------------------------
 */

enum err
prepare_picture(struct ctx *ctx, struct request *request, struct reply *reply)
{
	const struct media *media;

	(void)request;
	(void)reply;
	TRY(attachment_prepare(
			ctx, "file", form_upload(ctx->form, "file"), ATTACHMENT_IMAGE, &media));
	ctx->prepared = media;
	return OK;
}

/* What the editor puts into the text. */
enum err
post_picture(struct ctx *ctx, struct request *request, struct reply *reply)
{
	const struct media *media = ctx->prepared;
	json_t *view = view_of(reply);
	struct text key, src;

	TRY(picture_add(ctx, media, &key));
	src = text_format(request->arena, "/media/%.*s", TEXT_ARGS(key));
	json_put_text(view, "id", key);
	json_put_text(view, "src", src);
	json_put_text(view, "alt", form_line(ctx->form, "alt"));
	json_put_int(view, "width", media->forms[0].width);
	json_put_int(view, "height", media->forms[0].height);
	reply_see_other(reply, src);
	return OK;
}

/* For everyone: a draft's picture is told from an unknown one to nobody who may not see it. */
enum err
get_picture(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct text place = request_parameter(request, "width");
	int64_t width = 0;

	if (place.n && (!text_to_int(place, &width) || width < 1 || width > MEDIA_WIDTH_PAGE))
		return ERR_NOT_FOUND;
	return picture_reply(ctx, request_parameter(request, "key"), (int)width, reply);
}
