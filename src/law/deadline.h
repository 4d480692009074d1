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

/*
 * When a limit has run out. Two instants of one answer: for machines and for people.
 *
 * Where days are only announced, both readings of them are possible; if they end the
 * term on different dates, the other is the one without any of those days.
 */
struct due {
	struct limit limit;
	bool has_end;                    /* false: the limit has no number, or a pause is open */
	bool is_paused;                  /* a pause is open */
	bool has_last_day;               /* the term ends with a day, at 24:00 */
	bool is_confirmed;               /* false: it crosses days not yet officially announced */
	bool has_other;                  /* ends elsewhere if the announced days do not come true */
	struct day last_day;             /* if has_last_day */
	struct day other_last_day;       /* if has_last_day and has_other */
	struct instant due_before;       /* if has_end: the first instant that is late */
	struct instant other_due_before; /* if has_other */
};

/* A time in which a term stands still (law/course.h says who decides it). */
struct pause {
	struct instant from;
	struct instant to;  /* the first instant after it; without a meaning if is_open */
	bool is_open;       /* not ended yet; only the last one */
	struct text reason; /* vi, may be empty */
};

/* A limit that runs from `start`, interrupted by pauses: in order, none overlapping. */
struct term {
	struct limit limit;
	struct instant start;
	const struct pause *pauses;
	size_t pause_count;
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
	int32_t number;     /* which day of the term; 0 if not counted, or of no term in days */
	int32_t minutes;    /* of a term in hours or working minutes: how many it took of it */
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
 * request names. `log` may be NULL; else it gets the proof (day_log_fill).
 * ERR_INVALID if the limit is not valid, or `start` or the end lie outside
 * 1900–2199, or working minutes are asked of a calendar without office hours.
 *
 * Working minutes pass in the office hours of working days: a start outside them
 * begins with the next opening, what is used up exactly at closing ends at closing.
 */
must_check enum err deadline_of(struct limit limit, struct instant start,
		const struct calendar *cal, struct day_log *log, struct due *out);

/*
 * As deadline_of, for a term with pauses. Days of the term that a pause touches are
 * not counted, and a last day does not move onto one; hours and office hours do not
 * pass in it. The beginning of an event and a day that was named stay where they are.
 * While a pause is open nothing has an end. ERR_INVALID also for pauses out of order
 * or outside 1900–2199.
 */
must_check enum err deadline_of_term(const struct term *term, const struct calendar *cal,
		struct day_log *log, struct due *out);

/*
 * Writes the proof of `due`, which deadline_of_term gave for this term and calendar:
 * one row a day from the anchor to the end, or to the pause that is open. Nothing for
 * kinds whose end hangs on no count.
 */
void day_log_fill(struct day_log *log, const struct term *term, const struct calendar *cal,
		const struct due *due);

enum verdict {
	VERDICT_ON_TIME,
	VERDICT_LATE,
	VERDICT_NO_LIMIT, /* nothing runs out: the delay is only measured */
};

/*
 * Whether an act at `acted_at` was in time. The last instant of the last day is
 * in time (Art. 148.6). `late_ms`, which may be NULL, gets how late it was, else 0: whoever
 * keeps it knows by 0 alone that it was in time, so the first instant that is late is 1.
 */
enum verdict deadline_verdict(const struct due *due, struct instant acted_at, int64_t *late_ms);

/*
 * The open deadline as people say it: "Còn 3 giờ 20 phút – hạn 16:00 thứ Ba
 * 24/11/2026", "Còn 2 ngày – hết ngày 24/11/2026", "Quá hạn 2 ngày – hạn hết ngày
 * 22/11/2026". Both dates where two readings are possible. Warns on the last day
 * (hours: within WARN_MS) of the reading that ends first, bad when late.
 */
struct label deadline_words(
		struct arena *arena, const struct due *due, struct instant now, struct zone zone);

/* What came of it: "Đúng hạn", "Trễ 1 ngày 2 giờ", "Đã thực hiện". */
struct label deadline_verdict_words(
		struct arena *arena, const struct due *due, struct instant acted_at);

/* The two largest parts of a length of time: "2 ngày 3 giờ", "20 phút", "dưới 1 phút". */
struct text duration_words(struct arena *arena, int64_t ms);

/*
 * When it ends, alone: "hết ngày 24/11/2026", "16:00 thứ Ba 24/11/2026", "không ấn định",
 * "đang tạm dừng", "hết ngày 28/04/2027 (hoặc 27/04/2027 nếu lịch nghỉ dự kiến không được xác
 * nhận)".
 */
struct text due_words(struct arena *arena, const struct due *due, struct zone zone);

/* "anchor", "counted", "passed", "end": for JSON. */
struct text day_log_act_name(enum day_log_act act);

#endif
