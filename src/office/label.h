/* label.h - a code of the law as templates and programs read it. */
#ifndef OFFICE_LABEL_H
#define OFFICE_LABEL_H

#include "base/json.h"
#include "law/tone.h"

/* One more {code, label, chosen} of a list to choose from. */
void view_choice(json_t *list, struct text code, struct text label, struct text chosen);

/* {code, label, tone} */
void view_label(json_t *view, const char *key, struct text code, struct label label);

/* {label, tone}; `false` when the label is empty: there is nothing to say. */
void view_status(json_t *view, const char *key, struct label label);

#endif
