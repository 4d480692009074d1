/*
 * workflow.h - which step an item may take, and by whom.
 *
 * One table: from a state, by a verb, for a role in a relation to the item, to
 * the next state. What has no row is not possible. The table knows one revision,
 * the working one; the live one stays public until it is withdrawn or replaced.
 *
 * Four eyes (Article 5: the Portal edits, reviews, publishes): the person who
 * approves had no hand in the revision, and the approval belongs to that
 * revision alone: the next save makes it lapse. So nobody publishes alone, but where the
 * duty says `urgent`: then one person may, with a reason, and the item waits to be signed
 * off (chờ hậu kiểm) by another who had no hand in it, whatever becomes of it meanwhile.
 *
 * Reasons, notes and times are kept by office; this file only says yes or no,
 * and why.
 */
#ifndef LAW_WORKFLOW_H
#define LAW_WORKFLOW_H

#include "base/err.h"
#include "law/permit.h"
#include "law/tone.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The working revision's state. Stored by name (item_state_name). */
enum item_state {
	ITEM_UNSET,
	ITEM_DRAFT,     /* being written by the unit, or by a reporter */
	ITEM_SUBMITTED, /* before the unit's leader */
	ITEM_SENT,      /* at the Portal, waiting to be taken */
	ITEM_EDITING,   /* taken by an editor; also a correction under way */
	ITEM_REVIEW,    /* waiting for the second person */
	ITEM_APPROVED,
	ITEM_SCHEDULED, /* approved, goes out at a set time */
	ITEM_PUBLISHED,
	ITEM_RETURNED,  /* back at the unit, with reasons */
	ITEM_WITHDRAWN, /* was public, is not any more */
	ITEM_DROPPED,   /* given up before it was public */
};
#define ITEM_STATE_COUNT (ITEM_DROPPED + 1)

enum item_verb {
	VERB_UNSET,
	VERB_SAVE,          /* a new revision */
	VERB_SUBMIT,        /* officer → leader */
	VERB_RECALL,        /* take back what the next person has not begun */
	VERB_SEND,          /* the unit's leader approves and sends to the Portal */
	VERB_RETURN,        /* leader → officer, or editor → unit; with reasons */
	VERB_TAKE,          /* an editor takes it, also over from another editor */
	VERB_HAND,          /* the Portal names the editor who has it, instead of another too */
	VERB_SUBMIT_REVIEW, /* editor → publisher */
	VERB_REJECT,        /* publisher → editor, with reasons */
	VERB_APPROVE,       /* this very revision */
	VERB_PUBLISH,
	VERB_SCHEDULE,
	VERB_UNSCHEDULE,
	VERB_CORRECT,        /* open a correction; the live revision stays public */
	VERB_WITHDRAW,       /* with a reason; at any moment something is live */
	VERB_DROP,           /* give up a draft, or a correction (the live revision stays) */
	VERB_PUBLISH_URGENT, /* alone, with a reason, where the regulation lets it */
	VERB_SIGN_OFF, /* hậu kiểm: a second person answers for what was published alone */
};
#define ITEM_VERB_COUNT (VERB_SIGN_OFF + 1)

/*
 * What the law must know of an item. Accounts and units are store ids, 0 for
 * none. `hands` are all accounts that wrote text of the working revision since
 * it was last published: the author and everyone who saved (for a correction,
 * those who saved in it; while it waits to be
 * signed off, also those of what was published alone). Where somebody stood in for another
 * (ủy quyền), author, sender, taker, submitter, approver and urgent_by are the one whose place
 * it was, and `hands` has both. The facts of one item, taken in one transaction.
 */
