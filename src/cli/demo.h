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

/*
 * Loads units, accounts, matters, items, events and questions, and `items` published
 * items made of demo/words.json. Tells what went wrong itself.
 */
must_check enum err demo_load(
		struct cli *cli, struct house *house, struct store *store, int64_t items);

#endif
