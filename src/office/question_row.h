/* question_row.h - loading and moving a question's row. For question*.c only. */
#ifndef OFFICE_QUESTION_ROW_H
#define OFFICE_QUESTION_ROW_H

#include "office/question.h"
#include "office/tell.h"

/* Reads the first 16 columns of question_load and its like. */
void question_row_read(struct query *q, struct arena *arena, struct question *row);

/* Whoever asks: for what follows from another act. */
must_check enum err question_row_load(struct ctx *ctx, int64_t id, struct question *out);

/* One that the actor may read and, for `permit`, act on as the unit that has it. */
must_check enum err question_load_for(
		struct ctx *ctx, int64_t id, enum permit permit, struct question *out);

/* Writes the question as it is in `row`, whose `version` is the one that was read. */
must_check enum err question_row_move(struct ctx *ctx, const struct question *row,
		const char *action, struct text detail);

/* The leg that it is on; ERR_NOT_FOUND before the first. */
must_check enum err question_leg_now(struct ctx *ctx, int64_t id, struct question_leg *out);

/* How to reach who asked, for who may know; nothing is known: all empty. */
must_check enum err question_contact_read(
		struct ctx *ctx, int64_t id, struct question_contact *out, bool *found);

/* Refused: the step does not follow from where the question stands. */
enum err question_out_of_order(struct ctx *ctx, const struct question *row);

/* Tells of the question; `unit` is the one that it concerns now (0: none); `due`: see struct news.
 */
must_check enum err question_tell(struct ctx *ctx, const struct question *row,
		enum tell_event event, int64_t unit, struct text due);

#endif
