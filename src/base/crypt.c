#include "base/crypt.h"

#include "base/log.h"

#include <assert.h>
#include <liboath/oath.h>
#include <sodium.h>
#include <stdlib.h>

#define PASSWORD_PASSES 3
#define PASSWORD_MEMORY (64 * 1024 * 1024)
#define TOTP_STEP_S 30
#define TOTP_DIGITS 6
#define TOTP_SECRET_BYTES 20
#define FINGERPRINT_GROUPS 8 /* of four hexadecimal digits */

void
crypt_begin(void)
{
	if (sodium_init() < 0 || oath_init() != OATH_OK) {
		log_error("crypt: the library cannot start");
		abort();
	}
}

struct hash
hash_of(struct text text)
{
	struct hash hash;

	crypto_hash_sha256(hash.bytes, (const unsigned char *)text.p, text.n);
	return hash;
}

static crypto_hash_sha256_state *
hasher_state(struct hasher *hasher)
{
	_Static_assert(sizeof(crypto_hash_sha256_state) <= sizeof(hasher->state),
			"the hasher holds the library's state");
	return (crypto_hash_sha256_state *)(void *)hasher->state;
}

void
hasher_begin(struct hasher *hasher)
{
	crypto_hash_sha256_init(hasher_state(hasher));
}

void
hasher_add(struct hasher *hasher, struct text text)
{
	crypto_hash_sha256_update(hasher_state(hasher), (const unsigned char *)text.p, text.n);
}

struct hash
hasher_end(struct hasher *hasher)
{
	struct hash hash;

	crypto_hash_sha256_final(hasher_state(hasher), hash.bytes);
	return hash;
}

struct hash
hash_keyed(struct text key, struct text text)
{
	crypto_auth_hmacsha256_state state;
	struct hash hash;

	crypto_auth_hmacsha256_init(&state, (const unsigned char *)key.p, key.n);
	crypto_auth_hmacsha256_update(&state, (const unsigned char *)text.p, text.n);
	crypto_auth_hmacsha256_final(&state, hash.bytes);
	return hash;
}

struct text
hash_hex(struct arena *arena, struct hash hash)
{
	char *hex = arena_alloc(arena, 2 * HASH_SIZE + 1);

	sodium_bin2hex(hex, 2 * HASH_SIZE + 1, hash.bytes, HASH_SIZE);
	return (struct text){.p = hex, .n = 2 * HASH_SIZE};
}

bool
hash_read(struct text hex, struct hash *out)
{
	size_t n = 0;

	for (size_t i = 0; i < hex.n; i++)
		if (hex.p[i] >= 'A' && hex.p[i] <= 'F')
			return false;
	return hex.n == 2 * HASH_SIZE &&
	       sodium_hex2bin(out->bytes, HASH_SIZE, hex.p, hex.n, NULL, &n, NULL) == 0 &&
	       n == HASH_SIZE;
}

bool
secret_equals(struct text a, struct text b)
{
	return a.n == b.n && a.n > 0 && sodium_memcmp(a.p, b.p, a.n) == 0;
}

static struct text
base64_write(struct arena *arena, const void *bytes, size_t size, int variant)
{
	size_t room = sodium_base64_encoded_len(size, variant);
	char *out = arena_alloc(arena, room);

	sodium_bin2base64(out, room, bytes, size, variant);
	return (struct text){.p = out, .n = room - 1};
}

