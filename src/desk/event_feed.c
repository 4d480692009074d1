/* event_feed.c - the secret address of one's own calendar, and the file at it. */
#include "office/event_feed.h"

#include "desk/event.h"
#include "desk/view.h"

/* view.address: the address just made, which is shown this once, or false. */
static enum err
page(struct ctx *ctx, struct reply *reply, struct text secret)
{
	json_t *view = view_of(reply);
	struct instant since = {0};
	enum err err = event_feed_load(ctx, &since);

	if (err != OK && err != ERR_NOT_FOUND)
		return err;
	view_instant(ctx, view, "since", err == OK, since);
	json_put_bool(view, "address", false);
	if (secret.n)
		json_put_text(view, "address",
				text_format(ctx->arena, "%.*s" EVENT_FEED_PATH "%.*s",
						TEXT_ARGS(ctx->rules->site_url),
						TEXT_ARGS(secret)));
	view_crumb(view, "Sự kiện", TEXT("/desk/events"));
	view_title(view, TEXT("Lịch của tôi trong phần mềm khác"));
	return OK;
}

enum err
get_event_feed(struct ctx *ctx, struct request *request, struct reply *reply)
{
	(void)request;
	return page(ctx, reply, NO_TEXT);
}

enum err
post_event_feed(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct text secret;

	(void)request;
	TRY(event_feed_open(ctx, &secret));
	TRY(page(ctx, reply, secret));
	reply->status = 201;
	return OK;
}

enum err
post_event_feed_revoke(struct ctx *ctx, struct request *request, struct reply *reply)
{
	(void)request;
	TRY(event_feed_close(ctx));
	reply_see_other(reply, TEXT("/desk/events/feed"));
	return OK;
}

enum err
get_event_feed_file(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct text file;

	request->shown = TEXT(EVENT_FEED_PATH "…");
	TRY(event_feed_write(ctx, request_parameter(request, "secret"), &file));
	reply_body(reply, 200, "text/calendar; charset=utf-8", file);
	return OK;
}
