#include "law/hours.h"

#include "base/buf.h"
#include "base/time.h"

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "08:00" … "24:00" as minutes since midnight. */
static enum err
clock_parse(struct text text, int32_t *out)
{
	const char *p = text.p;
	int32_t minutes;

	if (text.n != 5 || !is_digit(p[0]) || !is_digit(p[1]) || p[2] != ':' || !is_digit(p[3]) ||
			!is_digit(p[4]) || p[3] > '5')
		return ERR_INVALID;
	minutes = ((p[0] - '0') * 10 + p[1] - '0') * 60 + (p[3] - '0') * 10 + p[4] - '0';
	if (minutes > MINUTES_PER_DAY)
		return ERR_INVALID;
	*out = minutes;
	return OK;
}

static enum err
span_parse(struct text text, struct office_span *out)
{
	struct text from;

	text_split(&text, '-', &from);
	TRY(clock_parse(text_trim(from), &out->from_min));
	TRY(clock_parse(text_trim(text), &out->to_min));
	return out->from_min < out->to_min ? OK : ERR_INVALID;
}

enum err
office_hours_parse(struct text text, struct office_hours *out)
{
	struct office_hours hours = {.count = 0};
	int32_t free_from = 0;
	struct text part;

	while (text_split(&text, ',', &part)) {
		struct office_span span;

		TRY(span_parse(part, &span));
		if (span.from_min < free_from || hours.count == OFFICE_SPANS_MAX)
			return ERR_INVALID;
		free_from = span.to_min;
		hours.spans[hours.count++] = span;
		hours.total_min += span.to_min - span.from_min;
	}
	if (hours.count == 0)
		return ERR_INVALID;
	*out = hours;
	return OK;
}

static struct text
spans_write(struct arena *arena, const struct office_hours *hours, const char *dash,
		const char *comma)
{
	struct buf out = BUF(arena);

	for (size_t i = 0; i < hours->count; i++) {
		const struct office_span *span = &hours->spans[i];

		buf_addf(&out, "%s%02d:%02d%s%02d:%02d", i ? comma : "", span->from_min / 60,
				span->from_min % 60, dash, span->to_min / 60, span->to_min % 60);
	}
	return buf_text(&out);
}

struct text
office_hours_text(struct arena *arena, const struct office_hours *hours)
{
	return spans_write(arena, hours, "-", ",");
}

struct text
office_hours_words(struct arena *arena, const struct office_hours *hours)
{
	return spans_write(arena, hours, "–", ", ");
}

bool
office_hours_has(const struct office_hours *hours, int64_t time_ms)
{
	for (size_t i = 0; i < hours->count; i++)
		if (time_ms >= hours->spans[i].from_min * MINUTE_MS &&
				time_ms <= hours->spans[i].to_min * MINUTE_MS)
			return true;
	return false;
}

int64_t
office_hours_before(const struct office_hours *hours, int64_t time_ms)
{
	int64_t worked_ms = 0;

	for (size_t i = 0; i < hours->count; i++) {
		int64_t from_ms = hours->spans[i].from_min * MINUTE_MS;
		int64_t to_ms = hours->spans[i].to_min * MINUTE_MS;

		if (time_ms <= from_ms)
			break;
		worked_ms += (time_ms < to_ms ? time_ms : to_ms) - from_ms;
	}
	return worked_ms;
}

int64_t
office_hours_after(const struct office_hours *hours, int64_t worked_ms)
{
	size_t i = 0;

	for (;; i++) {
		const struct office_span *span = &hours->spans[i];
		int64_t span_ms = (span->to_min - span->from_min) * MINUTE_MS;

		if (worked_ms <= span_ms)
			return span->from_min * MINUTE_MS + worked_ms;
		worked_ms -= span_ms;
	}
}
