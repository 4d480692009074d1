/*
 * permit.h - who may do what, before any item or state is looked at.
 *
 * One table, role × permission. A route names one permission; the verb behind it
 * asks again, and for items workflow.h decides further by state and by person.
 * What no cell grants is refused.
 *
 * Separation of duties: an administrator keeps units and accounts and never
 * touches content; an auditor reads everything and changes nothing; who writes
 * for a unit sees only that unit, and what it has not sent yet nobody else sees;
 * nobody excuses what the own unit owes but the Portal, to which it is owed.
 */
#ifndef LAW_PERMIT_H
#define LAW_PERMIT_H

#include "base/err.h"
#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

/* Stored and spoken by name (role_name); the numbers are free to change. */
enum role {
	ROLE_UNSET,
	ROLE_OFFICER,         /* cán bộ đơn vị: opens matters, writes items */
	ROLE_UNIT_LEADER,     /* lãnh đạo đơn vị: approves and sends */
	ROLE_COORDINATOR,     /* điều phối viên of the Portal: requests, events, statements */
	ROLE_REPORTER,        /* phóng viên of the Portal: writes the Portal's own items */
	ROLE_EDITOR,          /* biên tập viên of the Portal: takes and edits */
	ROLE_PUBLISHER,       /* người duyệt đăng of the Portal: the second person */
	ROLE_MINISTRY_LEADER, /* lãnh đạo Bộ: reads, consents (khoản 8) */
	ROLE_AUDITOR,         /* kiểm tra viên: reads everything, changes nothing */
	ROLE_ADMINISTRATOR,   /* quản trị: units, accounts, calendars */
	ROLE_CLOCK,           /* this program's own timer; never given to an account */
};
#define ROLE_COUNT (ROLE_CLOCK + 1)

/* The roles of one actor: 1 << ROLE_… for each. Nobody logged in: 0. */
typedef uint32_t role_set;
#define ROLE_BIT(role) ((role_set)1 << (role))
#define ROLES_PORTAL                                                                               \
	(ROLE_BIT(ROLE_COORDINATOR) | ROLE_BIT(ROLE_REPORTER) | ROLE_BIT(ROLE_EDITOR) |            \
			ROLE_BIT(ROLE_PUBLISHER))
#define ROLES_UNIT (ROLE_BIT(ROLE_OFFICER) | ROLE_BIT(ROLE_UNIT_LEADER))
/* What may be left to a deputy for a time: all but keeping accounts and auditing. */
#define ROLES_DELEGABLE (ROLES_UNIT | ROLES_PORTAL | ROLE_BIT(ROLE_MINISTRY_LEADER))

/* A route or a verb without a permission has PERMIT_UNSET, which nobody is granted. */
enum permit {
	PERMIT_UNSET,
	MAY_PUBLIC,    /* everyone, logged in or not */
	MAY_LOGIN_ANY, /* everyone who is logged in */

	MAY_MATTER_READ,
	MAY_MATTER_OPEN, /* and give its evidence */
	MAY_MATTER_CLOSE,
	MAY_DUTY_EXCUSE, /* the Portal: excuse, not applicable, pause, resume, reopen */
	MAY_DUTY_EXTEND, /* who owes it: a longer limit of the regulation (khoản 10) */

	MAY_ITEM_READ,     /* on the desk, as far as workflow_sight says */
	MAY_ITEM_UNSENT,   /* read also what its unit has not sent to the Portal */
	MAY_ITEM_WRITE,    /* begin an item; save, submit, recall, drop */
	MAY_ITEM_SEND,     /* a unit's leader: approve and send */
	MAY_ITEM_RETURN,   /* a leader to the officer, an editor to the unit */
	MAY_ITEM_TAKE,     /* the Portal: take over what was sent; open a correction */
	MAY_ITEM_HAND,     /* the Portal: says which editor has it */
	MAY_ITEM_EDIT,     /* the Portal: submit for review */
	MAY_ITEM_APPROVE,  /* the second person: approve or reject */
	MAY_ITEM_PUBLISH,  /* publish, schedule, unschedule */
	MAY_ITEM_WITHDRAW, /* take from the public, with a reason */

	MAY_HOLD_READ,   /* that something is held, and which uploads were refused */
	MAY_HOLD_DECIDE, /* reads what is held; releases it, or confirms that it is a secret */

