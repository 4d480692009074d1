/*
 * house.h - what every door needs before it opens: law, settings, an up-to-date store.
 */
#ifndef CLI_HOUSE_H
#define CLI_HOUSE_H

#include "base/conf.h"
#include "law/calendar.h"
#include "office/ctx.h"
#include "store/store.h"

struct house {
	struct arena *arena;
	struct conf conf;
	struct rules rules;
	struct instant made_at; /* when a store that is new was made; 0: when it is */
};

/*
 * Reads the law that `conf` names, or that which the program carries. Words in `fault`.
 * The calendar that the program carries is read by house_store, for a store that is new.
 */
must_check enum err house_open(struct arena *arena, const struct conf *conf, struct day today,
		struct house *out, struct text *fault);

/* For `cleanup(house_cleanup)`: what does not live in the arena. One that was never opened is
 * zeroed. */
void house_cleanup(struct house *house);

/* The calendar alone, by `terms`; see rules_calendar. */
must_check enum err house_calendar(struct arena *arena, const struct conf *conf,
		const struct calendar_terms *terms, const struct calendar **out,
		struct text *fault);

/* Who acts while a store is made ready: no account, no role. */
extern const struct actor house_installer;

/*
 * Opens the store for writing and brings its schema up to date. If it has none yet, it
 * gets the calendar file, and a key to sign with. Without `create` a
 * store that does not exist is ERR_NOT_FOUND. The directory of files is made.
 */
must_check enum err house_store(
		struct house *house, bool create, struct store **out, struct text *fault);

/*
 * For a node that is going to serve: makes a key to sign with unless the secret half of
 * one in use is here (site_key.h).
 */
must_check enum err house_key(struct house *house, struct store *store, struct text *fault);

#endif
