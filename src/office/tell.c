#include "office/tell.h"

#include "office/notice.h"

#define OFFICER ROLE_BIT(ROLE_OFFICER)
#define LEADER ROLE_BIT(ROLE_UNIT_LEADER)
#define COORDINATOR ROLE_BIT(ROLE_COORDINATOR)
#define EDITOR ROLE_BIT(ROLE_EDITOR)
#define PUBLISHER ROLE_BIT(ROLE_PUBLISHER)
#define ADMINISTRATOR ROLE_BIT(ROLE_ADMINISTRATOR)

#define AUTHOR (1u << TELL_AUTHOR)
#define SENDER (1u << TELL_SENDER)
#define TAKER (1u << TELL_TAKER)
#define SUBMITTER (1u << TELL_SUBMITTER)
#define NAMED (1u << TELL_NAMED)

#define ROW(event, name, happened, kind, unit_roles, all_roles, persons)                           \
	[event] = {TEXT(name), TEXT(happened), kind, unit_roles, all_roles, persons, false}

/* Event, name, what happened, kind | roles of the unit it concerns | roles anywhere | persons. */
/* clang-format off */
static const struct tell_row TABLE[TELL_EVENT_COUNT] = {
	ROW(TELL_ITEM_SUBMIT, "submit", "Chờ lãnh đạo đơn vị duyệt", NOTICE_TURN,
		LEADER, 0, 0),
	ROW(TELL_ITEM_SEND, "send", "Chờ biên tập", NOTICE_TURN,
		0, EDITOR, 0),
	ROW(TELL_ITEM_SENT, "sent", "Đã gửi Cổng", NOTICE_PROGRESS,
		0, 0, AUTHOR),
	ROW(TELL_ITEM_HAND, "hand", "Được giao biên tập", NOTICE_TURN,
		0, 0, TAKER),
	ROW(TELL_ITEM_HANDED_ON, "handed_on", "Đã giao người khác biên tập", NOTICE_PROGRESS,
		0, 0, NAMED),
	ROW(TELL_ITEM_SUBMIT_REVIEW, "submit_review", "Chờ duyệt đăng", NOTICE_TURN,
		0, PUBLISHER, 0),
	ROW(TELL_ITEM_RETURN, "return", "Bị trả lại", NOTICE_TURN,
		0, 0, AUTHOR | SENDER),
	ROW(TELL_ITEM_REJECT, "reject", "Chưa được duyệt đăng", NOTICE_TURN,
		0, 0, TAKER),
	ROW(TELL_ITEM_APPROVE, "approve", "Đã được duyệt", NOTICE_PROGRESS,
		0, 0, SUBMITTER),
	ROW(TELL_ITEM_PUBLISH, "publish", "Đã đăng", NOTICE_PROGRESS,
		0, 0, AUTHOR | TAKER),
	ROW(TELL_ITEM_WITHDRAW, "withdraw", "Đã gỡ", NOTICE_PROGRESS,
		0, 0, AUTHOR | TAKER),
	ROW(TELL_ITEM_PUBLISH_URGENT, "publish_urgent", "Đã đăng khẩn, chờ hậu kiểm", NOTICE_URGENT,
		0, PUBLISHER, AUTHOR),
	ROW(TELL_ITEM_SIGN_OFF, "sign_off", "Đã hậu kiểm", NOTICE_PROGRESS,
		0, 0, AUTHOR | TAKER),

	ROW(TELL_HOLD_BEGIN, "hold_begin", "Tạm giữ vì có dấu hiệu bí mật nhà nước", NOTICE_URGENT,
		LEADER, PUBLISHER | ADMINISTRATOR, AUTHOR),
	ROW(TELL_HOLD_END, "hold_end", "Đã quyết định về nội dung tạm giữ", NOTICE_URGENT,
		LEADER, ADMINISTRATOR, AUTHOR | TAKER),
	ROW(TELL_SECRET_REFUSED, "secret_refused",
		"Nội dung có dấu hiệu bí mật nhà nước không được nhận", NOTICE_URGENT,
		LEADER, PUBLISHER | ADMINISTRATOR, 0),

	ROW(TELL_EVENT_NOTIFY, "event_notify", "Sự kiện cần đưa tin", NOTICE_TURN,
		0, COORDINATOR, 0),
	ROW(TELL_EVENT_CHANGE, "event_change", "Sự kiện đổi thời gian, địa điểm", NOTICE_EVENT,
		OFFICER | LEADER, COORDINATOR, 0),
	ROW(TELL_EVENT_CANCEL, "event_cancel", "Sự kiện đã hủy", NOTICE_EVENT,
		OFFICER | LEADER, COORDINATOR, 0),
	ROW(TELL_EVENT_HAND_OVER, "event_hand_over", "Tài liệu sự kiện", NOTICE_EVENT,
		0, COORDINATOR, 0),
	ROW(TELL_EVENT_JOINT, "event_joint", "Cổng phối hợp đưa tin", NOTICE_EVENT,
		OFFICER | LEADER, 0, 0),
	ROW(TELL_EVENT_CANNOT, "event_cannot",
		"Cổng không cử được người, đề nghị đơn vị viết tin, bài", NOTICE_TURN,
		OFFICER | LEADER, 0, 0),
	ROW(TELL_EVENT_ACCEPT, "event_accept", "Phóng viên đã nhận", NOTICE_EVENT,
		0, COORDINATOR, 0),
	ROW(TELL_EVENT_SENT, "event_sent", "Cổng đã cử phóng viên", NOTICE_EVENT,
		OFFICER | LEADER, 0, 0),
	ROW(TELL_EVENT_DECLINE, "event_decline", "Phóng viên không nhận", NOTICE_TURN,
		0, COORDINATOR, 0),
	ROW(TELL_EVENT_ASSIGN, "event_assign", "Được cử đưa tin", NOTICE_TURN,
		0, 0, NAMED),
	ROW(TELL_EVENT_AGAIN, "event_again",
		"Sự kiện đổi thời gian, địa điểm, đề nghị trả lời lại", NOTICE_TURN,
		0, 0, NAMED),
	ROW(TELL_EVENT_RELEASE, "event_release", "Thôi cử đưa tin", NOTICE_EVENT,
		0, 0, NAMED),
	ROW(TELL_EVENT_CALLED_OFF, "event_cancel", "Sự kiện đã hủy", NOTICE_EVENT,
		0, 0, NAMED),

	ROW(TELL_QUESTION_ASK, "question.ask", "Câu hỏi mới", NOTICE_QUESTION,
		0, COORDINATOR, 0),
	ROW(TELL_QUESTION_FORWARD, "question.forward", "Câu hỏi được chuyển đến", NOTICE_DUTY,
		OFFICER | LEADER, 0, 0),
	ROW(TELL_QUESTION_RETURN, "question.return", "Đơn vị chuyển lại câu hỏi", NOTICE_TURN,
		0, COORDINATOR, 0),
	ROW(TELL_QUESTION_HELP, "question.help", "Đề nghị phối hợp trả lời câu hỏi", NOTICE_DUTY,
		OFFICER | LEADER, 0, 0),
	ROW(TELL_QUESTION_CONTRIBUTE, "question.contribute", "Đơn vị phối hợp đã góp nội dung",
		NOTICE_QUESTION,
		OFFICER, 0, 0),
	ROW(TELL_QUESTION_SEND, "question.send", "Câu trả lời đã gửi người hỏi", NOTICE_QUESTION,
		OFFICER, 0, 0),

	ROW(TELL_DUTY_EXTEND, "duty_extend", "", NOTICE_DUTY,
		OFFICER | LEADER, COORDINATOR, 0),
	ROW(TELL_DUTY_PAUSE, "duty_pause", "", NOTICE_DUTY,
		OFFICER | LEADER, 0, 0),
	ROW(TELL_DUTY_RESUME, "duty_resume", "", NOTICE_DUTY,
		OFFICER | LEADER, 0, 0),
	ROW(TELL_DUTY_EXCUSE, "duty_excuse", "", NOTICE_DUTY,
		OFFICER | LEADER, 0, 0),
	ROW(TELL_DUTY_NOT_APPLICABLE, "duty_not_applicable", "", NOTICE_DUTY,
		OFFICER | LEADER, 0, 0),
	ROW(TELL_DUTY_REOPEN, "duty_reopen", "", NOTICE_DUTY,
		OFFICER | LEADER, 0, 0),
	ROW(TELL_CONSENT, "consent", "", NOTICE_TURN,
		OFFICER | LEADER, 0, 0),
	ROW(TELL_WARNING_ASK, "warning_ask", "Cổng đề nghị cảnh báo", NOTICE_URGENT,
		OFFICER | LEADER, 0, 0),

	ROW(TELL_COLUMN_EDITION, "column_edition", "Chuyên mục chờ duyệt công khai", NOTICE_TURN,
		0, PUBLISHER, 0),
	ROW(TELL_COLUMN_PUBLISH, "column_publish", "Đã công khai chuyên mục", NOTICE_PROGRESS,
		0, COORDINATOR, 0),
	ROW(TELL_COLUMN_UNPUBLISH, "column_unpublish", "Đã gỡ chuyên mục", NOTICE_PROGRESS,
		0, COORDINATOR, 0),
	ROW(TELL_COLUMN_ASK, "column_ask", "Cổng đề nghị cung cấp dữ liệu", NOTICE_DUTY,
		OFFICER | LEADER, 0, 0),
	ROW(TELL_COLUMN_MOVE, "column_move", "Ngày cung cấp dữ liệu đã đổi", NOTICE_DUTY,
		OFFICER | LEADER, 0, 0),
	ROW(TELL_COLUMN_NONE, "column_none", "Đơn vị báo không có số liệu", NOTICE_TURN,
		0, COORDINATOR, 0),
	ROW(TELL_COLUMN_DECLINE, "column_decline", "Cổng đề nghị vẫn cung cấp dữ liệu", NOTICE_TURN,
		OFFICER | LEADER, 0, 0),
	ROW(TELL_COLUMN_REMIND, "column_remind", "Nhắc cung cấp dữ liệu", NOTICE_REMINDER,
		OFFICER | LEADER, 0, 0),
	ROW(TELL_DUTY_REMIND, "duty_remind", "Nhắc thực hiện", NOTICE_REMINDER,
		OFFICER | LEADER, 0, 0),

	/* One name: whoever is told of the own unit is not told again of all. */
	ROW(TELL_RECOUNT_UNIT, "calendar.recount", "", NOTICE_DUTY,
		LEADER, 0, 0),
	ROW(TELL_RECOUNT_OPENER, "calendar.recount", "", NOTICE_DUTY,
		0, 0, NAMED),
	ROW(TELL_RECOUNT_ALL, "calendar.recount", "", NOTICE_DUTY,
		0, COORDINATOR, 0),
	ROW(TELL_CALENDAR_UNSETTLED, "calendar.unsettled", "", NOTICE_SYSTEM,
		0, ADMINISTRATOR, 0),

	ROW(TELL_DELEGATION, "delegation", "", NOTICE_PROGRESS,
		0, 0, NAMED),
	ROW(TELL_DELEGATION_END, "delegation_end", "", NOTICE_PROGRESS,
		0, 0, NAMED),
	/* Who owes it, then the leader, then the Portal. What the Portal owes its own people do. */
	ROW(TELL_REMIND_FIRST, "remind_first", "Sắp đến hạn", NOTICE_REMINDER,
		OFFICER | COORDINATOR, 0, 0),
	ROW(TELL_REMIND_SECOND, "remind_second", "Sắp hết hạn", NOTICE_REMINDER,
		OFFICER | LEADER | COORDINATOR | PUBLISHER, 0, 0),
	ROW(TELL_REMIND_DUE, "remind_due", "Đã hết hạn", NOTICE_REMINDER,
		OFFICER | LEADER | COORDINATOR | PUBLISHER, 0, 0),
	ROW(TELL_REMIND_LATE, "remind_late", "Quá hạn", NOTICE_REMINDER,
		OFFICER | LEADER | PUBLISHER, COORDINATOR, 0),

	[TELL_ALARM] = {TEXT("alarm"), TEXT("Cần quản trị viên xem"), NOTICE_SYSTEM,
		0, ADMINISTRATOR, 0, true},
	ROW(TELL_MERGER, "merger", "", NOTICE_PROGRESS,
		OFFICER | LEADER, COORDINATOR, 0),
};
/* clang-format on */

