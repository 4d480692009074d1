/*
 * delegation.h - ủy quyền: somebody stands in for another for a time, by a decision.
 *
 * The giver's roles of the day it is entered go to one deputy of the same unit, from
 * a day to a day. Whoever stands in acts with these roles and no other, and only after
 * saying so (session_stand_in): the actor then has the giver's roles, and an account
 * of the delegation's own, whose name is "B thay A theo quyết định N". Every row that
 * names an account is honest by that; the two people count for four eyes (law/workflow.h).
 *
 * It ends with its last day, by revocation, and when one of the two is shut, changes the
 * unit or loses what the delegation rests on (the view `standing`). The program's own
 * tokens never stand in for anybody. No chain: an account's own roles are given, never
 * those it stands in with.
 */
#ifndef OFFICE_DELEGATION_H
#define OFFICE_DELEGATION_H

#include "office/ctx.h"
#include "office/label.h"

#define DELEGATION_NUMBER_MAX 50
#define DELEGATION_SIGNER_MAX 200
#define DELEGATION_REASON_MAX 2000
#define DELEGATION_DAYS_MAX 366
#define DELEGATION_PEOPLE_MAX 500

enum delegation_state {
	DELEGATION_COMING,
	DELEGATION_RUNNING,
	DELEGATION_OVER,
	DELEGATION_REVOKED,
};

struct delegation {
	int64_t id;
	int64_t giver, deputy;
	struct text giver_name, deputy_name;
	int64_t unit; /* the giver's, now */
	struct text unit_name;
	role_set roles; /* that were given */
	struct text number;
	struct day decided_on;
	struct text signer;
	struct instant starts_at, ends_at; /* `ends_at` is exclusive */
	struct text entered_by;            /* empty: the command line */
	struct instant entered_at;
	struct instant revoked_at; /* if DELEGATION_REVOKED */
	struct text revoked_by, reason;
	enum delegation_state state; /* now */
};

/* What is entered; days are local, both are within. */
struct delegation_order {
	int64_t giver, deputy;
	struct text number;
	struct day decided_on;
	struct text signer;
	struct day from, to;
};

/* One who may give or be given. */
struct delegation_person {
	int64_t account;
	struct text name;
	int64_t unit;
	role_set roles;
	bool active;
};

/*
 * Enters one: the giver, a leader of the unit or an administrator may, never the deputy and
 * never somebody who stands in for another. Complaints by the order's field names.
 */
must_check enum err delegation_add(
		struct ctx *ctx, const struct delegation_order *order, int64_t *id);

/*
 * Ends one before its time, with a reason: who may enter it, and the deputy. ERR_CONFLICT when
 * it is over already.
 */
must_check enum err delegation_revoke(struct ctx *ctx, int64_t id, struct text reason);
bool delegation_may_revoke(const struct ctx *ctx, const struct delegation *delegation);

/* Whether the actor may begin to stand in by it now. */
bool delegation_may_start(const struct ctx *ctx, const struct delegation *delegation);

/* ERR_FORBIDDEN for those of other units. */
must_check enum err delegation_load(struct ctx *ctx, int64_t id, struct delegation *out);

/* Newest first below `before` (0: from the newest), at most `limit`; only the actor's own. */
must_check enum err delegation_list(struct ctx *ctx, bool only_mine, int64_t before, size_t limit,
		struct delegation **out, size_t *count);

/* Who works in a unit, for choosing; MAY_DELEGATION_GIVE for it. */
must_check enum err delegation_people(
		struct ctx *ctx, int64_t unit, struct delegation_person **out, size_t *count);

/*
 * Makes of `actor`, its own self until now, the one who stands in by a delegation.
 * ERR_NOT_FOUND: not theirs, or not in force at `now`; `actor` is as it was.
 */
must_check enum err delegation_actor(struct store *store, struct arena *arena, int64_t id,
		struct instant now, struct actor *actor);

/* Ends what an account, having changed, can no longer give or use. The caller has asked. */
must_check enum err delegation_settle(struct ctx *ctx, int64_t account);

struct label delegation_state_label(enum delegation_state state);
struct text delegation_state_name(enum delegation_state state);

#endif
