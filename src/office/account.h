/*
 * account.h - the people who work at the desk, and what each may do there.
 *
 * Separation of duties: who keeps accounts does not decide what is published. The
 * role of administrator excludes those of editor and publisher, and nobody
 * changes their own roles.
 */
#ifndef OFFICE_ACCOUNT_H
#define OFFICE_ACCOUNT_H

#include "office/ctx.h"

#define ACCOUNT_LOGIN_MIN 2
#define ACCOUNT_LOGIN_MAX 60
#define ACCOUNT_NAME_MAX 200
#define ACCOUNT_EMAIL_MAX 254

struct account {
	int64_t id;
	struct text login; /* a-z 0-9 . - _ */
	struct text name;
	struct text email;
	int64_t unit;
	struct text unit_code, unit_name;
	role_set roles;
	bool active;
	bool must_change;
	bool has_totp;
	struct instant created_at;
	int64_t version;
};

/* What a new account begins with. */
struct account_start {
	struct text password_hash; /* from credential_hash; empty: cannot log in until reset */
	bool must_change;
};

/* A unit's leader sees the accounts of that unit only. */
must_check enum err account_load(struct ctx *ctx, int64_t id, struct account *out);
/* The actor's own. */
must_check enum err account_own(struct ctx *ctx, struct account *out);
must_check enum err account_find(struct ctx *ctx, struct text login, struct account *out);
must_check enum err account_roles(struct store *store, int64_t id, role_set *out);

/*
 * In Vietnamese order of names behind account `after` (0: from the start), at most
 * `limit`; `login` (may be empty) keeps logins that contain it, `unit` (may be 0)
 * accounts of one unit.
 */
must_check enum err account_list(struct ctx *ctx, int64_t after, size_t limit, struct text login,
		int64_t unit, struct account **out, size_t *count);

/* Somebody who may be given a piece of work. */
struct account_holder {
	int64_t account;
	struct text name;
};

#define ACCOUNT_HOLDERS_MAX 500

/* Active accounts with a role, in Vietnamese order. Asks nobody's permission. */
must_check enum err account_holders(
		struct ctx *ctx, enum role role, struct account_holder **out, size_t *count);

/* Their name if the account is among them, else empty. */
struct text account_holder_name(
		const struct account_holder *holders, size_t count, int64_t account);

/*
 * Verbs: MAY_ACCOUNT_MANAGE. Input is complained about by field name (login, name,
 * email, unit, roles). A login stays as it was given at first.
 */
must_check enum err account_add(struct ctx *ctx, const struct account *account,
		const struct account_start *start, int64_t *id);
must_check enum err account_save(struct ctx *ctx, const struct account *account);

/* Sets the roles; the account's sessions end. */
must_check enum err account_save_roles(struct ctx *ctx, int64_t id, role_set roles);

/* An account that is not active can do nothing; its sessions and tokens end. */
must_check enum err account_deactivate(struct ctx *ctx, int64_t id);
must_check enum err account_activate(struct ctx *ctx, int64_t id);

/*
 * Recovery: sets the hash of a password that was told to its owner and has to be
 * changed, removes the second factor, ends sessions and tokens.
 */
must_check enum err account_reset(struct ctx *ctx, int64_t id, struct text password_hash);

/* A random password that can be read out: "k7mw-q2tx-…", 16 letters and digits. */
struct text account_password_new(struct arena *arena);

#endif
