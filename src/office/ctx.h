/*
 * ctx.h - everything one act needs, in one small struct.
 *
 * A door (web, clock, command line) fills it and calls office verbs with it. No
 * verb reads a clock, a global or a configuration: what it may know is in here.
 */
#ifndef OFFICE_CTX_H
#define OFFICE_CTX_H

#include "base/arena.h"
#include "base/err.h"
#include "base/screen.h"
#include "base/text.h"
#include "base/time.h"
#include "http/form.h"
#include "law/permit.h"
#include "law/remind.h"
#include "store/store.h"

#include <stdbool.h>
#include <stdint.h>

struct regulation;
struct regulation_set;
struct calendar;
struct shelf;

/* Through which door an act came: told in the audit trail. */
enum door { DOOR_BROWSER, DOOR_TOKEN, DOOR_COMMAND, DOOR_CLOCK, DOOR_PUBLIC };

/* For whom a deputy acts, by which delegation (office/delegation.h). */
struct stand_in {
	int64_t delegation;
	int64_t giver;  /* the account whose place it is */
	int64_t deputy; /* the account of the person who really acts */
	struct text giver_name;
	struct text deputy_name;
	struct text number; /* of the decision */
};

/*
 * Who acts. A zeroed actor is the public: no account, no role. Whoever stands in for
 * another has that one's unit and roles, and an account and a name that say so: what is
 * recorded under them needs no further word.
 */
struct actor {
	int64_t account; /* in whose name acts are recorded; 0: nobody */
	int64_t unit;    /* 0: none */
	int64_t session; /* 0: not by session */
	role_set roles;
	enum door door;
	bool must_change;       /* the password has to be changed before anything else */
	bool has_totp;          /* logged in with two factors */
	bool was_stand_in;      /* the session began to stand in for somebody, and that is over */
	struct instant seen_at; /* when the session was last noted as used */
	struct text login;
	struct text name;
	struct text unit_code;
	struct text unit_name;
	struct text csrf;                /* the session's form secret */
	const struct stand_in *stand_in; /* NULL: acts for themselves */
	const int64_t *forebears;        /* units that the actor's has taken in (office/merger.h) */
	size_t forebear_count;
};

/* The person: whose password, sessions, tokens and notices these are. */
static inline int64_t
actor_person(const struct actor *actor)
{
	return actor->stand_in ? actor->stand_in->deputy : actor->account;
}

/* Whose work it is: what lies with the giver is in the deputy's hands, and stays the giver's. */
static inline int64_t
actor_place(const struct actor *actor)
{
	return actor->stand_in ? actor->stand_in->giver : actor->account;
}

/* Whether the actor's unit has taken in `unit`, and so reads as its own what that has left. */
static inline bool
actor_took_in(const struct actor *actor, int64_t unit)
{
	for (size_t i = 0; i < actor->forebear_count; i++)
		if (actor->forebears[i] == unit)
			return true;
	return false;
}

/* When mails go (office/mail.h). */
struct mail_rules {
	bool is_on; /* a mail server is configured */
	/* Of the local day; quiet hours may go past midnight; equal ones: there are none. */
	int64_t quiet_from_ms, quiet_to_ms, digest_ms;
	int64_t retry_ms; /* after a first failure */
	struct text from; /* address */
};

/*
 * The law in force and the house's settings; read-only, shared by all threads. The
 * calendar is not among them: it may change any moment (office/calendar.h).
 */
struct rules {
	const struct regulation_set *regulations; /* all: a matter keeps the one it began with */
	const struct calendar
			*calendar_file; /* what a new store begins with; NULL for older ones */
	struct shelf *shelf;            /* the store's calendars, made ready */
	struct zone zone;
	struct text files;    /* directory of attachments */
	struct text site_url; /* "https://…" without a slash at the end */
	struct text site_name;
	bool totp_required[ROLE_COUNT];
	struct remind_plan remind[REMIND_CLASSES]; /* when deadlines are reminded of */
	struct screen_terms screen; /* what is known to be public: hotlines, domains */
	struct mail_rules mail;
};

/* One line for the audit trail, kept until the transaction is sealed (see audit.h). */
struct note {
	struct note *next;
	const char *action; /* "item.approve" */
	int64_t object;     /* id of the noun's thing, 0 for none */
	struct text detail; /* short words or JSON for auditors */
	bool refused;
};

struct ctx {
	struct store *store;
	struct arena *arena;
	const struct actor *actor;
	const struct rules *rules;
	struct instant now;
	struct text request;  /* names the request in the audit trail */
	struct text peer;     /* client's address, for throttling and sessions */
	struct form *form;    /* where complaints go; never NULL in a verb that takes input */
	struct meter *meter;  /* of the process that serves, or NULL */
	const void *prepared; /* what the route's `prepare` left for its handler, or NULL */
	struct note *notes, **notes_end;
	int64_t site_version; /* reading: what was public by then is in `store` (office/site.h) */
	bool published; /* the act changed what the public sees: caches are told after the commit */
	struct text words;  /* why it was refused, in words for the person; see ctx_refuse */
	struct text secret; /* what looked like a state secret and was not taken; see wording.h */
};

/* Says why in the person's words and returns `err`: `return ctx_refuse(ctx, ERR_CONFLICT, …)`. */
enum err ctx_refuse(struct ctx *ctx, enum err err, const char *format, ...) printf_like(3, 4);

/* The regulation in force at `now`: for matters opened then. NULL: none is. */
const struct regulation *rules_in_force(const struct rules *rules, struct instant now);

/* OK if the actor has the permission (for any unit), else refused with words. */
must_check enum err ctx_may(struct ctx *ctx, enum permit permit);

/*
 * OK if the actor has the permission for things of `unit`; to read, also for those of a
 * unit that the actor's has taken in.
 */
must_check enum err ctx_may_for(struct ctx *ctx, enum permit permit, int64_t unit);

#endif
