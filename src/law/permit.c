#include "law/permit.h"

#include "base/buf.h"

/* ---- roles ---- */

struct role_row {
	struct text name;
	struct text label;
};

static const struct role_row ROLES[ROLE_COUNT] = {
		[ROLE_UNSET] = {TEXT("unset"), TEXT("Chưa có vai trò")},
		[ROLE_OFFICER] = {TEXT("officer"), TEXT("Cán bộ đơn vị")},
		[ROLE_UNIT_LEADER] = {TEXT("unit_leader"), TEXT("Lãnh đạo đơn vị")},
		[ROLE_COORDINATOR] = {TEXT("coordinator"), TEXT("Điều phối viên")},
		[ROLE_REPORTER] = {TEXT("reporter"), TEXT("Phóng viên")},
		[ROLE_EDITOR] = {TEXT("editor"), TEXT("Biên tập viên")},
		[ROLE_PUBLISHER] = {TEXT("publisher"), TEXT("Người duyệt đăng")},
		[ROLE_MINISTRY_LEADER] = {TEXT("ministry_leader"), TEXT("Lãnh đạo Bộ")},
		[ROLE_AUDITOR] = {TEXT("auditor"), TEXT("Kiểm tra viên")},
		[ROLE_ADMINISTRATOR] = {TEXT("administrator"), TEXT("Quản trị hệ thống")},
		[ROLE_CLOCK] = {TEXT("clock"), TEXT("Bộ hẹn giờ")},
};

struct text
role_name(enum role role)
{
	return ROLES[role].name;
}

struct text
role_label(enum role role)
{
	return ROLES[role].label;
}

enum err
role_parse(struct text name, enum role *out)
{
	for (unsigned role = ROLE_UNSET + 1; role < ROLE_COUNT; role++)
		if (text_equals(ROLES[role].name, name)) {
			*out = (enum role)role;
			return OK;
		}
	return ERR_INVALID;
}

role_set
role_bit_of(struct text name)
{
	enum role role;

	return role_parse(name, &role) == OK ? ROLE_BIT(role) : 0;
}

bool
role_is_grantable(enum role role)
{
	return role > ROLE_UNSET && role < ROLE_CLOCK;
}

struct text
roles_label(struct arena *arena, role_set roles)
{
	struct buf out = BUF(arena);

	for (unsigned role = ROLE_UNSET + 1; role < ROLE_COUNT; role++) {
		if (!(roles & ROLE_BIT(role)))
			continue;
		if (out.n)
			buf_add_c(&out, ", ");
		buf_add(&out, ROLES[role].label);
	}
	return buf_text(&out);
}

/* ---- the matrix ---- */

#define OFFICER ROLE_BIT(ROLE_OFFICER)
#define LEADER ROLE_BIT(ROLE_UNIT_LEADER)
#define COORDINATOR ROLE_BIT(ROLE_COORDINATOR)
#define REPORTER ROLE_BIT(ROLE_REPORTER)
#define EDITOR ROLE_BIT(ROLE_EDITOR)
#define PUBLISHER ROLE_BIT(ROLE_PUBLISHER)
#define MINISTRY ROLE_BIT(ROLE_MINISTRY_LEADER)
#define AUDITOR ROLE_BIT(ROLE_AUDITOR)
#define ADMIN ROLE_BIT(ROLE_ADMINISTRATOR)
#define CLOCK ROLE_BIT(ROLE_CLOCK)
#define PEOPLE (ROLES_UNIT | ROLES_PORTAL | MINISTRY | AUDITOR | ADMIN)
/* Who reads all content without being of a unit. */
#define OVERSIGHT (MINISTRY | AUDITOR)

struct permit_row {
	struct text name;
	role_set own; /* for the actor's own unit */
	role_set all; /* for all units */
	bool everyone;
};

