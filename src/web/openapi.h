/*
 * openapi.h - the interface for programs, described from the route tables (OpenAPI 3.1).
 */
#ifndef WEB_OPENAPI_H
#define WEB_OPENAPI_H

#include "http/route.h"

#include <jansson.h>

/* The whole document; the caller owns it. */
json_t *openapi_make(const struct router *router, struct text site_name, struct text site_url);

#endif
