/*
 * regulation.h - a circular as data: its duties, and from when to when they hold.
 *
 * The law moves; a new circular is a new file, not a release. A matter keeps the
 * regulation it was opened under: its number is stored with it. The format is
 * explained in regulations/tt-80-2020.conf.
 */
#ifndef LAW_REGULATION_H
#define LAW_REGULATION_H

#include "base/arena.h"
#include "base/err.h"
#include "base/time.h"
#include "law/duty.h"
#include "law/fault.h"

#include <stdbool.h>
#include <stddef.h>

#define REGULATION_DUTIES_MAX 200
#define REGULATION_LIST_MAX 50      /* branches, evidence or anchors of one duty */
#define REGULATION_TEXT_MAX 4000    /* bytes of one text */
#define REGULATION_FILE_MAX 1000000 /* bytes */

struct regulation {
	struct text number; /* "80/2020/TT-BCA": its name in the store */
	struct text title;
	struct text issuer;
	struct text source;        /* where it is published, and what was restated */
	struct day effective_from; /* first day in force */
	bool has_end;
	struct day effective_to;   /* if has_end: last day in force */
	const struct duty *duties; /* in the file's order */
	size_t duty_count;
	struct text file;
	int from_line; /* of effective_from in it: where overlaps are pointed out */
};

/*
 * Reads and checks a regulation file; `file` names it in faults. The result
 * borrows nothing from `content`. Checked besides the form: known keys only,
 * known kinds and roles, amounts that fit their kind, a citation for each duty,
 * ids once each, branches and counter-duties that exist and form no cycle,
 * extensions that are longer than what they replace and begin with it, anchors that
 * are dated evidence, effective dates in order. ERR_INVALID with at
 * least one fault, naming the line.
 */
must_check enum err regulation_parse(struct arena *arena, struct text file, struct text content,
		struct faults *faults, struct regulation *out);

/* The duty of that id, or NULL. */
const struct duty *regulation_duty(const struct regulation *regulation, struct text id);

/* The first duty that plays `part` in the program's flows, or NULL. */
const struct duty *regulation_part(const struct regulation *regulation, struct text part);

bool regulation_is_in_force(const struct regulation *regulation, struct day day);

/* The regulations this instance knows, past ones included. Zeroed, it is empty. */
struct regulation_set {
	const struct regulation *rows;
	size_t count;
};

/*
 * Checks that the regulations may stand together: numbers once each, and no two
 * in force on the same day. ERR_INVALID with at least one fault.
 */
must_check enum err regulation_set_check(const struct regulation_set *set, struct faults *faults);

/* The one in force on that day, or NULL. */
const struct regulation *regulation_in_force(const struct regulation_set *set, struct day day);

/* The one of that number, in force or not, or NULL. */
const struct regulation *regulation_find(const struct regulation_set *set, struct text number);

#endif
