/*
 * deadline.h - when a duty falls due, and why on that day. Pure.
 *
 * Civil Code 2015 Art. 144–148: a term in days does not count the day it is
 * counted from (Art. 147) and ends at 24:00 of its last day (Art. 148.1, 148.6);
 * a term whose last day is a day off ends with the next working day (Art. 148.5).
 * Legal days are local civil days of the calendar's zone. Days are never turned
 * into hours, nor hours into days.
 */
#ifndef LAW_DEADLINE_H
#define LAW_DEADLINE_H

#include "base/arena.h"
#include "base/err.h"
#include "base/time.h"
#include "law/calendar.h"
#include "law/limit.h"
#include "law/tone.h"

/* When a limit has run out. Two instants of one answer: for machines and for people. */
struct due {
	struct limit limit;
	bool has_end;              /* false: the limit has no number, nothing runs out */
	bool has_last_day;         /* the term ends with a day, at 24:00 */
	bool is_confirmed;         /* false: it crosses days not yet officially announced */
	struct day last_day;       /* if has_last_day */
	struct instant due_before; /* if has_end: the first instant that is late */
};

enum day_log_act {
	DAY_LOG_ANCHOR,  /* the day counted from, itself not counted */
	DAY_LOG_COUNTED, /* counted: see `number` */
	DAY_LOG_PASSED,  /* passed over */
	DAY_LOG_END,     /* the last day, after days were passed over at the end (Art. 148.5) */
};

/* One day of the proof. */
struct day_log_row {
	struct day day;
	enum day_log_act act;
	int32_t number;     /* which day of the term; 0 if not counted */
	bool is_confirmed;  /* nothing about this day is a proposal */
	struct text reason; /* vi: "Thứ Bảy, ngày nghỉ hằng tuần" */
	struct text source; /* the notice, the statute, or empty */
};

/* Zeroed but for `arena`, it is an empty log. */
struct day_log {
	struct arena *arena;
	struct day_log_row *rows;
	size_t count;
	size_t room;
};

/*
 * When `limit`, begun at `start`, runs out by `cal`. `start` is the anchor: the
 * instant of approval, receipt, occurrence …; for LIMIT_BEFORE_EVENT the
 * beginning of the event, for LIMIT_ON_REQUEST any instant of the day that the
 * request names. `log` may be NULL; else it gets one row a day (none for hours
 * and kinds without an end). ERR_INVALID if the limit is not valid, or `start`
 * or the end lie outside 1900–2199.
 *
 * LIMIT_WORKING_MINUTES is refused as invalid: office hours are not yet part of
 * a calendar.
 */
must_check enum err deadline_of(struct limit limit, struct instant start,
		const struct calendar *cal, struct day_log *log, struct due *out);

enum verdict {
	VERDICT_ON_TIME,
	VERDICT_LATE,
	VERDICT_NO_LIMIT, /* nothing runs out: the delay is only measured */
};

/*
 * Whether an act at `acted_at` was in time. The last instant of the last day is
 * in time (Art. 148.6). `late_ms`, which may be NULL, gets how late it was, else 0.
 */
enum verdict deadline_verdict(const struct due *due, struct instant acted_at, int64_t *late_ms);

/*
 * The open deadline as people say it: "Còn 3 giờ 20 phút – hạn 16:00 thứ Ba
 * 24/11/2026", "Còn 2 ngày – hết ngày 24/11/2026", "Quá hạn 2 ngày – hạn hết ngày
 * 22/11/2026". Warns on the last day (hours: within WARN_MS), bad when late.
 */
struct label deadline_words(
		struct arena *arena, const struct due *due, struct instant now, struct zone zone);

/* What came of it: "Đúng hạn", "Trễ 1 ngày 2 giờ", "Đã thực hiện". */
struct label deadline_verdict_words(
		struct arena *arena, const struct due *due, struct instant acted_at);

/* The two largest parts of a length of time: "2 ngày 3 giờ", "20 phút", "dưới 1 phút". */
struct text duration_words(struct arena *arena, int64_t ms);

/* When it ends, alone: "hết ngày 24/11/2026", "16:00 thứ Ba 24/11/2026", "không ấn định". */
struct text due_words(struct arena *arena, const struct due *due, struct zone zone);

/* "anchor", "counted", "passed", "end": for JSON. */
struct text day_log_act_name(enum day_log_act act);

#endif