struct text
base64url(struct arena *arena, const void *bytes, size_t size)
{
	return base64_write(arena, bytes, size, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

struct text
base64(struct arena *arena, const void *bytes, size_t size)
{
	return base64_write(arena, bytes, size, sodium_base64_VARIANT_ORIGINAL);
}

bool
base64_read(struct text text, void *out, size_t size)
{
	const char *end = NULL;
	size_t n = 0;

	return sodium_base642bin(out, size, text.p, text.n, NULL, &n, &end,
			       sodium_base64_VARIANT_ORIGINAL) == 0 &&
	       n == size && end == text.p + text.n;
}

/* --- signatures --------------------------------------------------------------------------------
 */

_Static_assert(SIGN_PUBLIC_SIZE == crypto_sign_PUBLICKEYBYTES &&
				SIGN_SEED_SIZE == crypto_sign_SEEDBYTES &&
				SIGNATURE_SIZE == crypto_sign_BYTES,
		"the library's sizes are Ed25519's");

struct sign_seed
sign_seed_new(void)
{
	struct sign_seed seed;

	randombytes_buf(seed.bytes, sizeof(seed.bytes));
	return seed;
}

struct sign_public
sign_public_of(const struct sign_seed *seed)
{
	unsigned char secret[crypto_sign_SECRETKEYBYTES];
	struct sign_public key;

	crypto_sign_seed_keypair(key.bytes, secret, seed->bytes);
	secret_forget(secret, sizeof(secret));
	return key;
}

struct signature
sign(const struct sign_seed *seed, struct text text)
{
	unsigned char secret[crypto_sign_SECRETKEYBYTES];
	struct sign_public key;
	struct signature signature;

	crypto_sign_seed_keypair(key.bytes, secret, seed->bytes);
	crypto_sign_detached(signature.bytes, NULL, (const unsigned char *)text.p, text.n, secret);
	secret_forget(secret, sizeof(secret));
	return signature;
}

bool
signature_fits(const struct signature *signature, const struct sign_public *key, struct text text)
{
	return crypto_sign_verify_detached(signature->bytes, (const unsigned char *)text.p, text.n,
			       key->bytes) == 0;
}

struct text
sign_fingerprint(struct arena *arena, const struct sign_public *key)
{
	struct hash hash = hash_of(
			(struct text){.p = (const char *)key->bytes, .n = sizeof(key->bytes)});
	char *out = arena_alloc(arena, 5 * FINGERPRINT_GROUPS);

	for (size_t i = 0; i < FINGERPRINT_GROUPS; i++) {
		sodium_bin2hex(out + 5 * i, 5, hash.bytes + 2 * i, 2);
		out[5 * i + 4] = i + 1 < FINGERPRINT_GROUPS ? ' ' : 0;
	}
	return (struct text){.p = out, .n = 5 * FINGERPRINT_GROUPS - 1};
}

void
secret_forget(void *bytes, size_t size)
{
	sodium_memzero(bytes, size);
}

struct text
secret_new(struct arena *arena, size_t bytes)
{
	unsigned char *random = arena_alloc(arena, bytes);

	randombytes_buf(random, bytes);
	return base64url(arena, random, bytes);
}

struct text
password_hash(struct arena *arena, struct text password)
{
	char *out = arena_alloc(arena, crypto_pwhash_STRBYTES);

	if (crypto_pwhash_argon2id_str(
			    out, password.p, password.n, PASSWORD_PASSES, PASSWORD_MEMORY) != 0) {
		log_error("crypt: no memory to hash a password");
		abort();
	}
	return text_of(out);
}

bool
password_fits(struct text hash, struct text password)
{
	/* A hash of a random password nobody kept: the same work, never a fit. */
	static const char nobody[crypto_pwhash_STRBYTES] =
			"$argon2id$v=19$m=65536,t=3,p=1$"
			"AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
	char stored[crypto_pwhash_STRBYTES] = {0};

	if (hash.n >= sizeof(stored) || hash.n == 0)
		memcpy(stored, nobody, sizeof(stored));
	else
		memcpy(stored, hash.p, hash.n);
	return crypto_pwhash_argon2id_str_verify(stored, password.p, password.n) == 0 && hash.n > 0;
}

struct text
totp_secret_new(struct arena *arena)
{
	unsigned char random[TOTP_SECRET_BYTES];
	char *encoded = NULL;
	size_t length = 0;
	struct text secret;

	randombytes_buf(random, sizeof(random));
	if (oath_base32_encode((const char *)random, sizeof(random), &encoded, &length) != OATH_OK)
		abort();
	secret = text_copy(arena, (struct text){.p = encoded, .n = length});
	free(encoded);
	while (secret.n && secret.p[secret.n - 1] == '=')
		secret.n--;
	return secret;
}

bool
totp_fits(struct text secret_base32, struct text code, struct instant now, int64_t *step)
{
	char digits[TOTP_DIGITS + 1] = {0};
	char *secret = NULL;
	size_t size = 0;
	int at = 0, found;

	if (code.n != TOTP_DIGITS)
		return false;
	memcpy(digits, code.p, code.n);
	if (oath_base32_decode(secret_base32.p, secret_base32.n, &secret, &size) != OATH_OK)
		return false;
	found = oath_totp_validate2(
			secret, size, (time_t)(now.ms / SECOND_MS), TOTP_STEP_S, 0, 1, &at, digits);
	sodium_memzero(secret, size);
	free(secret);
	if (found < 0)
		return false;
	*step = now.ms / SECOND_MS / TOTP_STEP_S + at;
	return true;
}
