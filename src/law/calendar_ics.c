/*
 * calendar_ics.c - calendars as iCalendar files (RFC 5545): the small part that days need.
 *
 * Written: one all-day VEVENT a row, without DTEND (one day by RFC 5545, 3.6.1). Kind,
 * status and source travel in X-CONGTIN-KIND, X-CONGTIN-STATUS and X-CONGTIN-SOURCE, so
 * that a file of ours comes back as it was.
 *
 * Read: all-day events, of one day or with DTEND (the day after the last) or a DURATION
 * in days or weeks. Cancelled events, events with a time of day and all other components
 * are passed over. A repeating all-day event is a fault: its days would be guessed.
 */
#include "law/calendar.h"

#include "base/ical.h"

#define DEPTH_MAX 8
#define EVENT_DAYS_MAX 366
#define ROWS_FIRST 64

/* ---- writing ---- */

static void
event_add(struct arena *arena, struct buf *out, struct text stamp, const struct calendar_day *day)
{
	struct text date = ical_date(arena, day->day);

	ical_line(out, TEXT("BEGIN:VEVENT"));
	ical_line(out, text_format(arena, "UID:%s-%s-%016llx@congtin", date.p,
				       day_kind_name(day->kind).p,
				       (unsigned long long)text_hash(day->name)));
	ical_line(out, text_format(arena, "DTSTAMP:%s", stamp.p));
	ical_line(out, text_format(arena, "DTSTART;VALUE=DATE:%s", date.p));
	ical_text(out, "SUMMARY", day->name);
	ical_text(out, "CATEGORIES", day_kind_label(day->kind));
	ical_line(out, day->status == DAY_CONFIRMED ? TEXT("STATUS:CONFIRMED")
						    : TEXT("STATUS:TENTATIVE"));
	ical_line(out, TEXT("TRANSP:TRANSPARENT"));
	ical_text(out, "X-CONGTIN-KIND", day_kind_name(day->kind));
	ical_text(out, "X-CONGTIN-STATUS", day_status_name(day->status));
	ical_text(out, "X-CONGTIN-SOURCE", day->source);
	ical_line(out, TEXT("END:VEVENT"));
}

struct text
calendar_ics(struct arena *arena, struct text label, struct instant stamp,
		const struct calendar_day *days, size_t count)
{
	struct text stamp_words = ical_instant(arena, stamp);
	struct buf out = BUF(arena);

	ical_line(&out, TEXT("BEGIN:VCALENDAR"));
	ical_line(&out, TEXT("VERSION:2.0"));
	ical_line(&out, TEXT("PRODID:-//congtin//calendar//VI"));
	ical_line(&out, TEXT("CALSCALE:GREGORIAN"));
	ical_text(&out, "X-WR-CALNAME", label);
	for (size_t i = 0; i < count; i++)
		if (days[i].status != DAY_PROPOSED)
			event_add(arena, &out, stamp_words, &days[i]);
	ical_line(&out, TEXT("END:VCALENDAR"));
	return buf_text(&out);
}

/* ---- reading ---- */

/* What one VEVENT said so far. */
struct event {
	bool is_all_day;
	bool is_cancelled;
	bool is_repeated;
	bool has_end;    /* DTEND */
	bool has_length; /* DURATION */
	struct day start;
	struct day end; /* the day after the last */
	int32_t length; /* days; 0 for what is none */
	struct calendar_day row;
};

struct reader {
	struct arena *arena;
	struct text file;
	struct faults *faults;
	struct text rest;
	int line;      /* of `rest` */
	int item_line; /* of the content line being read: where it began */
	bool is_faulty;
	struct text open[DEPTH_MAX]; /* names of the components begun */
	size_t depth;
	struct event event;
	struct calendar_day *days;
	size_t count;
	size_t room;
};

#define COMPLAIN(r, line_, ...)                                                                    \
	do {                                                                                       \
		(r)->is_faulty = true;                                                             \
		fault_add((r)->faults, (r)->file, (line_), 0, __VA_ARGS__);                        \
	} while (0)

static bool
is_continued(struct text rest)
{
	return rest.n > 0 && (rest.p[0] == ' ' || rest.p[0] == '\t');
}

/* One physical line without its end. */
static struct text
raw_line_take(struct reader *r)
{
	struct text line;

	text_split(&r->rest, '\n', &line);
	r->line++;
	return text_ends_with(line, TEXT("\r")) ? text_slice(line, 0, line.n - 1) : line;
}

/*
 * The next content line, unfolded (3.1), which may put a letter together that a writer
 * cut in two; false at the end of the file.
 */
static bool
line_take(struct reader *r, struct text *out)
{
	struct buf line = BUF(r->arena);

	if (r->rest.n == 0)
		return false;
	r->item_line = r->line + 1;
	buf_add(&line, raw_line_take(r));
	while (is_continued(r->rest)) {
		struct text more = raw_line_take(r);

		buf_add(&line, text_slice(more, 1, more.n));
	}
	if (text_take(r->arena, buf_text(&line), out) != OK) {
		COMPLAIN(r, r->item_line, "chữ không đúng mã UTF-8");
		*out = NO_TEXT;
	}
	return true;
}

