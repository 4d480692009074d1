/*
 * event.h - an event that a unit tells the Portal of (khoản 2 and 3: visits of leaders, a
 * unit's own events, events outside of the force).
 *
 * An event that needs coverage opens a matter: telling of it meets the unit's duty, and
 * what the Portal and the host then owe follows from it (event_duty.h). Who is sent is
 * in event_assign.h, what changes later in event_change.h.
 */
#ifndef OFFICE_EVENT_H
#define OFFICE_EVENT_H

#include "law/tone.h"
#include "office/tell.h"

#define EVENT_TITLE_MAX 300
#define EVENT_PLACE_MAX 300
#define EVENT_HOST_MAX 300
#define EVENT_ATTENDEES_MAX 300
#define EVENT_NOTE_MAX 2000
#define EVENT_REASON_MAX 2000
#define EVENT_ACTS_MAX 500

enum event_kind { EVENT_KIND_UNSET, EVENT_VISIT, EVENT_OWN, EVENT_OUTSIDE };

enum event_state {
	EVENT_STATE_UNSET,
	EVENT_NOTIFIED,  /* told; the Portal has not decided */
	EVENT_ASSIGNED,  /* the Portal sends staff */
	EVENT_JOINT,     /* the Portal and the host cover it together */
	EVENT_CANNOT,    /* the Portal cannot, for an objective reason: the host writes */
	EVENT_CANCELLED, /* does not take place */
};

/* What the host has handed over. */
enum event_documents { EVENT_LATER, EVENT_GIVEN, EVENT_NONE };

/* What a unit tells. */
struct event_notice {
	enum event_kind kind;
	struct text title, place;
	struct text host;      /* who holds it; empty: the unit that tells */
	struct text attendees; /* leaders who attend; may be empty for an event of one's own */
	struct instant starts_at, ends_at;
	bool needs_coverage;
	enum event_documents documents;
	struct text note; /* may be empty */
};

struct event {
	int64_t id;
	int64_t unit;
	struct text unit_code, unit_name;
	int64_t matter; /* 0: none */
	enum event_state state;
	struct event_notice notice;
	struct instant notified_at; /* ms 0: not known */
	struct text notifier;       /* may be empty */
	int64_t version;
};

/* What was done about an event. */
struct event_act {
	struct text kind; /* "assign" */
	struct instant at;
	struct text account_name; /* empty: the command line */
	struct text person;       /* the reporter whom it is about; may be empty */
	struct text reason;       /* may be empty */
	bool has_was;             /* postponed or moved: what was so until then */
	struct instant was_starts_at, was_ends_at;
	struct text was_place;
};

/*
 * An event of the actor's unit. Complaints: kind, title, place, host, attendees, ends_at, note.
 * What has ended is too late to be told, but for events outside: there the duty was to tell
 * before it began, and the breach is kept.
 */
must_check enum err event_notify(struct ctx *ctx, const struct event_notice *notice, int64_t *id);

/* ERR_NOT_FOUND too when the actor may not see it. */
must_check enum err event_load(struct ctx *ctx, int64_t id, struct event *out);

/* The event that a matter is about; ERR_NOT_FOUND if it is about none. Asks nobody's permission. */
must_check enum err event_of_matter(struct ctx *ctx, int64_t matter, struct event *out);

struct event_window {
	struct instant from; /* events that begin at it or later … */
	int64_t after;       /* … of those that begin right then, the ones behind this number */
	struct instant to;   /* … and before this */
	bool only_mine;      /* that the actor is sent to */
};

/* In the order of time; what the actor may not see is not in it. */
must_check enum err event_list(struct ctx *ctx, const struct event_window *window, size_t limit,
		struct event **out, size_t *count);

/* In order of time, at most EVENT_ACTS_MAX. The caller has loaded the event. */
must_check enum err event_acts(
		struct ctx *ctx, int64_t event, struct event_act **out, size_t *count);

/* The event as the person saw it; version 0: whichever. ERR_CONFLICT if it was changed since. */
must_check enum err event_take(struct ctx *ctx, int64_t id, int64_t version, struct event *out);

/* For the verbs of events: writes by compare and swap on the version, which rises. */
must_check enum err event_save(struct ctx *ctx, struct event *event);

/* For the verbs of events: keeps an act, and its line in the audit trail. `was`: NULL unless moved.
 */
must_check enum err event_note(struct ctx *ctx, const struct event *event, const char *kind,
		int64_t person, struct text reason, const struct event_notice *was);

/* Tells of the event; `person` is the one whom it is about (0: nobody). */
must_check enum err event_tell(
		struct ctx *ctx, const struct event *event, enum tell_event what, int64_t person);

struct text event_kind_name(enum event_kind kind);
struct text event_kind_label(enum event_kind kind);
must_check enum err event_kind_parse(struct text name, enum event_kind *out);

struct text event_state_name(enum event_state state);
must_check enum err event_state_parse(struct text name, enum event_state *out);

/* "later", "given", "none"; "Cung cấp sau", "Đã cung cấp", "Không có tài liệu". */
struct text event_documents_name(enum event_documents documents);
struct text event_documents_label(enum event_documents documents);
must_check enum err event_documents_parse(struct text name, enum event_documents *out);

/* "Cử phóng viên": what an act was. */
struct text event_act_label(struct text kind);

/* The state in words, as of `now`: an event that has ended says so. */
struct label event_state_label(const struct event *event, struct instant now);

#endif
