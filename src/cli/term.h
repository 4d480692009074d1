/*
 * term.h - the words of a term as people and programs hand them in: how much, from when.
 *
 * What is refused has one function that says why. It is called only then, so that
 * reading millions of good rows costs nothing of it.
 */
#ifndef CLI_TERM_H
#define CLI_TERM_H

#include "base/text.h"
#include "base/time.h"
#include "law/limit.h"

/* A whole number without sign, up to what the kind may have. */
must_check enum err term_amount_parse(struct text text, enum limit_kind kind, int32_t *out);
struct text term_amount_fault(struct arena *arena, struct text text);

/*
 * A day (its first instant is meant), or a day and a time as instant_parse takes it:
 * local to `zone` where it names no offset. ERR_INVALID also for what is not within
 * 1900–2199 by local days.
 */
must_check enum err term_start_parse(struct text text, struct zone zone, struct instant *out);

/* `column`: the letter, from 1, with which the wrong part begins. */
struct text term_start_fault(struct arena *arena, struct text text, int *column);

/* A year of 1900–2199. */
must_check enum err term_year_parse(struct text text, int *out);

#endif
