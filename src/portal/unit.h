/* unit.h - what a unit says of itself, for its page. */
#ifndef PORTAL_UNIT_H
#define PORTAL_UNIT_H

#include "base/json.h"
#include "office/unit.h"

/*
 * view.ended: {on, name, href} of the successor, or false; view.forebears[{name, href, on}];
 * view.unit_page: the unit's newest published page in Vietnamese with its facts, or
 * false; view.english_href: where its English one is, or false.
 */
must_check enum err unit_page_add(struct ctx *ctx, json_t *view, const struct unit *unit);

#endif
