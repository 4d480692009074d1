/*
 * token.h - personal tokens: how programs prove for whom they act.
 *
 * A token acts with its account's roles of the moment. It is shown once and
 * stored as SHA-256; it always expires.
 */
#ifndef OFFICE_TOKEN_H
#define OFFICE_TOKEN_H

#include "office/ctx.h"

#define TOKEN_NAME_MAX 100
#define TOKEN_DAYS_MAX 366
#define TOKENS_MAX 20 /* live ones of one account */

struct token_row {
	int64_t id;
	struct text name;
	struct instant created_at;
	struct instant expires_at;
};

/* The actor of a token; ERR_LOGIN if unknown, expired, revoked, or its account not active. One
 * read. */
must_check enum err token_actor(struct store *store, struct arena *arena, struct text secret,
		struct instant now, struct actor *out);

/* A new token of the actor's own for `days`; `secret` is told once. */
must_check enum err token_add(struct ctx *ctx, struct text name, int64_t days, struct text *secret);

/* The same for another account, by the command line and the demo: MAY_ACCOUNT_MANAGE. */
must_check enum err token_add_for(struct ctx *ctx, int64_t account, struct text name, int64_t days,
		struct text *secret);

/* The actor's live tokens, newest first. */
must_check enum err token_list(struct ctx *ctx, struct token_row **out, size_t *count);

/* Revokes one of the actor's own. */
must_check enum err token_revoke(struct ctx *ctx, int64_t id);

/* Revokes all of an account. The caller has asked for permission. */
must_check enum err token_revoke_all(struct ctx *ctx, int64_t account);

#endif