struct item_facts {
	enum item_state state;
	int64_t unit;              /* whose item it is */
	int64_t author;            /* who began it */
	int64_t sender;            /* the unit's leader who sent it */
	int64_t taker;             /* the editor who holds it; for a reporter's, the reporter */
	int64_t submitter;         /* who put it before the second person */
	int64_t approver;          /* who approved `approved_revision` */
	int64_t approver_person;   /* the person who did, standing in for the approver; or 0 */
	int64_t revision;          /* the working revision */
	int64_t approved_revision; /* 0: none */
	bool may_be_urgent;        /* its duty lets one person publish it */
	int64_t urgent_by;         /* who published it alone and waits for a signature; 0: nobody */
	int64_t urgent_person;     /* the person who did, standing in for urgent_by; or 0 */
	bool is_live;              /* a revision is public now */
	bool was_at_portal;        /* it lies there, or has lain there once */
	bool is_held;              /* it looks like a state secret: nothing but off the public */
	const int64_t *hands;
	size_t hand_count;
};

/* Two people are none if one of them stands in for the other: four eyes ask for both ids. */
struct actor_facts {
	int64_t account; /* whose place it is: what was begun or taken there, may be gone on with */
	int64_t unit;
	role_set roles;
	int64_t person; /* who acts, standing in for `account`; 0: the same */
};

/* How much of an item an actor reads. */
enum item_sight {
	SIGHT_NONE,   /* not even that there is one */
	SIGHT_SHARED, /* the texts that have lain before the Portal */
	SIGHT_WHOLE,  /* every text, and what was said about it within the unit */
};

/* What a step does besides the state. */
struct item_step {
	enum item_state next;
	bool takes;       /* the actor becomes the taker */
	bool hands;       /* an editor whom the actor names does */
	bool lapses;      /* an approval, if there is one, is void */
	bool approves;    /* approved_revision and approver are set */
	bool reverts;     /* the working revision is the live one again */
	bool goes_public; /* the working revision becomes the live one */
	bool goes_dark;   /* the live revision is public no more */
	bool is_urgent;   /* nobody but the actor answers for it yet */
	bool signs;       /* a second person does */
	bool asks_reason; /* the verb needs a reason from its actor */
	bool declares;    /* its actor answers for what the revision holds; see below */
};

/*
 * Whether `actor` may do `verb` now. ERR_CONFLICT: nobody can in this state (or
 * the approval has lapsed). ERR_FORBIDDEN: others may, this actor may not. The
 * answer for people is workflow_refusal.
 */
must_check enum err workflow_step(const struct item_facts *item, enum item_verb verb,
		const struct actor_facts *actor, struct item_step *out);

/* The verbs now possible for this actor, in the order of the enum; returns how many. */
size_t workflow_verbs(const struct item_facts *item, const struct actor_facts *actor,
		enum item_verb out[ITEM_VERB_COUNT]);

/*
 * What a unit has not sent is its own: others know of the item once the unit's leader
 * has sent it, and of a returned one they read on what was sent, not what the unit
 * writes since. Whoever began an item reads all of it, and so do auditors.
 */
enum item_sight workflow_sight(const struct item_facts *item, const struct actor_facts *actor);

/* Whether the working text lies with the Portal; else with those who write it. */
bool item_state_is_at_portal(enum item_state state);

/*
 * Why workflow_step said no, and who may when, in Vietnamese: "Chỉ người duyệt
 * đăng không tham gia viết, biên tập hay gửi bản này được duyệt." Empty if it
 * did not say no.
 */
struct text workflow_refusal(struct arena *arena, const struct item_facts *item,
		enum item_verb verb, const struct actor_facts *actor);

/* Whether the verb needs a reason from whoever does it. */
bool item_verb_asks_reason(enum item_verb verb);

/*
 * Whether who does the verb declares that the revision and its files hold no state secret
 * (Law 117/2025/QH15) and no personal data beyond what may be published (Law 91/2025/QH15):
 * who hands in, who approves, who publishes alone, who signs that off.
 */
bool item_verb_declares(enum item_verb verb);

/* The permission that a route of this verb asks for. */
enum permit workflow_permit(enum item_verb verb);

struct text item_state_name(enum item_state state);   /* "review" */
struct label item_state_label(enum item_state state); /* "Chờ duyệt", warn */
must_check enum err item_state_parse(struct text name, enum item_state *out);

struct text item_verb_name(enum item_verb verb);   /* "submit_review" */
struct label item_verb_label(enum item_verb verb); /* "Trình duyệt", good */
must_check enum err item_verb_parse(struct text name, enum item_verb *out);

#endif
