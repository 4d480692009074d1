#include "desk/routes.h"

#include "desk/document.h"
#include "desk/finding.h"
#include "desk/handlers.h"
#include "desk/notice.h"
#include "law/permit.h"

#define AGAIN(handler_, template_) .again = (handler_), .again_template = (template_)

/* A page to read. */
#define PAGE(path_, rule_, handler_, template_, summary_)                                          \
	{                                                                                          \
		ROUTE(GET, path_, rule_, handler_), .template = "desk/" template_,                 \
						    .summary = (summary_)                          \
	}

/* A step of the workflow: its permission is workflow_permit's, its form stands on the item. */
#define STEP(verb_, rule_, fields_, summary_)                                                      \
	{                                                                                          \
		ROUTE(POST, "/desk/items/{id}/" verb_, rule_, post_item_step),                     \
				.action = "item." verb_, .summary = (summary_),                    \
				.fields = (fields_), AGAIN(get_item, "desk/item")                  \
	}

/* A decision about a duty: its permission is duty_act_permit's, its form stands on the duty. */
#define DECISION(kind_, rule_, fields_, summary_)                                                  \
	{                                                                                          \
		ROUTE(POST, "/desk/duties/{id}/" kind_, rule_, post_duty_decision),                \
				.action = "duty." kind_, .summary = (summary_),                    \
				.fields = (fields_), AGAIN(get_duty, "desk/duty")                  \
	}

/* An act on a question, whose form stands on its page. */
#define QUESTION(act_, rule_, handler_, fields_, summary_)                                         \
	{                                                                                          \
		ROUTE(POST, "/desk/questions/{id}/" act_, rule_, handler_),                        \
				.action = "question." act_, .summary = (summary_),                 \
				.fields = (fields_), AGAIN(get_question, "desk/question")          \
	}

