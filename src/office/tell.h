/*
 * tell.h - who is told of what: one table, event × role, and the only way to tell anybody.
 *
 * A verb says what happened and to which thing; the table says who hears of it: holders
 * of roles in the unit that it concerns, holders of roles anywhere (the Portal, the
 * administrators), and persons who had a hand in it. Who acts is never told of the own
 * act, nor is anybody whose account is shut. What no row grants nobody gets.
 *
 * The kind of an event is what a person may choose about (office/notice_choice.h).
 */
#ifndef OFFICE_TELL_H
#define OFFICE_TELL_H

#include "office/ctx.h"

/* In the order of the table in tell.c. */
enum tell_event {
	TELL_ITEM_SUBMIT,
	TELL_ITEM_SEND,      /* to the editors */
	TELL_ITEM_SENT,      /* the same to the author */
	TELL_ITEM_HAND,      /* to the editor who has it now */
	TELL_ITEM_HANDED_ON, /* to the one who had it */
	TELL_ITEM_SUBMIT_REVIEW,
	TELL_ITEM_RETURN,
	TELL_ITEM_REJECT,
	TELL_ITEM_APPROVE,
	TELL_ITEM_PUBLISH,
	TELL_ITEM_WITHDRAW,
	TELL_ITEM_PUBLISH_URGENT,
	TELL_ITEM_SIGN_OFF,
	TELL_HOLD_BEGIN,
	TELL_HOLD_END,
	TELL_SECRET_REFUSED,
	TELL_EVENT_NOTIFY,
	TELL_EVENT_CHANGE,
	TELL_EVENT_CANCEL,
	TELL_EVENT_HAND_OVER,
	TELL_EVENT_JOINT,
	TELL_EVENT_CANNOT,
	TELL_EVENT_ACCEPT, /* to the coordinators */
	TELL_EVENT_SENT,   /* the same to the host */
	TELL_EVENT_DECLINE,
	TELL_EVENT_ASSIGN,
	TELL_EVENT_AGAIN,
	TELL_EVENT_RELEASE,
	TELL_EVENT_CALLED_OFF,
	TELL_QUESTION_ASK,
	TELL_QUESTION_FORWARD,
	TELL_QUESTION_RETURN,
	TELL_QUESTION_HELP,
	TELL_QUESTION_CONTRIBUTE,
	TELL_QUESTION_SEND,
	TELL_DUTY_EXTEND,
	TELL_DUTY_PAUSE,
	TELL_DUTY_RESUME,
	TELL_DUTY_EXCUSE,
	TELL_DUTY_NOT_APPLICABLE,
	TELL_DUTY_REOPEN,
	TELL_CONSENT,
	TELL_WARNING_ASK,
	TELL_COLUMN_EDITION,
	TELL_COLUMN_PUBLISH,
	TELL_COLUMN_UNPUBLISH,
	TELL_COLUMN_ASK,
	TELL_COLUMN_MOVE,
	TELL_COLUMN_NONE,
	TELL_COLUMN_DECLINE,
	TELL_COLUMN_REMIND,
	TELL_DUTY_REMIND,
	TELL_RECOUNT_UNIT,
	TELL_RECOUNT_OPENER,
	TELL_RECOUNT_ALL,
	TELL_CALENDAR_UNSETTLED,
	TELL_DELEGATION,
	TELL_DELEGATION_END,
	TELL_REMIND_FIRST,
	TELL_REMIND_SECOND,
	TELL_REMIND_DUE,
	TELL_REMIND_LATE,
	TELL_ALARM,
	TELL_MERGER,
	TELL_EVENT_COUNT
};

/* What a person chooses by, in the order of the page. */
enum notice_kind {
	NOTICE_TURN,     /* it is one's turn */
	NOTICE_PROGRESS, /* what became of one's own */
	NOTICE_EVENT,
	NOTICE_QUESTION,
	NOTICE_DUTY,     /* new duties, decisions about them, moved deadlines */
	NOTICE_REMINDER, /* deadlines of the law */
	NOTICE_URGENT,   /* what cannot wait */
	NOTICE_SYSTEM,   /* the machine, for its keepers */
	NOTICE_KIND_COUNT
};

enum tell_person {
	TELL_AUTHOR, /* while still of the unit */
	TELL_SENDER, /* the leader who sent it, likewise */
	TELL_TAKER,
	TELL_SUBMITTER,
	TELL_NAMED, /* the one whom it is about */
	TELL_PERSON_COUNT
};

struct tell_row {
	struct text name;     /* of the notice in the store */
	struct text happened; /* vi, before the thing's title; may be empty */
	enum notice_kind kind;
	role_set unit_roles;  /* holders in the unit that it concerns */
	role_set all_roles;   /* holders anywhere */
	unsigned persons;     /* 1 << TELL_… */
	bool is_on_desk_only; /* never a mail */
};

const struct tell_row *tell_row(enum tell_event event);

/* "turn" … in the store; "Việc đến lượt đồng chí" …. */
struct text notice_kind_name(enum notice_kind kind);
struct text notice_kind_label(enum notice_kind kind);
must_check enum err notice_kind_parse(struct text name, enum notice_kind *out);

/* The kind of a notice in the store, by its event's name; NOTICE_KIND_COUNT for a forgotten one. */
enum notice_kind notice_kind_of(struct text event);

struct news {
	int64_t object; /* with `version` it makes a notice exist once */
	int64_t version;
	int64_t unit;      /* that it concerns; 0: none */
	int64_t duty;      /* that it hangs on; 0: none */
	bool is_urgent;    /* cannot wait, whatever the event's kind */
	struct text due;   /* "hạn 10:20 …", told before the title; may be empty */
	struct text title; /* of the thing */
	struct text href;  /* where one sees to it */
	int64_t persons[TELL_PERSON_COUNT]; /* 0: nobody */
};

/* Queues the notices of an event in the transaction of the act. */
must_check enum err tell(struct ctx *ctx, enum tell_event event, const struct news *news);

#endif
