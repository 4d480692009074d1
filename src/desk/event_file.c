/* event_file.c - documents of an event as files: handing over, reading. */
#include "office/event_file.h"

#include "desk/event.h"
#include "desk/view.h"
#include "office/attachment.h"

const struct field event_file_fields[] = {
		{"file", FIELD_FILE, true, MEDIA_FILE_MAX, "Tệp tài liệu", NULL},
		{0},
};

enum err
event_files_view(struct ctx *ctx, json_t *view, const struct event *event)
{
	json_t *list = json_put_list(view, "files");
	bool adds = event_file_adds(ctx, event), reads;
	const char *why_not;
	struct event_file *rows;
	size_t count = 0;

	TRY(event_file_reads(ctx, event, &reads));
	if (reads)
		TRY(event_file_list(ctx, event->id, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		json_t *row = json_add_object(list);

		json_put_text(row, "name", rows[i].name);
		json_put_text(row, "href",
				text_format(ctx->arena, "/desk/event-files/%lld",
						(long long)rows[i].id));
		json_put_int(row, "kilobytes", (int64_t)((rows[i].size + 1023) / 1024));
		json_put_text(row, "who", rows[i].account_name);
		json_put_instant(row, "at", rows[i].added_at, ctx->rules->zone);
		TRY(event_file_may_remove(ctx, event, &rows[i], &why_not));
		json_put_bool(row, "may_remove", !*why_not);
	}
	json_put_bool(view, "has_files", count > 0);
	json_put_bool(view, "may_add_file", adds);
	json_put_bool(view, "shows_files", count > 0 || adds);
	return OK;
}

/* Without a file there is nothing to prepare: what the form says of it is asked later. */
enum err
prepare_event_file(struct ctx *ctx, struct request *request, struct reply *reply)
{
	const struct upload *upload = form_upload(ctx->form, "file");
	const struct media *media;

	(void)request;
	(void)reply;
	if (!upload)
		return OK;
	TRY(attachment_prepare(ctx, "file", upload, ATTACHMENT_PLAIN, &media));
	ctx->prepared = media;
	return OK;
}

enum err
post_event_file(struct ctx *ctx, struct request *request, struct reply *reply)
{
	int64_t event, id;

	TRY(request_id(request, "id", &event));
	if (!ctx->prepared)
		return form_complain(ctx->form, "file", "Hãy chọn tệp.");
	TRY(event_file_add(ctx, event, ctx->prepared, &id));
	json_put_int(view_of(reply), "id", id);
	reply_see_other(reply, text_format(request->arena, "/desk/events/%lld", (long long)event));
	return OK;
}

enum err
post_event_file_remove(struct ctx *ctx, struct request *request, struct reply *reply)
{
	int64_t id, event;

	TRY(request_id(request, "id", &id));
	TRY(event_file_remove(ctx, id, &event));
	reply_see_other(reply, text_format(request->arena, "/desk/events/%lld", (long long)event));
	return OK;
}

enum err
get_event_file(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct event_file file;
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(event_file_load(ctx, id, &file));
	return event_file_reply(ctx, &file, reply);
}
