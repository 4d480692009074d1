/* unit.h - the units of the ministry: who owes information, and who runs the Portal. */
#ifndef OFFICE_UNIT_H
#define OFFICE_UNIT_H

#include "office/ctx.h"

#define UNIT_CODE_MAX 40
#define UNIT_NAME_MAX 300
#define UNIT_EMAIL_MAX 254
#define UNIT_PHONE_MAX 50
#define UNIT_ADDRESS_MAX 500

struct unit {
	int64_t id;
	struct text code; /* "CSHS" */
	struct text name;
	struct text kind; /* a name of UNIT_KINDS */
	int64_t parent;   /* 0: none */
	struct text parent_name;
	struct text email, phone, address;
	bool active;
	int64_t version;      /* for unit_save: the one that was read */
	int64_t calendar;     /* 0: everyone's; given by calendar_assign */
	struct day begins_on; /* n is 0: not kept */
	bool ended;           /* merged into another: see merger.h */
	struct day ended_on;  /* if ended: the successor acts from this day on */
	struct text successor_code, successor_name; /* if ended */
};

#define FOREBEARS_MAX 200

/* A unit that another has taken in, or that one taken in had. */
struct forebear {
	int64_t id;
	struct text code, name;
	struct day ended_on;
};

/* "ministry", "portal", …; ends with NULL. */
extern const char *const UNIT_KINDS[];
struct text unit_kind_label(struct text kind); /* "Công an cấp tỉnh" */

must_check enum err unit_load(struct ctx *ctx, int64_t id, struct unit *out);
must_check enum err unit_find(struct ctx *ctx, struct text code, struct unit *out);

/* ERR_CONFLICT with words when the unit has ended: nothing begins in it, nor again. */
must_check enum err unit_still_works(struct ctx *ctx, int64_t id);

/* For everyone: the units that it has taken in, directly or through others; FOREBEARS_MAX at most.
 */
must_check enum err unit_forebears(struct store *store, struct arena *arena, int64_t id,
		struct forebear **out, size_t *count);

/* Fills in what the actor's unit has taken in. */
must_check enum err unit_forebears_of_actor(
		struct store *store, struct arena *arena, struct actor *actor);

/* For everyone: id, code, name, and its end; an inactive unit's news stay readable. */
must_check enum err unit_find_public(struct ctx *ctx, struct text code, struct unit *out);

/* For everyone: the unit that runs the Portal, with how to reach it. */
must_check enum err unit_portal(struct ctx *ctx, struct unit *out);

/*
 * In Vietnamese order behind unit `after` (0: from the start), at most `limit`.
 * With `only_active`, those that may be chosen in forms.
 */
must_check enum err unit_list(struct ctx *ctx, int64_t after, size_t limit, bool only_active,
		struct unit **out, size_t *count);

/* How many hear of what a unit is told: its officers and leaders who are active. */
must_check enum err unit_people(struct ctx *ctx, int64_t unit, int64_t *out);

/* Those that were given a calendar other than everyone's, in Vietnamese order. */
must_check enum err unit_list_of_calendar(
		struct ctx *ctx, int64_t calendar, size_t limit, struct unit **out, size_t *count);

/*
 * Verbs. Input is checked and complained about by field name (code, name, kind,
 * parent, email, phone, address). A code stays as it was given at first.
 */
must_check enum err unit_add(struct ctx *ctx, const struct unit *unit, int64_t *id);
must_check enum err unit_save(struct ctx *ctx, const struct unit *unit);

/* Refused while the unit has active accounts or units below it; one that has ended stays so. */
must_check enum err unit_deactivate(struct ctx *ctx, int64_t id);
must_check enum err unit_activate(struct ctx *ctx, int64_t id);

#endif
