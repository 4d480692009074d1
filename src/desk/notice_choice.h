/* notice_choice.h - how one wants to be told: the page of one's own choices. */
#ifndef DESK_NOTICE_CHOICE_H
#define DESK_NOTICE_CHOICE_H

#include "http/route.h"

route_handler get_notice_choices;
route_handler post_notice_choices;
extern const struct field notice_choice_fields[];

#endif
