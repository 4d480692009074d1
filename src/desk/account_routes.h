/* account_routes.h - the desk's pages about oneself, accounts and units. */
#ifndef DESK_ACCOUNT_ROUTES_H
#define DESK_ACCOUNT_ROUTES_H

#include "http/route.h"

extern const struct route desk_account_routes[];
extern const size_t desk_account_route_count;

#endif
