/*
 * session.h - who is logged in with which browser.
 *
 * A session's secret travels in a cookie and is stored as SHA-256 only. A new one
 * is made at each login and whenever rights or proofs change; the old one ends.
 */
#ifndef OFFICE_SESSION_H
#define OFFICE_SESSION_H

#include "http/reply.h"
#include "office/credential.h"
#include "office/ctx.h"

#define SESSION_LIFE_MS (12 * HOUR_MS)
#define SESSION_IDLE_MS (60 * MINUTE_MS)
#define SESSION_TOUCH_MS (5 * MINUTE_MS) /* how exactly `seen_at` is kept */
#define SESSION_KEEP_MS (180 * DAY_MS)   /* ended ones stay this long: they know the browser */
#define SESSION_AGENT_MAX 300

/* What the browser gets; never stored as it is. */
struct session_secrets {
	int64_t session;
	struct text secret;
	struct text device; /* empty: the browser has one already */
};

/* One session as its owner sees it. */
struct session_row {
	int64_t id;
	struct instant created_at;
	struct instant seen_at;
	struct instant expires_at;
	struct text peer;
	struct text agent;
	bool current;
};

/*
 * The actor of a session's secret; ERR_LOGIN if it is unknown, ended, idle for too
 * long, or its account is not active. One read.
 */
must_check enum err session_actor(struct store *store, struct arena *arena, struct text secret,
		struct instant now, struct actor *out);

/* Whether session_touch is worth a write. */
static inline bool
session_is_touchable(const struct actor *actor, struct instant now)
{
	return actor->session && now.ms - actor->seen_at.ms >= SESSION_TOUCH_MS;
}

/* Notes that the session is in use. Not audited. */
must_check enum err session_touch(struct ctx *ctx);

/*
 * Whether the actor has to change the password, or turn on the second factor that
 * a role requires, before anything but MAY_SESSION_OWN. `path` gets the page for it.
 */
bool session_is_held_back(const struct ctx *ctx, const char **path);

/*
 * Logs in. `proof` from proof_prepare; `old_secret` is the browser's cookie, whose
 * session ends. A wrong guess returns OK with `out->session` 0: the count and the
 * refusal have to be committed. ERR_THROTTLED with words.
 */
must_check enum err session_open(struct ctx *ctx, const struct proof *proof, struct text code,
		const struct origin *origin, struct text agent, struct text old_secret,
		struct session_secrets *out);

/* Logs out: ends the actor's session. */
must_check enum err session_close(struct ctx *ctx);

/* Ends the actor's session and opens another: after a change of password or second factor. */
must_check enum err session_renew(struct ctx *ctx, struct text agent, struct session_secrets *out);

/*
 * The same to begin or to end standing in for somebody: rights change, and no form of before
 * may act after. ERR_CONFLICT with words: not the actor's delegation, or not in force.
 */
must_check enum err session_stand_in(struct ctx *ctx, int64_t delegation, struct text agent,
		struct session_secrets *out);
must_check enum err session_stand_down(
		struct ctx *ctx, struct text agent, struct session_secrets *out);

/* The actor's live sessions, newest first, at most `limit`. */
must_check enum err session_list(
		struct ctx *ctx, size_t limit, struct session_row **out, size_t *count);

/* Ends one of the actor's sessions. */
must_check enum err session_revoke(struct ctx *ctx, int64_t id);

/* Ends all of the actor's sessions but the current one. */
must_check enum err session_revoke_others(struct ctx *ctx);

/* Ends all sessions of an account, `except` one (0: none). The caller has asked for permission. */
must_check enum err session_end_all(struct ctx *ctx, int64_t account, int64_t except);

/* Removes sessions that ended SESSION_KEEP_MS ago. */
must_check enum err session_prune(struct ctx *ctx);

/* "__Host-congtin" (https) or "congtin": the names that the gate reads. */
const char *session_cookie_name(const struct rules *rules);
const char *device_cookie_name(const struct rules *rules);

/* Set-Cookie for what session_open or session_renew made; an empty secret removes the cookie. */
void session_cookie(
		const struct ctx *ctx, struct reply *reply, const struct session_secrets *secrets);

#endif
