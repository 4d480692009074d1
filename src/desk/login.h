/* login.h - the desk's door: logging in and out. */
#ifndef DESK_LOGIN_H
#define DESK_LOGIN_H

#include "http/route.h"

extern const struct field login_fields[];

route_handler get_login;
route_handler prepare_login;
route_handler post_login;
route_handler post_logout;

#endif
