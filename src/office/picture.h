/*
 * picture.h - pictures in the text of items.
 *
 * A picture is named by its content: "/media/KEY", KEY being the SHA-256 of its main
 * form in hex. It comes in before the text that shows it is saved; the save ties it to
 * the item (an attachment of role "image"), and a save without it unties it. So the
 * public has the pictures of the live text and no others.
 */
#ifndef OFFICE_PICTURE_H
#define OFFICE_PICTURE_H

#include "http/reply.h"
#include "office/media.h"

#include <jansson.h>

/* Keeps what attachment_prepare (role image) took; the caller's text may then show it. */
must_check enum err picture_add(struct ctx *ctx, const struct media *media, struct text *key);

/*
 * Makes the item's pictures those of `doc`, its working text. ERR_INVALID with a complaint
 * at "body" when one of them was never handed in.
 */
must_check enum err picture_follow(struct ctx *ctx, int64_t item, const json_t *doc);

/*
 * The form of a picture for places `width` wide (0: the main one). Everyone gets those
 * of live publications; on the desk those who may see an item that has it, and whoever
 * works there while no item has it yet. Else ERR_NOT_FOUND.
 */
must_check enum err picture_reply(struct ctx *ctx, struct text key, int width, struct reply *reply);

#endif
