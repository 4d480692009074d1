/* schema.h - the steps of the store's schema that the program carries inside itself. */
#ifndef CLI_SCHEMA_H
#define CLI_SCHEMA_H

#include "store/migrate.h"

#define SCHEMA_STEPS_MAX 100

/*
 * All steps in order, and how many: the two texts that were made of
 * store/schema/0001_start.sql make one.
 */
size_t schema_steps(struct arena *arena, struct migration steps[SCHEMA_STEPS_MAX]);

#endif
