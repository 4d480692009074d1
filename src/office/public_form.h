/*
 * public_form.h - what keeps robots off the forms that anybody may send.
 *
 * A trap that people do not see and must leave empty (PUBLIC_FORM_TRAP), and limits for
 * each address and for all together within a window of time (throttle.h). No picture
 * puzzles and no scripts: they shut out people before they shut out robots.
 */
#ifndef OFFICE_PUBLIC_FORM_H
#define OFFICE_PUBLIC_FORM_H

#include "office/ctx.h"

#define PUBLIC_FORM_PEER_MAX 5
#define PUBLIC_FORM_ALL_MAX 500

/* The row of the trap in a route's fields; templates have portal/parts_trap. */
#define PUBLIC_FORM_TRAP                                                                           \
	{                                                                                          \
		"homepage", FIELD_LINE, false, 200, "Ô này để trống", NULL                         \
	}

/*
 * Before anything is written: ERR_INVALID when the trap was filled, ERR_THROTTLED, with
 * words, when too many came. What passes is counted with the caller's transaction.
 * `form` names the form; the address is ctx->peer.
 */
must_check enum err public_form_pass(struct ctx *ctx, const char *form);

#endif
