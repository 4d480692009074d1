/* admin_mail.h - mails on their way, the clock's runs and alarms, for administrators. */
#ifndef DESK_ADMIN_MAIL_H
#define DESK_ADMIN_MAIL_H

#include "http/route.h"

route_handler get_mail;
route_handler post_mail_resend;
route_handler post_mail_release;
extern const struct field mail_release_fields[];

#endif
