/*
 * asset.h - what the program carries inside itself: files for browsers, templates, resources.
 *
 * tools/embed.c writes the tables at build time, sorted by path or name. All
 * texts are static, and end with a NUL that is not counted.
 */
#ifndef WEB_ASSET_H
#define WEB_ASSET_H

#include "base/text.h"

/*
 * One file for browsers. Its path holds a hash of its bytes, so a reply may be
 * kept for ever. `gzip` and `brotli` are empty where they would save nothing.
 */
struct asset {
	struct text path; /* "/assets/app.1a2b3c4d.css" */
	struct text key;  /* the name templates use: {{asset.app_css}} */
	struct text type; /* "text/css; charset=utf-8" */
	struct text bytes;
	struct text gzip;
	struct text brotli;
};

/* A template: the name is its path below src/ without ".html", as in {{> web/parts_flash}}. */
struct template_source {
	struct text name;
	struct text text;
};

/* Any other file of the source tree that runs along: "regulations/tt-80-2020.conf". */
struct resource {
	struct text name;
	struct text text;
};

/* NULL when there is none of that path or name. */
const struct asset *asset_find(struct text path);
const struct template_source *template_source_find(struct text name);
const struct resource *resource_find(struct text name);

/* The i-th of each, for going through all; NULL behind the last. */
const struct asset *asset_at(size_t i);
const struct template_source *template_source_at(size_t i);
const struct resource *resource_at(size_t i);

/* The generated tables. Read them through the functions above. */
extern const struct asset asset_table[];
extern const size_t asset_count;
extern const struct template_source template_source_table[];
extern const size_t template_source_count;
extern const struct resource resource_table[];
extern const size_t resource_count;

#endif
