/* evidence.h - the inputs for what a duty's trigger is proved by. */
#ifndef DESK_EVIDENCE_H
#define DESK_EVIDENCE_H

#include "base/json.h"
#include "law/regulation.h"
#include "office/genre.h"

/*
 * view.evidence: one row for each piece of evidence, as desk/parts_input.html takes them, with
 * what was typed and what is wrong with it. Without what a fact of `told` says as well (NULL:
 * with all).
 */
void evidence_form(const struct ctx *ctx, json_t *view, const struct duty *duty,
		const struct genre *told);

#endif
