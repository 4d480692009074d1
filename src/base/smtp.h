/*
 * smtp.h - hands one message to a mail server, by libcurl.
 *
 * Each step of the dialogue has the one time limit; whatever the server does, smtp_send
 * comes back and says whether to try again. Belongs to one thread.
 */
#ifndef BASE_SMTP_H
#define BASE_SMTP_H

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

struct smtp_settings {
	struct text url;      /* "smtp://host:587", "smtps://host" */
	struct text user;     /* empty: without login */
	struct text password; /* never logged */
	struct text ca_file;  /* PEM; empty: the system's */
	bool plain;           /* without TLS: loopback and tests only */
	int64_t timeout_ms;   /* of a whole message */
};

enum smtp_end {
	SMTP_SENT,
	SMTP_LATER,  /* this message may pass another time (4xx) */
	SMTP_NEVER,  /* the server refuses this recipient or this message for good (5xx) */
	SMTP_SERVER, /* the server is away, hangs, or lets nobody in: no message would pass */
};

struct smtp;

struct smtp *smtp_open(const struct smtp_settings *settings);
void smtp_close(struct smtp *smtp);

/*
 * `reason` gets words for operators, with what the server said, unless it is SMTP_SENT: valid
 * text without addresses, which operators need not know.
 */
must_check enum smtp_end smtp_send(struct smtp *smtp, struct arena *arena, struct text from,
		struct text to, struct text message, struct text *reason);

#endif