static const struct permit_row PERMITS[PERMIT_COUNT] = {
		[PERMIT_UNSET] = {TEXT("unset"), 0, 0, false},
		[MAY_PUBLIC] = {TEXT("public"), 0, PEOPLE | CLOCK, true},
		[MAY_LOGIN_ANY] = {TEXT("login_any"), 0, PEOPLE, false},

		[MAY_MATTER_READ] = {TEXT("matter_read"), ROLES_UNIT, ROLES_PORTAL | OVERSIGHT,
				false},
		[MAY_MATTER_OPEN] = {TEXT("matter_open"), ROLES_UNIT, ROLES_PORTAL, false},
		[MAY_MATTER_CLOSE] = {TEXT("matter_close"), LEADER, COORDINATOR, false},
		[MAY_DUTY_EXCUSE] = {TEXT("duty_excuse"), 0, COORDINATOR, false},
		[MAY_DUTY_EXTEND] = {TEXT("duty_extend"), LEADER, 0, false},

		[MAY_ITEM_READ] = {TEXT("item_read"), ROLES_UNIT, ROLES_PORTAL | OVERSIGHT | CLOCK,
				false},
		[MAY_ITEM_UNSENT] = {TEXT("item_unsent"), ROLES_UNIT | ROLES_PORTAL, AUDITOR,
				false},
		[MAY_ITEM_WRITE] = {TEXT("item_write"), ROLES_UNIT, REPORTER | EDITOR, false},
		[MAY_ITEM_SEND] = {TEXT("item_send"), LEADER, 0, false},
		[MAY_ITEM_RETURN] = {TEXT("item_return"), LEADER, EDITOR, false},
		[MAY_ITEM_TAKE] = {TEXT("item_take"), 0, EDITOR, false},
		[MAY_ITEM_HAND] = {TEXT("item_hand"), 0, COORDINATOR | PUBLISHER, false},
		[MAY_ITEM_EDIT] = {TEXT("item_edit"), 0, REPORTER | EDITOR, false},
		[MAY_ITEM_APPROVE] = {TEXT("item_approve"), 0, PUBLISHER, false},
		[MAY_ITEM_PUBLISH] = {TEXT("item_publish"), 0, PUBLISHER | CLOCK, false},
		[MAY_ITEM_WITHDRAW] = {TEXT("item_withdraw"), 0, PUBLISHER, false},

		[MAY_HOLD_READ] = {TEXT("hold_read"), 0, PUBLISHER | AUDITOR | ADMIN, false},
		[MAY_HOLD_DECIDE] = {TEXT("hold_decide"), 0, PUBLISHER, false},

		[MAY_EVENT_READ] = {TEXT("event_read"), ROLES_UNIT, ROLES_PORTAL | OVERSIGHT,
				false},
		[MAY_EVENT_NOTIFY] = {TEXT("event_notify"), ROLES_UNIT, COORDINATOR, false},
		[MAY_EVENT_ASSIGN] = {TEXT("event_assign"), 0, COORDINATOR, false},
		[MAY_EVENT_ANSWER] = {TEXT("event_answer"), 0, REPORTER, false},
		[MAY_COLUMN_READ] = {TEXT("column_read"), ROLES_UNIT, ROLES_PORTAL | OVERSIGHT,
				false},
		[MAY_COLUMN_MANAGE] = {TEXT("column_manage"), 0, COORDINATOR, false},
		[MAY_COLUMN_PUBLISH] = {TEXT("column_publish"), 0, PUBLISHER, false},
		[MAY_COLUMN_GIVE] = {TEXT("column_give"), ROLES_UNIT, 0, false},
		[MAY_WARNING_READ] = {TEXT("warning_read"), ROLES_UNIT, ROLES_PORTAL | OVERSIGHT,
				false},
		[MAY_WARNING_REQUEST] = {TEXT("warning_request"), 0, COORDINATOR | EDITOR, false},
		[MAY_DOCUMENT_READ] = {TEXT("document_read"), ROLES_UNIT, ROLES_PORTAL | OVERSIGHT,
				false},
		[MAY_DOCUMENT_CONSENT] = {TEXT("document_consent"), LEADER, MINISTRY, false},
		[MAY_DOCUMENT_TRANSFER] = {TEXT("document_transfer"), ROLES_UNIT,
				COORDINATOR | EDITOR | PUBLISHER, false},
		[MAY_STATEMENT_READ] = {TEXT("statement_read"), ROLES_UNIT,
				ROLES_PORTAL | OVERSIGHT, false},
		[MAY_STATEMENT_GIVE] = {TEXT("statement_give"), ROLES_UNIT, COORDINATOR, false},
		[MAY_QUESTION_READ] = {TEXT("question_read"), ROLES_UNIT, ROLES_PORTAL | OVERSIGHT,
				false},
		[MAY_QUESTION_FORWARD] = {TEXT("question_forward"), 0, COORDINATOR, false},
		[MAY_QUESTION_ANSWER] = {TEXT("question_answer"), ROLES_UNIT, 0, false},
		[MAY_QUESTION_PUBLISH] = {TEXT("question_publish"), 0, PUBLISHER, false},

		[MAY_MEDIA_UPLOAD] = {TEXT("media_upload"), ROLES_UNIT, ROLES_PORTAL, false},
		[MAY_MEDIA_READ] = {TEXT("media_read"), ROLES_UNIT, ROLES_PORTAL | OVERSIGHT,
				false},
		[MAY_REPORT_READ] = {TEXT("report_read"), ROLES_UNIT, ROLES_PORTAL | OVERSIGHT,
				false},
		[MAY_SEARCH_DESK] = {TEXT("search_desk"), ROLES_UNIT, ROLES_PORTAL | OVERSIGHT,
				false},

		[MAY_UNIT_READ] = {TEXT("unit_read"), 0, PEOPLE, false},
		[MAY_UNIT_MANAGE] = {TEXT("unit_manage"), 0, ADMIN, false},
		[MAY_ACCOUNT_READ] = {TEXT("account_read"), LEADER, COORDINATOR | AUDITOR | ADMIN,
				false},
		[MAY_ACCOUNT_MANAGE] = {TEXT("account_manage"), 0, ADMIN, false},
		[MAY_DELEGATION_READ] = {TEXT("delegation_read"), ROLES_DELEGABLE, AUDITOR | ADMIN,
				false},
		[MAY_DELEGATION_GIVE] = {TEXT("delegation_give"), ROLES_DELEGABLE, ADMIN, false},
		[MAY_SESSION_OWN] = {TEXT("session_own"), 0, PEOPLE, false},
		[MAY_TOKEN_OWN] = {TEXT("token_own"), 0, PEOPLE, false},
		[MAY_CALENDAR_READ] = {TEXT("calendar_read"), 0, PEOPLE, false},
		[MAY_CALENDAR_MANAGE] = {TEXT("calendar_manage"), 0, ADMIN, false},
		[MAY_REGULATION_READ] = {TEXT("regulation_read"), 0, PEOPLE, false},
		[MAY_AUDIT_READ] = {TEXT("audit_read"), 0, AUDITOR, false},
		[MAY_STATUS_READ] = {TEXT("status_read"), 0, AUDITOR | ADMIN, false},
		[MAY_MAIL_MANAGE] = {TEXT("mail_manage"), 0, ADMIN, false},
};

