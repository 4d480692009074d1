/*
 * document.h - the public's list of legal documents (Article 5, clauses 4 and 8).
 *
 * A document is a published item of the genre "document": its text, facts and files
 * are the item's. Here is only what the list filters by.
 */
#ifndef OFFICE_DOCUMENT_H
#define OFFICE_DOCUMENT_H

#include "law/tone.h"
#include "office/ctx.h"

#define DOCUMENT_NUMBER_MAX 100

struct choice;
struct item;
struct revision;

struct document {
	int64_t item;
	struct text path; /* of its page */
	struct text title;
	struct text kind, kind_label;
	struct text number; /* "80/2020/TT-BCA" */
	struct text issuer;
	struct day issued_on;
	struct text facts; /* JSON, see genre.h */
};

/* The kinds of documents, ends with a NULL code: office/genre.h. */
const struct choice *document_kinds(void);

/* A published item is in the list if it is a document; of another genre: nothing is done. */
must_check enum err document_put(
		struct ctx *ctx, const struct item *item, const struct revision *revision);
must_check enum err document_remove(struct ctx *ctx, int64_t item);

/* What people look for. All of it may be empty. */
struct document_query {
	struct text kind;   /* a code of the genre's fact "document_kind" */
	int64_t year;       /* of issue */
	struct text number; /* its beginning, however marks, capitals and blanks are typed */

	/* To be continued behind the last row of the page before; item 0: from the newest. */
	struct day after_day;
	int64_t after_item;
};

/*
 * Newest issued first. With a number: all of that number in their order, whatever else
 * is asked, and not continued. At most `limit`.
 */
must_check enum err document_list(struct ctx *ctx, const struct document_query *query, size_t limit,
		struct document **out, size_t *count);

/* The years of the first and the last document; 0 and 0: there are none. */
must_check enum err document_years(struct ctx *ctx, int64_t *first, int64_t *last);

/* "Còn hiệu lực" on a day, by the facts; empty: they do not say. */
struct label document_validity(struct text facts, struct day today);

#endif