static const struct {
	struct text name, label;
} KINDS[NOTICE_KIND_COUNT] = {
		[NOTICE_TURN] = {TEXT("turn"), TEXT("Việc đến lượt đồng chí")},
		[NOTICE_PROGRESS] = {TEXT("progress"), TEXT("Kết quả việc đồng chí đã làm")},
		[NOTICE_EVENT] = {TEXT("event"), TEXT("Diễn biến của sự kiện")},
		[NOTICE_QUESTION] = {TEXT("question"), TEXT("Câu hỏi của công dân")},
		[NOTICE_DUTY] = {TEXT("duty"),
				TEXT("Nghĩa vụ mới, quyết định về nghĩa vụ, hạn thay đổi")},
		[NOTICE_REMINDER] = {TEXT("reminder"), TEXT("Nhắc hạn theo quy định")},
		[NOTICE_URGENT] = {TEXT("urgent"), TEXT("Việc khẩn")},
		[NOTICE_SYSTEM] = {TEXT("system"), TEXT("Vận hành hệ thống")},
};

const struct tell_row *
tell_row(enum tell_event event)
{
	return &TABLE[event];
}

struct text
notice_kind_name(enum notice_kind kind)
{
	return kind < NOTICE_KIND_COUNT ? KINDS[kind].name : NO_TEXT;
}