static const struct permit_row *
row_of(enum permit permit)
{
	return &PERMITS[(unsigned)permit < PERMIT_COUNT ? permit : PERMIT_UNSET];
}

enum scope
permit_scope(enum permit permit, role_set roles)
{
	const struct permit_row *row = row_of(permit);

	if (row->everyone || (row->all & roles))
		return SCOPE_ALL;
	return row->own & roles ? SCOPE_OWN : SCOPE_NONE;
}

enum err
permit_check(enum permit permit, role_set roles)
{
	if (permit_scope(permit, roles) != SCOPE_NONE)
		return OK;
	return roles == 0 && row_of(permit) != &PERMITS[PERMIT_UNSET] ? ERR_LOGIN : ERR_FORBIDDEN;
}

enum err
permit_check_unit(enum permit permit, role_set roles, int64_t actor_unit, int64_t unit)
{
	TRY(permit_check(permit, roles));
	if (permit_scope(permit, roles) == SCOPE_OWN && (unit == 0 || unit != actor_unit))
		return ERR_FORBIDDEN;
	return OK;
}

bool
permit_only_reads(enum permit permit)
{
	switch (permit) {
	case MAY_MATTER_READ:
	case MAY_ITEM_READ:
	case MAY_EVENT_READ:
	case MAY_COLUMN_READ:
	case MAY_WARNING_READ:
	case MAY_DOCUMENT_READ:
	case MAY_STATEMENT_READ:
	case MAY_QUESTION_READ:
	case MAY_MEDIA_READ:
	case MAY_REPORT_READ:
		return true;
	default:
		return false;
	}
}

role_set
permit_roles(enum permit permit, enum scope scope)
{
	const struct permit_row *row = row_of(permit);

	return scope == SCOPE_ALL ? row->all : row->own;
}

struct text
permit_name(enum permit permit)
{
	return row_of(permit)->name;
}

const char *
scope_name(enum scope scope)
{
	static const char *const names[] = {
			[SCOPE_NONE] = "none",
			[SCOPE_OWN] = "own",
			[SCOPE_ALL] = "all",
	};

	return names[scope];
}
