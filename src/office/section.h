/*
 * section.h - the sections of the public portal, and the clause that feeds each.
 */
#ifndef OFFICE_SECTION_H
#define OFFICE_SECTION_H

#include "base/text.h"

struct section {
	const char *slug; /* its address and its name in the store */
	const char *label;
	const char *clause; /* of Article 5 */
	const char *parent; /* slug, or NULL */
};

/* In the order of the menu; ends with a NULL slug. */
extern const struct section SECTIONS[];

/* The slugs, ends with NULL: choices of form fields. */
extern const char *const SECTION_SLUGS[];

/* NULL when there is none of that slug. */
const struct section *section_find(struct text slug);

#endif
