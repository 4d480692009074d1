/* finding.h - what was found in an item before the public: shown in place, decided one by one. */
#ifndef DESK_FINDING_H
#define DESK_FINDING_H

#include "http/route.h"
#include "office/item.h"

#include <jansson.h>

/* view.gate: what was found in the working revision and its files, who declared. */
must_check enum err view_gate(struct ctx *ctx, json_t *view, const struct item *item);

/* The body as HTML with what was found in it marked. */
must_check enum err marked_html(struct ctx *ctx, const struct item *item, int64_t revision,
		const json_t *body, struct text *out);

route_handler post_item_findings;
extern const struct field finding_fields[];

#endif
