/* event.h - the pages about events: calendar, one event, and a form for each act. */
#ifndef DESK_EVENT_H
#define DESK_EVENT_H

#include "base/json.h"
#include "http/route.h"
#include "office/event.h"

/* event.c */
route_handler get_events;

/* An event as lists and its own page show it, into `row`. */
void view_event(const struct ctx *ctx, json_t *row, const struct event *event);

/* event_one.c */
route_handler get_event;

/* event_new.c */
route_handler get_event_new;
route_handler post_event;
extern const struct field event_fields[];

/* event_feed.c */
route_handler get_event_feed;
route_handler post_event_feed;
route_handler post_event_feed_revoke;
route_handler get_event_feed_file;

/* event_act.c */
route_handler get_event_act;
route_handler post_event_assign;
route_handler post_event_cannot;
route_handler post_event_accept;
route_handler post_event_decline;
route_handler post_event_release;
route_handler post_event_postpone;
route_handler post_event_move;
route_handler post_event_cancel;
route_handler post_event_documents;
extern const struct field event_assign_fields[];
extern const struct field event_reason_fields[];
extern const struct field event_release_fields[];
extern const struct field event_postpone_fields[];
extern const struct field event_move_fields[];
extern const struct field event_documents_fields[];

/* event_file.c */

/* files[{name, href, kilobytes, who, at}] of an event, reads_files, may_add_file. */
must_check enum err event_files_view(struct ctx *ctx, json_t *view, const struct event *event);

route_handler prepare_event_file;
route_handler get_event_file;
route_handler post_event_file;
route_handler post_event_file_remove;
extern const struct field event_file_fields[];

#endif
