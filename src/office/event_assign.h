/*
 * event_assign.h - who is sent to an event: asked by the coordinator, accepted or declined
 * by the reporter, closed by the reporter's published item.
 *
 * All acts end with the event itself. A decline leaves its reason; when nobody is left, the
 * event waits for the coordinator again.
 */
#ifndef OFFICE_EVENT_ASSIGN_H
#define OFFICE_EVENT_ASSIGN_H

#include "law/workflow.h"
#include "office/account.h"
#include "office/event.h"

#define EVENT_REPORTERS_MAX 20 /* asked in one act */
#define EVENT_CLASHES_MAX 500
#define EVENT_ASSIGNMENTS_MAX 200

struct item;

enum assignment_state {
	ASSIGNMENT_UNSET,
	ASSIGNMENT_ASKED,
	ASSIGNMENT_ACCEPTED,
	ASSIGNMENT_DECLINED,
	ASSIGNMENT_RELEASED, /* by the coordinator, or the event was cancelled */
	ASSIGNMENT_DONE,     /* the item is published */
};

struct event_assignment {
	int64_t id;
	int64_t account;
	struct text name;
	enum assignment_state state;
	struct instant assigned_at, changed_at;
	struct text reason;
	int64_t item; /* if done */
};

/* What else a reporter is asked to do in the time of an event. */
struct event_clash {
	int64_t account;
	int64_t event;
	struct text title;
	struct instant starts_at, ends_at;
};

struct event_order {
	int64_t event;
	int64_t version;         /* that the person saw; 0: whichever */
	const int64_t *accounts; /* reporters */
	size_t count;
	bool is_joint; /* covered together with the host; may name no reporter */
};

/* MAY_EVENT_ASSIGN. Complaints: reporters (none, not a reporter, already asked), joint. */
must_check enum err event_assign(struct ctx *ctx, const struct event_order *order);

/* MAY_EVENT_ASSIGN. The host has to write itself; only where the regulation has that branch. */
must_check enum err event_refuse(struct ctx *ctx, int64_t id, int64_t version, struct text reason);

/* MAY_EVENT_ANSWER, the reporter who is asked. */
must_check enum err event_accept(struct ctx *ctx, int64_t id);
must_check enum err event_decline(struct ctx *ctx, int64_t id, struct text reason);

/* MAY_EVENT_ASSIGN: somebody asked need not go. */
must_check enum err event_release(struct ctx *ctx, int64_t id, int64_t account, struct text reason);

/* All who were asked, in order. The caller has loaded the event. */
must_check enum err event_assignments(
		struct ctx *ctx, int64_t event, struct event_assignment **out, size_t *count);

/* The actor's own open one; `out->state` ASSIGNMENT_UNSET: none. */
must_check enum err event_assignment_own(
		struct ctx *ctx, int64_t event, struct event_assignment *out);

must_check enum err event_reporters(struct ctx *ctx, struct account_holder **out, size_t *count);

must_check enum err event_clashes(struct ctx *ctx, const struct event *event,
		struct event_clash **out, size_t *count);

/* For event_change.h: all open ones are asked again, or released. */
must_check enum err event_ask_again(struct ctx *ctx, const struct event *event, struct text reason);
must_check enum err event_release_all(
		struct ctx *ctx, const struct event *event, struct text reason);

/*
 * For item_step.c: the host's item was sent, and the Portal owes its review; an item of
 * the event's matter was published, and its author's assignment is done.
 */
must_check enum err event_item_step(struct ctx *ctx, const struct item *item,
		const struct item_step *step, enum item_verb verb);

bool assignment_is_open(enum assignment_state state);
struct text assignment_state_name(enum assignment_state state);
struct label assignment_state_label(enum assignment_state state);

#endif
