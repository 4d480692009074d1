/* routes.h - the addresses that everybody may ask for. */
#ifndef PORTAL_ROUTES_H
#define PORTAL_ROUTES_H

#include "web/web.h"

extern const struct route portal_routes[];
extern const size_t portal_route_count;

/* The sections of the menu; ends with a NULL label. */
extern const struct nav_link portal_nav[];

#endif
