/* demo_load.h - what the files of the demo loader share. For demo*.c only. */
#ifndef CLI_DEMO_LOAD_H
#define CLI_DEMO_LOAD_H

#include "base/json.h"
#include "cli/demo.h"
#include "cli/run.h"

#define DEMO_ACCOUNTS_MAX 200
#define DEMO_UNITS_MAX 400
#define DEMO_DAYS 120 /* before now it begins */

struct words; /* demo_words.h */

struct demo_unit {
	int64_t id;
	struct text code, name;
};

struct demo_act; /* demo.c */

struct demo {
	struct cli *cli;
	struct house *house;
	struct store *store;
	struct arena *arena; /* of the whole load */
	struct day today;
	json_t *lists;         /* that were read */
	struct demo_act *acts; /* that are planned, oldest first */
	struct actor actors[DEMO_ACCOUNTS_MAX];
	size_t actor_count;
	struct demo_unit units[DEMO_UNITS_MAX];
	size_t unit_count;
};

/* One act in a transaction of its own, done by `actor` at `at`; tells what was refused. */
must_check enum err demo_run(struct demo *demo, const struct actor *actor, struct instant at,
		const char *what, struct form *form, cli_verb *verb, void *order);

/* What is done about one thing, one act after another. */
struct demo_story {
	struct demo *demo;
	const char *what;    /* for complaints */
	struct instant last; /* of its last act; the next is no earlier */
};

/*
 * Plans an act for demo_play, no later than now. `form` and `order` are borrowed until then:
 * acts that want different ones have one each. ERR_BROKEN: there is no such actor.
 */
must_check enum err demo_plan(struct demo_story *story, const struct actor *actor,
		struct instant at, struct form *form, cli_verb *verb, void *order);

/* Does what all stories have planned in order of time, so that what gets a number later is younger.
 */
must_check enum err demo_play(struct demo *demo);

/* demo/NAME as JSON; borrowed from the demo. */
must_check enum err demo_read(struct demo *demo, const char *name, const json_t **out);

const struct demo_unit *demo_unit(const struct demo *demo, struct text code);

/* The first account with the role, of that unit (0: of any). */
const struct actor *demo_actor(const struct demo *demo, enum role role, int64_t unit);

/* The n-th account with the role. */
const struct actor *demo_actor_at(const struct demo *demo, enum role role, size_t n);

/* `hour` of the local day that lies `days_ago` back. */
struct instant demo_instant(const struct demo *demo, int64_t days_ago, int64_t hour);

int64_t demo_int(const json_t *object, const char *key);

/* Plan stories: demo_work.c, demo_talk.c, demo_column.c */
must_check enum err demo_work(struct demo *demo);
must_check enum err demo_talk(struct demo *demo);
must_check enum err demo_column(struct demo *demo);

/* Act at once: demo_people.c, demo_bulk.c, demo_scale.c, demo_calendar.c */
must_check enum err demo_people(struct demo *demo);
must_check enum err demo_calendar(struct demo *demo);
must_check enum err demo_bulk(struct demo *demo, struct words *words, int64_t items);
must_check enum err demo_scale(
		struct demo *demo, struct words *words, const struct demo_size *size);

#endif
