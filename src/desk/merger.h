/* merger.h - the pages on which units are merged: asked for, tried, carried out, looked up. */
#ifndef DESK_MERGER_H
#define DESK_MERGER_H

#include "http/route.h"

extern const struct field merger_fields[];
extern const struct field merger_run_fields[];

route_handler get_mergers;
route_handler get_merger_new;
route_handler post_merger_trial;
route_handler post_merger;

#endif
