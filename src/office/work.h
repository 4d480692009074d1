/*
 * work.h - what lies before a person: the four lists of an inbox, over all nouns.
 *
 * A row is a thing that waits for somebody: an item, a duty nobody has begun to write for, a
 * question, an event, a hold. Whoever may do the next step by law/permit.h has it to do; what
 * is on its way and is somebody else's turn is being waited for. Each list is put together
 * from short reads by index, each of at most WORK_SCAN rows; what has a deadline, or is
 * about an event, stands first.
 */
#ifndef OFFICE_WORK_H
#define OFFICE_WORK_H

#include "law/tone.h"
#include "office/ctx.h"

#define WORK_SCAN 300    /* rows of one kind and state that a list looks at */
#define WORK_SOON_DAYS 3 /* "sắp hết hạn": what ends within so many days */
#define WORK_TEXT_MAX 100

enum work_list {
	WORK_TODO,   /* "Cần tôi làm" */
	WORK_SENT,   /* "Tôi đã gửi", newest first */
	WORK_OTHERS, /* "Đang chờ người khác" */
	WORK_SOON,   /* "Sắp hết hạn": open duties, whoever's turn it is */
	WORK_LIST_COUNT
};

enum work_kind { WORK_ITEM, WORK_DUTY, WORK_QUESTION, WORK_EVENT, WORK_HOLD };

/* When it ends. */
enum work_due {
	WORK_DUE_ANY,
	WORK_DUE_OVERDUE,
	WORK_DUE_TODAY,
	WORK_DUE_SOON,
	WORK_DUE_WEEK, /* within seven days */
	WORK_DUE_NONE, /* with no day */
	WORK_DUE_COUNT
};

struct work {
	enum work_kind kind;
	int64_t id;
	int64_t seen; /* of an item: its revision */
	struct text unit_code, unit_name, title, href;
	struct text state; /* of items theirs, else WORK_STATES */
	struct label label;
	struct text act;     /* the next step, for who has it to do; may be empty */
	struct text awaited; /* whose turn it is; may be empty */
	struct text came;    /* what happened then: "Nhận lúc" */
	struct instant at;   /* when it came to stand here */
	int64_t duty;        /* that it hands in, while that is owed; 0: none */
	struct text clause, rule;
	bool has_due, has_start;
	struct instant due_before;
	struct instant starts_at; /* of the event that it is about: presses as a deadline does */
};

struct work_filter {
	struct text clause, unit, state; /* empty: any; `unit` is a code */
	enum work_due due;
	struct text text; /* in the title, with or without marks */
};

struct work_set {
	struct work *rows; /* in the list's order */
	size_t count;
	bool is_cut; /* one of the reads had more than it looked at */
};

/* All that the list has for this actor. */
must_check enum err work_gather(struct ctx *ctx, enum work_list list,
		const struct work_filter *filter, struct work_set *out);

/* Until when it presses: its deadline, else the start of its event; false: no time. */
bool work_pressing(const struct work *row, struct instant *out);

/* Whether `a` stands before `b` in the list: by what a page begins behind. */
bool work_is_before(enum work_list list, const struct work *a, const struct work *b);

/* "todo", "sent" …; "Cần tôi làm" …. */
struct text work_list_name(enum work_list list);
struct text work_list_label(enum work_list list);
must_check enum err work_list_parse(struct text name, enum work_list *out);

struct text work_due_name(enum work_due due);
struct text work_due_label(enum work_due due);
must_check enum err work_due_parse(struct text name, enum work_due *out);

struct text work_kind_name(enum work_kind kind);

/* States of what is no item, for filters: "owed", "question" …, with words; ends with {0}. */
struct work_state {
	struct text name, label;
};
extern const struct work_state WORK_STATES[];

#endif
