/*
 * demo_bulk.c - many published items of realistic length, for trials of load and search.
 *
 * Made of demo/words.json by a generator with a fixed seed: the same number gives
 * the same items. The oldest comes first, as the search index wants it.
 */
#include "cli/demo_words.h"

#define CHUNK 500      /* items of one transaction */
#define DAY_ITEMS 28   /* one each half hour from 7:00 to 20:30 */
#define NEWEST_DAYS 10 /* before the demo's other items */
#define SENT_BEFORE_MS (3 * HOUR_MS)

struct bulk {
	struct demo *demo;
	struct words *words;
	int64_t made, wanted;
};

static enum err
people_pick(struct bulk *bulk, struct past_item *out)
{
	struct demo *demo = bulk->demo;
	const struct actor *officer = demo_actor_at(
			demo, ROLE_OFFICER, words_chance(bulk->words, demo->actor_count));
	const struct actor *leader =
			officer ? demo_actor(demo, ROLE_UNIT_LEADER, officer->unit) : NULL;
	const struct actor *editor = demo_actor_at(demo, ROLE_EDITOR, words_chance(bulk->words, 2));
	const struct actor *publisher =
			demo_actor_at(demo, ROLE_PUBLISHER, words_chance(bulk->words, 2));

	if (!leader || !editor || !publisher)
		return ERR_BROKEN;
	words_about(bulk->words, officer->unit_name);
	*out = (struct past_item){
			.unit = officer->unit,
			.author = officer->account,
			.sender = leader->account,
			.submitter = editor->account,
			.approver = publisher->account,
	};
	return OK;
}

/* Half an hour apart through the day, the last one some days before now. */
static struct instant
published_at(const struct bulk *bulk)
{
	int64_t age = bulk->wanted - bulk->made - 1;
	int64_t slot = DAY_ITEMS - 1 - age % DAY_ITEMS;

	return instant_add(demo_instant(bulk->demo, NEWEST_DAYS + age / DAY_ITEMS, 7),
			slot * 30 * MINUTE_MS);
}

static enum err
item_make(struct bulk *bulk, struct past_item *out)
{
	TRY(people_pick(bulk, out));
	out->published_at = published_at(bulk);
	out->sent_at = instant_add(out->published_at, -SENT_BEFORE_MS);
	out->writing = words_article(bulk->words);
	return OK;
}

static enum err
verb_chunk(struct ctx *ctx, void *order)
{
	struct bulk *bulk = order;
	struct past_item items[CHUNK];
	size_t count = 0;

	for (; count < CHUNK && bulk->made < bulk->wanted; bulk->made++)
		TRY(item_make(bulk, &items[count++]));
	return item_import(ctx, items, count);
}

enum err
demo_bulk(struct demo *demo, struct words *words, int64_t items)
{
	struct bulk bulk = {.demo = demo, .words = words, .wanted = items};

	while (bulk.made < items) {
		struct arena_mark mark = arena_mark(demo->arena);

		TRY(demo_run(demo, &cli_operator, demo->cli->now, "words.json", NULL, verb_chunk,
				&bulk));
		arena_reset_to(demo->arena, mark);
	}
	return OK;
}
