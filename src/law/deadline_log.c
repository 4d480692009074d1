/* deadline_log.c - the proof of a deadline: one row for each day, in words. */
#include "law/deadline.h"

#include "base/buf.h"

/* The proof being written. */
struct proof {
	struct day_log *log;
	const struct term *term;
	const struct calendar *cal;
	int32_t number;  /* days of the term so far */
	int64_t used_ms; /* hours or office hours of it so far */
};

static void
row_add(struct day_log *log, struct day_log_row row)
{
	if (log->count == log->room) {
		size_t room = log->room ? log->room * 2 : 16;
		struct day_log_row *rows = ARENA_NEW_ARRAY(log->arena, room, struct day_log_row);

		if (log->count)
			memcpy(rows, log->rows, log->count * sizeof(*rows));
		log->rows = rows;
		log->room = room;
	}
	log->rows[log->count++] = row;
}

/* ---- what a day is ---- */

static struct text
weekday_off_words(struct arena *arena, struct day day)
{
	struct text weekday = day_weekday(arena, day);

	return text_format(arena, "%s%.*s, ngày nghỉ hằng tuần",
			weekday_of(day) == SUNDAY ? "C" : "T",
			TEXT_ARGS(text_slice(weekday, 1, weekday.n)));
}

static struct text
off_words(struct arena *arena, const struct calendar_day *row, struct day day)
{
	struct text label;

	if (!row)
		return weekday_off_words(arena, day);
	label = day_kind_label(row->kind);
	return text_format(arena, "%.*s: %.*s%s", TEXT_ARGS(label), TEXT_ARGS(row->name),
			row->status == DAY_CONFIRMED ? "" : " (chưa có thông báo chính thức)");
}

static struct text
counted_words(struct arena *arena, const struct calendar_day *row, int32_t number)
{
	if (row)
		return text_format(arena, "Ngày làm việc bù (%.*s): ngày thứ %d",
				TEXT_ARGS(row->name), number);
	return text_format(arena, "Ngày làm việc thứ %d", number);
}

static struct text
pause_words(struct arena *arena, const struct pause *pause)
{
	if (text_is_empty(pause->reason))
		return TEXT("Tạm dừng");
	return text_format(arena, "Tạm dừng: %.*s", TEXT_ARGS(pause->reason));
}

/* The part of a pause within [from, to); false if there is none. */
static bool
pause_within(const struct pause *pause, struct instant *from, struct instant *to)
{
	if (pause->from.ms > from->ms)
		*from = pause->from;
	if (!pause->is_open && pause->to.ms < to->ms)
		*to = pause->to;
	return from->ms < to->ms;
}

/* The first pause that touches the day, or NULL. */
static const struct pause *
pause_on(const struct proof *p, struct day day)
{
	for (size_t i = 0; i < p->term->pause_count; i++) {
		struct instant from = day_begin(day, p->cal->terms.zone);
		struct instant to = instant_add(from, DAY_MS);

		if (pause_within(&p->term->pauses[i], &from, &to))
			return &p->term->pauses[i];
	}
	return NULL;
}

static struct day_log_row
row_of(const struct proof *p, struct day day, const struct calendar_day *mark)
{
	return (struct day_log_row){
			.day = day,
			.act = DAY_LOG_PASSED,
			.is_confirmed = calendar_is_settled(p->cal, day, day),
			.source = mark ? mark->source : NO_TEXT,
	};
}

/* ---- terms in days ---- */

static void
working_day_log(struct proof *p, struct day day)
{
	const struct calendar_day *mark = calendar_find(p->cal, day);
	const struct pause *pause = pause_on(p, day);
	struct day_log_row row = row_of(p, day, mark);
	struct arena *arena = p->log->arena;

	if (!calendar_is_working(p->cal, day)) {
		row.reason = off_words(arena, mark, day);
	} else if (pause) {
		row.reason = pause_words(arena, pause);
	} else {
		row.act = DAY_LOG_COUNTED;
		row.number = ++p->number;
		row.reason = counted_words(arena, mark, row.number);
	}
	row_add(p->log, row);
}

