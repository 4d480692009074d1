/* calendar.h - the desk's handlers for calendars; calendar_routes.c says which address each has. */
#ifndef DESK_CALENDAR_H
#define DESK_CALENDAR_H

#include "http/route.h"

/* calendar_year.c */
route_handler get_calendar;

/* calendar_list.c */
route_handler get_calendars;
route_handler get_calendar_one;

/* calendar_version.c */
route_handler get_calendar_version;
route_handler get_calendar_csv;
route_handler get_calendar_ics;

/* calendar_change.c */
route_handler get_calendar_diff;

/* calendar_draft.c */
route_handler post_calendar_draft;
route_handler post_calendar_drop;
route_handler get_calendar_day_new;
route_handler get_calendar_day;
route_handler get_calendar_day_again;
route_handler post_calendar_day;
route_handler post_calendar_day_remove;
route_handler post_calendar_terms;
route_handler prepare_calendar_import;
route_handler post_calendar_import;
route_handler post_calendar_propose;
extern const struct field calendar_draft_fields[];
extern const struct field calendar_day_fields[];
extern const struct field calendar_remove_fields[];
extern const struct field calendar_terms_fields[];
extern const struct field calendar_import_fields[];
extern const struct field calendar_propose_fields[];

/* calendar_trial.c */
route_handler get_calendar_trial;
route_handler get_calendar_apply;
route_handler post_calendar_apply;
route_handler get_recount;
extern const struct field calendar_apply_fields[];

/* calendar_unit.c */
route_handler get_calendar_new;
route_handler post_calendar;
route_handler get_calendar_unit;
route_handler post_calendar_unit;
extern const struct field calendar_new_fields[];
extern const struct field calendar_assign_fields[];

#endif