struct text
notice_kind_label(enum notice_kind kind)
{
	return kind < NOTICE_KIND_COUNT ? KINDS[kind].label : NO_TEXT;
}

enum err
notice_kind_parse(struct text name, enum notice_kind *out)
{
	for (unsigned i = 0; i < NOTICE_KIND_COUNT; i++)
		if (text_equals(KINDS[i].name, name)) {
			*out = (enum notice_kind)i;
			return OK;
		}
	return ERR_INVALID;
}

enum notice_kind
notice_kind_of(struct text event)
{
	for (unsigned i = 0; i < TELL_EVENT_COUNT; i++)
		if (text_equals(TABLE[i].name, event))
			return TABLE[i].kind;
	return NOTICE_KIND_COUNT;
}

/* Its end stands before the thing: lists of mails cut long titles. */
static struct text
title_of(struct arena *arena, const struct tell_row *row, const struct news *news)
{
	if (!row->happened.n)
		return news->title;
	return text_format(arena, "%.*s%s%.*s: %.*s", TEXT_ARGS(row->happened),
			news->due.n ? " – " : "", TEXT_ARGS(news->due), TEXT_ARGS(news->title));
}

enum err
tell(struct ctx *ctx, enum tell_event event, const struct news *news)
{
	const struct tell_row *row = &TABLE[event];
	struct notice_draft draft = {
			.row = row,
			.news = news,
			.kind = news->is_urgent ? NOTICE_URGENT : row->kind,
			.title = title_of(ctx->arena, row, news),
	};

	if (row->unit_roles && news->unit)
		TRY(notice_add_roles(ctx, &draft, row->unit_roles, news->unit));
	if (row->all_roles)
		TRY(notice_add_roles(ctx, &draft, row->all_roles, 0));
	for (unsigned i = 0; i < TELL_PERSON_COUNT; i++)
		if (row->persons & 1u << i && news->persons[i])
			TRY(notice_add_person(ctx, &draft, news->persons[i],
					i == TELL_AUTHOR || i == TELL_SENDER ? news->unit : 0));
	return notice_settle(ctx, &draft);
}