struct property {
	struct text name;
	struct text value;
};

/* NAME;PARAMETERS:VALUE. A quoted parameter may hold a colon. */
static bool
property_split(struct text line, struct property *out)
{
	bool is_quoted = false;
	size_t name_end = line.n;

	for (size_t i = 0; i < line.n; i++) {
		char c = line.p[i];

		if (c == '"')
			is_quoted = !is_quoted;
		if ((c == ';' || c == ':') && name_end == line.n)
			name_end = i;
		if (c == ':' && !is_quoted) {
			out->name = text_slice(line, 0, name_end);
			out->value = text_slice(line, i + 1, line.n);
			return true;
		}
	}
	return false;
}

static bool
is_digits(struct text text)
{
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] < '0' || text.p[i] > '9')
			return false;
	return true;
}

/* A date alone makes an all-day event; with a time of day it is none of ours. */
static bool
date_read(struct reader *r, struct text value, struct day *out)
{
	struct text date = text_slice(value, 0, 8), iso;

	if (date.n == 8 && is_digits(date)) {
		iso = text_format(r->arena, "%.4s-%.2s-%.2s", date.p, date.p + 4, date.p + 6);
		if (value.n == 8 && day_parse(iso, out) == OK)
			return true;
		if (value.n > 8 && value.p[8] == 'T')
			return false;
	}
	COMPLAIN(r, r->item_line, "không có ngày “%.*s” (dạng 20260822, từ 1900 đến 2199)",
			TEXT_ARGS(text_shorten(r->arena, value, 40)));
	return false;
}

/* Days of "P3D" or "P1W"; 0 for what is neither. */
static int32_t
duration_read(struct text value)
{
	int64_t days = 0;

	if (value.n < 3 || value.n > 6 || value.p[0] != 'P' ||
			!is_digits(text_slice(value, 1, value.n - 1)))
		return 0;
	text_to_int(text_slice(value, 1, value.n - 1), &days);
	if (text_ends_with(value, TEXT("W")))
		return (int32_t)days * 7;
	return text_ends_with(value, TEXT("D")) ? (int32_t)days : 0;
}

/*
 * A TEXT value as people read it. Before a letter beyond ASCII nothing is escaped: without
 * the backslash a mark of its own would join the letter before it, and be NFC no more.
 */
static struct text
words_read(struct reader *r, struct text value, size_t max)
{
	struct buf plain = BUF(r->arena);
	struct text words;

	for (size_t i = 0; i < value.n; i++) {
		char c = value.p[i];

		if (c == '\\' && i + 1 < value.n && (unsigned char)value.p[i + 1] < 0x80) {
			c = value.p[++i];
			if (c == 'n' || c == 'N')
				c = '\n';
		}
		buf_add_char(&plain, c);
	}
	words = text_copy(r->arena, text_trim(buf_text(&plain)));
	if (words.n > max)
		COMPLAIN(r, r->item_line, "dài quá %zu byte", max);
	return words;
}

/* ---- events ---- */

static void
start_read(struct reader *r, struct text value)
{
	r->event.is_all_day = date_read(r, value, &r->event.start);
}

static void
end_read(struct reader *r, struct text value)
{
	r->event.has_end = date_read(r, value, &r->event.end);
}

static void
length_read(struct reader *r, struct text value)
{
	r->event.has_length = true;
	r->event.length = duration_read(value);
}

static void
summary_read(struct reader *r, struct text value)
{
	r->event.row.name = words_read(r, value, CALENDAR_NAME_MAX);
}

static void
source_read(struct reader *r, struct text value)
{
	r->event.row.source = words_read(r, value, CALENDAR_SOURCE_MAX);
}

static void
kind_read(struct reader *r, struct text value)
{
	if (day_kind_parse(value, &r->event.row.kind) != OK)
		COMPLAIN(r, r->item_line, "loại ngày “%.*s” không có",
				TEXT_ARGS(text_shorten(r->arena, value, 40)));
}

static void
status_read(struct reader *r, struct text value)
{
	if (day_status_parse(value, &r->event.row.status) != OK)
		COMPLAIN(r, r->item_line, "tình trạng “%.*s” không có",
				TEXT_ARGS(text_shorten(r->arena, value, 40)));
}

static void
standing_read(struct reader *r, struct text value)
{
	r->event.is_cancelled = text_equals_ascii_case(value, TEXT("CANCELLED"));
}

static void
repeat_read(struct reader *r, struct text value)
{
	r->event.is_repeated = !text_is_empty(value);
}

static void
property_read(struct reader *r, const struct property *property)
{
	static const struct {
		struct text name;
		void (*read)(struct reader *r, struct text value);
	} rows[] = {
			{TEXT("DTSTART"), start_read},
			{TEXT("DTEND"), end_read},
			{TEXT("DURATION"), length_read},
			{TEXT("SUMMARY"), summary_read},
			{TEXT("STATUS"), standing_read},
			{TEXT("RRULE"), repeat_read},
			{TEXT("RDATE"), repeat_read},
			{TEXT("X-CONGTIN-KIND"), kind_read},
			{TEXT("X-CONGTIN-STATUS"), status_read},
			{TEXT("X-CONGTIN-SOURCE"), source_read},
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++)
		if (text_equals_ascii_case(rows[i].name, property->name))
			rows[i].read(r, property->value);
}

