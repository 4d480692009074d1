/* status_routes.h - the table of the pages for operators, and of what machines ask. */
#ifndef DESK_STATUS_ROUTES_H
#define DESK_STATUS_ROUTES_H

#include "http/route.h"

extern const struct route desk_status_routes[];
extern const size_t desk_status_route_count;

#endif
