/* me.h - one's own account: password, second factor, sessions and tokens. */
#ifndef DESK_ME_H
#define DESK_ME_H

#include "http/route.h"

extern const struct field me_token_fields[];
extern const struct field me_password_fields[];
extern const struct field me_totp_fields[];
extern const struct field me_totp_remove_fields[];

route_handler get_me;
route_handler post_session_revoke;
route_handler post_sessions_revoke_others;
route_handler post_token;
route_handler post_token_revoke;
route_handler get_password;
route_handler prepare_password;
route_handler post_password;
route_handler get_totp;
route_handler prepare_own_proof;
route_handler post_totp;
route_handler post_totp_remove;

#endif