	MAY_EVENT_READ,
	MAY_EVENT_NOTIFY, /* a unit announces an event to the Portal (khoản 2, 3) */
	MAY_EVENT_ASSIGN, /* the Portal sends staff or says that it cannot */
	MAY_EVENT_ANSWER, /* a reporter who is sent accepts or declines */
	MAY_COLUMN_READ,
	MAY_COLUMN_MANAGE,  /* chuyên mục: open, ask units (khoản 5) */
	MAY_COLUMN_PUBLISH, /* the second person: lets the public read it */
	MAY_COLUMN_GIVE,    /* a unit gives what was asked */
	MAY_WARNING_READ,
	MAY_WARNING_REQUEST, /* the Portal asks for a warning (khoản 6) */
	MAY_DOCUMENT_READ,
	MAY_DOCUMENT_CONSENT,  /* ministry leadership agrees to posting, or who asked records it
				  (khoản 8) */
	MAY_DOCUMENT_TRANSFER, /* records that the Government's portal was given it (khoản 8) */
	MAY_STATEMENT_READ,
	MAY_STATEMENT_GIVE, /* phát ngôn (khoản 9) */
	MAY_QUESTION_READ,
	MAY_QUESTION_FORWARD, /* the Portal forwards a citizen's question (khoản 10) */
	MAY_QUESTION_ANSWER,
	MAY_QUESTION_PUBLISH,

	MAY_MEDIA_UPLOAD,
	MAY_MEDIA_READ,
	MAY_REPORT_READ, /* figures and lists of what is due */
	MAY_SEARCH_DESK,

	MAY_UNIT_READ,
	MAY_UNIT_MANAGE,
	MAY_ACCOUNT_READ,
	MAY_ACCOUNT_MANAGE, /* create, roles, lock, reset */
	MAY_DELEGATION_READ,
	MAY_DELEGATION_GIVE, /* ủy quyền: one's own role; a unit's leader, any of the unit; revoke
			      */
	MAY_SESSION_OWN,     /* one's own password, second factor and sessions */
	MAY_TOKEN_OWN,       /* one's own personal tokens */
	MAY_CALENDAR_READ,
	MAY_CALENDAR_MANAGE,
	MAY_REGULATION_READ,
	MAY_AUDIT_READ,
	MAY_STATUS_READ, /* the machine's own health */
	MAY_MAIL_MANAGE, /* send dead mails again, hold back and release all */
	PERMIT_COUNT
};

/* How far a permission reaches. */
enum scope {
	SCOPE_NONE,
	SCOPE_OWN, /* what belongs to the actor's own unit */
	SCOPE_ALL,
};

/* The widest reach that any of `roles` gives. PERMIT_UNSET is SCOPE_NONE for everyone. */
enum scope permit_scope(enum permit permit, role_set roles);

/* OK, ERR_LOGIN if logging in might help (no roles at all), else ERR_FORBIDDEN. */
must_check enum err permit_check(enum permit permit, role_set roles);

/*
 * As permit_check, for a thing that belongs to `unit`: SCOPE_OWN reaches only the
 * actor's own unit. Units are store ids; 0 is no unit and never equal to one.
 */
must_check enum err permit_check_unit(
		enum permit permit, role_set roles, int64_t actor_unit, int64_t unit);

/* Whether nothing but reading what a unit has done comes of it: its successor may too. */
bool permit_only_reads(enum permit permit);

/* The roles that are given it: for all units, or (SCOPE_OWN) for their own one only. */
role_set permit_roles(enum permit permit, enum scope scope);

/* "item_publish" …: for OpenAPI, logs and the golden matrix. */
struct text permit_name(enum permit permit);

/* "officer" …, and "Cán bộ đơn vị" …. */
struct text role_name(enum role role);
struct text role_label(enum role role);
must_check enum err role_parse(struct text name, enum role *out);
role_set role_bit_of(struct text name); /* 0: no role has that name */

/* Whether an account may be given the role. */
bool role_is_grantable(enum role role);

/* "Biên tập viên, Người duyệt đăng" */
struct text roles_label(struct arena *arena, role_set roles);

const char *scope_name(enum scope scope);

#endif
