/*
 * calendar.h - calendars with versions, in the store.
 *
 * What a calendar says (days, weekend, office hours) stands in its versions. The one
 * that was applied last holds; it never changes again, so that whoever was judged by
 * it can be judged again years later. A change is three steps: a draft is edited, a
 * dry run tells which open duties would move, and applying it computes them anew in
 * one transaction.
 *
 * Everyone's calendar has the code CALENDAR_COMMON; a unit may have another one.
 */
#ifndef OFFICE_CALENDAR_H
#define OFFICE_CALENDAR_H

#include "law/calendar.h"
#include "office/recount.h"

#define CALENDAR_COMMON "vn"

#define CALENDAR_CODE_MAX 40
#define CALENDAR_TITLE_MAX 200
#define CALENDAR_HOURS_MAX 200
#define CALENDAR_NOTE_MAX 4000
#define CALENDAR_FILE_MAX 2000000 /* bytes of a file that is imported */

struct calendar_row {
	int64_t id;
	struct text code; /* "vn" */
	struct text name; /* "Lịch nghỉ chung" */
	int64_t current;  /* id of the version that holds */
	int64_t number;   /* and its number */
	int64_t draft;    /* id; 0: none */
	int64_t units;    /* units that were given it; everyone's also holds for all others */
};

enum version_state { VERSION_DRAFT, VERSION_APPLIED, VERSION_DROPPED };

struct calendar_version {
	int64_t id;
	int64_t calendar;
	struct text code, name; /* of the calendar */
	int64_t number;         /* 1, 2, 3 …; 0 of a dropped draft */
	enum version_state state;
	bool is_current;
	int64_t base; /* the version that the draft began as; 0: none */
	unsigned weekend;
	struct text office_hours; /* "08:00-12:00,13:30-17:30" */
	int64_t revision;         /* of a draft: grows with each change */
	int64_t author;           /* 0: the command line or the program */
	struct text author_name;
	struct instant created_at, changed_at;
	int64_t applied_by; /* the rest: only if applied */
	struct text applied_by_name;
	struct instant applied_at;
	struct text note;   /* why */
	struct text source; /* who announced it, by which document */
	struct text sha256; /* its seal */
	int64_t recount;    /* what its applying moved; 0: no duty was open to be looked at */
};

/* "draft", "applied", "dropped"; "Bản nháp", "Đang áp dụng" or "Đã thay thế", "Đã bỏ". */
struct text version_state_name(enum version_state state);
struct label calendar_version_label(const struct calendar_version *version);

/* "Lịch nghỉ chung, bản 3": what the calendar of a version is called (calendar_terms.label). */
struct text calendar_label(struct arena *arena, struct text name, int64_t number);

/* --- what the law asks for ---------------------------------------------------------------------
 *
 * The calendars live as long as the act (in fact the shelf keeps them longer). In a
 * transaction that writes they hold the shared lock "calendar": nobody applies a version
 * before the transaction has ended, so that no duty is computed by yesterday's calendar
 * and saved behind the back of a recount.
 */

/* The one that holds for a unit now; unit 0: everyone's. */
must_check enum err calendar_of_unit(struct ctx *ctx, int64_t unit, const struct calendar **out);

/* The one of that version, whatever holds now. Also of drafts: as they stand. */
must_check enum err calendar_of_version(
		struct ctx *ctx, int64_t version, const struct calendar **out);

/* The lock alone, for acts that read a duty's dates and then write by them. */
must_check enum err calendar_hold(struct ctx *ctx);

/* The lock against all acts that compute deadlines, until the transaction ends. */
must_check enum err calendar_hold_alone(struct ctx *ctx);

/*
 * Makes the first version of everyone's calendar from the calendar file (ctx->rules) and
 * judges the duties that were there before calendars had versions by it. Nothing happens
 * in a store that has one. `calendar_is_begun` tells without writing.
 */
must_check enum err calendar_begin(struct ctx *ctx);
must_check enum err calendar_is_begun(struct store *store, bool *out);

/* --- reading -----------------------------------------------------------------------------------
 */

/* Everyone's first, then by code. */
must_check enum err calendar_list(struct ctx *ctx, struct calendar_row **out, size_t *count);
must_check enum err calendar_load(struct ctx *ctx, int64_t id, struct calendar_row *out);
must_check enum err calendar_by_code(struct ctx *ctx, struct text code, struct calendar_row *out);

must_check enum err calendar_version_load(
		struct ctx *ctx, int64_t id, struct calendar_version *out);

