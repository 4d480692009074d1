/*
 * site.h - the installation as one row, and what makes a repeated request harmless.
 */
#ifndef OFFICE_SITE_H
#define OFFICE_SITE_H

#include "office/ctx.h"

struct site_facts {
	int64_t version;      /* grows with each change that the public sees */
	struct text instance; /* secret of this installation */
	bool demo;
};

must_check enum err site_load(struct store *store, struct arena *arena, struct site_facts *out);

/* The first row of a new store. */
must_check enum err site_add(struct ctx *ctx, bool demo);

/* The public side changes with this transaction: caches are told after the commit. */
must_check enum err site_changed(struct ctx *ctx);

/* What was answered to the first request of a nonce. */
struct nonce_answer {
	bool repeated; /* false: this is the first, and the others are empty */
	int64_t status;
	struct text location;
	struct text body;
};

/*
 * Claims `nonce` for the actor within the transaction of its act. A nonce that was
 * used before gives its first answer instead.
 */
must_check enum err nonce_claim(struct ctx *ctx, struct text nonce, struct nonce_answer *out);

must_check enum err nonce_keep(struct ctx *ctx, struct text nonce, int64_t status,
		struct text location, struct text body);

/* Forgets nonces older than a week: clock. */
must_check enum err nonce_expire(struct ctx *ctx);

#endif
