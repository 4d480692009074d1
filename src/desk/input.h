/* input.h - the inputs of a form as desk/parts_input.html shows them. */
#ifndef DESK_INPUT_H
#define DESK_INPUT_H

#include "base/json.h"
#include "http/form.h"
#include "office/ctx.h"

/*
 * One input into `list`: "line", "long", "day", "instant" or "choice"; `value` is shown until
 * something was typed. The choices of a "choice" are added to the row by the caller,
 * who also takes `optional` back from what is required in some cases and says so in `help`.
 */
json_t *input_add(struct ctx *ctx, json_t *list, const struct field *field, const char *kind,
		const char *help, struct text value);

/* {code, label, chosen} into choices of an input; chosen when it is the input's value. */
void input_choice(json_t *input, struct text code, struct text label);

/* Whether a name that may occur more than once (check boxes) was sent with that number. */
bool input_has_number(const struct form *form, const char *name, int64_t number);

/*
 * The numbers that were sent under a name that may occur more than once; at most `max`.
 * Complains at the name of what is none.
 */
must_check enum err input_numbers(
		struct form *form, const char *name, int64_t *out, size_t max, size_t *count);

#endif
