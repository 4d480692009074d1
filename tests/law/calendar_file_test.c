/* calendar_file_test.c - calendars written and read again: CSV and iCalendar. */
#include "law_test.h"

static struct arena arena;

static int
end(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

struct rows {
	struct calendar_day *days;
	size_t count;
};

typedef enum err parser(struct arena *arena, struct text file, struct text content,
		struct faults *faults, struct calendar_day **days, size_t *count);

static struct rows
rows_of(parser *parse, struct text content)
{
	struct faults faults = {.arena = &arena};
	struct rows rows = {NULL, 0};

	if (parse(&arena, TEXT("c"), content, &faults, &rows.days, &rows.count) != OK) {
		faults_print(&arena, &faults);
		fail_msg("refused");
	}
	return rows;
}

static void
assert_same_rows(struct rows a, struct rows b)
{
	assert_int_equal(a.count, b.count);
	for (size_t i = 0; i < a.count; i++) {
		assert_int_equal(a.days[i].day.n, b.days[i].day.n);
		assert_int_equal(a.days[i].kind, b.days[i].kind);
		assert_int_equal(a.days[i].status, b.days[i].status);
		assert_string_equal(text_c(&arena, a.days[i].name), text_c(&arena, b.days[i].name));
		assert_string_equal(
				text_c(&arena, a.days[i].source), text_c(&arena, b.days[i].source));
	}
}

/* Everything that a writer could get wrong in a field. */
#define HARD                                                                                                                \
	"date,kind,name,source,status\n"                                                                                    \
	"2026-08-22,swapped_working,\"Làm bù \"\"31/08\"\"; gấp, ngay\",\"a\\nb\n"                                      \
	"c\\\\d: e;f,g\",announced\n"                                                                                       \
	"2026-08-31,swapped_off,Ngày nghỉ hoán đổi của các cơ quan ở xã Đắk Ơ và thị trấn Phước " \
	"Bửu được kéo dài thêm để dài quá bảy mươi lăm byte,,confirmed\n"                                \
	"2199-12-31,holiday,N,S,confirmed\n"                                                                                \
	"2026-08-31,swapped_off,Tên khác,,confirmed\n"

static void
calendar__a_csv_file_comes_back_as_it_was(void **state)
{
	struct text file = file_read(&arena, "calendars/vn.csv");
	struct rows vn = rows_of(calendar_parse, file);
	struct rows hard = rows_of(calendar_parse, TEXT(HARD));

	(void)state;
	assert_string_equal(calendar_csv(&arena, vn.days, vn.count).p, text_c(&arena, file));
	assert_same_rows(
			hard, rows_of(calendar_parse, calendar_csv(&arena, hard.days, hard.count)));
	assert_string_equal(calendar_csv(&arena, NULL, 0).p, "date,kind,name,source,status\n");
}

static void
calendar__an_icalendar_file_comes_back_as_it_was(void **state)
{
	struct instant stamp = instant_at("2026-11-25T10:27:06");
	struct rows vn = rows_of(calendar_parse, file_read(&arena, "calendars/vn.csv"));
	struct rows hard = rows_of(calendar_parse, TEXT(HARD));
	struct text label = TEXT("Lịch nghỉ chung, bản 3");

	(void)state;
	assert_same_rows(vn, rows_of(calendar_ics_parse, calendar_ics(&arena, label, stamp, vn.days,
									 vn.count)));
	assert_same_rows(hard, rows_of(calendar_ics_parse, calendar_ics(&arena, label, stamp,
									   hard.days, hard.count)));
	assert_int_equal(rows_of(calendar_ics_parse, calendar_ics(&arena, label, stamp, NULL, 0))
					 .count,
			0);
}

/* Proposals are this program's own: whoever reads the file makes them again. */
static void
calendar__proposed_days_are_not_written(void **state)
{
	struct calendar_day days[] = {
			{.day = day_at("2030-01-01"),
					.kind = DAY_HOLIDAY,
					.status = DAY_PROPOSED,
					.name = TEXT("N"),
					.source = TEXT("S")},
			{.day = day_at("2026-01-01"),
					.kind = DAY_HOLIDAY,
					.status = DAY_ANNOUNCED,
					.name = TEXT("N"),
					.source = TEXT("S")},
	};

	(void)state;
	assert_string_equal(calendar_csv(&arena, days, COUNT_OF(days)).p,
			"date,kind,name,source,status\n2026-01-01,holiday,N,S,announced\n");
	assert_string_equal(calendar_ics(&arena, TEXT("L"), instant_at("2026-11-25T06:00"), days,
					    COUNT_OF(days))
					    .p,
			"BEGIN:VCALENDAR\r\n"
			"VERSION:2.0\r\n"
			"PRODID:-//congtin//calendar//VI\r\n"
			"CALSCALE:GREGORIAN\r\n"
			"X-WR-CALNAME:L\r\n"
			"BEGIN:VEVENT\r\n"
			"UID:20260101-holiday-af64034c86022ed1@congtin\r\n"
			"DTSTAMP:20261124T230000Z\r\n"
			"DTSTART;VALUE=DATE:20260101\r\n"
			"SUMMARY:N\r\n"
			"CATEGORIES:Nghỉ lễ\r\n"
			"STATUS:TENTATIVE\r\n"
			"TRANSP:TRANSPARENT\r\n"
			"X-CONGTIN-KIND:holiday\r\n"
			"X-CONGTIN-STATUS:announced\r\n"
			"X-CONGTIN-SOURCE:S\r\n"
			"END:VEVENT\r\n"
			"END:VCALENDAR\r\n");
}

static void
calendar__icalendar_lines_are_folded_between_letters(void **state)
{
	struct rows hard = rows_of(calendar_parse, TEXT(HARD));
	struct text rest = calendar_ics(
			&arena, TEXT("L"), instant_at("2026-11-25"), hard.days, hard.count);
	struct text line;
	bool is_folded = false;

	(void)state;
	while (text_split(&rest, '\n', &line)) {
		if (text_is_empty(line))
			continue;
		assert_true(text_ends_with(line, TEXT("\r")));
		assert_true(line.n - 1 <= 75);
		assert_true(text_is_utf8(line));
		is_folded = is_folded || line.p[0] == ' ';
	}
	assert_true(is_folded);
}

/* ---- files of others ---- */

#define CALENDAR(events) "BEGIN:VCALENDAR\nVERSION:2.0\n" events "END:VCALENDAR\n"
#define EVENT(lines) "BEGIN:VEVENT\n" lines "END:VEVENT\n"
#define DATED(lines) CALENDAR(EVENT("DTSTART;VALUE=DATE:20270206\nSUMMARY:Tết\n" lines))

static const struct {
	const char *content;
	const char *days; /* "first count name" of each run of days; NULL: none */
	const char *why;
} FOREIGN[] = {
		{DATED(""), "2027-02-06 1 Tết", "a date alone is one day"},
		{DATED("DTEND;VALUE=DATE:20270211\n"), "2027-02-06 5 Tết",
				"the end is the day after"},
		{DATED("DURATION:P3D\n"), "2027-02-06 3 Tết", "a length in days"},
		{DATED("DURATION:P1W\n"), "2027-02-06 7 Tết", "a length in weeks"},
		{DATED("DTEND:20270206T170000\n"), "2027-02-06 1 Tết",
				"an end with a time says nothing here"},
		{DATED("STATUS:CANCELLED\n"), NULL, "called off"},
		{DATED("STATUS:CONFIRMED\n"), "2027-02-06 1 Tết",
				"another's word does not confirm a day of ours"},
		{CALENDAR(EVENT("DTSTART:20270206T080000Z\nSUMMARY:Họp\n")), NULL,
				"a meeting is no day off"},
		{CALENDAR(EVENT("SUMMARY:Họp\n")), NULL, "no date at all"},
		{CALENDAR("BEGIN:VTODO\nDTSTART;VALUE=DATE:20270206\nEND:VTODO\n"), NULL,
				"another component"},
		{DATED("BEGIN:VALARM\nSUMMARY:Chuông\nEND:VALARM\n"), "2027-02-06 1 Tết",
				"a component within the event"},
		{CALENDAR(EVENT("DTSTART;VALUE=DATE:20270206\nSUMMARY:a\\Nb\\;c\\\n")),
				"2027-02-06 1 a\nb;c\\", "escapes, the last of nothing"},
		{CALENDAR(EVENT("DTSTART;VALUE=DATE:20270206\nSUMMARY:e\\\xCC\x81\n")),
				"2027-02-06 1 e\\\xCC\x81", "a mark of its own is not escaped"},
		{DATED("RRULE:\n"), "2027-02-06 1 Tết", "an empty rule repeats nothing"},
		{"\xEF\xBB\xBF" DATED(""), "2027-02-06 1 Tết", "a byte order mark"},
		{"begin:vcalendar\r\nbegin:vevent\r\ndtstart;value=date:2027\r\n\t0206\r\n"
		 "summary;x=\"a:b;c\";language=vi:T\xE1\r\n \xBA\xBFt\\, \\n\\\\\r\n\r\n"
		 "end:vevent\r\nend:vcalendar",
				"2027-02-06 1 Tết, \n\\",
				"small letters, CR LF, a letter cut in two, escapes, no last line "
				"end"},
};

static void
calendar__icalendar_files_of_others_are_announced_holidays(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(FOREIGN); i++) {
		struct rows rows = rows_of(calendar_ics_parse, text_of(FOREIGN[i].content));
		struct text words = NO_TEXT;

		if (rows.count)
			words = text_format(&arena, "%s %zu %s",
					day_iso(&arena, rows.days[0].day).p, rows.count,
					text_c(&arena, rows.days[0].name));
		if (!text_equals(words, text_of(FOREIGN[i].days)))
			fail_msg("%s: got “%s”", FOREIGN[i].why, words.p);
		for (size_t j = 0; j < rows.count; j++) {
			assert_int_equal(rows.days[j].day.n, rows.days[0].day.n + (int)j);
			assert_int_equal(rows.days[j].kind, DAY_HOLIDAY);
			assert_int_equal(rows.days[j].status, DAY_ANNOUNCED);
			assert_true(text_is_empty(rows.days[j].source));
		}
	}
}

