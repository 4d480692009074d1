/*
 * event.h - an event that a unit tells the Portal of, and whether the Portal covers it
 * (khoản 2 and 3: visits of leaders, a unit's own events, events elsewhere).
 */
#ifndef OFFICE_EVENT_H
#define OFFICE_EVENT_H

#include "law/tone.h"
#include "office/ctx.h"

#define EVENT_TITLE_MAX 300
#define EVENT_PLACE_MAX 300
#define EVENT_NOTE_MAX 2000

enum event_kind { EVENT_KIND_UNSET, EVENT_VISIT, EVENT_OWN, EVENT_OUTSIDE };

enum event_state {
	EVENT_STATE_UNSET,
	EVENT_NOTIFIED, /* told; the Portal has not decided */
	EVENT_ASSIGNED, /* the Portal sends staff */
	EVENT_JOINT,    /* the Portal and the host cover it together */
	EVENT_DECLINED, /* the Portal cannot, for a reason that is kept */
};

/* What a unit tells. */
struct event_notice {
	enum event_kind kind;
	struct text title, place;
	struct instant starts_at, ends_at;
	bool needs_coverage;
	struct text note; /* may be empty */
};

struct event {
	int64_t id;
	int64_t unit;
	struct text unit_code, unit_name;
	enum event_state state;
	struct event_notice notice;
	int64_t version;
};

/* An event of the actor's unit. Complaints: title, place, ends_at. */
must_check enum err event_notify(struct ctx *ctx, const struct event_notice *notice, int64_t *id);

/*
 * The Portal's decision, which it may change until the event ends. EVENT_DECLINED needs a
 * reason, which becomes the note. ERR_CONFLICT for a decision that does not fit or is too late.
 */
must_check enum err event_decide(
		struct ctx *ctx, int64_t id, enum event_state decision, struct text reason);

/* ERR_NOT_FOUND too when the actor may not see it. */
must_check enum err event_load(struct ctx *ctx, int64_t id, struct event *out);

/* In the order of time, behind (`from`, `after`); what the actor may not see is not in it. */
must_check enum err event_list(struct ctx *ctx, struct instant from, int64_t after, size_t limit,
		struct event **out, size_t *count);

struct text event_kind_name(enum event_kind kind);
struct text event_kind_label(enum event_kind kind);
must_check enum err event_kind_parse(struct text name, enum event_kind *out);

struct text event_state_name(enum event_state state);
must_check enum err event_state_parse(struct text name, enum event_state *out);

/* The state in words, as of `now`: an event that has ended says so. */
struct label event_state_label(const struct event *event, struct instant now);

#endif
