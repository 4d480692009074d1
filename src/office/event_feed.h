/*
 * event_feed.h - a person's events for calendar programs (iCalendar, RFC 5545), at a secret
 * address that its owner can revoke.
 *
 * Who knows the address reads what its owner may see at that moment, and nothing else. It
 * is shown once and stored as SHA-256; it ends with the account's tokens.
 */
#ifndef OFFICE_EVENT_FEED_H
#define OFFICE_EVENT_FEED_H

#include "office/ctx.h"

#define EVENT_FEED_PATH "/lich-su-kien/" /* the secret follows */

/* A new address of the actor's own; the former one holds no more. Not by a token. */
must_check enum err event_feed_open(struct ctx *ctx, struct text *secret);

/* ERR_CONFLICT if there is none. */
must_check enum err event_feed_close(struct ctx *ctx);

/* Since when the actor has an address; ERR_NOT_FOUND: has none. */
must_check enum err event_feed_load(struct ctx *ctx, struct instant *since);

/* The address of an account holds no more. The caller has asked for permission. */
must_check enum err event_feed_revoke(struct ctx *ctx, int64_t account);

/*
 * The file at an address: a reporter's own events, for others those that they may see,
 * from a month ago on. ERR_NOT_FOUND for an address that nobody has.
 */
must_check enum err event_feed_write(struct ctx *ctx, struct text secret, struct text *out);

#endif
