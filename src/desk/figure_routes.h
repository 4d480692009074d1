/* figure_routes.h - the table of the pages with figures. */
#ifndef DESK_FIGURE_ROUTES_H
#define DESK_FIGURE_ROUTES_H

#include "http/route.h"

extern const struct route desk_figure_routes[];
extern const size_t desk_figure_route_count;

#endif
