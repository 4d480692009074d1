/* pair.h - a name and its value: header fields, queries, form values. */
#ifndef HTTP_PAIR_H
#define HTTP_PAIR_H

#include "base/text.h"

struct pair {
	struct text name;
	struct text value;
};

#endif
