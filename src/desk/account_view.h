/* account_view.h - what the pages about people and units have in common. For these pages only. */
#ifndef DESK_ACCOUNT_VIEW_H
#define DESK_ACCOUNT_VIEW_H

#include "base/json.h"
#include "http/route.h"
#include "office/account.h"
#include "office/credential.h"
#include "office/unit.h"

#define LIST_ROWS 50

/* One act that the actor may take: for programs, and for buttons. */
struct page_action {
	const char *name;
	const char *label;
	struct text href;
	const char *style; /* "", "secondary" or "warning" */
};

/* The view of a reply begun with its heading, an empty form and no actions. */
json_t *page_begin(struct reply *reply, const char *heading, const struct field *fields);

/* A POST that may be made from this page; also may.<name>. */
void page_action(json_t *view, const struct page_action *action);

/* {href, label} more in `crumbs`. */
void page_crumb(json_t *view, const char *href, const char *label);

/* `list` gets {value, label, selected} more. */
void choice_add(json_t *list, struct text value, struct text label, bool selected);

/* All active units as choices under `key`; the first one, of value "", says `none`. */
must_check enum err unit_choices(
		struct ctx *ctx, json_t *view, const char *key, const char *none, int64_t selected);

/* The number typed into `field` if the form has it, else `otherwise`. */
int64_t typed_or(const struct ctx *ctx, const char *field, int64_t otherwise);

/* {label, tone} of something that is open or closed. */
void active_state(json_t *object, bool active);

/*
 * The page of `form_page` again with a complaint, as the answer of an act that goes
 * through all the same (a wrong guess is counted).
 */
enum err page_again(struct ctx *ctx, struct request *request, struct reply *reply,
		route_handler *form_page, int status, const char *field, const char *message);

/* The act's guess comes from here. */
struct origin origin_of(const struct ctx *ctx, const struct request *request);

/* Proves the actor's own password in the worker pool and leaves the proof in ctx->prepared. */
enum err own_proof_prepare(struct ctx *ctx, struct request *request, struct text fresh);

/* "/desk/admin/units/7/deactivate" */
struct text page_path(struct arena *arena, const char *base, int64_t id, const char *rest);

#endif
