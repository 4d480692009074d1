/*
 * site_key.h - the Ed25519 keys that this installation signs with: receipts, and
 * checkpoints of the audit trail.
 *
 * The public half of a key is a row of the store, for everyone to read. The secret
 * half never enters the store: it is a file below the directory of files, named by
 * the key's fingerprint and readable by its owner alone. So whoever can write the
 * store, or holds a copy of it, can forge neither.
 *
 * Nodes that share the directory share the key. A node that finds no secret of a key
 * in use makes a key of its own, and both are in use; earlier keys are retired by
 * people (site_key_renew), never by themselves.
 */
#ifndef OFFICE_SITE_KEY_H
#define OFFICE_SITE_KEY_H

#include "base/crypt.h"
#include "base/json.h"
#include "office/ctx.h"

#define SITE_KEYS_MAX 200
#define SITE_KEY_PATH "/.well-known/congtin-key.json" /* where the public halves are published */

struct site_key {
	int64_t id;
	struct sign_public public;
	struct text fingerprint;
	struct instant created_at;
	bool is_retired;
	struct instant retired_at; /* if is_retired: what it signed before stays valid */
};

/* All keys, those in use first, the newest of them before others. */
must_check enum err site_key_list(
		struct store *store, struct arena *arena, struct site_key **out, size_t *count);

/* The key of that public half, or NULL. */
const struct site_key *site_key_find(
		const struct site_key *keys, size_t count, const struct sign_public *public);

/*
 * A key in use whose secret half is here; makes one, in ctx's transaction, if there is
 * none. Holds the lock "site_key": no key is retired while something is signed by it.
 */
must_check enum err site_key_ensure(struct ctx *ctx, struct site_key *out);

/* As site_key_ensure, but ERR_NOT_FOUND instead of a new key: needs no transaction. */
must_check enum err site_key_mine(struct ctx *ctx, struct site_key *out);

/*
 * Whether the secret half of a key lies here that no row tells of: the directory of files is
 * another store's, or was.
 */
must_check enum err site_key_has_stranger(struct ctx *ctx, bool *out);

/* A new key for this node; the one that it used is retired. Only through the command line. */
must_check enum err site_key_renew(struct ctx *ctx, struct site_key *out);

/* ERR_NOT_FOUND when the secret half is not here. */
must_check enum err site_key_sign(struct ctx *ctx, const struct site_key *key, struct text text,
		struct signature *out);

/*
 * As it is published: {site{name,url}, keys[{algorithm, public_key, fingerprint,
 * created_at, retired_at}]}; instants in ISO 8601, null for a key in use.
 */
json_t *site_keys_view(struct arena *arena, const struct site_key *keys, size_t count,
		const struct rules *rules);

/* The same back, or one public key alone in base64. ERR_INVALID for anything else. */
must_check enum err site_keys_read(
		struct arena *arena, struct text text, struct site_key **out, size_t *count);

#endif
