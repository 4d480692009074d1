/*
 * demo_words.h - titles and texts of realistic length, made of demo/words.json by a generator
 * with a fixed seed: the same calls give the same texts. In the demo's memory.
 */
#ifndef CLI_DEMO_WORDS_H
#define CLI_DEMO_WORDS_H

#include "cli/demo_load.h"
#include "office/item.h"

struct words {
	struct demo *demo;
	uint64_t seed;
	const json_t *lists;
	struct text unit, place, topic; /* of what is being written about: words_about */
};

must_check enum err words_begin(struct words *words, struct demo *demo);

/* 0 … below - 1, and low … high. */
size_t words_chance(struct words *words, size_t below);
size_t words_between(struct words *words, size_t low, size_t high);

/* The next text is about a unit of this name, somewhere, doing something. */
void words_about(struct words *words, struct text unit);

/* One line of a list as it is, and with its slots filled. */
struct text words_pick(struct words *words, const char *list);
struct text words_filled(struct words *words, const char *list);

struct writing words_article(struct words *words);

#endif