/* The version `number` of a calendar; 0: the one that holds. */
must_check enum err calendar_version_by_number(
		struct ctx *ctx, int64_t calendar, int64_t number, struct calendar_version *out);

/* Newest first below id `before` (0: from the newest), drafts too, at most `limit`. */
must_check enum err calendar_version_list(struct ctx *ctx, int64_t calendar, int64_t before,
		size_t limit, struct calendar_version **out, size_t *count);

/* The rows of a version in order of days: what was announced, without what is computed. */
must_check enum err calendar_days(
		struct ctx *ctx, int64_t version, struct calendar_day **out, size_t *count);

enum calendar_format { CALENDAR_CSV, CALENDAR_ICS };

/* Any version as a file that calendar_import reads again. */
must_check enum err calendar_export(
		struct ctx *ctx, int64_t version, enum calendar_format format, struct text *out);

/* --- verbs, all MAY_CALENDAR_MANAGE ------------------------------------------------------------
 *
 * Input is checked and complained about by field name. `revision` is the draft's as the
 * person saw it: ERR_CONFLICT if it has changed since.
 */

struct calendar_new {
	struct text code, name; /* fields "code", "name" */
	unsigned weekend;
	struct text office_hours; /* field "office_hours"; empty: as everyone's */
};

/*
 * A calendar for units, with a first version that holds at once (no unit has it yet): the
 * rows of everyone's; with another weekend only the holidays of it, for swapped days bind
 * no one else and days in lieu follow the weekend.
 */
must_check enum err calendar_add(struct ctx *ctx, const struct calendar_new *wanted, int64_t *id);

/*
 * Gives a unit a calendar (0: everyone's) and computes its open duties anew, as
 * calendar_apply does. `unit_version` is that of struct unit. `note` is the reason.
 */
must_check enum err calendar_assign(struct ctx *ctx, int64_t unit, int64_t unit_version,
		int64_t calendar, struct text note, struct recount_counts *out);

/* A draft that begins as the version that holds. ERR_CONFLICT if there is one already. */
must_check enum err calendar_draft_open(struct ctx *ctx, int64_t calendar, int64_t *id);

/*
 * Adds a day, or changes it; `before` is the day it stood on (fields "day", "kind", "status",
 * "name", "source"), NULL for a new one.
 */
must_check enum err calendar_draft_put(struct ctx *ctx, int64_t draft, int64_t revision,
		const struct day *before, const struct calendar_day *day);
must_check enum err calendar_draft_remove(
		struct ctx *ctx, int64_t draft, int64_t revision, struct day day);
must_check enum err calendar_draft_terms(struct ctx *ctx, int64_t draft, int64_t revision,
		unsigned weekend, struct text office_hours);

/*
 * Takes the days of a file, CSV or iCalendar, into the draft: the years that the file speaks
 * of are replaced by what it says, the others stay. Whole or not at all: each fault is a
 * complaint about the field "file", with line and column. `name` names the file in them.
 */
must_check enum err calendar_import(struct ctx *ctx, int64_t draft, int64_t revision,
		struct text name, struct text content);

must_check enum err calendar_draft_drop(struct ctx *ctx, int64_t draft, int64_t revision);

/* --- dry run and apply -------------------------------------------------------------------------
 */

struct dry_run_order {
	int64_t draft;
	enum move_kind kind; /* which moves to list */
	int64_t after;       /* those of duties behind this one; 0: from the first */
	size_t limit;
};

struct dry_run {
	struct recount_counts counts; /* of all */
	int64_t revision;             /* of the draft that was tried */
	struct move *moves;           /* in order of duties */
	size_t move_count;
	bool has_more;
};

/* What applying the draft now would do. Changes nothing. */
must_check enum err calendar_dry_run(
		struct ctx *ctx, const struct dry_run_order *order, struct dry_run *out);

struct apply_order {
	int64_t draft;
	int64_t revision;   /* of the draft that was seen */
	struct text note;   /* why; field "note" */
	struct text source; /* who announced it, by which document; field "source" */
};

/*
 * The draft becomes the version that holds, and all open duties that the calendar governs
 * are computed anew: dates, audit rows, notices, in this one transaction. ERR_CONFLICT if
 * the draft changed since, or another version was applied since it was begun.
 */
must_check enum err calendar_apply(
		struct ctx *ctx, const struct apply_order *order, struct recount_counts *out);

/*
 * A notice to the administrators for each calendar whose year ahead (from 1 December) or
 * present year has no confirmed holidays: once a week and account. For the clock.
 */
must_check enum err calendar_remind(struct ctx *ctx);

#endif
