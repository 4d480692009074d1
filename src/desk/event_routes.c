#include "desk/event_routes.h"

#include "desk/event.h"
#include "law/permit.h"

#define AGAIN(handler_, template_) .again = (handler_), .again_template = (template_)

#define PAGE(path_, rule_, handler_, template_, summary_)                                          \
	{                                                                                          \
		ROUTE(GET, path_, rule_, handler_), .template = "desk/" template_,                 \
						    .summary = (summary_)                          \
	}

/* An act has a page with its form, and the address that the form goes to. */
#define ACT(name_, rule_, handler_, fields_, summary_)                                             \
	PAGE("/desk/events/{id}/" name_, rule_, get_event_act, "event_act", summary_),             \
	{                                                                                          \
		ROUTE(POST, "/desk/events/{id}/" name_, rule_, handler_),                          \
				.action = "event." name_, .summary = (summary_),                   \
				.fields = (fields_), AGAIN(get_event_act, "desk/event_act")        \
	}

const struct route desk_event_routes[] = {
		PAGE("/desk/events", MAY_EVENT_READ, get_events, "events", "Sự kiện"),
		{ROUTE(POST, "/desk/events", MAY_EVENT_NOTIFY, post_event),
				.action = "event.notify", .summary = "Báo sự kiện",
				.fields = event_fields, AGAIN(get_event_new, "desk/event_new")},
		PAGE("/desk/events/new", MAY_EVENT_NOTIFY, get_event_new, "event_new",
				"Báo sự kiện"),
		PAGE("/desk/events/feed", MAY_EVENT_READ, get_event_feed, "event_feed",
				"Địa chỉ lịch sự kiện của tôi"),
		{ROUTE(POST, "/desk/events/feed", MAY_EVENT_READ, post_event_feed),
				.action = "event.feed_open", .template = "desk/event_feed",
				.summary = "Tạo địa chỉ lịch mới",
				AGAIN(get_event_feed, "desk/event_feed")},
		{ROUTE(POST, "/desk/events/feed/revoke", MAY_EVENT_READ, post_event_feed_revoke),
				.action = "event.feed_close", .summary = "Thu hồi địa chỉ lịch",
				AGAIN(get_event_feed, "desk/event_feed")},
		{ROUTE(GET, "/lich-su-kien/{secret}", MAY_PUBLIC, get_event_feed_file),
				.summary = "Lịch sự kiện cho phần mềm lịch"},
		PAGE("/desk/events/{id}", MAY_EVENT_READ, get_event, "event", "Một sự kiện"),
		ACT("assign", MAY_EVENT_ASSIGN, post_event_assign, event_assign_fields,
				"Cử phóng viên hoặc phối hợp đưa tin"),
		ACT("cannot", MAY_EVENT_ASSIGN, post_event_cannot, event_reason_fields,
				"Trả lời không cử được người"),
		ACT("release", MAY_EVENT_ASSIGN, post_event_release, event_release_fields,
				"Thôi cử phóng viên"),
		{ROUTE(POST, "/desk/events/{id}/accept", MAY_EVENT_ANSWER, post_event_accept),
				.action = "event.accept", .summary = "Phóng viên nhận việc",
				AGAIN(get_event, "desk/event")},
		ACT("decline", MAY_EVENT_ANSWER, post_event_decline, event_reason_fields,
				"Phóng viên không nhận việc"),
		ACT("postpone", MAY_EVENT_NOTIFY, post_event_postpone, event_postpone_fields,
				"Hoãn sự kiện"),
		ACT("move", MAY_EVENT_NOTIFY, post_event_move, event_move_fields,
				"Đổi thời gian, địa điểm"),
		ACT("cancel", MAY_EVENT_NOTIFY, post_event_cancel, event_reason_fields,
				"Hủy sự kiện"),
		PAGE("/desk/events/{id}/documents", MAY_EVENT_NOTIFY, get_event_act, "event_act",
				"Cung cấp tài liệu sự kiện"),
		{ROUTE(POST, "/desk/events/{id}/documents", MAY_EVENT_NOTIFY, post_event_documents),
				.action = "event.documents", .summary = "Cung cấp tài liệu sự kiện",
				.fields = event_documents_fields, .prepare = prepare_event_file,
				.flags = ROUTE_PREPARED | ROUTE_FILES,
				AGAIN(get_event_act, "desk/event_act")},
		{ROUTE(POST, "/desk/events/{id}/files", MAY_EVENT_NOTIFY, post_event_file),
				.action = "event.file", .summary = "Thêm tệp tài liệu sự kiện",
				.fields = event_file_fields, .prepare = prepare_event_file,
				.flags = ROUTE_PREPARED | ROUTE_FILES,
				AGAIN(get_event, "desk/event")},
		{ROUTE(GET, "/desk/event-files/{id}", MAY_EVENT_READ, get_event_file),
				.summary = "Tải tài liệu sự kiện"},
		{ROUTE(POST, "/desk/event-files/{id}/remove", MAY_EVENT_NOTIFY,
				 post_event_file_remove),
				.action = "event.file_remove",
				.summary = "Gỡ tệp tài liệu sự kiện"},
};

const size_t desk_event_route_count = COUNT_OF(desk_event_routes);
