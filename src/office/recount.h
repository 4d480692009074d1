/*
 * recount.h - open duties computed anew by another calendar.
 *
 * A dry run and the real thing are one walk: the law (law/course.h) derives each open
 * duty from its rule, its anchor and its acts, and what differs from the store is a
 * move. A recount that was carried out is kept with its moves: who wants to know why
 * a date is another one than last week finds it there.
 */
#ifndef OFFICE_RECOUNT_H
#define OFFICE_RECOUNT_H

#include "law/deadline.h"
#include "office/ctx.h"

/* Which moves a list shows. */
enum move_kind {
	MOVE_ANY,
	MOVE_TURNS_LATE,   /* not late until now, late by the new dates */
	MOVE_TURNS_TIMELY, /* late until now, not late by the new dates */
};

struct recount_counts {
	int64_t duties; /* open duties looked at */
	int64_t moved;  /* of them, with other dates than before */
	int64_t turned_late;
	int64_t turned_timely;
};

/* A duty whose dates are others after the recount. */
struct move {
	int64_t duty;
	int64_t matter;
	struct text matter_title; /* empty for who may not read the matter */
	int64_t unit;
	struct text unit_code, unit_name;
	const struct duty *rule;
	struct instant anchor_at;
	struct due before, after; /* dates only: `limit` is not told */
	bool was_late, is_late;   /* at the time of the recount */
};

/* A recount that was carried out. */
struct recount {
	int64_t id;
	int64_t version;      /* of the calendar that it computed by */
	struct text calendar; /* its label: "Lịch nghỉ chung, bản 3" */
	int64_t unit; /* the one that got another calendar; 0: all that the calendar governs */
	struct text unit_code, unit_name;
	int64_t account; /* 0: the command line */
	struct text account_name;
	struct instant at;
	struct recount_counts counts;
};

/* "120 nghĩa vụ đang mở; 12 hạn thay đổi, 2 thành quá hạn, 1 hết quá hạn" */
struct text recount_words(struct arena *arena, const struct recount_counts *counts);

must_check enum err recount_load(struct ctx *ctx, int64_t id, struct recount *out);

/* Newest first below `before` (0: from the newest), at most `limit`. */
must_check enum err recount_list(
		struct ctx *ctx, int64_t before, size_t limit, struct recount **out, size_t *count);

/*
 * What a recount moved, in order of unit and duty behind `after_unit`, `after_duty` (0: from
 * the first), at most `limit`. Who sees matters of one unit only gets that unit's. Who
 * keeps calendars but sees no matters gets all, without their titles.
 */
must_check enum err recount_moves(struct ctx *ctx, int64_t id, int64_t after_unit,
		int64_t after_duty, size_t limit, struct move **out, size_t *count);

/* The moves of one duty, oldest first, at most `limit`: `at` and `calendar` tell which recounts. */
struct duty_move {
	struct recount recount;
	struct due before, after;
};
must_check enum err recount_of_duty(
		struct ctx *ctx, int64_t duty, size_t limit, struct duty_move **out, size_t *count);

#endif
