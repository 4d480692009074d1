/*
 * rich.h - rich text: documents of a fixed schema, stored as JSON, shown as HTML made from it.
 *
 * A document is ProseMirror's JSON of these nodes and nothing else:
 *
 *	doc              block+
 *	paragraph        inline*
 *	heading          inline*            level 2–4 (2)
 *	bullet_list      list_item+
 *	ordered_list     list_item+         order 1–9999 (1)
 *	list_item        paragraph block*
 *	blockquote       block+
 *	horizontal_rule
 *	table            table_row+
 *	table_row        (table_cell | table_header)*
 *	table_cell, table_header  block+    colspan, rowspan 1–50 (1)
 *	inline: text, hard_break, image     src, alt, title; width and height may be missing
 *
 * Text and images may carry the marks strong, em and link (href: http, https,
 * mailto, or a path that begins with one "/"). `src` is /media/… of this site.
 * No HTML is ever stored, so nothing has to be cleaned: what is not in this list
 * is refused when it comes in, and cannot be written when it goes out.
 *
 * Documents are json_t objects; whoever gets one through `out` owns it.
 */
#ifndef BASE_RICH_H
#define BASE_RICH_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/text.h"

#include <jansson.h>
#include <stdbool.h>

#define RICH_BYTES_MAX (1024 * 1024) /* of JSON */
#define RICH_NODES_MAX 50000
#define RICH_DEPTH_MAX 14
#define RICH_HEADINGS_MAX 300
#define RICH_IMAGES_MAX 300
#define RICH_HREF_MAX 2000 /* bytes */
#define RICH_ALT_MAX 1000  /* code points of alt and title */

/* Why a document was refused, in Vietnamese, for its author. */
struct rich_fault {
	struct text reason;
};

/*
 * Takes a stranger's document: checked against the schema, texts as text_take
 * makes them, attributes complete, marks in one order, empty texts and the empty
 * paragraphs at the end gone. ERR_INVALID or ERR_TOO_LARGE with the reason.
 */
must_check enum err rich_take(
		struct arena *arena, struct text json, struct rich_fault *fault, json_t **out);

/* The same for JSON that is read already. */
must_check enum err rich_check(
		struct arena *arena, const json_t *value, struct rich_fault *fault, json_t **out);

/* Neither words nor images nor rules. */
bool rich_is_empty(const json_t *doc);

/*
 * What the plain field of a browser without scripts holds: blank lines part
 * paragraphs; a line "## …", "### …" or "#### …" is a heading, "---" a rule;
 * lines "- …" are a list, lines "1. …" a numbered one; other line ends are
 * breaks. `text` is as text_take gives it. Never fails; the caller owns the result.
 */
json_t *rich_of_paragraphs(struct text text);

/* The reverse. `lossy`: what comes back from it would not be this document. */
struct text rich_to_paragraphs(struct arena *arena, const json_t *doc, bool *lossy);

/* Appends safe HTML, without an element around it. Headings have ids ("muc-" and their slug). */
void rich_html(struct buf *out, const json_t *doc);

/*
 * Plain text for search and word diffs: a line for each paragraph, heading or
 * list item, the cells of a table row parted by " | ", images as [alt] and their caption.
 */
struct text rich_text(struct arena *arena, const json_t *doc);

/*
 * Gives each piece of text in the document to `piece` with its place in rich_text, and puts
 * what comes back in its stead; so too the description and the caption of a picture, for
 * which `is_words` is false: they are no running text. An empty piece stays as it is.
 */
typedef struct text rich_piece(void *arg, struct text piece, size_t at, bool is_words);
void rich_rewrite(struct arena *arena, json_t *doc, rich_piece *piece, void *arg);

/* The beginning of its paragraphs on one line, at most `points` code points. */
struct text rich_excerpt(struct arena *arena, const json_t *doc, size_t points);

/*
 * Where its links go to beyond this site, each on a line of its own with blanks for the signs
 * between its parts, to be screened: readers get them though no text shows them.
 */
struct text rich_addresses(struct arena *arena, const json_t *doc);

/* Words parted by blanks, as Vietnamese counts them (tiếng). */
size_t rich_word_count(const json_t *doc);

/* The images used, each once: what stands behind "/media/" up to the next "/" or ".". */
size_t rich_images(struct arena *arena, const json_t *doc, struct text **out);

/* May a document link there? Show a picture from there? */
bool rich_may_link(struct text href);
bool rich_may_show(struct text src);

#endif