static void
event_begin(struct reader *r)
{
	r->event = (struct event){
			.row = {.line = r->item_line, .kind = DAY_HOLIDAY, .status = DAY_ANNOUNCED},
	};
}

static void
row_add(struct reader *r, struct day day)
{
	if (r->count == r->room) {
		size_t room = r->room ? r->room * 2 : ROWS_FIRST;
		struct calendar_day *days = ARENA_NEW_ARRAY(r->arena, room, struct calendar_day);

		if (r->count)
			memcpy(days, r->days, r->count * sizeof(*days));
		r->days = days;
		r->room = room;
	}
	r->days[r->count] = r->event.row;
	r->days[r->count++].day = day;
}

static int32_t
event_days(const struct event *event)
{
	if (event->has_end)
		return event->end.n - event->start.n;
	return event->has_length ? event->length : 1;
}

static void
event_end(struct reader *r)
{
	const struct event *event = &r->event;
	int line = event->row.line;
	int32_t days = event_days(event);

	if (!event->is_all_day || event->is_cancelled)
		return;
	if (event->is_repeated)
		COMPLAIN(r, line, "sự kiện lặp lại (RRULE, RDATE): hãy ghi từng ngày");
	else if (text_is_empty(event->row.name))
		COMPLAIN(r, line, "thiếu tên ngày (SUMMARY)");
	else if (days < 1 || days > EVENT_DAYS_MAX)
		COMPLAIN(r, line, "sự kiện phải dài từ 1 đến %d ngày", EVENT_DAYS_MAX);
	else if (!calendar_has_day(day_add(event->start, days - 1)))
		COMPLAIN(r, line, "năm nằm ngoài khoảng 1900–2199");
	else if (r->count + (size_t)days > CALENDAR_ROWS_MAX)
		COMPLAIN(r, line, "quá %d ngày", CALENDAR_ROWS_MAX);
	else
		for (int32_t i = 0; i < days; i++)
			row_add(r, day_add(event->start, i));
}

/* ---- components ---- */

static bool
is_in_event(const struct reader *r)
{
	return r->depth == 2 && text_equals_ascii_case(r->open[1], TEXT("VEVENT"));
}

static bool
component_begin(struct reader *r, struct text name)
{
	if (r->depth == DEPTH_MAX) {
		COMPLAIN(r, r->item_line, "các thành phần lồng nhau quá %d tầng", DEPTH_MAX);
		return false;
	}
	r->open[r->depth++] = name;
	if (is_in_event(r))
		event_begin(r);
	return true;
}

static bool
component_end(struct reader *r, struct text name)
{
	if (!text_equals_ascii_case(name, r->open[r->depth - 1])) {
		COMPLAIN(r, r->item_line, "END:%.*s không khớp với BEGIN",
				TEXT_ARGS(text_shorten(r->arena, name, 40)));
		return false;
	}
	if (is_in_event(r))
		event_end(r);
	r->depth--;
	return true;
}

/* False when going on makes no sense: nobody knows any more what belongs to what. */
static bool
line_read(struct reader *r, struct text line)
{
	struct property property;

	if (text_is_empty(line))
		return true;
	if (r->depth == 0 && !text_equals_ascii_case(line, TEXT("BEGIN:VCALENDAR"))) {
		COMPLAIN(r, r->item_line, "không phải tệp iCalendar: cần BEGIN:VCALENDAR");
		return false;
	}
	if (!property_split(line, &property)) {
		COMPLAIN(r, r->item_line, "dòng không có dấu hai chấm");
		return true;
	}
	if (text_equals_ascii_case(property.name, TEXT("BEGIN")))
		return component_begin(r, property.value);
	if (text_equals_ascii_case(property.name, TEXT("END")))
		return component_end(r, property.value);
	if (is_in_event(r))
		property_read(r, &property);
	return true;
}

enum err
calendar_ics_parse(struct arena *arena, struct text file, struct text content,
		struct faults *faults, struct calendar_day **days, size_t *count)
{
	struct reader r = {.arena = arena, .file = file, .faults = faults, .rest = content};
	struct text line;
	bool goes_on = true;

	if (text_starts_with(content, TEXT("\xEF\xBB\xBF")))
		r.rest = text_slice(content, 3, content.n);
	if (text_is_empty(text_trim(r.rest)))
		COMPLAIN(&r, 1, "tệp rỗng: cần BEGIN:VCALENDAR");
	while (goes_on && line_take(&r, &line))
		goes_on = line_read(&r, line);
	if (goes_on && r.depth > 0)
		COMPLAIN(&r, r.line, "thiếu END:%.*s",
				TEXT_ARGS(text_shorten(arena, r.open[r.depth - 1], 40)));
	if (r.is_faulty)
		return ERR_INVALID;
	*days = r.days;
	*count = r.count;
	return OK;
}
