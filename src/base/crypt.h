/*
 * crypt.h - hashes, secrets and passwords. libsodium and liboath do the work.
 *
 * Secrets travel as text of base64url without padding: safe in URLs, cookies
 * and forms. Keys and signatures are public and travel as base64, as other programs
 * write them. crypt_begin once at start of the process, before threads.
 */
#ifndef BASE_CRYPT_H
#define BASE_CRYPT_H

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"
#include "base/time.h"

#include <stdbool.h>

#define HASH_SIZE 32
#define SECRET_SIZE 32 /* bytes of a session, token or form secret: 256 bits */

struct hash {
	unsigned char bytes[HASH_SIZE];
};

void crypt_begin(void);

struct hash hash_of(struct text text); /* SHA-256 */

/* SHA-256 over several pieces; begin, add…, end. */
struct hasher {
	_Alignas(16) unsigned char state[128];
};
void hasher_begin(struct hasher *hasher);
void hasher_add(struct hasher *hasher, struct text text);
struct hash hasher_end(struct hasher *hasher);

/* HMAC-SHA-256 under `key`: binds a text to a secret. */
struct hash hash_keyed(struct text key, struct text text);

/* 64 lower-case hexadecimal digits; reading takes that one spelling, else false. */
struct text hash_hex(struct arena *arena, struct hash hash);
bool hash_read(struct text hex, struct hash *out);

/* In a time that does not tell where they differ. */
bool secret_equals(struct text a, struct text b);

#define SECRET_CODE_BYTES 12 /* of a code that a person is given: 96 bits, not to be guessed */

/* `bytes` fresh random bytes as base64url text. */
struct text secret_new(struct arena *arena, size_t bytes);

struct text base64url(struct arena *arena, const void *bytes, size_t size);

/* With padding, "+" and "/". Reading takes that one spelling of exactly `size` bytes, else false.
 */
struct text base64(struct arena *arena, const void *bytes, size_t size);
bool base64_read(struct text text, void *out, size_t size);

/*
 * Ed25519 (RFC 8032). A secret key is kept as its seed, from which both halves
 * come; whoever holds one calls secret_forget when done.
 */
#define SIGN_ALGORITHM "Ed25519"
#define SIGN_PUBLIC_SIZE 32
#define SIGN_SEED_SIZE 32
#define SIGNATURE_SIZE 64

struct sign_public {
	unsigned char bytes[SIGN_PUBLIC_SIZE];
};
struct sign_seed {
	unsigned char bytes[SIGN_SEED_SIZE];
};
struct signature {
	unsigned char bytes[SIGNATURE_SIZE];
};

struct sign_seed sign_seed_new(void);
struct sign_public sign_public_of(const struct sign_seed *seed);
struct signature sign(const struct sign_seed *seed, struct text text);
bool signature_fits(
		const struct signature *signature, const struct sign_public *key, struct text text);

/* "3f2a 91bc …": 128 bits of the key's SHA-256, for people to compare by eye or by telephone. */
struct text sign_fingerprint(struct arena *arena, const struct sign_public *key);

void secret_forget(void *bytes, size_t size);

/*
 * argon2id with 64 MiB and 3 passes (about 55 ms): never on an event thread nor
 * inside a transaction. `password_fits` also takes the time for an empty hash,
 * so that unknown accounts answer as slowly as known ones.
 */
struct text password_hash(struct arena *arena, struct text password);
bool password_fits(struct text hash, struct text password);

/* A TOTP secret (RFC 6238) in base32, as authenticator programs take it. */
struct text totp_secret_new(struct arena *arena);

/*
 * Checks six digits against the 30-second steps around `now` (one each side).
 * `step` gets the step that fitted: the caller refuses one it has seen, so that
 * a code works once.
 */
bool totp_fits(struct text secret_base32, struct text code, struct instant now, int64_t *step);

#endif
