/* tone.h - how a word is meant: the third sign beside the word itself and its icon. */
#ifndef LAW_TONE_H
#define LAW_TONE_H

#include "base/text.h"

enum tone { TONE_NEUTRAL, TONE_INFO, TONE_GOOD, TONE_WARN, TONE_BAD };

/* A code of the law as people read it. */
struct label {
	struct text text;
	enum tone tone;
};

/* "neutral", "info", "good", "warn", "bad": what templates and style sheets know. */
struct text tone_name(enum tone tone);

#endif
