/* deadline_words.c - deadlines and verdicts as people say them. */
#include "law/deadline.h"

#include "base/buf.h"

#define WARN_MS (4 * HOUR_MS) /* an end this near is a warning */

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

#define OTHER_READING "nếu lịch nghỉ dự kiến không được xác nhận"

/* The other end, in the unit of the first: "27/04/2027". */
static struct text
other_end_words(struct arena *arena, const struct due *due, struct zone zone)
{
	return due->has_last_day ? day_words(arena, due->other_last_day)
				 : instant_words(arena, due->other_due_before, zone);
}

static struct text
end_words(struct arena *arena, const struct due *due, struct zone zone)
{
	if (due->has_last_day)
		return text_format(arena, "hết ngày %s", day_words(arena, due->last_day).p);
	return instant_words(arena, due->due_before, zone);
}

struct text
due_words(struct arena *arena, const struct due *due, struct zone zone)
{
	if (!due->has_end)
		return due->is_paused ? TEXT("đang tạm dừng") : TEXT("không ấn định");
	if (!due->has_other)
		return end_words(arena, due, zone);
	return text_format(arena, "%s (hoặc %s " OTHER_READING ")", end_words(arena, due, zone).p,
			other_end_words(arena, due, zone).p);
}

/* What is still open about the end: " (chưa có thông báo chính thức)". */
static struct text
doubt_words(struct arena *arena, const struct due *due, struct zone zone)
{
	if (due->is_confirmed)
		return NO_TEXT;
	if (!due->has_other)
		return TEXT(" (chưa có thông báo chính thức)");
	return text_format(arena, " (chưa có thông báo chính thức; %s " OTHER_READING ")",
			other_end_words(arena, due, zone).p);
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

/* The earlier of two readings is the one to be warned of. */
static bool
is_near(const struct due *due, struct instant now)
{
	struct instant end = due->due_before;

	if (due->has_other && due->other_due_before.ms < end.ms)
		end = due->other_due_before;
	return end.ms - now.ms <= (due->has_last_day ? DAY_MS : WARN_MS);
}

struct label
deadline_words(struct arena *arena, const struct due *due, struct instant now, struct zone zone)
{
	bool is_late = deadline_verdict(due, now, NULL) == VERDICT_LATE;

	if (due->is_paused)
		return (struct label){
				.text = TEXT("Đang tạm dừng – hạn chưa tính tiếp"),
				.tone = TONE_NEUTRAL,
		};
	if (!due->has_end)
		return (struct label){
				.text = text_format(arena, "Không có hạn bằng số – %s",
						limit_label(arena, due->limit).p),
				.tone = TONE_NEUTRAL,
		};
	return (struct label){
			.text = text_format(arena, "%s %s – %s%s%s", is_late ? "Quá hạn" : "Còn",
					span_words(arena, due, now, zone).p,
					is_late || !due->has_last_day ? "hạn " : "",
					end_words(arena, due, zone).p,
					doubt_words(arena, due, zone).p),
			.tone = is_late             ? TONE_BAD
				: is_near(due, now) ? TONE_WARN
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
