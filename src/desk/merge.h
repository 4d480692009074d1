/* merge.h - what two persons wrote, beside each other, on the page where it is settled. */
#ifndef DESK_MERGE_H
#define DESK_MERGE_H

#include "base/json.h"
#include "office/merge.h"

/*
 * If `mine`, written upon revision `base`, is not upon the one that is there now, both are put
 * together: view.merge = {from, to, author, words, clashes, clash_words, rows[{field, kind,
 * base, mine, theirs}]} and true; else view.merge is false. `mine` and `theirs` are as diff_view
 * has them.
 */
must_check enum err merge_view(struct ctx *ctx, json_t *view, const struct item *item, int64_t base,
		const struct writing *mine, const struct revision *theirs, struct writing *merged,
		bool *is_merged);

#endif
