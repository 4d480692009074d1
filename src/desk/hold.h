/* hold.h - what the pages of held items and of held replies share. */
#ifndef DESK_HOLD_H
#define DESK_HOLD_H

#include "base/json.h"
#include "office/hold.h"

/* {reason, who, at} of a decision, into `row`. */
void hold_decided_view(const struct ctx *ctx, json_t *row, struct text reason, struct text who,
		struct instant at);

/* view.outcomes[{code, label, chosen}] and view.form.reason: the form, as typed. */
void hold_choices_add(struct ctx *ctx, json_t *view);

/* What the form chose; HOLD_OPEN: nothing. */
enum hold_outcome hold_outcome_of(const struct form *form);

#endif
