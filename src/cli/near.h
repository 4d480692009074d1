/* near.h - how far apart two words are, to guess what somebody meant to type. */
#ifndef CLI_NEAR_H
#define CLI_NEAR_H

#include "base/text.h"

#define NEAR_MAX 2 /* letters off: further away it is another word */

/* How many letters one has to change, add or drop (Levenshtein); SIZE_MAX for long words. */
size_t near_distance(struct text a, struct text b);

#endif
