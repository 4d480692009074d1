/*
 * demo_bulk.c - many published items of realistic length, for trials of load and search.
 *
 * Made of demo/words.json by a generator with a fixed seed: the same number gives
 * the same items. The oldest comes first, as the search index wants it.
 */
#include "cli/demo_load.h"
#include "office/item.h"
#include "office/section.h"

#define CHUNK 500      /* items of one transaction */
#define DAY_ITEMS 28   /* one each half hour from 7:00 to 20:30 */
#define NEWEST_DAYS 10 /* before the demo's other items */
#define SENTENCES_MIN 8
#define SENTENCES_MAX 24
#define PARAGRAPH_MIN 3
#define PARAGRAPH_MAX 5
#define HEADING_EVERY 3 /* paragraphs */

struct bulk {
	struct demo *demo;
	uint64_t seed;
	const json_t *words;
	int64_t made, wanted;
	/* Of the item that is being made: */
	struct text unit, place, topic;
};

static size_t
chance(struct bulk *bulk, size_t below)
{
	/* Knuth's MMIX generator; the low bits are poor. */
	bulk->seed = bulk->seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (size_t)(bulk->seed >> 33) % below;
}

static size_t
between(struct bulk *bulk, size_t low, size_t high)
{
	return low + chance(bulk, high - low + 1);
}

static struct text
pick(struct bulk *bulk, const char *list)
{
	const json_t *choices = json_object_get(bulk->words, list);

	return json_text_of(json_array_get(choices, chance(bulk, json_array_size(choices))));
}

static void
slot_fill(struct bulk *bulk, struct text slot, struct buf *out)
{
	if (text_equals(slot, TEXT("unit")))
		buf_add(out, bulk->unit);
	else if (text_equals(slot, TEXT("place")))
		buf_add(out, bulk->place);
	else if (text_equals(slot, TEXT("topic")))
		buf_add(out, bulk->topic);
	else
		buf_add_int(out, (int64_t)between(bulk, 2, 30));
}

static void
fill(struct bulk *bulk, struct text pattern, struct buf *out)
{
	struct text part;

	while (text_split(&pattern, '{', &part)) {
		buf_add(out, part);
		if (text_split(&pattern, '}', &part))
			slot_fill(bulk, part, out);
	}
}

static struct text
filled(struct bulk *bulk, const char *list)
{
	struct buf out = {.arena = bulk->demo->arena};

	fill(bulk, pick(bulk, list), &out);
	return buf_text(&out);
}

/* --- one article -------------------------------------------------------------------------------
 */

static void
block_add(json_t *blocks, const char *type, struct text text)
{
	json_t *block = json_add_object(blocks);
	json_t *inline_text;

	json_put_text(block, "type", text_of(type));
	inline_text = json_add_object(json_put_list(block, "content"));
	json_put_text(inline_text, "type", TEXT("text"));
	json_put_text(inline_text, "text", text);
}

/* A paragraph of neighbours reads better than scattered sentences. */
static struct text
paragraph(struct bulk *bulk, size_t sentences)
{
	const json_t *all = json_object_get(bulk->words, "sentences");
	size_t from = chance(bulk, json_array_size(all) - PARAGRAPH_MAX);
	struct buf out = {.arena = bulk->demo->arena};

	for (size_t i = 0; i < sentences; i++) {
		if (i)
			buf_add_char(&out, ' ');
		fill(bulk, json_text_of(json_array_get(all, from + i)), &out);
	}
	return buf_text(&out);
}

static struct text
body_make(struct bulk *bulk)
{
	cleanup(json_cleanup) json_t *doc = json_new_object();
	json_t *blocks;
	size_t left = between(bulk, SENTENCES_MIN, SENTENCES_MAX);

	json_put_text(doc, "type", TEXT("doc"));
	blocks = json_put_list(doc, "content");
	for (size_t n = 0; left; n++) {
		size_t sentences = between(bulk, PARAGRAPH_MIN, PARAGRAPH_MAX);

		if (sentences > left)
			sentences = left;
		if (n && n % HEADING_EVERY == 0)
			block_add(blocks, "heading", filled(bulk, "headings"));
		block_add(blocks, "paragraph", paragraph(bulk, sentences));
		left -= sentences;
	}
	return json_write(bulk->demo->arena, doc);
}

static struct text
section_pick(struct bulk *bulk)
{
	size_t count = 0;

	while (SECTION_SLUGS[count])
		count++;
	return text_of(SECTION_SLUGS[chance(bulk, count)]);
}

static enum err
people_pick(struct bulk *bulk, struct past_item *out)
{
	struct demo *demo = bulk->demo;
	const struct actor *officer =
			demo_actor_at(demo, ROLE_OFFICER, chance(bulk, demo->actor_count));
	const struct actor *leader =
			officer ? demo_actor(demo, ROLE_UNIT_LEADER, officer->unit) : NULL;
	const struct actor *editor = demo_actor_at(demo, ROLE_EDITOR, chance(bulk, 2));
	const struct actor *publisher = demo_actor_at(demo, ROLE_PUBLISHER, chance(bulk, 2));

	if (!leader || !editor || !publisher)
		return ERR_BROKEN;
	bulk->unit = officer->unit_name;
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
	bulk->place = pick(bulk, "places");
	bulk->topic = pick(bulk, "topics");
	out->writing = (struct writing){
			.title = filled(bulk, "title_patterns"),
			.abstract = filled(bulk, "abstracts"),
			.section = section_pick(bulk),
			.body = body_make(bulk),
	};
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
demo_bulk(struct demo *demo, int64_t items)
{
	cleanup(json_cleanup) json_t *words = NULL;
	struct bulk bulk = {.demo = demo, .seed = 80, .wanted = items};

	if (!items)
		return OK;
	TRY(demo_read(demo, "words.json", &words));
	bulk.words = words;
	while (bulk.made < items) {
		struct arena_mark mark = arena_mark(demo->arena);

		TRY(demo_run(demo, &cli_operator, demo->cli->now, "words.json", NULL, verb_chunk,
				&bulk));
		arena_reset_to(demo->arena, mark);
	}
	return OK;
}
