/*
 * credential.h - how a person proves who it is: password and second factor.
 *
 * Hashing takes long and must not hold a transaction. So each proof comes in two
 * parts: `proof_prepare` (in the worker pool, on a read connection) hashes, and a
 * verb in the transaction uses the proof, after counting the guess.
 *
 * Guesses, per window of 15 minutes (throttle.h):
 *  - a browser that this account has logged in with before has a bucket of its
 *    own (5), so that nobody else can shut its owner out;
 *  - from anywhere else: 5 per account and address, 30 per account, 50 per address.
 */
#ifndef OFFICE_CREDENTIAL_H
#define OFFICE_CREDENTIAL_H

#include "office/ctx.h"

#define PASSWORD_MIN 12
#define PASSWORD_MAX 200
#define LOGIN_MAX 60
#define CODE_MAX 12 /* six digits, and blanks that people put in between */
#define GUESSES_MAX 5
#define GUESSES_ACCOUNT_MAX 30
#define GUESSES_PEER_MAX 50

/* What was found out about a password before the transaction. */
struct proof {
	int64_t account;    /* 0: no such account; the time was spent all the same */
	struct text login;  /* as stored: lower case */
	struct text stored; /* the hash it was held against */
	bool fits;
	struct text fresh; /* hash of the new password, if one was to be set */
};

/* Where a guess comes from. */
struct origin {
	struct text peer;
	struct text device; /* secret of the browser's device cookie, or empty */
};

/* One spelling for one login: no blanks around, ASCII capitals made small. */
struct text login_take(struct arena *arena, struct text login);

/*
 * argon2id of the password in NFC, so that one password typed on two machines is
 * one. Slow: not on an event thread, not in a transaction.
 */
must_check enum err credential_hash(struct arena *arena, struct text password, struct text *out);

/*
 * Holds `password` against the account's hash and hashes `fresh` unless it is
 * empty. Reads only. Skips the work when the buckets are full already: then
 * credential_check refuses in any case.
 */
must_check enum err proof_prepare(struct ctx *ctx, struct text login, struct text password,
		struct text fresh, const struct origin *origin, struct proof *out);

/*
 * In the transaction: ERR_THROTTLED with words when too many guesses went wrong;
 * else counts a wrong one and says in `good` whether password and code (needed when
 * the account has a second factor; it works once) are right. A wrong guess is OK
 * and `good` false: it has to be committed.
 */
must_check enum err credential_check(struct ctx *ctx, const struct proof *proof, struct text code,
		const struct origin *origin, bool *good);

/* Complains about a password that is too short, too long or easy to guess; true if it is good. */
bool password_is_good(struct ctx *ctx, const char *field, struct text password, struct text login,
		struct text name);

/*
 * The actor's own. `proof` is of the current password, and its `fresh` the new one
 * (checked with password_is_good before it was hashed). Other sessions end; the
 * caller renews this one (session_renew).
 */
must_check enum err password_change(struct ctx *ctx, const struct proof *proof);

/*
 * Turns the actor's second factor on: `secret` as shown to the person and `code`
 * made with it. ERR_INVALID with a complaint when the code does not fit.
 */
must_check enum err totp_confirm(struct ctx *ctx, struct text secret, struct text code);

/* Turns it off; refused while a role of the actor requires it. */
must_check enum err totp_remove(struct ctx *ctx);

/* "otpauth://totp/…": what authenticator programs read. */
struct text totp_uri(struct arena *arena, struct text site, struct text login, struct text secret);

/* Whether a role of the actor requires a second factor (rules->totp_required). */
bool totp_is_required(const struct ctx *ctx);

#endif
