/* figure.h - the handlers of figures; figure_routes.c says which address each has. */
#ifndef DESK_FIGURE_H
#define DESK_FIGURE_H

#include "http/route.h"

/* figure.c */
route_handler get_figures;
route_handler get_figures_again; /* the form alone, when what it asked for is wrong */
route_handler get_figure_duties;
route_handler get_figure_items;
route_handler get_figure_urgent;

/* figure_weeks.c */
route_handler get_figure_weeks;

/* figure_export.c */
route_handler prepare_figure_export;
route_handler post_figure_export;
extern const struct field figure_export_fields[];

/* day.c */
route_handler get_day;
route_handler get_day_today;

#endif
