/* admin_account.h - the pages that keep accounts and roles. */
#ifndef DESK_ADMIN_ACCOUNT_H
#define DESK_ADMIN_ACCOUNT_H

#include "http/route.h"

extern const struct field account_new_fields[];
extern const struct field account_fields[];
extern const struct field account_role_fields[];

route_handler get_accounts;
route_handler get_account_new;
route_handler prepare_account_password;
route_handler post_account;
route_handler get_account;
route_handler post_account_save;
route_handler post_account_roles;
route_handler post_account_reset;
route_handler post_account_deactivate;
route_handler post_account_activate;

#endif
