/* view.h - pieces of the desk's views: codes with their labels, deadlines, rows, actions. */
#ifndef DESK_VIEW_H
#define DESK_VIEW_H

#include "base/json.h"
#include "http/reply.h"
#include "http/request.h"
#include "office/ctx.h"
#include "office/duty.h"
#include "office/item.h"
#include "office/label.h"
#include "office/matter.h"
#include "office/merger.h"

/* The reply's view: an object, made at the first call. */
json_t *view_of(struct reply *reply);

/*
 * {words, tone, due, due_before, last_day, other_day, confirmed, why,
 * dated}; `false` when nothing runs out. `why` is the address of the proof, `dated` says
 * whether it is one of a date.
 */
void view_deadline(
		const struct ctx *ctx, json_t *view, const char *key, const struct duty_row *duty);

/* A deadline of which no more than words are at hand: {words, tone}; `false` if there are none. */
void view_deadline_words(json_t *view, const char *key, struct label words);

/* An instant as {iso, text}; `false` unless it is there. */
void view_instant(const struct ctx *ctx, json_t *view, const char *key, bool present,
		struct instant at);

/* A duty with its rule's words, deadline and verdict, into `row`. */
void view_duty(const struct ctx *ctx, json_t *row, const struct duty_row *duty);

/* An item as lists show it, into `row`. */
void view_item(const struct ctx *ctx, json_t *row, const struct item *item);

/* A matter as lists show it, into `row`. */
void view_matter(const struct ctx *ctx, json_t *row, const struct matter *matter);

/* The sections of the portal as choices: sections[{slug,label,chosen}]. */
void view_sections(json_t *view, struct text chosen);

/* The states of items as choices, after those that stand in `list`. */
void view_item_states(json_t *list, struct text chosen);

/*
 * The units as choices of a filter by code: units[{code, label, chosen}], for actors who have
 * the permission in all of them (chooses_unit); none for others.
 */
must_check enum err view_unit_filter(
		struct ctx *ctx, json_t *view, enum permit permit, struct text chosen);

/* Adds one level above the page: crumbs[{label,href}]. */
void view_crumb(json_t *view, const char *label, struct text href);

/* page.title: what the browser's tab and the heading say. */
void view_title(json_t *view, struct text title);

/*
 * Adds to actions[{name,label,method,href,style}] and may{name}. Returns the action,
 * for what its form needs besides. The permission has been asked by the caller.
 */
json_t *view_action(json_t *view, const char *name, struct text label, const char *method,
		struct text href, const char *style);

/* The same, secondary, if the actor has the permission for things of `unit` (0: at all). */
void view_action_if(struct ctx *ctx, json_t *view, enum permit permit, int64_t unit,
		const char *name, const char *label, const char *method, struct text href);

/*
 * How the action of a name looks: "" as the page's main one, "button-quiet" what takes away.
 * False: it is not offered.
 */
bool view_action_style(json_t *view, const char *name, const char *style);

/* came_from: from which unit a merger moved it here, in words, or false. */
must_check enum err view_trace(struct ctx *ctx, json_t *view, enum merger_kind kind, int64_t thing);

/* next: the address of the list's next page, or false. */
void view_next(json_t *view, struct text href);

/* What a form that is sent, or else the address, gives under `name`; may be empty. */
struct text request_given(const struct request *request, const char *name);

/* The number of a query like "before", 0 when absent; ERR_NOT_FOUND when it is none. */
must_check enum err query_number(const struct request *request, const char *name, int64_t *out);

#endif
