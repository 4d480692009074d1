/* url.h - percent-encoding and name=value pairs, strictly. */
#ifndef HTTP_URL_H
#define HTTP_URL_H

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"
#include "http/pair.h"

#include <stdbool.h>

/*
 * Decodes %XX (and "+" for a blank, if `plus`). ERR_INVALID for a bad or cut
 * escape, for %00, and for what is not UTF-8. The bytes stay as they were
 * written: no normal form. Text without escapes is not copied.
 */
must_check enum err url_decode(struct arena *arena, struct text raw, bool plus, struct text *out);

/*
 * "a=1&b=%20" as pairs of decoded NFC text, in the order of writing. ERR_INVALID
 * for bad encoding, ERR_TOO_LARGE for more than `most` pairs.
 */
must_check enum err url_pairs(struct arena *arena, struct text raw, size_t most,
		struct pair **pairs, size_t *count);

#endif
