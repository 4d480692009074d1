/*
 * screening.h - what was found in a text and its files that must not be published.
 *
 * Every revision and every file handed in is looked through once (base/screen.h), and what
 * is found is kept beside it: markings of state secrets lead to a hold (hold.h), personal
 * data to a reviewer's decision (clearance.h).
 */
#ifndef OFFICE_SCREENING_H
#define OFFICE_SCREENING_H

#include "base/screen.h"
#include "law/tone.h"
#include "office/item.h"
#include "office/media.h"

#define FINDING_REASON_MAX 1000
#define FINDINGS_SHOWN_MAX 1000 /* of an item's text and files together */

/* Where something was found. Stored by name. */
enum finding_place {
	PLACE_TITLE,
	PLACE_ABSTRACT,
	PLACE_BODY,
	PLACE_FACTS,
	PLACE_SOURCE,
	PLACE_CORRECTION,
	PLACE_NAME,  /* of a file */
	PLACE_WORDS, /* of a file */
	FINDING_PLACES,
};

struct finding_row {
	int64_t id;
	int64_t attachment; /* 0: in the text */
	struct text file_name;
	enum finding_place place;
	struct finding what;           /* in the plain text of the place */
	struct text lead, words, tail; /* the passage: what stands before, what was found, behind */
	bool is_kept;                  /* a reviewer left it in this revision */
	struct text reason;
	struct text account_name;
	struct instant kept_at;
};

/* Where something was found, on one line: what stands before, what was found, behind. */
struct passage {
	struct text lead, words, tail;
};
struct passage passage_of(struct arena *arena, struct text words, const struct finding *what);

/* "title"; "Tiêu đề". */
struct text finding_place_name(enum finding_place place);
struct text finding_place_label(enum finding_place place);
struct label finding_label(enum finding_kind kind); /* "Số điện thoại", warn */

/* The plain text of one place of a revision, as it was looked through. */
struct text revision_words(struct ctx *ctx, const struct genre *genre,
		const struct revision *revision, enum finding_place place);

/* Looks through and keeps; `is_secret`: something looks like a state secret. */
must_check enum err screening_of_revision(struct ctx *ctx, int64_t item, const struct genre *genre,
		const struct revision *revision, bool *is_secret);
must_check enum err screening_of_attachment(struct ctx *ctx, int64_t item, int64_t attachment,
		const struct media *media, bool *is_secret);

/*
 * What was found in a revision's text and in the files that the item has now; with what was
 * decided for that revision. In the order of the text, files behind it.
 */
must_check enum err finding_list(struct ctx *ctx, int64_t item, int64_t revision,
		struct finding_row **out, size_t *count);

/* What of an item is not looked through yet: its revision, or a file that it has now. */
must_check enum err screening_missing(
		struct ctx *ctx, int64_t item, int64_t revision, int64_t *count);

#endif
