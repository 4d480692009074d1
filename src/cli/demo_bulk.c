/* demo_bulk.c - many published items of realistic length. */
#include "cli/demo_load.h"

enum err
demo_bulk(struct demo *demo, int64_t items)
{
	(void)demo;
	(void)items;
	return OK;
}
