/* finding.h - what was found in an item before the public: shown in place, decided one by one. */
#ifndef DESK_FINDING_H
#define DESK_FINDING_H

#include "http/route.h"
#include "office/item.h"

#include <jansson.h>

/* view.gate: what was found in the working revision and its files, who declared. */
must_check enum err view_gate(struct ctx *ctx, json_t *view, const struct item *item);

/*
 * A revision's texts as HTML with what was found in them marked, into `text`: html (the body),
 * title_html, abstract_html, source_html, correction_html, and `marked` of those rows of its facts
 * in which something was found.
 */
must_check enum err marked_view(struct ctx *ctx, json_t *text, const struct item *item,
		const struct revision *revision, const json_t *body);

route_handler post_item_findings;
extern const struct field finding_fields[];

#endif