static struct text
nth_words(const struct proof *p, const struct calendar_day *mark, struct day day)
{
	struct arena *arena = p->log->arena;

	if (p->number < p->term->limit.amount || calendar_is_working(p->cal, day))
		return text_format(arena, "Ngày thứ %d", p->number);
	return text_format(arena,
			"Ngày thứ %d là ngày nghỉ, thời hạn chuyển tiếp "
			"(khoản 5 Điều 148 BLDS): %s",
			p->number, off_words(arena, mark, day).p);
}

static void
calendar_day_log(struct proof *p, struct day day)
{
	const struct calendar_day *mark = calendar_find(p->cal, day);
	const struct pause *pause = p->term->limit.amount > 0 ? pause_on(p, day) : NULL;
	struct day_log_row row = row_of(p, day, mark);

	if (pause) {
		row.reason = pause_words(p->log->arena, pause);
	} else if (p->number < p->term->limit.amount) {
		row.act = DAY_LOG_COUNTED;
		row.number = ++p->number;
		row.reason = nth_words(p, mark, day);
	} else if (calendar_is_working(p->cal, day)) {
		row.act = DAY_LOG_END;
		row.reason = TEXT("Ngày làm việc tiếp theo: thời hạn kết thúc "
				  "(khoản 5 Điều 148 BLDS)");
	} else {
		row.reason = off_words(p->log->arena, mark, day);
	}
	row_add(p->log, row);
}

static void
days_log(struct proof *p, struct day anchor, struct day last)
{
	bool by_working_days = p->term->limit.kind == LIMIT_WORKING_DAYS;

	row_add(p->log, (struct day_log_row){
					.day = anchor,
					.act = DAY_LOG_ANCHOR,
					.is_confirmed = true,
					.reason = TEXT("Ngày mốc, không tính (Điều 147 BLDS)"),
					.source = TEXT("Bộ luật Dân sự 2015, Điều 147"),
			});
	for (struct day day = day_add(anchor, 1); day.n <= last.n; day = day_add(day, 1)) {
		if (by_working_days)
			working_day_log(p, day);
		else
			calendar_day_log(p, day);
	}
}

/* ---- terms in hours and working minutes ---- */

/* 22:30:15, or 22:30 where the seconds are none; 24:00 is the end of the day. */
static void
clock_add(struct buf *out, int64_t time_ms)
{
	int64_t seconds = time_ms / SECOND_MS;

	buf_addf(out, "%02d:%02d", (int)(seconds / 3600), (int)(seconds / 60 % 60));
	if (seconds % 60)
		buf_addf(out, ":%02d", (int)(seconds % 60));
}

static void
span_add(struct proof *p, struct buf *out, struct instant day_begins, struct instant from,
		struct instant to)
{
	if (from.ms >= to.ms)
		return;
	buf_add_c(out, out->n ? ", " : "");
	clock_add(out, from.ms - day_begins.ms);
	buf_add_c(out, "–");
	clock_add(out, to.ms - day_begins.ms);
	p->used_ms += to.ms - from.ms;
}

/* Adds what is left of [from, to) between the pauses. */
static void
spans_add(struct proof *p, struct buf *out, struct instant day_begins, struct instant from,
		struct instant to)
{
	for (size_t i = 0; i < p->term->pause_count; i++) {
		struct instant pause_from = from, pause_to = to;

		if (!pause_within(&p->term->pauses[i], &pause_from, &pause_to))
			continue;
		span_add(p, out, day_begins, from, pause_from);
		from = pause_to;
	}
	span_add(p, out, day_begins, from, to);
}

