/*
 * bulk.h - one act upon many things: each through its ordinary verb, in a savepoint of its own.
 *
 * So each asks the same permission, leaves the same line in the audit trail (refusals too) and
 * tells the same people as if it were done alone. What fails is taken back alone, and the
 * report says why. The report stays for who did it.
 */
#ifndef OFFICE_BULK_H
#define OFFICE_BULK_H

#include "office/event_assign.h"
#include "office/item.h"

#define BULK_MAX 500 /* things at once */

enum bulk_act {
	BULK_TAKE,    /* items: nhận biên tập */
	BULK_FORWARD, /* questions: to one unit */
	BULK_REMIND,  /* duties: the units that owe them */
	BULK_HAND,    /* items: to one editor */
	BULK_ASSIGN,  /* events, or duties that are about one: one reporter is sent */
	BULK_ACT_COUNT
};

/* One thing that was chosen. */
struct bulk_thing {
	struct text kind; /* "item", "question", "duty", "event": work_kind_name's */
	int64_t id;
	int64_t seen;    /* of an item: the revision that the person saw */
	int64_t version; /* likewise, once it was looked at; 0: whichever */
};

struct bulk_order {
	enum bulk_act act;
	const struct bulk_thing *things;
	size_t count;
	int64_t to; /* BULK_FORWARD: the unit; BULK_HAND, BULK_ASSIGN: whose account */
};

/* What became of one, or before it is done: whether it may be. */
struct bulk_row {
	struct bulk_thing thing;
	int64_t object; /* that it is done to: the thing, or its event */
	struct text title, unit_name, href;
	struct text why;   /* why not; empty: it was done */
	struct text taker; /* of an item, before it is done: who has it; empty: nobody */

	/* Of an event, before it is done: */
	struct instant starts_at, ends_at;
	const struct event_clash *clashes; /* what reporters do in that time */
	size_t clash_count;
	struct text overlaps; /* another event of the order at that time; empty: none */
};

struct bulk_report {
	enum bulk_act act;
	struct instant at;
	const struct bulk_row *rows;
	size_t count;
};

/* "item:7:3", or with the version "item:7:3:12" */
struct text bulk_thing_words(struct arena *arena, const struct bulk_thing *thing);
bool bulk_thing_read(struct text words, struct bulk_thing *out);

/*
 * What the order is about, for a look before it is done: `why` says of what the act is not
 * for, and of what the actor may not see. Reads only. Complaint: rows (none).
 */
must_check enum err bulk_look(struct ctx *ctx, const struct bulk_order *order,
		struct bulk_row **out, size_t *count);

/* Does it. Complaints: rows (none), to. `report` is its number. */
must_check enum err bulk_do(struct ctx *ctx, const struct bulk_order *order, int64_t *report);

/* One's own; ERR_NOT_FOUND if it is none. */
must_check enum err bulk_load(struct ctx *ctx, int64_t id, struct bulk_report *out);

/* Whether the actor may do it to anything at all. */
bool bulk_may(const struct ctx *ctx, enum bulk_act act);

struct text bulk_act_name(enum bulk_act act);  /* "take" */
struct text bulk_act_label(enum bulk_act act); /* "Nhận biên tập" */
must_check enum err bulk_act_parse(struct text name, enum bulk_act *out);

#endif
