/*
 * media_words.h - what a document says: its text and its properties, for screening. In the
 * child only.
 *
 * PDF is read by poppler, which is loaded at run time as libvips is (media_draw.h); office
 * documents are ZIP files of XML, read by libxml2 without document types, entities or
 * network. What is hidden from readers is read too: deleted words that a tracked change
 * keeps, comments, notes, headers, properties.
 */
#ifndef OFFICE_MEDIA_WORDS_H
#define OFFICE_MEDIA_WORDS_H

#include "office/media.h"

#define WORDS_MAX ((size_t)8 << 20)
#define WORDS_PAGES_MAX 3000 /* of a PDF */

/* Before the sandbox is entered: loads what `kind` needs, if anything. */
must_check enum err words_load(enum media_kind kind, void **library);

/*
 * The words; empty where there are none that a program can read (scanned pages, sound).
 * ERR_INVALID with words for people in `fault`. Not NFC yet, perhaps not UTF-8.
 */
must_check enum err words_read(struct arena *arena, enum media_kind kind, struct text bytes,
		void *library, struct text *out, struct text *fault);

/* Office documents alone; pure. */
must_check enum err words_of_office(
		struct arena *arena, struct text bytes, struct text *out, struct text *fault);

#endif
