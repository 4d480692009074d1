/* notice.h - what one was told: the page, and the number in the menu. */
#ifndef DESK_NOTICE_H
#define DESK_NOTICE_H

#include "http/route.h"
#include "office/notice.h"

route_handler get_notices;
route_handler post_notice_read;
route_handler post_notices_read;

/* notices[], has_notices and unread_count. */
must_check enum err view_notices(
		struct ctx *ctx, json_t *view, const struct notice *notices, size_t count);

/* badges: what waits behind the entries of the menu, {address: number}. */
must_check enum err desk_frame(struct ctx *ctx, json_t *view);

#endif
