/*
 * screen.h - finds in a text what must not be published: markings of state secrets and
 * personal data. Pure.
 *
 * Law 117/2025/QH15 (state secrets): a marking counts where it is used as one: in
 * capitals, alone on its line, in brackets, behind "độ mật:". Words that only sound like
 * it (bí mật, mật khẩu, mật ong), and a text that explains all three degrees, do not.
 *
 * Law 91/2025/QH15 (personal data): numbers are told by their shape and, where the shape
 * alone says too little, by the words before them (STK, CMND, hộ chiếu). A number that is
 * given out for everybody to call (đường dây nóng, trực ban) is nobody's own.
 *
 * It reads the words as they are written, so it finds what is marked, not what is secret:
 * two people declare besides (law/workflow.h).
 */
#ifndef BASE_SCREEN_H
#define BASE_SCREEN_H

#include "base/text.h"

#define FINDINGS_MAX 200 /* of one text; so many are enough to stop it */

/* Stored by name (finding_name). */
enum finding_kind {
	FINDING_UNSET,
	FINDING_SECRET,   /* MẬT, TỐI MẬT, TUYỆT MẬT, and other stamps of secret papers */
	FINDING_CITIZEN,  /* căn cước: 12 digits */
	FINDING_IDENTITY, /* chứng minh nhân dân: 9 digits */
	FINDING_PASSPORT,
	FINDING_PHONE,
	FINDING_EMAIL,
	FINDING_PLATE,
	FINDING_ACCOUNT, /* of a bank */
};
#define FINDING_KINDS (FINDING_ACCOUNT + 1)

struct finding {
	enum finding_kind kind;
	size_t start, length; /* bytes of the text that was screened */
};

/* How words are parted: the name of a file is written its own way. */
enum screen_place { SCREEN_PROSE, SCREEN_NAME };

/* What an installation knows to be public. Zeroed: nothing. */
struct screen_terms {
	const struct text *hotlines; /* digits only */
	size_t hotline_count;
	const struct text *domains; /* of e-mail, in small letters; "gov.vn" needs no mention */
	size_t domain_count;
};

/* `text` is as text_take gives it. In the order of the text, none over another. */
size_t screen(struct arena *arena, struct text text, enum screen_place place,
		const struct screen_terms *terms, struct finding **out);

/* Covers what a finding of personal data shows with stars, byte for byte. */
void finding_mask(char *bytes, const struct finding *finding);

struct text finding_name(enum finding_kind kind); /* "citizen" */
must_check enum err finding_parse(struct text name, enum finding_kind *out);

#endif
