/*
 * mime.h - a mail as bytes: headers of any language, a plain part and an HTML part.
 *
 * Words outside of ASCII become encoded words (RFC 2047), cut between letters; the parts
 * are base64 in lines of 76. Nothing that a header is given can begin another header:
 * control characters become blanks, and an address that is none is not written at all.
 */
#ifndef BASE_MIME_H
#define BASE_MIME_H

#include "base/arena.h"
#include "base/text.h"
#include "base/time.h"

#include <stdbool.h>

#define MAIL_ADDRESS_MAX 254

struct mailbox {
	struct text name;    /* may be empty */
	struct text address; /* mail_address_is_valid, or empty: no such header */
};

struct mail_message {
	struct mailbox from, to, reply_to;
	struct text subject;
	struct text id; /* "left@right", without brackets */
	struct instant date;
	struct zone zone;
	struct text plain, html;
};

/* "name@host.tld" of plain ASCII, without quotes, comments or routes: what is mailed to. */
bool mail_address_is_valid(struct text address);

/* The whole message, with CRLF; lines that begin with a dot are left to the transport. */
struct text mail_write(struct arena *arena, const struct mail_message *message);

#endif
