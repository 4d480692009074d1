/* column.h - columns within other public pages. */
#ifndef PORTAL_COLUMN_H
#define PORTAL_COLUMN_H

#include "base/json.h"
#include "office/ctx.h"

/* view.columns and view.has_columns: those that are public, running ones first. */
must_check enum err columns_add(struct ctx *ctx, json_t *view, size_t limit);

#endif
