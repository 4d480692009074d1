/*
 * answer.h - the public's list of answered questions (Article 5, clause 10).
 *
 * An answer is a published item of the genre "answer": the question as everyone may read
 * it and who asked, if they let it be told, are its facts. Here is only what the list
 * filters by.
 */
#ifndef OFFICE_ANSWER_H
#define OFFICE_ANSWER_H

#include "office/ctx.h"

#define ANSWER_WORDS_MAX 200 /* letters that are searched */

struct choice;
struct item;
struct revision;

struct answer {
	int64_t item;
	struct text path; /* of its page */
	struct text title;
	struct text unit_code, unit_name; /* who answered */
	struct instant published_at;
	struct text field, field_label; /* of work; may be empty */
	struct text question;           /* as everyone may read it */
	int64_t search;                 /* row of the index, of what was searched */
};

/* The fields of work, ends with a NULL code: office/genre.h. */
const struct choice *answer_fields(void);

/* A published item is in the list if it is an answer; of another genre: nothing is done. */
must_check enum err answer_put(struct ctx *ctx, const struct item *item,
		const struct revision *revision, struct instant published_at);
must_check enum err answer_remove(struct ctx *ctx, int64_t item);

/* What people look for. All of it may be empty. */
struct answer_query {
	struct text words;
	struct text field; /* a code of the genre's fact "field" */
	int64_t year;      /* of publication */

	/* To be continued behind the last row of the page before; item 0: from the newest. */
	struct instant after_at;
	int64_t after_item;
	int64_t after_search; /* the same where words are searched */
};

/* Newest first; at most `limit`. */
must_check enum err answer_list(struct ctx *ctx, const struct answer_query *query, size_t limit,
		struct answer **out, size_t *count);

/* The years of the first and the last one; 0 and 0: there are none. */
must_check enum err answer_years(struct ctx *ctx, int64_t *first, int64_t *last);

#endif
