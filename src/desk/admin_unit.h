/* admin_unit.h - the pages that keep the units. */
#ifndef DESK_ADMIN_UNIT_H
#define DESK_ADMIN_UNIT_H

#include "http/route.h"

extern const struct field unit_new_fields[];
extern const struct field unit_fields[];

route_handler get_units;
route_handler get_unit_new;
route_handler post_unit;
route_handler get_unit;
route_handler post_unit_save;
route_handler post_unit_deactivate;
route_handler post_unit_activate;

#endif
