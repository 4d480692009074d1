/*
 * throttle.h - counts tries within a window of time, exactly.
 *
 * A bucket is a key and its count since its first try; once the window is over it
 * begins anew. Counting happens in the caller's transaction under one lock, so a
 * thousand parallel tries cannot pass a limit of five.
 */
#ifndef OFFICE_THROTTLE_H
#define OFFICE_THROTTLE_H

#include "office/ctx.h"

#define THROTTLE_WINDOW_MS (15 * MINUTE_MS)

/* One bucket and how many tries it lets through in a window. */
struct throttle {
	struct text key; /* "device:…", see throttle_guess in credential.c */
	int64_t limit;
};

/* Waits for the other writers that count: before throttle_is_full, in a transaction. */
must_check enum err throttle_lock(struct ctx *ctx);

/* Whether a bucket has reached its limit; `opens` then tells when it begins anew. */
must_check enum err throttle_is_full(struct ctx *ctx, const struct throttle *buckets, size_t count,
		bool *full, struct instant *opens);

/* Counts one try in each bucket. */
must_check enum err throttle_count(struct ctx *ctx, const struct throttle *buckets, size_t count);

/* Forgets a bucket: the person has proved who it is. */
must_check enum err throttle_clear(struct ctx *ctx, struct text key);

/* Removes buckets whose window is over. */
must_check enum err throttle_prune(struct ctx *ctx);

/*
 * The part of a client's address that one person holds: an IPv4 address, the
 * first 64 bits of an IPv6 address, else the words as they are.
 */
struct text throttle_peer(struct arena *arena, struct text peer);

#endif