const struct route desk_routes[] = {
		{ROUTE(GET, "/desk", MAY_LOGIN_ANY, get_inbox), .template = "desk/inbox",
				.summary = "Việc của tôi", AGAIN(get_inbox_again, "desk/inbox"),
				.flags = ROUTE_SLOW},
		{ROUTE(GET, "/desk/search", MAY_SEARCH_DESK, get_desk_search),
				.template = "desk/search", .summary = "Tìm kiếm",
				AGAIN(get_desk_search_again, "desk/search"), .flags = ROUTE_SLOW},
		{ROUTE(POST, "/desk/bulk/confirm", MAY_MATTER_READ, post_bulk_confirm),
				.action = "bulk.look", .template = "desk/bulk_confirm",
				.summary = "Xem lại những việc sẽ làm cùng lúc",
				.fields = bulk_fields, AGAIN(get_inbox, "desk/inbox"),
				.flags = ROUTE_ASKS},
		{ROUTE(POST, "/desk/bulk", MAY_MATTER_READ, post_bulk), .action = "bulk.do",
				.summary = "Làm cùng lúc nhiều việc", .fields = bulk_fields,
				AGAIN(post_bulk_confirm, "desk/bulk_confirm")},
		PAGE("/desk/bulk/{id}", MAY_MATTER_READ, get_bulk, "bulk",
				"Kết quả làm cùng lúc nhiều việc"),
		{ROUTE(POST, "/desk/export", MAY_LOGIN_ANY, post_work_export),
				.action = "work.export", .summary = "Tải danh sách việc về",
				.fields = work_export_fields, AGAIN(get_inbox, "desk/inbox"),
				.prepare = prepare_work_export,
				.flags = ROUTE_PREPARED | ROUTE_ASKS},
		{ROUTE(POST, "/desk/views", MAY_SESSION_OWN, post_saved_view),
				.action = "view.save", .summary = "Lưu bộ lọc theo tên",
				.fields = saved_view_fields, AGAIN(get_inbox, "desk/inbox")},
		{ROUTE(POST, "/desk/views/{id}/drop", MAY_SESSION_OWN, post_saved_view_drop),
				.action = "view.drop", .summary = "Bỏ bộ lọc đã lưu"},
		PAGE("/desk/notices", MAY_SESSION_OWN, get_notices, "notices", "Thông báo"),
		{ROUTE(POST, "/desk/notices/read", MAY_SESSION_OWN, post_notices_read),
				.action = "notice.read_all",
				.summary = "Đánh dấu mọi thông báo đã đọc"},
		{ROUTE(POST, "/desk/notices/{id}/read", MAY_SESSION_OWN, post_notice_read),
				.action = "notice.read",
				.summary = "Đánh dấu một thông báo đã đọc"},

		PAGE("/desk/matters", MAY_MATTER_READ, get_matters, "matters", "Vụ việc"),
		PAGE("/desk/matters/new", MAY_MATTER_OPEN, get_matter_new, "matter_new",
				"Mở vụ việc"),
		{ROUTE(POST, "/desk/matters", MAY_MATTER_OPEN, post_matter),
				.action = "matter.open", .summary = "Mở vụ việc",
				.fields = matter_fields, AGAIN(get_matter_new, "desk/matter_new")},
		PAGE("/desk/matters/{id}", MAY_MATTER_READ, get_matter, "matter", "Một vụ việc"),
		{ROUTE(POST, "/desk/matters/{id}/close", MAY_MATTER_CLOSE, post_matter_close),
				.action = "matter.close", .summary = "Kết thúc vụ việc",
				AGAIN(get_matter, "desk/matter")},
		{ROUTE(POST, "/desk/matters/{id}/reopen", MAY_MATTER_CLOSE, post_matter_reopen),
				.action = "matter.reopen", .summary = "Mở lại vụ việc",
				.fields = matter_reopen_fields, AGAIN(get_matter, "desk/matter")},
		PAGE("/desk/duties/{id}", MAY_MATTER_READ, get_duty, "duty", "Nghĩa vụ và hạn"),
		DECISION("extend", MAY_DUTY_EXTEND, duty_extend_fields, "Gia hạn theo quy định"),
		DECISION("pause", MAY_DUTY_EXCUSE, duty_decision_fields, "Tạm dừng thời hạn"),
		DECISION("resume", MAY_DUTY_EXCUSE, duty_decision_fields, "Tính tiếp thời hạn"),
		DECISION("excuse", MAY_DUTY_EXCUSE, duty_decision_fields, "Miễn thực hiện"),
		DECISION("not_applicable", MAY_DUTY_EXCUSE, duty_decision_fields,
				"Xác định không áp dụng"),
		DECISION("reopen", MAY_DUTY_EXCUSE, duty_decision_fields, "Mở lại nghĩa vụ"),
		PAGE("/desk/duties/{id}/consent", MAY_MATTER_READ, get_consent, "consent",
				"Ý kiến lãnh đạo Bộ"),
		{ROUTE(POST, "/desk/duties/{id}/consent", MAY_DOCUMENT_CONSENT, post_consent),
				.action = "document.consent",
				.summary = "Ghi nhận ý kiến lãnh đạo Bộ", .fields = consent_fields,
				AGAIN(get_consent, "desk/consent")},

		PAGE("/desk/warnings/ask", MAY_WARNING_REQUEST, get_warning_ask, "warning_ask",
				"Đề nghị đơn vị cảnh báo"),
		{ROUTE(POST, "/desk/warnings/ask", MAY_WARNING_REQUEST, post_warning_ask),
				.action = "warning.ask", .summary = "Đề nghị đơn vị cảnh báo",
				.fields = warning_ask_fields,
				AGAIN(get_warning_ask, "desk/warning_ask")},
		PAGE("/desk/express", MAY_MATTER_OPEN, get_express, "express", "Báo nhanh"),
		{ROUTE(POST, "/desk/express", MAY_MATTER_OPEN, post_express),
				.action = "express.open",
				.summary = "Báo nhanh và chuyển người duyệt ngay",
				.fields = express_fields, AGAIN(get_express, "desk/express")},
		{ROUTE(POST, "/desk/items/{id}/pass", MAY_ITEM_READ, post_item_pass),
				.action = "express.pass",
				.summary = "Làm liền các bước của mình để đăng nhanh",
				.fields = pass_fields, AGAIN(get_item, "desk/item")},

		PAGE("/desk/items", MAY_ITEM_READ, get_items, "items", "Tin, bài"),
		PAGE("/desk/items/new", MAY_ITEM_WRITE, get_item_new, "item_form", "Viết tin, bài"),
		{ROUTE(POST, "/desk/items", MAY_ITEM_WRITE, post_item), .action = "item.begin",
				.summary = "Viết tin, bài", .fields = item_new_fields,
				AGAIN(get_item_new, "desk/item_form")},
		PAGE("/desk/items/{id}", MAY_ITEM_READ, get_item, "item", "Một tin, bài"),
		PAGE("/desk/items/{id}/edit", MAY_ITEM_WRITE, get_item_edit, "item_form",
				"Sửa tin, bài"),
		{ROUTE(POST, "/desk/items/{id}", MAY_ITEM_WRITE, post_item_save),
				.action = "item.save", .summary = "Lưu một bản mới của tin, bài",
				.fields = item_save_fields, AGAIN(get_item_edit, "desk/item_form")},
		{ROUTE(POST, "/desk/drafts", MAY_ITEM_WRITE, post_draft), .action = "draft.keep",
				.summary = "Giữ nội dung đang gõ, chưa lưu thành bản",
				.fields = draft_fields, .flags = ROUTE_ASKS},
		{ROUTE(POST, "/desk/drafts/{id}/drop", MAY_ITEM_WRITE, post_draft_drop),
				.action = "draft.drop", .summary = "Bỏ nội dung đang gõ"},
		STEP("submit", MAY_ITEM_WRITE, step_fields, "Trình lãnh đạo đơn vị"),
		STEP("recall", MAY_ITEM_WRITE, step_fields, "Thu hồi bản vừa chuyển"),
		STEP("send", MAY_ITEM_SEND, step_fields, "Duyệt và gửi Cổng"),
		STEP("return", MAY_ITEM_RETURN, step_reason_fields, "Trả lại kèm lý do"),
		STEP("take", MAY_ITEM_TAKE, step_fields, "Nhận biên tập"),
		STEP("hand", MAY_ITEM_HAND, step_hand_fields, "Giao cho một biên tập viên"),
		STEP("submit_review", MAY_ITEM_EDIT, step_fields, "Trình duyệt đăng"),
		STEP("reject", MAY_ITEM_APPROVE, step_reason_fields, "Không duyệt, kèm lý do"),
		STEP("approve", MAY_ITEM_APPROVE, step_fields, "Duyệt đúng bản này"),
		STEP("publish", MAY_ITEM_PUBLISH, step_fields, "Đăng ngay"),
		STEP("schedule", MAY_ITEM_PUBLISH, step_schedule_fields, "Hẹn giờ đăng"),
		STEP("unschedule", MAY_ITEM_PUBLISH, step_fields, "Bỏ hẹn giờ đăng"),
		STEP("correct", MAY_ITEM_TAKE, step_reason_fields, "Mở đính chính"),
		STEP("withdraw", MAY_ITEM_WITHDRAW, step_withdraw_fields, "Gỡ bài đã đăng"),
		STEP("publish_urgent", MAY_ITEM_PUBLISH, step_reason_fields,
				"Đăng khẩn, kèm lý do"),
		STEP("sign_off", MAY_ITEM_APPROVE, step_fields, "Ký hậu kiểm"),
		STEP("drop", MAY_ITEM_WRITE, step_fields, "Hủy bản đang soạn"),

		PAGE("/desk/items/{id}/revisions", MAY_ITEM_READ, get_revisions, "revisions",
				"Các bản đã lưu"),
		PAGE("/desk/items/{id}/revisions/{number}", MAY_ITEM_READ, get_revision, "revision",
				"Một bản đã lưu"),
		PAGE("/desk/items/{id}/diff", MAY_ITEM_READ, get_diff, "diff", "So sánh hai bản"),
		PAGE("/desk/receipts/{code}", MAY_ITEM_READ, get_receipt, "receipt",
				"Giấy xác nhận đã nhận"),
		{ROUTE(GET, "/desk/receipts/{code}/file", MAY_ITEM_READ, get_receipt_file),
				.summary = "Tệp giấy xác nhận đã ký"},

		PAGE("/desk/questions", MAY_QUESTION_READ, get_questions, "questions", "Câu hỏi"),
		PAGE("/desk/questions/{id}", MAY_QUESTION_READ, get_question, "question",
				"Một câu hỏi"),
		QUESTION("forward", MAY_QUESTION_FORWARD, post_question_forward,
				question_forward_fields, "Chuyển câu hỏi đến đơn vị"),
		QUESTION("close", MAY_QUESTION_FORWARD, post_question_close, question_close_fields,
				"Cổng trả lời hoặc hướng dẫn nơi khác"),
		QUESTION("receive", MAY_QUESTION_ANSWER, post_question_receive, NULL,
				"Xác nhận đã nhận câu hỏi"),
		QUESTION("return", MAY_QUESTION_ANSWER, post_question_return,
				question_return_fields, "Chuyển lại câu hỏi kèm lý do"),
		QUESTION("coordinate", MAY_DUTY_EXTEND, post_question_coordinate,
				question_coordinate_fields, "Nêu đơn vị phối hợp"),
		QUESTION("contribute", MAY_QUESTION_ANSWER, post_question_contribute,
				question_text_fields, "Góp nội dung phối hợp"),
		QUESTION("draft", MAY_QUESTION_ANSWER, post_question_draft, question_draft_fields,
				"Soạn câu trả lời"),
		QUESTION("send", MAY_QUESTION_PUBLISH, post_question_send, NULL,
				"Gửi câu trả lời cho người hỏi"),
		QUESTION("forget", MAY_QUESTION_FORWARD, post_question_forget, NULL,
				"Xóa thông tin liên hệ của người hỏi"),
		PAGE("/desk/items/{id}/statement", MAY_ITEM_READ, get_statement, "statement",
				"Đối chiếu phát ngôn"),
		{ROUTE(POST, "/desk/items/{id}/statement", MAY_ITEM_APPROVE, post_statement),
				.action = "statement.review", .summary = "Ghi kết luận đối chiếu",
				.fields = statement_fields, AGAIN(get_statement, "desk/statement")},
		PAGE("/desk/items/{id}/document", MAY_ITEM_READ, get_item_document, "document",
				"Văn bản sau khi đăng"),
		{ROUTE(GET, "/desk/items/{id}/package", MAY_DOCUMENT_TRANSFER, get_package),
				.summary = "Gói văn bản đã ký, để chuyển Cổng Chính phủ"},
		{ROUTE(POST, "/desk/items/{id}/transfer", MAY_DOCUMENT_TRANSFER, post_transfer),
				.action = "document.transfer",
				.summary = "Ghi nhận đã chuyển Cổng Thông tin điện tử Chính phủ",
				.fields = transfer_fields,
				AGAIN(get_item_document, "desk/document")},
		{ROUTE(POST, "/desk/items/{id}/findings", MAY_ITEM_READ, post_item_findings),
				.action = "finding.review",
				.summary = "Che hoặc giữ dữ liệu cá nhân được phát hiện",
				.fields = finding_fields, AGAIN(get_item, "desk/item")},
		PAGE("/desk/holds", MAY_HOLD_READ, get_holds, "holds", "Nội dung tạm giữ"),
		PAGE("/desk/holds/{id}", MAY_HOLD_READ, get_hold, "hold", "Một việc tạm giữ"),
		{ROUTE(POST, "/desk/holds/{id}/decide", MAY_HOLD_DECIDE, post_hold_decide),
				.action = "hold.decide",
				.summary = "Giải tỏa hoặc xác nhận nội dung tạm giữ",
				.fields = hold_fields, AGAIN(get_hold, "desk/hold")},
		PAGE("/desk/reply-holds", MAY_HOLD_READ, get_reply_holds, "reply_holds",
				"Lời trả lời tạm giữ"),
		PAGE("/desk/reply-holds/{id}", MAY_HOLD_READ, get_reply_hold, "reply_hold",
				"Một lời trả lời tạm giữ"),
		{ROUTE(POST, "/desk/reply-holds/{id}/decide", MAY_HOLD_DECIDE,
				 post_reply_hold_decide),
				.action = "hold.decide",
				.summary = "Giải tỏa hoặc xác nhận lời trả lời tạm giữ",
				.fields = hold_fields, AGAIN(get_reply_hold, "desk/reply_hold")},
		PAGE("/desk/refusals", MAY_HOLD_READ, get_refusals, "refusals", "Tệp không nhận"),
		PAGE("/desk/urgent", MAY_REPORT_READ, get_urgent, "urgent",
				"Đăng khẩn và hậu kiểm"),
		PAGE("/desk/law", MAY_REGULATION_READ, get_law, "law", "Quy định"),
		PAGE("/desk/audit", MAY_AUDIT_READ, get_audit, "audit", "Nhật ký"),

		{ROUTE(POST, "/desk/items/{id}/attachments", MAY_ITEM_WRITE, post_attachment),
				.action = "attachment.add", .summary = "Đính kèm tệp",
				.fields = attachment_fields, AGAIN(get_item, "desk/item"),
				.prepare = prepare_attachment,
				.flags = ROUTE_PREPARED | ROUTE_FILES},
		{ROUTE(GET, "/desk/attachments/{id}", MAY_ITEM_READ, get_attachment),
				.summary = "Tải tệp đính kèm"},
		{ROUTE(POST, "/desk/attachments/{id}/remove", MAY_ITEM_WRITE,
				 post_attachment_remove),
				.action = "attachment.remove", .summary = "Bỏ tệp đính kèm"},
		{ROUTE(POST, "/desk/media", MAY_MEDIA_UPLOAD, post_picture),
				.action = "picture.add", .summary = "Tải ảnh lên để chèn vào bài",
				.fields = picture_fields, .prepare = prepare_picture,
				.flags = ROUTE_PREPARED | ROUTE_FILES},
		{ROUTE(GET, "/media/{key}", MAY_PUBLIC, get_picture), .summary = "Ảnh trong bài"},
		{ROUTE(GET, "/media/{key}/{width}", MAY_PUBLIC, get_picture),
				.summary = "Ảnh trong bài, cỡ nhỏ hơn"},
};

