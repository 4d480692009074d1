/* document.h - desk handlers of legal documents: consent, the Government's portal, comments. */
#ifndef DESK_DOCUMENT_H
#define DESK_DOCUMENT_H

#include "http/route.h"

/* consent.c */
route_handler get_consent;
route_handler post_consent;
extern const struct field consent_fields[];

/* document.c */
route_handler get_item_document;
route_handler post_transfer;
route_handler get_package;
extern const struct field transfer_fields[];

#endif
