/* asset.c - finds embedded files: binary search in the tables that tools/embed.c wrote. */

#include "web/asset.h"

#include <stdlib.h>

/* Rows of every table begin with the text they are sorted by. */
static int
row_compare(const void *key, const void *row)
{
	const struct text *a = key;
	const struct text *b = row;
	int order = memcmp(a->p, b->p, a->n < b->n ? a->n : b->n);

	if (order != 0)
		return order;
	return (a->n > b->n) - (a->n < b->n);
}

const struct asset *
asset_find(struct text path)
{
	return bsearch(&path, asset_table, asset_count, sizeof(asset_table[0]), row_compare);
}

const struct template_source *
template_source_find(struct text name)
{
	return bsearch(&name, template_source_table, template_source_count,
			sizeof(template_source_table[0]), row_compare);
}

const struct resource *
resource_find(struct text name)
{
	return bsearch(&name, resource_table, resource_count, sizeof(resource_table[0]),
			row_compare);
}

const struct asset *
asset_at(size_t i)
{
	return i < asset_count ? &asset_table[i] : NULL;
}

const struct template_source *
template_source_at(size_t i)
{
	return i < template_source_count ? &template_source_table[i] : NULL;
}

const struct resource *
resource_at(size_t i)
{
	return i < resource_count ? &resource_table[i] : NULL;
}
