/*
 * demo_scale.h - years of work for trials of load: what the files of it share.
 *
 * Day by day, every act is the office's own verb, done by the
 * account that would do it: so deadlines, receipts, notices and the audit trail are those
 * of real work. Only texts that go public in great number are imported (item_import).
 */
#ifndef CLI_DEMO_SCALE_H
#define CLI_DEMO_SCALE_H

#include "cli/demo_words.h"

#define SCALE_DAYS (3 * 365)

/* Who acts for a unit. */
struct crew {
	const struct actor *officer, *leader;
};

struct duty;     /* law/duty.h */
struct settling; /* demo_scale.c */

struct scale {
	struct demo *demo;
	struct words *words;
	const struct demo_size *size;
	const json_t *lists; /* demo/scale.json */
	struct crew *crews;
	size_t crew_count;
	struct ctx *ctx; /* of the transaction */
	size_t acts;     /* in that transaction so far */
	int64_t day;     /* 0 … SCALE_DAYS - 1 */
	int64_t working_days, working_day;
	int64_t opened;
	struct settling *settling;
	uint32_t *first; /* of each day: what is settled on it, in `settling`, 0: nothing */
};

/* Does a verb as `actor` at `at`, with its own lines in the audit trail; forgets its memory. */
must_check enum err scale_act(struct scale *scale, const struct actor *actor, struct instant at,
		struct form *form, cli_verb *verb, void *order);

/* `hour` of the day, and so many minutes later. */
struct instant scale_at(const struct scale *scale, int64_t hour, int64_t minutes);

/* How many of `total` fall on the day when they are spread evenly over the last `days`. */
int64_t scale_share(const struct scale *scale, int64_t total, int64_t days);

const struct crew *scale_crew(struct scale *scale);

/* A form that holds the evidence that a rule asks for, of things that are just known at `at`. */
struct form scale_evidence(struct scale *scale, const struct duty *rule, const struct crew *crew,
		struct instant at);

/* What else happens on the day: demo_scale_flow.c. */
must_check enum err scale_items(struct scale *scale);
must_check enum err scale_events(struct scale *scale);
must_check enum err scale_questions(struct scale *scale);

/* One matter with as many duties and items as its page shows. */
must_check enum err scale_large_matter(struct scale *scale);

#endif
