/*
 * genre_page.h - what the public page of an item shows besides its text, by genre.
 *
 * A genre without a row shows its facts as a list.
 */
#ifndef PORTAL_GENRE_PAGE_H
#define PORTAL_GENRE_PAGE_H

#include "base/json.h"
#include "office/publication.h"

/*
 * Adds what a page of that genre shows to the view: view.status, comment_href, together,
 * correction_title.
 */
must_check enum err genre_page_add(struct ctx *ctx, json_t *view, const struct publication *p);

#endif
