#include "law/deadline.h"

#include "base/buf.h"

#define WARN_MS (4 * HOUR_MS) /* an end this near is a warning */

/*
 * The functions of this part write into `out` only when nothing can fail any
 * more, member by member: they are the program's hot path (a change of calendar
 * recomputes every open duty), and a struct built first and copied costs half.
 */

/* Ends at 24:00 of `last`, which hangs on the days after the anchor's own. */
static void
due_set_day(struct due *out, struct limit limit, const struct calendar *cal, struct day anchor,
		struct day last)
{
	struct day from = anchor.n < last.n ? day_add(anchor, 1) : last;

	out->limit = limit;
	out->has_end = true;
	out->has_last_day = true;
	out->is_confirmed = calendar_is_settled(cal, from, last);
	out->last_day = last;
	out->due_before.ms = (last.n + 1) * DAY_MS - cal->terms.zone.offset_s * SECOND_MS;
}

/* Hangs on no calendar at all. */
static enum err
due_set_instant(struct due *out, struct limit limit, const struct calendar *cal, struct instant end)
{
	if (!calendar_has_day(day_of(end, cal->terms.zone)))
		return ERR_INVALID;
	*out = (struct due){
			.limit = limit,
			.has_end = true,
			.is_confirmed = true,
			.due_before = end,
	};
	return OK;
}

static enum err
due_working_days(struct due *out, struct limit limit, const struct calendar *cal, struct day anchor)
{
	struct day last;

	TRY(working_day_add(cal, anchor, limit.amount, &last));
	due_set_day(out, limit, cal, anchor, last);
	return OK;
}

/* The term runs through days off; only its end moves off them (Art. 148.5). */
static enum err
due_calendar_days(
		struct due *out, struct limit limit, const struct calendar *cal, struct day anchor)
{
	struct day last = day_add(anchor, limit.amount);

	if (!calendar_has_day(last))
		return ERR_INVALID;
	TRY(working_day_from(cal, last, &last));
	due_set_day(out, limit, cal, anchor, last);
	return OK;
}

/* The day that the request names, day off or not. */
static enum err
due_on_request(struct due *out, struct limit limit, const struct calendar *cal, struct day named)
{
	due_set_day(out, limit, cal, named, named);
	out->is_confirmed = true;
	return OK;
}

static enum err
due_never(struct due *out, struct limit limit)
{
	*out = (struct due){.limit = limit, .is_confirmed = true};
	return OK;
}

static enum err
due_compute(struct due *out, struct limit limit, struct instant start, struct day anchor,
		const struct calendar *cal)
{
	switch (limit.kind) {
	case LIMIT_WORKING_DAYS:
		return due_working_days(out, limit, cal, anchor);
	case LIMIT_CALENDAR_DAYS:
		return due_calendar_days(out, limit, cal, anchor);
	case LIMIT_HOURS:
		return due_set_instant(out, limit, cal, instant_add(start, limit.amount * HOUR_MS));
	case LIMIT_BEFORE_EVENT:
		return due_set_instant(out, limit, cal, start);
	case LIMIT_ON_REQUEST:
		return due_on_request(out, limit, cal, anchor);
	case LIMIT_WORKING_MINUTES:
		return ERR_INVALID;
	default:
		return due_never(out, limit);
	}
}

/* ---- the proof ---- */

