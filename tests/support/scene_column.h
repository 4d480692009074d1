/* scene_column.h - a column of the Portal in the scene, and what it asks of units. */
#ifndef SUPPORT_SCENE_COLUMN_H
#define SUPPORT_SCENE_COLUMN_H

#include "support/scene.h"

#include "office/column_ask.h"
#include "office/column_remind.h"

/* The scene is its first member: acts take `&c.scene`. Reasons are those of the scene. */
struct campaign {
	struct scene scene;
	struct actor second; /* coordinator and publisher in one person */

	/* What the next act says. */
	struct column_part parts[3];
	struct column_plan plan;
	struct column_release release;
	struct column_asked units[3];
	int64_t asked_parts[3];
	struct column_request request;
	struct day until;
	int64_t asks[8]; /* to be reminded of */
	size_t ask_count;
	int64_t version; /* that the actor saw; 0: whichever */

	/* What there is. */
	int64_t id, ask, reminder;
};

/* scene_begin, with the plan of a column of two parts. */
void campaign_begin(struct campaign *c, struct fixture *f);

/* The coordinator has opened it. */
void column_is_open(struct campaign *c, struct fixture *f);

/*
 * Both units are asked for the first part, the department for the second one too; c->ask is
 * the department's first. Seven days from now, the province nine.
 */
void units_are_asked(struct campaign *c);
void column_has_asked(struct campaign *c, struct fixture *f);

enum err opens_column(struct scene *s, const struct actor *actor);
enum err changes_column(struct scene *s, const struct actor *actor);
enum err publishes_column(struct scene *s, const struct actor *actor);
enum err unpublishes_column(struct scene *s, const struct actor *actor);
enum err closes_column(struct scene *s, const struct actor *actor);
enum err asks_units(struct scene *s, const struct actor *actor);
enum err moves_ask(struct scene *s, const struct actor *actor);
enum err withdraws_ask(struct scene *s, const struct actor *actor);
enum err has_none(struct scene *s, const struct actor *actor);
enum err accepts_none(struct scene *s, const struct actor *actor);
enum err declines_none(struct scene *s, const struct actor *actor);
enum err reminds(struct scene *s, const struct actor *actor);

/* The department hands in an item for c->ask, by its officer and its leader. */
void gives(struct campaign *c);

struct column column_now(struct campaign *c);
struct column_ask ask_now(struct campaign *c);

/* All asks of the column that an actor sees. */
size_t asks_of(struct campaign *c, const struct actor *actor, struct column_ask **out);

/* How c->ask stands. */
void assert_ask(struct campaign *c, enum column_ask_state state);

/* assert_refused, with these among the words. */
void assert_words(struct campaign *c, const struct actor *actor, scene_act *act, enum err err,
		const char *words);

#endif
