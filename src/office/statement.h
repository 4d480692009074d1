/*
 * statement.h - what units tell the press, and the Portal's look at it (Article 5, clause 9).
 *
 * A statement is an item of the genre "statement". Those of one matter belong together:
 * before one is approved while others lie before the Portal, a publisher holds them side
 * by side and records what was found. Not to publish is a result too.
 */
#ifndef OFFICE_STATEMENT_H
#define OFFICE_STATEMENT_H

#include "law/tone.h"
#include "law/workflow.h"
#include "office/ctx.h"

#define STATEMENT_REASON_MAX 4000
#define STATEMENTS_MAX 50 /* of one matter that are shown */

struct item;

enum statement_verdict {
	STATEMENT_UNSET,
	STATEMENT_CONSISTENT,    /* thống nhất */
	STATEMENT_SUPERSEDES,    /* thay cho những phát ngôn trước */
	STATEMENT_NOT_PUBLISHED, /* không đăng, có lý do */
};

struct statement_review {
	enum statement_verdict verdict;
	struct text reason; /* may be empty when consistent */
	struct text account_name;
	struct instant at;
};

/* Another statement of the matter. */
struct statement {
	int64_t item, revision; /* the newest text that lay before the Portal */
	struct text title;
	enum item_state state;
	struct text body; /* rich text as JSON */
	struct text facts;
	struct instant at; /* sent */
};

bool statement_concerns(const struct item *item);

/* The others of its matter that lie, or have lain, before the Portal, oldest first. */
must_check enum err statement_others(
		struct ctx *ctx, const struct item *item, struct statement **out, size_t *count);

/* What was found for a revision; ERR_NOT_FOUND: nothing yet. */
must_check enum err statement_review_load(
		struct ctx *ctx, int64_t item, int64_t revision, struct statement_review *out);

/* All that was found of an item, by revision. It was loaded. */
must_check enum err statement_reviews(
		struct ctx *ctx, int64_t item, struct statement_review **out, size_t *count);

/* Whether the actor may record what was found, now. */
bool statement_may_review(struct ctx *ctx, const struct item *item);

/*
 * Records it for the revision that the person saw; once recorded, it stands. Not to
 * publish settles what the Portal owed. Complaints: reason; ERR_CONFLICT with words.
 */
must_check enum err statement_review(struct ctx *ctx, int64_t item, int64_t revision,
		enum statement_verdict verdict, struct text reason);

/*
 * What follows from a step of a statement, and what holds it back: sent, the Portal owes
 * its look (the counter-duty); approved only if it was looked at; published, it is done.
 * Other genres: nothing.
 */
must_check enum err statement_item_step(struct ctx *ctx, const struct item *item,
		const struct item_step *step, enum item_verb verb);

must_check enum err statement_verdict_parse(struct text name, enum statement_verdict *out);
struct text statement_verdict_name(enum statement_verdict verdict);
struct label statement_verdict_label(enum statement_verdict verdict);

#endif
