/*
 * demo.h - fills a new store with what demo/ holds, through the office's own verbs.
 *
 * People, days and texts are made up. Every act is done by the account that would
 * do it, at the time it would have been done, so that audit trail, receipts and
 * deadlines are those of real work.
 */
#ifndef CLI_DEMO_H
#define CLI_DEMO_H

#include "cli/cli.h"

/* How much is loaded besides, for trials of load; made of demo/words.json and demo/scale.json. */
struct demo_size {
	int64_t items;  /* published ones; with duties, as many as are settled meet one */
	int64_t duties; /* over three years, each with its matter; events and questions in
			   proportion */
	int64_t open;   /* of them, not settled; not more than there are */
	int64_t audit;  /* rows of the trail, at least */
};

/* When the demo's store is made: before its people, who are before their work. */
struct instant demo_begin(struct instant now);

/*
 * Loads units, accounts, matters, items, events and questions, and what `size` says. Tells
 * what went wrong itself.
 */
must_check enum err demo_load(struct cli *cli, struct house *house, struct store *store,
		const struct demo_size *size);

#endif