static const struct {
	const char *content;
	int line;
	const char *reason; /* a part of it */
} FAULTS[] = {
		{"", 1, "tệp rỗng"},
		{"\xEF\xBB\xBF\r\n", 1, "tệp rỗng"},
		{"date,kind,name,source\n", 1, "không phải tệp iCalendar"},
		{"\nBEGIN:VEVENT\nEND:VEVENT\n", 2, "không phải tệp iCalendar"},
		{"BEGIN:VCALENDAR\nBEGIN:VEVENT\n", 2, "thiếu END:VEVENT"},
		{"BEGIN:VCALENDAR\nEND:VEVENT\n", 2, "END:VEVENT không khớp"},
		{CALENDAR("END\n"), 3, "dấu hai chấm"},
		{CALENDAR("X;Y=\"a:b\n"), 3, "dấu hai chấm"},
		{CALENDAR("X:\xFF\n"), 3, "UTF-8"},
		{DATED("DTSTART;VALUE=DATE:20270229\n"), 6, "không có ngày “20270229”"},
		{DATED("DTSTART;VALUE=DATE:2027-02-06\n"), 6, "không có ngày “2027-02-06”"},
		{DATED("DTSTART;VALUE=DATE:202702\n"), 6, "không có ngày “202702”"},
		{DATED("DTSTART;VALUE=DATE:20270206X\n"), 6, "không có ngày “20270206X”"},
		{DATED("DTSTART;VALUE=DATE:22000101\n"), 6, "1900 đến 2199"},
		{DATED("DTEND;VALUE=DATE:20270206\n"), 3, "dài từ 1 đến 366 ngày"},
		{DATED("DTEND;VALUE=DATE:20280301\n"), 3, "dài từ 1 đến 366 ngày"},
		{DATED("DURATION:PT8H\n"), 3, "dài từ 1 đến 366 ngày"},
		{DATED("DURATION:P1Y\n"), 3, "dài từ 1 đến 366 ngày"},
		{DATED("DURATION:X1D\n"), 3, "dài từ 1 đến 366 ngày"},
		{DATED("DURATION:P\n"), 3, "dài từ 1 đến 366 ngày"},
		{DATED("DURATION:P10000D\n"), 3, "dài từ 1 đến 366 ngày"},
		{DATED("RRULE:FREQ=YEARLY\n"), 3, "sự kiện lặp lại"},
		{DATED("DTSTART;VALUE=DATE:21991231\nDURATION:P2D\n"), 3, "1900–2199"},
		{CALENDAR(EVENT("DTSTART;VALUE=DATE:20270206\n")), 3, "thiếu tên ngày"},
		{DATED("X-CONGTIN-KIND:picnic\n"), 6, "“picnic”"},
		{DATED("X-CONGTIN-STATUS:proposed\n"), 6, "“proposed”"},
		{"BEGIN:VCALENDAR\nBEGIN:A\nBEGIN:A\nBEGIN:A\nBEGIN:A\nBEGIN:A\nBEGIN:A\n"
		 "BEGIN:A\nBEGIN:A\n",
				9, "quá 8 tầng"},
};

