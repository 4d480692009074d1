/* calendar_row.h - how calendars read, seal and write their versions. For office/calendar*.c only.
 */
#ifndef OFFICE_CALENDAR_ROW_H
#define OFFICE_CALENDAR_ROW_H

#include "office/calendar.h"

/* What a version says besides its days. */
struct version_terms {
	unsigned weekend;
	struct text office_hours;
};

/*
 * SHA-256 of all that a version says, its terms and its days as a calendar file: two
 * versions with one seal judge alike.
 */
struct text version_seal(struct arena *arena, const struct version_terms *terms,
		const struct calendar_day *days, size_t count);

/* The days of a version; their texts live in `arena`. */
must_check enum err version_days(struct store *store, struct arena *arena, int64_t version,
		struct calendar_day **out, size_t *count);

/* Builds what a version or draft would say; `faults` gets what is wrong, ERR_INVALID. */
must_check enum err version_build(struct ctx *ctx, const struct calendar_version *version,
		const struct calendar_day *days, size_t count, struct faults *faults,
		const struct calendar **out);

/* For who keeps calendars: the version, which must be a draft; ERR_CONFLICT with words. */
must_check enum err draft_load(struct ctx *ctx, int64_t id, struct calendar_version *out);

/* Builds what a draft says; what is wrong with it is complained about as the field "days". */
must_check enum err draft_build(struct ctx *ctx, const struct calendar_version *draft,
		const struct calendar **out);

/* Every calendar, whoever asks. */
must_check enum err calendar_rows(struct ctx *ctx, struct calendar_row **out, size_t *count);

/* Complains unless there is text in it, and not too much. */
enum err text_check(struct ctx *ctx, const char *field, struct text text, size_t max,
		const char *missing);

/* Complains about a week without a working day, and about hours that are none. */
must_check enum err terms_check(struct ctx *ctx, const struct version_terms *terms);

/* A draft of `calendar` that says `terms`, still without days. `base` may be 0. */
must_check enum err version_add(struct ctx *ctx, int64_t calendar, int64_t base,
		const struct version_terms *terms, int64_t *id);

/* The days of one version into another. */
must_check enum err version_days_copy(
		struct ctx *ctx, int64_t from, int64_t to, bool only_holidays);

/* ERR_CONFLICT if the day is there. */
must_check enum err version_day_add(
		struct ctx *ctx, int64_t version, const struct calendar_day *day);

/* What a draft is begun as, by whom it was announced, and why it is to hold. */
struct version_deed {
	int64_t id, calendar;
	int64_t base; /* 0: none */
	struct version_terms terms;
	struct text note, source;
};

/*
 * The draft is sealed and holds from now on in place of its base. ERR_CONFLICT if that
 * does not hold any more, or the draft is none.
 */
must_check enum err version_hold(struct ctx *ctx, const struct version_deed *deed);

#endif
