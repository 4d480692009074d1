/*
 * screen_word.h - the words of a text, as the detectors of screen.h look at them.
 *
 * The text is copied in small letters, blanks, dashes and quotation marks made one of
 * a kind and letters without width left out; each byte remembers where it came from.
 * Letters and digits make words of their own: "30A" is two, glued.
 */
#ifndef BASE_SCREEN_WORD_H
#define BASE_SCREEN_WORD_H

#include "base/screen.h"

struct screen_word {
	uint32_t from, to; /* bytes of `low` */
	bool is_number;
	bool is_upper; /* no small letter */
	bool is_title; /* begins with a capital */
};

struct screen_text {
	char *low;
	size_t n;
	uint32_t *origin; /* of each byte of `low` and of its end, in the text that came */
	struct screen_word *words;
	size_t count;
	enum screen_place place;
	const struct screen_terms *terms;
};

void screen_read(struct arena *arena, struct text text, struct screen_text *out);

struct text screen_word_text(const struct screen_text *s, size_t word);
bool screen_word_is(const struct screen_text *s, size_t word, const char *other);

/* What stands before a word: up to the word before, or the beginning. May be of the count. */
struct text screen_gap(const struct screen_text *s, size_t word);

/* Nothing stands between a word and the one before it. False for the first. */
bool screen_is_glued(const struct screen_text *s, size_t word);

/* A line, a cell of a table or the text begins with the word, or ends before it. */
bool screen_is_edge(const struct screen_text *s, size_t word);

/* Whether one of the phrases begins at the word: how many words it has, or 0. */
size_t screen_phrase(const struct screen_text *s, size_t word, const char *const *phrases);

/* Whether one of the phrases stands within `reach` words before the word, in its paragraph. */
bool screen_follows(
		const struct screen_text *s, size_t word, size_t reach, const char *const *phrases);

/*
 * The detectors: whether something begins at (or, for screen_secret, around) a word. Returns
 * the first word behind it and sets all of `out` in bytes of `low`; 0: nothing.
 */
size_t screen_secret(const struct screen_text *s, size_t word, struct finding *out);
size_t screen_number(const struct screen_text *s, size_t word, struct finding *out);

/* The e-mail address around the @ at byte `at` of `low`. */
bool screen_email(const struct screen_text *s, size_t at, struct finding *out);

#endif
