/* delegation.h - the pages on who stands in for whom. */
#ifndef DESK_DELEGATION_H
#define DESK_DELEGATION_H

#include "base/json.h"
#include "http/route.h"

extern const struct field delegation_fields[];
extern const struct field delegation_revoke_fields[];

route_handler get_delegations;
route_handler get_delegation_new;
route_handler post_delegation;
route_handler get_delegation;
route_handler post_delegation_revoke;
route_handler post_delegation_start;
route_handler post_delegation_stop;

/* view.delegations: the actor's own, newest first. */
must_check enum err delegation_put_own(struct ctx *ctx, json_t *view);

#endif
