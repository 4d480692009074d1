/*
 * words.h - the words of the pages in other languages.
 *
 * Vietnamese is the source: a message is its own key. Other languages come from
 * PO files, of which this subset is read: comments, msgid and msgstr, texts over
 * several lines, the escapes \n \t \" \\. The header (empty msgid) is skipped.
 * An empty msgstr is not translated yet: the Vietnamese words stand in.
 *
 * A table is filled at start and only read afterwards, from any thread.
 */
#ifndef WEB_WORDS_H
#define WEB_WORDS_H

#include "base/err.h"
#include "base/text.h"

#include <stdbool.h>

enum lang { LANG_VI, LANG_EN, LANG_COUNT };

struct words;

struct words *words_new(void);
void words_free(struct words *words);

/*
 * Adds the messages of a PO file; the texts are copied. ERR_INVALID with the
 * number of the first wrong `line` (not written otherwise).
 */
must_check enum err words_add(struct words *words, enum lang lang, struct text po, int *line);

/* Adds the PO files that the program carries: po/en.po (web/asset.h). */
must_check enum err words_add_embedded(struct words *words, int *line);

/* The message in that language, or as it is. */
struct text word(const struct words *words, enum lang lang, struct text message);

/* "vi", "en"; also the first part of "en-GB". */
const char *lang_code(enum lang lang);
bool lang_of(struct text code, enum lang *out);

#endif
