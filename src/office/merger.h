/*
 * merger.h - units that end: merged into a successor, from a day, by a decision.
 *
 * What is open moves to the successor with a trace (the view `merging` says what that
 * is): matters, duties, texts, questions, events, parts of columns, people, units below.
 * What is closed stays with the old unit, which can act and be chosen no more. A duty
 * keeps its rule, its anchor and its acts; where the successor has another calendar,
 * its deadlines are computed anew (recount_run.h).
 *
 * A dry run counts what the real one moves. The day may not be in the future: a merger
 * is carried out when it has come. Splitting a unit is not offered.
 */
#ifndef OFFICE_MERGER_H
#define OFFICE_MERGER_H

#include "office/recount.h"
#include "office/unit.h"

#define MERGER_UNITS_MAX 20
#define MERGER_NUMBER_MAX 50
#define MERGER_SIGNER_MAX 200

/* In the order in which they are shown. */
enum merger_kind {
	MERGER_MATTER,
	MERGER_DUTY,
	MERGER_ITEM,
	MERGER_QUESTION,
	MERGER_HELP,
	MERGER_EVENT,
	MERGER_PART,
	MERGER_ACCOUNT,
	MERGER_BELOW,
	MERGER_KIND_COUNT
};

struct text merger_kind_name(enum merger_kind kind);  /* "matter" */
struct text merger_kind_label(enum merger_kind kind); /* "Vụ việc đang mở" */

struct merger_order {
	int64_t units[MERGER_UNITS_MAX]; /* that end */
	size_t count;
	int64_t successor;
	struct text number;
	struct day decided_on;
	struct text signer;
	struct day effective_on;
	struct text seen; /* to carry it out: what the dry run showed, see merger_try */
};

/* What moves from one unit. */
struct merger_part {
	int64_t unit;
	struct text code, name;
	int64_t counts[MERGER_KIND_COUNT];
};

struct merger_trial {
	struct merger_part parts[MERGER_UNITS_MAX];
	size_t count;
	struct unit successor;
	struct recount_counts recount; /* of duties whose calendar changes */
	struct text seen;              /* names the units as they are: for the order */
};

/* A merger that was carried out. */
struct merger {
	int64_t id;
	int64_t successor;
	struct text successor_code, successor_name;
	struct text number, signer;
	struct day decided_on, effective_on;
	struct text account_name; /* empty: the command line */
	struct instant at;
	int64_t recount; /* 0: none was needed */
};

/*
 * Counts, and changes nothing. Complaints: units, successor, number, decided_on, signer,
 * effective_on. ERR_CONFLICT with words: a unit owes a part of a
 * column for which another of them was asked too.
 */
must_check enum err merger_try(
		struct ctx *ctx, const struct merger_order *order, struct merger_trial *out);

/* Carries it out. ERR_CONFLICT too when a unit is another than the dry run saw. */
must_check enum err merger_run(struct ctx *ctx, const struct merger_order *order, int64_t *id);

/*
 * What is opened again of a unit that has ended is its successor's, by the chain, with its
 * trace. `unit`: whose it was, then whose it is; when it changes, the thing's row has a new
 * version.
 */
must_check enum err merger_follow(
		struct ctx *ctx, enum merger_kind kind, int64_t thing, int64_t *unit);

/* Newest first below `before` (0: from the newest), at most `limit`. MAY_UNIT_READ. */
must_check enum err merger_list(
		struct ctx *ctx, int64_t before, size_t limit, struct merger **out, size_t *count);

/* What it moved, by unit. */
must_check enum err merger_moves(
		struct ctx *ctx, int64_t id, struct merger_part **out, size_t *count);

/*
 * From where a thing came, in words: "Tiếp nhận từ Cục A theo quyết định 12/QĐ-BCA, từ ngày
 * 01/12/2026; …". Empty: it was there always. The caller has loaded the thing.
 */
must_check enum err merger_trace(
		struct ctx *ctx, enum merger_kind kind, int64_t thing, struct text *out);

#endif