/* What the term took of a day: "08:00–12:00, 13:30–17:30", empty for nothing. */
static struct text
day_spans(struct proof *p, struct day day, struct instant end)
{
	static const struct office_hours all_day = {
			.spans = {{0, MINUTES_PER_DAY}}, .count = 1, .total_min = MINUTES_PER_DAY};
	bool by_hours = p->term->limit.kind == LIMIT_HOURS;
	const struct office_hours *hours = by_hours ? &all_day : &p->cal->terms.office_hours;
	struct instant begins = day_begin(day, p->cal->terms.zone);
	struct buf out = BUF(p->log->arena);

	if (!by_hours && !calendar_is_working(p->cal, day))
		return NO_TEXT;
	for (size_t i = 0; i < hours->count; i++) {
		struct instant from = instant_add(begins, hours->spans[i].from_min * MINUTE_MS);
		struct instant to = instant_add(begins, hours->spans[i].to_min * MINUTE_MS);

		if (from.ms < p->term->start.ms)
			from = p->term->start;
		if (to.ms > end.ms)
			to = end;
		spans_add(p, &out, begins, from, to);
	}
	return buf_text(&out);
}

static struct text
unused_words(const struct proof *p, const struct calendar_day *mark, struct day day)
{
	const struct pause *pause = pause_on(p, day);

	if (p->term->limit.kind != LIMIT_HOURS && !calendar_is_working(p->cal, day))
		return off_words(p->log->arena, mark, day);
	return pause ? pause_words(p->log->arena, pause) : TEXT("Ngoài giờ làm việc");
}

static void
minutes_log_day(struct proof *p, struct day day, struct instant end)
{
	const struct calendar_day *mark = calendar_find(p->cal, day);
	bool by_hours = p->term->limit.kind == LIMIT_HOURS;
	int32_t total = p->term->limit.amount * (by_hours ? 60 : 1);
	int32_t before = (int32_t)(p->used_ms / MINUTE_MS), after;
	struct day_log_row row = row_of(p, day, mark);
	struct text spans = day_spans(p, day, end);

	after = (int32_t)(p->used_ms / MINUTE_MS);
	row.minutes = after - before;
	row.is_confirmed |= by_hours;
	if (text_is_empty(spans)) {
		row.reason = unused_words(p, mark, day);
	} else {
		const struct pause *pause = pause_on(p, day);

		row.act = DAY_LOG_COUNTED;
		row.reason = text_format(p->log->arena, "%s: %d phút, cộng dồn %d/%d phút%s%s",
				spans.p, row.minutes, after, total, pause ? ". " : "",
				pause ? pause_words(p->log->arena, pause).p : "");
	}
	row_add(p->log, row);
}

static void
minutes_log(struct proof *p, struct day anchor, struct instant end)
{
	struct day last = day_of(instant_add(end, -1), p->cal->terms.zone);
	struct day day = anchor;

	do {
		minutes_log_day(p, day, end);
		day = day_add(day, 1);
	} while (day.n <= last.n);
}

void
day_log_fill(struct day_log *log, const struct term *term, const struct calendar *cal,
		const struct due *due)
{
	struct proof p = {.log = log, .term = term, .cal = cal};
	struct day anchor = day_of(term->start, cal->terms.zone), last = due->last_day;
	struct instant end = due->due_before;

	if (!due->has_end && term->pause_count) {
		end = instant_add(term->pauses[term->pause_count - 1].from, 1);
		last = day_of(end, cal->terms.zone);
	}
	switch (term->limit.kind) {
	case LIMIT_WORKING_DAYS:
	case LIMIT_CALENDAR_DAYS:
		days_log(&p, anchor, last);
		break;
	case LIMIT_HOURS:
	case LIMIT_WORKING_MINUTES:
		if (term->limit.amount > 0)
			minutes_log(&p, anchor, end);
		break;
	default:
		break;
	}
}

struct text
day_log_act_name(enum day_log_act act)
{
	static const struct text names[] = {
			[DAY_LOG_ANCHOR] = TEXT("anchor"),
			[DAY_LOG_COUNTED] = TEXT("counted"),
			[DAY_LOG_PASSED] = TEXT("passed"),
			[DAY_LOG_END] = TEXT("end"),
	};

	return names[act];
}
