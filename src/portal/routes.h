/* routes.h - the addresses that everybody may ask for. */
#ifndef PORTAL_ROUTES_H
#define PORTAL_ROUTES_H

#include "web/web.h"

extern const struct route portal_routes[];
extern const size_t portal_route_count;

/* The banner of warnings in effect, for every public page: web_settings.portal_frame. */
must_check enum err portal_frame(struct ctx *ctx, json_t *view);

/* The sections of the menu; ends with a NULL label. */
extern const struct nav_link portal_nav[];

#endif
