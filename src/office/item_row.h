/* item_row.h - what the files of item.h share: rows in and out of the store. */
#ifndef OFFICE_ITEM_ROW_H
#define OFFICE_ITEM_ROW_H

#include "office/item.h"

/* The next row of a query of items that the actor may see, as the actor sees it. */
bool item_next(struct query *q, struct ctx *ctx, struct item *row);

/* Writes all that may change; ERR_CONFLICT if somebody else was faster. Raises item->version. */
must_check enum err item_row_move(struct ctx *ctx, struct item *item);

must_check enum err item_step_note(struct ctx *ctx, const struct item *item, enum item_verb verb,
		enum item_state from, struct text reason);

/* Whether the actor may begin such an item: its genre, and the unit that it will belong to. */
must_check enum err item_may_begin(struct ctx *ctx, const struct item_news *news,
		const struct genre **genre, int64_t *unit);

/* One revision row: the caller sets its number, author and time. The item row is not touched. */
must_check enum err revision_add(struct ctx *ctx, int64_t id, const struct genre *genre,
		const struct writing *writing, struct revision *revision);

/* For hold.c: as it is, whatever the actor may see. */
must_check enum err item_load_held(struct ctx *ctx, int64_t id, struct item *out);

/* For hold.c: the working revision is given up; a live one stays what the public reads. */
must_check enum err item_give_up(struct ctx *ctx, struct item *item, struct text reason);

/* VERB_HAND: the editor of the order becomes the taker. Complaint: to. */
must_check enum err item_hand(struct ctx *ctx, struct item *item, const struct step_order *order);

/* The law's word on a verb; refused with words for the person. */
must_check enum err item_ask(struct ctx *ctx, const struct item *item, enum item_verb verb,
		struct item_step *out);

#endif
