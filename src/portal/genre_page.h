/*
 * genre_page.h - what the public page of an item shows besides its text, by genre.
 *
 * A genre without a row is shown by portal/article with its facts as a list.
 */
#ifndef PORTAL_GENRE_PAGE_H
#define PORTAL_GENRE_PAGE_H

#include "base/json.h"
#include "http/reply.h"
#include "office/publication.h"

/*
 * Adds what the genre's page needs to the view, and sets the reply's template where the
 * genre has its own.
 */
must_check enum err genre_page_add(
		struct ctx *ctx, json_t *view, const struct publication *p, struct reply *reply);

#endif
