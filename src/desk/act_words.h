/* act_words.h - what an act is called: the words of the address that it is done at. */
#ifndef DESK_ACT_WORDS_H
#define DESK_ACT_WORDS_H

#include "base/text.h"
#include "http/route.h"

#define DESK_TABLES 7

/* All tables of the desk, for the program that serves them. */
void desk_tables(const struct route *tables[DESK_TABLES], size_t counts[DESK_TABLES]);

/* "column.open" → "Mở chuyên mục"; empty for what is done at no address of the desk. */
struct text act_words(struct text action);

#endif
