/* column.h - the pages about columns (chuyên mục): the list, one with its coverage, its asks. */
#ifndef DESK_COLUMN_H
#define DESK_COLUMN_H

#include "base/json.h"
#include "http/route.h"
#include "office/column_ask.h"

/* column.c */
route_handler get_columns;
route_handler get_column;

/* A column as lists and its own page show it, into `row`. */
void view_column(const struct ctx *ctx, json_t *row, const struct column *column);

/* One ask with its state and deadline, into `row`. */
void view_column_ask(const struct ctx *ctx, json_t *row, const struct column *column,
		const struct column_ask *ask);

/* view.acts and view.has_acts: what was done, newest first. */
void view_column_acts(const struct ctx *ctx, json_t *view, const struct column *column,
		const struct column_act *acts, size_t count);

/* column_grid.c: view.grid, the asks by unit and part with their figures. */
void view_column_grid(const struct ctx *ctx, json_t *view, const struct column *column,
		const struct column_ask *asks, size_t count);

/* column_edit.c */
route_handler get_column_new;
route_handler post_column;
route_handler get_column_change;
route_handler post_column_change;
extern const struct field column_fields[];
extern const struct field column_change_fields[];

/* column_act.c */
route_handler get_column_close;
route_handler post_column_close;
route_handler post_column_publish;
route_handler get_column_unpublish;
route_handler post_column_unpublish;
route_handler get_column_request;
route_handler post_column_request;
route_handler get_column_remind;
route_handler post_column_remind;
route_handler get_column_reminder;
extern const struct field column_publish_fields[];
extern const struct field column_unpublish_fields[];
extern const struct field column_close_fields[];
extern const struct field column_request_fields[];
extern const struct field column_remind_fields[];

/* column_ask.c */
route_handler get_column_ask;
route_handler get_column_ask_act;
route_handler post_column_ask_move;
route_handler post_column_ask_withdraw;
route_handler post_column_ask_none;
route_handler post_column_ask_accept;
route_handler post_column_ask_decline;
extern const struct field column_ask_move_fields[];
extern const struct field column_ask_reason_fields[];
extern const struct field column_ask_accept_fields[];

#endif
