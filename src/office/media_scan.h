/*
 * media_scan.h - looks through the bytes of a file for what it is and what could do harm. Pure.
 *
 * Not a virus scanner: it refuses what a document for publication never needs.
 */
#ifndef OFFICE_MEDIA_SCAN_H
#define OFFICE_MEDIA_SCAN_H

#include "office/media.h"

/* Plain text has no first bytes of its own: `promised` tells text from CSV. */
must_check enum err media_scan(struct arena *arena, struct text bytes, enum media_kind promised,
		enum media_kind *kind, struct text *fault);

/* Whether an extension is one of programs or of pages with scripts. */
bool media_is_program(struct text extension);

/* `list` holds words between blanks; case does not matter. */
bool media_is_listed(const char *list, struct text word);

#endif
