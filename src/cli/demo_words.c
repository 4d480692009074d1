/*
 * demo_words.c - titles, articles and questions made of demo/words.json.
 */
#include "cli/demo_words.h"

#include "office/section.h"

#define SEED 80
#define SENTENCES_MIN 8
#define SENTENCES_MAX 24
#define PARAGRAPH_MIN 3
#define PARAGRAPH_MAX 5
#define HEADING_EVERY 3 /* paragraphs */

enum err
words_begin(struct words *words, struct demo *demo)
{
	*words = (struct words){.demo = demo, .seed = SEED};
	return demo_read(demo, "words.json", &words->lists);
}

size_t
words_chance(struct words *words, size_t below)
{
	/* Knuth's MMIX generator; the low bits are poor. */
	words->seed = words->seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (size_t)(words->seed >> 33) % below;
}

size_t
words_between(struct words *words, size_t low, size_t high)
{
	return low + words_chance(words, high - low + 1);
}

struct text
words_pick(struct words *words, const char *list)
{
	const json_t *choices = json_object_get(words->lists, list);

	return json_text_of(json_array_get(choices, words_chance(words, json_array_size(choices))));
}

static void
slot_fill(struct words *words, struct text slot, struct buf *out)
{
	if (text_equals(slot, TEXT("unit")))
		buf_add(out, words->unit);
	else if (text_equals(slot, TEXT("place")))
		buf_add(out, words->place);
	else if (text_equals(slot, TEXT("topic")))
		buf_add(out, words->topic);
	else
		buf_add_int(out, (int64_t)words_between(words, 2, 30));
}

static void
fill(struct words *words, struct text pattern, struct buf *out)
{
	struct text part;

	while (text_split(&pattern, '{', &part)) {
		buf_add(out, part);
		if (text_split(&pattern, '}', &part))
			slot_fill(words, part, out);
	}
}

struct text
words_filled(struct words *words, const char *list)
{
	struct buf out = {.arena = words->demo->arena};

	fill(words, words_pick(words, list), &out);
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
paragraph(struct words *words, size_t sentences)
{
	const json_t *all = json_object_get(words->lists, "sentences");
	size_t from = words_chance(words, json_array_size(all) - PARAGRAPH_MAX);
	struct buf out = {.arena = words->demo->arena};

	for (size_t i = 0; i < sentences; i++) {
		if (i)
			buf_add_char(&out, ' ');
		fill(words, json_text_of(json_array_get(all, from + i)), &out);
	}
	return buf_text(&out);
}

static struct text
body_make(struct words *words)
{
	cleanup(json_cleanup) json_t *doc = json_new_object();
	json_t *blocks;
	size_t left = words_between(words, SENTENCES_MIN, SENTENCES_MAX);

	json_put_text(doc, "type", TEXT("doc"));
	blocks = json_put_list(doc, "content");
	for (size_t n = 0; left; n++) {
		size_t sentences = words_between(words, PARAGRAPH_MIN, PARAGRAPH_MAX);

		if (sentences > left)
			sentences = left;
		if (n && n % HEADING_EVERY == 0)
			block_add(blocks, "heading", words_filled(words, "headings"));
		block_add(blocks, "paragraph", paragraph(words, sentences));
		left -= sentences;
	}
	return json_write(words->demo->arena, doc);
}

static struct text
section_pick(struct words *words)
{
	size_t count = 0;

	while (SECTION_SLUGS[count])
		count++;
	return text_of(SECTION_SLUGS[words_chance(words, count)]);
}

void
words_about(struct words *words, struct text unit)
{
	words->unit = unit;
	words->place = words_pick(words, "places");
	words->topic = words_pick(words, "topics");
}

struct writing
words_article(struct words *words)
{
	return (struct writing){
			.title = words_filled(words, "title_patterns"),
			.abstract = words_filled(words, "abstracts"),
			.section = section_pick(words),
			.body = body_make(words),
	};
}