static struct text
weekday_off_words(struct arena *arena, struct day day)
{
	struct text weekday = day_weekday(arena, day);

	return text_format(arena, "%s%.*s, ngày nghỉ hằng tuần",
			weekday_of(day) == SUNDAY ? "C" : "T",
			TEXT_ARGS(text_slice(weekday, 1, weekday.n)));
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
off_words(struct arena *arena, const struct calendar_day *row, struct day day)
{
	struct text label;

	if (!row)
		return weekday_off_words(arena, day);
	label = day_kind_label(row->kind);
	return text_format(arena, "%.*s: %.*s%s", TEXT_ARGS(label), TEXT_ARGS(row->name),
			row->status == DAY_CONFIRMED ? "" : " (chưa có thông báo chính thức)");
}

static void
log_add(struct day_log *log, struct day_log_row row)
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

/* One day after the anchor. `number` counts the days of the term so far. */
static void
log_day(struct day_log *log, const struct due *due, const struct calendar *cal, struct day day,
		int32_t *number)
{
	const struct calendar_day *mark = calendar_find(cal, day);
	bool works = calendar_is_working(cal, day);
	bool in_days = due->limit.kind == LIMIT_CALENDAR_DAYS;
	struct day_log_row row = {
			.day = day,
			.is_confirmed = calendar_is_settled(cal, day, day),
			.source = mark ? mark->source : NO_TEXT,
	};

	if (in_days ? *number < due->limit.amount : works) {
		row.act = DAY_LOG_COUNTED;
		row.number = ++*number;
		row.reason = in_days ? text_format(log->arena, "Ngày thứ %d", *number)
				     : counted_words(log->arena, mark, *number);
		if (in_days && *number == due->limit.amount && !works) {
			struct text off = off_words(log->arena, mark, day);

			row.reason = text_format(log->arena,
					"Ngày thứ %d là ngày nghỉ, thời hạn chuyển tiếp "
					"(khoản 5 Điều 148 BLDS): %.*s",
					*number, TEXT_ARGS(off));
		}
	} else if (works) {
		row.act = DAY_LOG_END;
		row.reason = TEXT("Ngày làm việc tiếp theo: thời hạn kết thúc "
				  "(khoản 5 Điều 148 BLDS)");
	} else {
		row.act = DAY_LOG_PASSED;
		row.reason = off_words(log->arena, mark, day);
	}
	log_add(log, row);
}

static void
log_fill(struct day_log *log, const struct due *due, const struct calendar *cal, struct day anchor)
{
	int32_t number = 0;

	log_add(log, (struct day_log_row){
				     .day = anchor,
				     .act = DAY_LOG_ANCHOR,
				     .is_confirmed = true,
				     .reason = TEXT("Ngày mốc, không tính (Điều 147 BLDS)"),
				     .source = TEXT("Bộ luật Dân sự 2015, Điều 147"),
		     });
	for (struct day day = day_add(anchor, 1); day.n <= due->last_day.n; day = day_add(day, 1))
		log_day(log, due, cal, day, &number);
}

enum err
deadline_of(struct limit limit, struct instant start, const struct calendar *cal,
		struct day_log *log, struct due *out)
{
	struct day anchor = day_of(start, cal->terms.zone);

	if (!limit_is_valid(limit) || !calendar_has_day(anchor))
		return ERR_INVALID;
	TRY(due_compute(out, limit, start, anchor, cal));
	if (log && (limit.kind == LIMIT_WORKING_DAYS || limit.kind == LIMIT_CALENDAR_DAYS))
		log_fill(log, out, cal, anchor);
	return OK;
}

enum verdict
deadline_verdict(const struct due *due, struct instant acted_at, int64_t *late_ms)
{
	bool is_late = due->has_end && instant_compare(acted_at, due->due_before) >= 0;

	if (late_ms)
		*late_ms = is_late ? acted_at.ms - due->due_before.ms : 0;
	if (!due->has_end)
		return VERDICT_NO_LIMIT;
	return is_late ? VERDICT_LATE : VERDICT_ON_TIME;
}

/* ---- words ---- */

struct text
duration_words(struct arena *arena, int64_t ms)
{
	int64_t minutes = ms / MINUTE_MS;
	int64_t days = minutes / (24 * 60);
	int64_t hours = minutes / 60 % 24;
	struct buf out = BUF(arena);

	if (days > 0) {
		buf_addf(&out, "%lld ngày", (long long)days);
		if (hours > 0)
			buf_addf(&out, " %lld giờ", (long long)hours);
	} else if (hours > 0) {
		buf_addf(&out, "%lld giờ", (long long)hours);
		if (minutes % 60 > 0)
			buf_addf(&out, " %lld phút", (long long)(minutes % 60));
	} else if (minutes > 0) {
		buf_addf(&out, "%lld phút", (long long)minutes);
	} else {
		buf_add_c(&out, "dưới 1 phút");
	}
	return buf_text(&out);
}

struct text
due_words(struct arena *arena, const struct due *due, struct zone zone)
{
	if (!due->has_end)
		return TEXT("không ấn định");
	if (due->has_last_day)
		return text_format(arena, "hết ngày %s", day_words(arena, due->last_day).p);
	return instant_words(arena, due->due_before, zone);
}

/* How long, in the unit people think in: a term of days in days, else to the minute. */
static struct text
span_words(struct arena *arena, const struct due *due, struct instant now, struct zone zone)
{
	int64_t ms = due->due_before.ms - now.ms;
	int32_t days = due->last_day.n - day_of(now, zone).n;

	if (due->has_last_day && days != 0)
		return text_format(arena, "%d ngày", days < 0 ? -days : days);
	return duration_words(arena, ms < 0 ? -ms : ms);
}

struct label
deadline_words(struct arena *arena, const struct due *due, struct instant now, struct zone zone)
{
	bool is_late = deadline_verdict(due, now, NULL) == VERDICT_LATE;
	int64_t left_ms = due->due_before.ms - now.ms;
	bool is_near;
	struct text span, end;

	if (!due->has_end)
		return (struct label){
				.text = text_format(arena, "Không có hạn bằng số – %s",
						limit_label(arena, due->limit).p),
				.tone = TONE_NEUTRAL,
		};
	span = span_words(arena, due, now, zone);
	end = due_words(arena, due, zone);
	is_near = due->has_last_day ? left_ms <= DAY_MS : left_ms <= WARN_MS;
	return (struct label){
			.text = text_format(arena, "%s %s – %s%s%s", is_late ? "Quá hạn" : "Còn",
					span.p, is_late || !due->has_last_day ? "hạn " : "", end.p,
					due->is_confirmed ? "" : " (chưa có thông báo chính thức)"),
			.tone = is_late   ? TONE_BAD
				: is_near ? TONE_WARN
					  : TONE_INFO,
	};
}

struct label
deadline_verdict_words(struct arena *arena, const struct due *due, struct instant acted_at)
{
	int64_t late_ms;

	switch (deadline_verdict(due, acted_at, &late_ms)) {
	case VERDICT_ON_TIME:
		return (struct label){.text = TEXT("Đúng hạn"), .tone = TONE_GOOD};
	case VERDICT_LATE:
		return (struct label){
				.text = text_format(
						arena, "Trễ %s", duration_words(arena, late_ms).p),
				.tone = TONE_BAD,
		};
	default:
		return (struct label){.text = TEXT("Đã thực hiện"), .tone = TONE_GOOD};
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
