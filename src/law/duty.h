/*
 * duty.h - one duty of a regulation: who owes what to whom, until when, by which
 * clause. Made by regulation_parse, read only.
 */
#ifndef LAW_DUTY_H
#define LAW_DUTY_H

#include "base/text.h"
#include "law/limit.h"
#include "law/permit.h"

#include <stdbool.h>
#include <stddef.h>

/* Which side owes the duty; the words of the regulation are in obligor_label. */
enum duty_side {
	SIDE_UNSET,
	SIDE_UNIT,          /* công an đơn vị, địa phương */
	SIDE_PORTAL,        /* the Portal */
	SIDE_LEGAL_AFFAIRS, /* Cục Pháp chế và cải cách hành chính, tư pháp */
};

enum evidence_kind {
	EVIDENCE_UNSET,
	EVIDENCE_TEXT,    /* one line */
	EVIDENCE_LONG,    /* several lines */
	EVIDENCE_DAY,     /* a civil day; as an anchor, its first instant */
	EVIDENCE_INSTANT, /* a day and a time */
	EVIDENCE_YES_NO,
	EVIDENCE_UNITS, /* one or more units */
};

/* One fact that the person who opens the matter gives, and keeps. */
struct evidence {
	struct text key; /* [a-z0-9_], unique in the duty */
	struct text label;
	struct text help; /* may be empty */
	enum evidence_kind kind;
	bool is_required;
};

/* What may follow from a duty: another duty, when its condition holds. */
struct branch {
	struct text duty; /* id, in the same regulation */
	struct text when; /* vi */
};

struct duty {
	struct text id;       /* "6a" */
	struct text clause;   /* "Khoản 6 Điều 5": where to look it up */
	struct text title;    /* vi, short */
	struct text citation; /* vi, one or two sentences, begins with the clause */
	struct text trigger;  /* vi: what starts it */
	struct text act;      /* vi: what must be done */
	struct text note;     /* vi, may be empty */

	enum duty_side side;
	struct text obligor_label; /* vi: "Đơn vị chủ trì sự kiện" */
	const struct text *units;  /* codes of the only units that owe it */
	size_t unit_count;         /* 0: any unit of the side */
	enum role approver;        /* whose approval the act needs on the side that owes it */

	const struct evidence *evidence;
	size_t evidence_count;

	struct limit limit;        /* is_statutory unless the regulation leaves it open */
	struct limit target;       /* internal target; LIMIT_UNSET where there is none */
	const struct text *anchor; /* keys of evidence: the term begins with the latest of them */
	size_t anchor_count;       /* 0: only for kinds of limit that need no anchor */
	struct text anchor_label;  /* "ngày phê duyệt" */
	struct text anchor_choice; /* name of the one chosen of several anchors; may be empty */

	const struct branch *branches;
	size_t branch_count;
	struct text counter_duty; /* id of what the other side then owes; may be empty */
	/*
	 * The duty whose limit this one's replaces, counted from the same anchor, when its
	 * branch is taken in time (khoản 10: ten working days instead of five); may be empty.
	 */
	struct text extends;
	bool is_opening; /* opens a matter: no branch or counter-duty leads here */

	struct text section; /* of the portal, its slug; may be empty */
	bool may_be_urgent;  /* one person may publish it; another signs it off afterwards */
	bool may_extract;    /* an extract may replace the document (khoản 4, 6) */
	/*
	 * How the program's flows find the duty, so that no verb knows a clause by its
	 * number: "event_visit"; may be empty. The office knows which there are.
	 */
	struct text part;
	const struct text *genres; /* of items that meet it, the usual one first */
	size_t genre_count;        /* 0: news */
	int line;                  /* in the file */
};

/* "text", "long", "day", "instant", "yes_no", "units". */
struct text evidence_kind_name(enum evidence_kind kind);

/* Whether a unit of that code may be the one that owes it. */
bool duty_is_owed_by(const struct duty *duty, struct text unit);

/* The evidence of that key, or NULL. */
const struct evidence *duty_evidence(const struct duty *duty, struct text key);

#endif
