/* column_routes.h - the addresses about columns. */
#ifndef DESK_COLUMN_ROUTES_H
#define DESK_COLUMN_ROUTES_H

#include "http/route.h"

extern const struct route desk_column_routes[];
extern const size_t desk_column_route_count;

#endif
