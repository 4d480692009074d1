/*
 * wording.h - words that become public outside of the revisions of items.
 *
 * What a column says, why a text was withdrawn, how a unit is reached: these are shown to the
 * public as they were typed, so they are looked through as they come in. A marking of state
 * secrets (Law 117/2025/QH15) is complained of at its field and nothing is kept of the words;
 * that it was tried is: an incident in the audit trail (AUDIT_SECRET), which the verb's refusal
 * does not take back, and notices to those who decide about what is held (hold.h). Personal data
 * (Law 91/2025/QH15) is complained of too, or kept with a reason where the noun has a place for
 * one.
 */
#ifndef OFFICE_WORDING_H
#define OFFICE_WORDING_H

#include "office/screening.h"

struct wording {
	const char *field; /* of the form */
	struct text label; /* "Mục đích": said first in a complaint; may be empty */
	struct text words;
	enum screen_place place;
};

struct wording_finding {
	const struct wording *in;
	struct finding what;
	struct passage passage;
};

/* All that is found, in the order of the words; FINDINGS_MAX of each wording. */
size_t wording_findings(struct ctx *ctx, const struct wording *wordings, size_t count,
		struct wording_finding **out);

/* ERR_INVALID, with a complaint for each, if there are markings of state secrets. */
must_check enum err wording_bar_secrets(
		struct ctx *ctx, const struct wording *wordings, size_t count);

/* Likewise of these and of personal data. */
must_check enum err wording_bar(struct ctx *ctx, const struct wording *wordings, size_t count);

/* For act.c, in the act's transaction behind its refusal: who has to know of `ctx->secret`. */
must_check enum err wording_tell(struct ctx *ctx);

#endif
