/* routes.h - the desk's addresses for the work itself; account_routes.h has the others. */
#ifndef DESK_ROUTES_H
#define DESK_ROUTES_H

#include "web/web.h"

extern const struct route desk_routes[];
extern const size_t desk_route_count;

/* The desk's menu; ends with a NULL label. */
extern const struct nav_link desk_nav[];

#endif
