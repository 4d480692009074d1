/* hold.h - what the pages of held items and of held replies share. */
#ifndef DESK_HOLD_H
#define DESK_HOLD_H

#include "base/json.h"
#include "office/hold.h"

/* What either kind says of itself. */
struct hold_words {
	struct instant at;
	struct text who; /* brought it in */
	enum hold_outcome outcome;
	struct text reason, decider; /* if it is decided */
	struct instant decided_at;   /* likewise */
};

/* row.at, who, state, decided{reason, who, at} or false. */
void hold_words_view(const struct ctx *ctx, json_t *row, const struct hold_words *words);

/* view.outcomes[{code, label, chosen}] and view.form.reason: the form, as typed. */
void hold_choices_add(struct ctx *ctx, json_t *view);

/* What the form chose; HOLD_OPEN: nothing. */
enum hold_outcome hold_outcome_of(const struct form *form);

#endif
