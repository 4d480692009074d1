/* view.h - pieces of the public pages' views. */
#ifndef PORTAL_VIEW_H
#define PORTAL_VIEW_H

#include "base/json.h"
#include "http/reply.h"
#include "http/request.h"
#include "office/publication.h"

/* The reply's view: an object, made at the first call. Public pages have no actions. */
json_t *portal_view(struct reply *reply);

/* A publication as lists show it, into `row`. */
void view_publication(const struct ctx *ctx, json_t *row, const struct publication *publication);

/* The same for a list: view.key[…], and view.has_key. */
void view_publications(const struct ctx *ctx, json_t *view, const char *key,
		const struct publication *rows, size_t count);

/*
 * The newest of a section (empty: of all), as lists show them. The caller owns the
 * reference; the rows are shared with other threads (portal/memo.h).
 */
must_check enum err view_newest(struct ctx *ctx, struct text section, size_t limit, json_t **out);

/* Puts view.key[…] and view.has_key; takes over the reference to `rows`. */
void view_rows(json_t *view, const char *key, json_t *rows);

void view_path(json_t *view, const char *label, struct text href);

/* The number before the first dash of a parameter of the address: "12-ten-bai". */
must_check enum err path_number(const struct request *request, const char *name, int64_t *out);

/* "1764000000000-12" of ?truoc=: where the page before ended. ERR_NOT_FOUND when malformed. */
must_check enum err after_read(const struct request *request, struct publication_after *out);

/* A year of ?nam=; 0: none. ERR_NOT_FOUND when it is none that anything here may have. */
must_check enum err year_read(const struct request *request, int64_t *out);

/* view.years[{year, chosen}], the newest first; none when `first` is 0. */
void view_years(json_t *view, int64_t first, int64_t last, int64_t chosen);

/* view.next: the address of the next page below `last`, or false. */
void view_older(const struct ctx *ctx, json_t *view, struct text path,
		const struct publication *last);

#endif