const size_t desk_route_count = COUNT_OF(desk_routes);

const struct nav_link desk_nav[] = {
		{"Việc của tôi", "/desk", "inbox", MAY_LOGIN_ANY},
		{"Vụ việc", "/desk/matters", "files", MAY_MATTER_READ},
		{"Tin, bài", "/desk/items", "newspaper", MAY_ITEM_READ},
		{"Sự kiện", "/desk/events", "calendar-clock", MAY_EVENT_READ},
		{"Chuyên mục", "/desk/columns", "column", MAY_COLUMN_READ},
		{"Câu hỏi", "/desk/questions", "question", MAY_QUESTION_READ},
		{"Trong ngày", "/desk/day", "history", MAY_REPORT_READ},
		{"Số liệu", "/desk/figures", "chart", MAY_REPORT_READ},
		{"Đăng khẩn", "/desk/urgent", "shield-check", MAY_REPORT_READ},
		{"Ủy quyền", "/desk/delegations", "deputy", MAY_DELEGATION_READ},
		{"Tạm giữ", "/desk/holds", "lock", MAY_HOLD_READ},
		{"Thông báo", "/desk/notices", "bell", MAY_SESSION_OWN},
		{"Đơn vị", "/desk/admin/units", "building", MAY_UNIT_MANAGE},
		{"Tài khoản", "/desk/admin/accounts", "users", MAY_ACCOUNT_MANAGE},
		{"Thư của hệ thống", "/desk/admin/mail", "mail", MAY_STATUS_READ},
		{"Nhật ký", "/desk/audit", "audit", MAY_AUDIT_READ},
		{"Quy định", "/desk/law", "scale", MAY_REGULATION_READ},
		{"Hệ thống", "/desk/status", "settings", MAY_STATUS_READ},
		{"Lịch ngày nghỉ", "/desk/calendar", "calendar", MAY_CALENDAR_READ},
		{0},
};