static void
calendar__each_fault_of_an_icalendar_file_is_named_with_its_line(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(FAULTS); i++) {
		struct faults faults = {.arena = &arena};
		struct rows rows = {NULL, 0};

		if (calendar_ics_parse(&arena, TEXT("c.ics"), text_of(FAULTS[i].content), &faults,
				    &rows.days, &rows.count) != ERR_INVALID)
			fail_msg("accepted: row %zu, %s", i, FAULTS[i].reason);
		assert_null(rows.days);
		assert_true(faults.count > 0);
		if (faults.rows[0].line != FAULTS[i].line ||
				!strstr(faults.rows[0].reason.p, FAULTS[i].reason))
			fail_msg("row %zu: expected %d %s, got %s", i, FAULTS[i].line,
					FAULTS[i].reason, fault_words(&arena, &faults.rows[0]).p);
	}
}

static void
calendar__overlong_icalendar_files_are_refused(void **state)
{
	struct faults faults = {.arena = &arena};
	struct buf out = BUF(&arena);
	struct rows rows;

	(void)state;
	buf_add_c(&out, "BEGIN:VCALENDAR\n");
	for (int i = 0; i < CALENDAR_ROWS_MAX / 366 + 1; i++)
		buf_add_c(&out, EVENT("DTSTART;VALUE=DATE:20260101\nDURATION:P366D\nSUMMARY:N\n"));
	buf_add_c(&out, "BEGIN:VEVENT\nSUMMARY:");
	for (int i = 0; i <= CALENDAR_NAME_MAX; i++)
		buf_add_char(&out, 'a');
	assert_int_equal(calendar_ics_parse(&arena, TEXT("c"), buf_text(&out), &faults, &rows.days,
					 &rows.count),
			ERR_INVALID);
	assert_non_null(strstr(faults.rows[0].reason.p, "quá 20000 ngày"));
	assert_non_null(strstr(faults.rows[1].reason.p, "dài quá 200 byte"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test(calendar__a_csv_file_comes_back_as_it_was),
			cmocka_unit_test(calendar__an_icalendar_file_comes_back_as_it_was),
			cmocka_unit_test(calendar__proposed_days_are_not_written),
			cmocka_unit_test(calendar__icalendar_lines_are_folded_between_letters),
			cmocka_unit_test(
					calendar__icalendar_files_of_others_are_announced_holidays),
			cmocka_unit_test(
					calendar__each_fault_of_an_icalendar_file_is_named_with_its_line),
			cmocka_unit_test(calendar__overlong_icalendar_files_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, end);
}
