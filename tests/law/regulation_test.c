/* regulation_test.c - the regulation in force, and every fault a file may have. */
#include "law_test.h"

#include "law/course.h"
#include "law/regulation.h"

static struct arena arena;

static int
end(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static struct regulation
regulation_of(const char *path)
{
	struct faults faults = {.arena = &arena};
	struct regulation regulation;

	if (regulation_parse(&arena, text_of(path), file_read(&arena, path), &faults,
			    &regulation) != OK) {
		faults_print(&arena, &faults);
		fail_msg("the regulation is refused");
	}
	return regulation;
}

static struct regulation
tt80(void)
{
	return regulation_of("regulations/tt-80-2020.conf");
}

static struct regulation
second(void)
{
	return regulation_of("tests/law/second.conf");
}

static const struct {
	const char *id;
	enum limit_kind kind;
	int32_t amount;
	enum duty_side side;
	bool is_opening, may_extract;
	const char *counter;
} DUTIES[] = {
		{"1", LIMIT_IMMEDIATE, 0, SIDE_UNIT, true, false, ""},
		{"2a", LIMIT_NONE, 0, SIDE_UNIT, true, false, "2b"},
		{"2b", LIMIT_NONE, 0, SIDE_PORTAL, false, false, ""},
		{"3a", LIMIT_NONE, 0, SIDE_UNIT, true, false, "3b"},
		{"3b", LIMIT_NONE, 0, SIDE_PORTAL, false, false, ""},
		{"3c", LIMIT_SIMULTANEOUS, 0, SIDE_UNIT, false, false, ""},
		{"3d", LIMIT_NONE, 0, SIDE_PORTAL, false, false, "3e"},
		{"3e", LIMIT_NONE, 0, SIDE_UNIT, false, false, "3f"},
		{"3f", LIMIT_EXTERNAL, 0, SIDE_PORTAL, false, false, ""},
		{"3g", LIMIT_BEFORE_EVENT, 0, SIDE_UNIT, true, false, ""},
		{"4a", LIMIT_WORKING_DAYS, 2, SIDE_UNIT, true, true, ""},
		{"4b", LIMIT_WORKING_DAYS, 2, SIDE_UNIT, true, true, ""},
		{"5a", LIMIT_NONE, 0, SIDE_PORTAL, true, false, ""},
		{"5b", LIMIT_ON_REQUEST, 0, SIDE_UNIT, false, false, ""},
		{"6a", LIMIT_WORKING_DAYS, 2, SIDE_UNIT, true, true, ""},
		{"6b", LIMIT_IMMEDIATE, 0, SIDE_UNIT, true, true, ""},
		{"6c", LIMIT_ON_REQUEST, 0, SIDE_UNIT, true, true, ""},
		{"7", LIMIT_HOURS, 12, SIDE_UNIT, true, false, ""},
		{"8a", LIMIT_EXTERNAL, 0, SIDE_UNIT, true, false, ""},
		{"8b", LIMIT_NONE, 0, SIDE_LEGAL_AFFAIRS, true, false, ""},
		{"8c", LIMIT_WORKING_DAYS, 2, SIDE_LEGAL_AFFAIRS, false, false, ""},
		{"9a", LIMIT_SIMULTANEOUS, 0, SIDE_UNIT, true, false, "9b"},
		{"9b", LIMIT_NONE, 0, SIDE_PORTAL, false, false, ""},
		{"10a", LIMIT_WORKING_DAYS, 5, SIDE_UNIT, true, false, ""},
		{"10b", LIMIT_WORKING_DAYS, 10, SIDE_UNIT, false, false, ""},
		{"11", LIMIT_WORKING_DAYS, 20, SIDE_UNIT, true, false, ""},
		{"12", LIMIT_NONE, 0, SIDE_UNIT, true, false, ""},
};

static void
regulation__article_5_has_all_duties(void **state)
{
	struct regulation regulation = tt80();

	(void)state;
	assert_string_equal(regulation.number.p, "80/2020/TT-BCA");
	assert_int_equal(regulation.effective_from.n, day_at("2020-09-15").n);
	assert_false(regulation.has_end);
	assert_int_equal(regulation.duty_count, COUNT_OF(DUTIES));
	for (size_t i = 0; i < COUNT_OF(DUTIES); i++) {
		const struct duty *duty = regulation_duty(&regulation, text_of(DUTIES[i].id));

		if (!duty)
			fail_msg("no duty %s", DUTIES[i].id);
		if (duty->limit.kind != DUTIES[i].kind || duty->limit.amount != DUTIES[i].amount)
			fail_msg("%s: %s", duty->id.p, limit_label(&arena, duty->limit).p);
		if (duty->is_opening != DUTIES[i].is_opening)
			fail_msg("%s: opening is %d", duty->id.p, duty->is_opening);
		assert_int_equal(duty->side, DUTIES[i].side);
		assert_int_equal(duty->may_extract, DUTIES[i].may_extract);
		assert_string_equal(duty->counter_duty.p, DUTIES[i].counter);
		assert_true(duty->limit.is_statutory);
		assert_false(duty->target.is_statutory);
		assert_true(text_starts_with(duty->citation, duty->clause));
		assert_false(text_is_empty(duty->section));
	}
}

static void
regulation__a_fact_begins_the_term(void **state)
{
	struct regulation regulation = tt80();
	const struct duty *report = regulation_duty(&regulation, TEXT("6a"));
	const struct duty *general = regulation_duty(&regulation, TEXT("1"));

	(void)state;
	assert_int_equal(report->anchor_count, 1);
	assert_string_equal(report->anchor[0].p, "approved_on");
	assert_string_equal(report->anchor_label.p, "ngày phê duyệt");
	assert_int_equal(duty_evidence(report, TEXT("approved_on"))->kind, EVIDENCE_DAY);
	assert_null(duty_evidence(report, TEXT("nothing")));
	assert_int_equal(general->anchor_count, 2); /* the later of the two */
	assert_int_equal(general->target.kind, LIMIT_WORKING_DAYS);
	assert_string_equal(evidence_kind_name(EVIDENCE_INSTANT).p, "instant");
	assert_string_equal(evidence_kind_name(EVIDENCE_UNSET).p, "unset");
}

static void
regulation__branches_lead_on(void **state)
{
	struct regulation regulation = tt80();
	const struct duty *attend = regulation_duty(&regulation, TEXT("3b"));

	(void)state;
	assert_int_equal(attend->branch_count, 2);
	assert_string_equal(attend->branches[0].duty.p, "3c");
	assert_string_equal(attend->branches[1].duty.p, "3d");
	assert_null(regulation_duty(&regulation, TEXT("13")));
}

/* ---- faults ---- */

#define HEAD                                                                                       \
	"number = \"1/2030\";\n"                                                                   \
	"title = \"T\";\n"                                                                         \
	"issuer = \"I\";\n"
#define FROM "effective_from = \"2030-01-01\";\n"
/* A duty from line 5 on; %s are the places where the rows put their fault. */
#define DUTY(id, citation, limit, anchor, more)                                                    \
	"{ id = \"" id "\"; clause = \"C\"; title = \"T\";\n" citation                             \
	"  trigger = \"T\"; act = \"A\"; side = \"unit\"; obligor = \"O\";\n"                      \
	"  evidence = ( { key = \"d\"; label = \"D\"; kind = \"day\"; required = true; },\n"       \
	"    { key = \"t\"; label = \"T\"; kind = \"instant\"; }, { key = \"x\"; label = \"X\"; "  \
	"kind = \"text\"; }, { key = \"e\"; label = \"E\"; kind = \"day\"; required = true; "      \
	"} );\n"                                                                                   \
	"  approver = \"unit_leader\";\n" limit "\n" anchor "\n" more "\n}"
#define CITATION "  citation = \"C: x\";\n"
#define LIMIT "  limit = { kind = \"working_days\"; amount = 2; };"
#define ANCHOR "  anchor = { label = \"d\"; evidence = ( \"d\" ); };"
#define GOOD_DUTY(id, more) DUTY(id, CITATION, LIMIT, ANCHOR, more)

/* A first duty, and behind it one that extends `base`, its fault in line 25. */
#define LEADS "branches = ( { duty = \"2\"; when = \"W\"; } );"
#define EXTENDED_BY(base, branches, limit, anchor)                                                 \
	GOOD_DUTY("1", branches)                                                                   \
	",\n" DUTY("2", CITATION, limit, anchor, "\n\nextends = \"" base "\";")
#define EXTENDED(base, branches, amount, anchor)                                                   \
	EXTENDED_BY(base, branches,                                                                \
			"  limit = { kind = \"working_days\"; amount = " amount "; };", anchor)

static const struct {
	const char *content;
	int line;
	const char *reason; /* a part of it */
} FAULTS[] = {
		{"", 1, "tệp rỗng"},
		{" \n\n", 1, "tệp rỗng"},
		{"title = \"T\";", 1, "thiếu “number”"},
		{HEAD "effective_from = \"2030-02-29\";\nduties = (" GOOD_DUTY("1", "") ");", 4,
				"không phải ngày có thật"},
		{HEAD "effective_from = \"01/02/2030\";\nduties = (" GOOD_DUTY("1", "") ");", 4,
				"không phải ngày có thật"},
		{HEAD FROM "effective_to = \"2029-12-31\";\nduties = (" GOOD_DUTY("1", "") ");", 5,
				"trước ngày có hiệu lực"},
		{HEAD "duties = (" GOOD_DUTY("1", "") ");", 1, "thiếu “effective_from”"},
		{HEAD FROM, 1, "ít nhất một nghĩa vụ"},
		{HEAD FROM "duties = ( );", 5, "ít nhất một nghĩa vụ"},
		{HEAD FROM "duties = \"x\";", 5, "phải là danh sách"},
		{HEAD FROM "duties = ( 1 );", 5, "sai kiểu"},
		{HEAD FROM "number = \"2\";", 5, "sai cú pháp"},
		{HEAD FROM "duties = (\n{ id = ;", 6, "sai cú pháp"},
		{HEAD FROM "@include \"/etc/hostname\"\n", 5, "@include"},
		{HEAD FROM "  @include \"x\"\n", 5, "@include"},
		{HEAD FROM "colour = \"red\";\nduties = (" GOOD_DUTY("1", "") ");", 5, "“colour”"},
		{HEAD FROM "duties = (" GOOD_DUTY("1", "colour = 1;") ");", 13, "“colour”"},
		{HEAD FROM "duties = (" GOOD_DUTY("1", "part = \"a b\";") ");", 13, "“part”"},
		{HEAD FROM "duties = (" GOOD_DUTY("1", "genres = \"news\";") ");", 13, "danh sách"},
		{HEAD FROM "duties = (" GOOD_DUTY("1", "obligor_units = \"VP\";") ");", 13,
				"danh sách"},
		{HEAD FROM "duties = (" DUTY("1", "\n", LIMIT, ANCHOR, "") ");", 5,
				"thiếu “citation”"},
		{HEAD FROM "duties = (" DUTY("1", "citation = \" \";\n", LIMIT, ANCHOR, "") ");", 6,
				"“citation” không được để trống"},
		{HEAD FROM "duties = (" DUTY("1", "citation = 7;\n", LIMIT, ANCHOR, "") ");", 6,
				"phải là chữ"},
		{HEAD FROM "duties = (" DUTY("1", CITATION, "limit = { kind = \"fortnight\"; };",
				 ANCHOR, "") ");",
				11, "không có loại thời hạn “fortnight”"},
		{HEAD FROM "duties = (" DUTY(
				 "1", CITATION, "limit = { kind = \"hours\"; };", ANCHOR, "") ");",
				11, "cần “amount”"},
		{HEAD FROM "duties = (" DUTY("1", CITATION,
				 "limit = { kind = \"none\"; amount = 3; };", ANCHOR, "") ");",
				11, "không có số lượng"},
		{HEAD FROM "duties = (" DUTY("1", CITATION,
				 "limit = { kind = \"working_days\"; amount = -2; };", ANCHOR,
				 "") ");",
				11, "số nguyên từ 1"},
		{HEAD FROM "duties = (" DUTY("1", CITATION,
				 "limit = { kind = \"working_days\"; amount = 3651; };", ANCHOR,
				 "") ");",
				11, "số nguyên từ 1"},
		{HEAD FROM "duties = (" DUTY("1", CITATION,
				 "limit = { kind = \"working_days\"; amount = \"2\"; };", ANCHOR,
				 "") ");",
				11, "số nguyên từ 1"},
		{HEAD FROM "duties = (" DUTY("1", CITATION,
				 "limit = { kind = \"working_minutes\"; amount = 2; };", ANCHOR,
				 "") ");",
				11, "chỉ dùng cho mục tiêu nội bộ"},
		{HEAD FROM "duties = (" DUTY("1", CITATION, "limit = \"2\";", ANCHOR, "") ");", 11,
				"phải là nhóm"},
		{HEAD FROM "duties = (" DUTY("1", CITATION, LIMIT, "", "") ");", 5,
				"thiếu “anchor”"},
		{HEAD FROM "duties = (" DUTY("1", CITATION, LIMIT,
				 "anchor = { label = \"d\"; evidence = ( \"no\" ); };", "") ");",
				12, "không có trong “evidence”"},
		{HEAD FROM "duties = (" DUTY("1", CITATION, LIMIT,
				 "anchor = { label = \"d\"; evidence = ( \"x\" ); };", "") ");",
				12, "phải là ngày hoặc thời điểm"},
		{HEAD FROM "duties = (" DUTY("1", CITATION, LIMIT,
				 "anchor = { label = \"d\"; evidence = ( \"t\" ); };", "") ");",
				12, "phải là dữ kiện bắt buộc"},
		{HEAD FROM "duties = (" DUTY("1", CITATION,
				 "limit = { kind = \"hours\"; amount = 2; };", ANCHOR, "") ");",
				12, "phải có giờ"},
		{HEAD FROM "duties = (" DUTY("1", CITATION, "limit = { kind = \"before_event\"; };",
				 ANCHOR, "") ");",
				12, "phải có giờ"},
		{HEAD FROM "duties = (" DUTY(
				 "1", CITATION, LIMIT, "anchor = { label = \"d\"; };", "") ");",
				12, "ít nhất một mốc tính"},
		{HEAD FROM "duties = (" GOOD_DUTY("1", "target = { kind = \"hours\"; amount = 1; "
						       "statutory = true; };") ");",
				13, "“statutory”"},
		{HEAD FROM "duties = (" GOOD_DUTY("1", "extract = \"yes\";") ");", 13,
				"true hoặc false"},
		{HEAD FROM "duties = (" GOOD_DUTY("1", "section = \"Tin tức\";") ");", 13,
				"“section”"},
		{HEAD FROM "duties = (" GOOD_DUTY("1A", "") ");", 5, "“id”"},
		{HEAD FROM "duties = (" GOOD_DUTY(
				 "1", "branches = (\n{ duty = \"9\"; when = \"W\"; } );") ");",
				14, "không có nghĩa vụ nào như vậy"},
		{HEAD FROM "duties = (" GOOD_DUTY("1", "counter = \"9\";") ");", 13,
				"không có nghĩa vụ nào như vậy"},
		{HEAD FROM "duties = (" GOOD_DUTY("1", "counter = \"1\";") ");", 13, "vòng lặp"},
		{HEAD FROM "duties = (" GOOD_DUTY("1", "counter = \"2\";") ",\n" GOOD_DUTY(
				 "2", "branches = ( { duty = \"1\"; when = \"W\"; } );") ");",
				23, "vòng lặp"},
		{HEAD FROM "duties = (" GOOD_DUTY("1", "") ",\n" GOOD_DUTY("1", "") ");", 15,
				"đã có ở dòng 5"},
		{HEAD FROM "duties = (" DUTY("1", CITATION, LIMIT,
				 "anchor = { chosen = \"a\"; choices = ( { name = \"b\"; label = "
				 "\"L\"; evidence = ( \"d\" ); } ); };",
				 "") ");",
				12, "không có cách tính “a”"},
		{HEAD FROM "duties = (" DUTY("1", CITATION, LIMIT,
				 "anchor = { chosen = \"a\"; choices = ( { name = \"a\"; label = "
				 "\"L\"; evidence = ( \"t\" ); } ); };",
				 "") ");",
				12, "phải là dữ kiện bắt buộc"},
		{HEAD FROM "duties = (" DUTY("1", CITATION, LIMIT,
				 "anchor = { chosen = \"a\"; choices = ( { name = \"a\"; label = "
				 "\"L\"; evidence = ( \"d\" ); }, { name = \"b\"; label = \"L\"; "
				 "evidence = ( \"no\" ); } ); };",
				 "") ");",
				12, "không có trong “evidence”"},
		{HEAD FROM "duties = (" EXTENDED("11", "", "2", ANCHOR) ");", 25,
				"gia hạn cho “11”, không có nghĩa vụ nào như vậy"},
		{HEAD FROM "duties = (" EXTENDED("1", "", "3", ANCHOR) ");", 25,
				"không có nhánh dẫn đến “2”"},
		{HEAD FROM "duties = (" EXTENDED("1", LEADS, "2", ANCHOR) ");", 25,
				"cùng loại và dài hơn"},
		{HEAD FROM "duties = (" EXTENDED("1", LEADS, "3",
				 "anchor = { label = \"d\"; evidence = ( \"d\", \"d\" ); };") ");",
				25, "mốc tính phải như của “1”"},
		{HEAD FROM "duties = (" EXTENDED("1", LEADS, "3",
				 "anchor = { label = \"d\"; evidence = ( \"e\" ); };") ");",
				25, "mốc tính phải như của “1”"},
		{HEAD FROM "duties = (" EXTENDED_BY("1", LEADS,
				 "  limit = { kind = \"calendar_days\"; amount = 9; };",
				 ANCHOR) ");",
				25, "cùng loại và dài hơn"},
		{HEAD "effective_from = \"2030-1-1\";\nduties = (" GOOD_DUTY("1", "") ");", 4,
				"không phải ngày có thật"},
		{HEAD FROM "duties = (" DUTY(
				 "1", CITATION, "limit = { amount = 2; };", ANCHOR, "") ");",
				11, "thiếu “kind”"},
		{HEAD FROM "duties = (" GOOD_DUTY("1{", "") ");", 5, "“id”"},
		{HEAD FROM "duties = (" GOOD_DUTY("12345678901234567", "") ");", 5, "“id”"},
		{HEAD FROM "duties = (" DUTY("1", CITATION, LIMIT,
				 "anchor = { label = \"d\"; evidence = ( \"\" ); };", "") ");",
				12, "không có trong “evidence”"},
		{HEAD FROM "duties = (" DUTY("1", CITATION, LIMIT,
				 "anchor = { label = \"d\"; evidence = [ \"no\" ]; };", "") ");",
				12, "không có trong “evidence”"},
		{HEAD FROM "duties = (" DUTY("1", CITATION, "limit = { kind = \"none\"; };",
				 "anchor = { label = \"d\"; evidence = ( \"t\" ); };",
				 "target = { kind = \"hours\"; amount = 1; };") ");",
				12, "phải là dữ kiện bắt buộc"},
		{HEAD FROM "duties = (" DUTY("1", CITATION, "limit = { kind = \"none\"; };", ANCHOR,
				 "target = { kind = \"working_minutes\"; amount = 1; };") ");",
				12, "phải có giờ"},
		{HEAD FROM "duties = (\n{ side = \"moon\"; approver = \"clock\"; } );", 6,
				"“side” không nhận “moon”"},
		{HEAD FROM "duties = (\n{ side = \"moon\"; approver = \"clock\"; } );", 6,
				"không có vai trò “clock”"},
		{HEAD FROM "duties = (\n{ side = \"\"; approver = \"emperor\"; } );", 6,
				"không có vai trò “emperor”"},
		{HEAD FROM "duties = (\n{ evidence = ( { key = \"d\"; }, { key = \"d\"; } ); } );",
				6, "“d” có hai lần"},
		{HEAD FROM "duties = (\n{ evidence = ( { key = \"d\"; kind = \"\"; } ); } );", 6,
				"“kind” không được để trống"},
		{"number = \"\xFF\";", 1, "UTF-8"},
		{"number = \"\\xFF\";", 1, "UTF-8"},
};

static bool
has_fault(const struct faults *faults, int line, const char *reason)
{
	for (size_t i = 0; i < faults->count; i++)
		if (faults->rows[i].line == line && strstr(faults->rows[i].reason.p, reason))
			return true;
	return false;
}

/* More of everything than there may be. */
static void
regulation__what_is_too_large_is_refused(void **state)
{
	struct buf branches = BUF(&arena), words = BUF(&arena), file = BUF(&arena);
	struct faults faults = {.arena = &arena};
	struct regulation regulation;

	(void)state;
	buf_add_c(&branches, HEAD FROM "duties = (\n{ branches = (");
	for (int i = 0; i <= REGULATION_LIST_MAX; i++)
		buf_add_c(&branches, i ? ", { }" : "{ }");
	buf_add_c(&branches, "); } );");
	for (int i = 0; i <= REGULATION_TEXT_MAX; i++)
		buf_add_char(&words, 'x');
	for (int i = 0; i <= REGULATION_FILE_MAX; i++)
		buf_add_char(&file, '\n');
	assert_int_equal(regulation_parse(&arena, TEXT("r"), buf_text(&branches), &faults,
					 &regulation),
			ERR_INVALID);
	assert_true(has_fault(&faults, 6, "“branches” có quá 50 phần tử"));
	assert_int_equal(regulation_parse(&arena, TEXT("r"),
					 text_format(&arena, "title = \"%s\";", buf_text(&words).p),
					 &faults, &regulation),
			ERR_INVALID);
	assert_true(has_fault(&faults, 1, "“title” dài quá 4000 byte"));
	assert_int_equal(regulation_parse(&arena, TEXT("r"), buf_text(&file), &faults, &regulation),
			ERR_INVALID);
	assert_true(has_fault(&faults, 1, "tệp lớn quá 1000000 byte"));
}

static void
regulation__each_fault_is_named_with_its_line(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(FAULTS); i++) {
		struct faults faults = {.arena = &arena};
		struct regulation regulation = {.duty_count = 7};

		if (regulation_parse(&arena, TEXT("r.conf"), text_of(FAULTS[i].content), &faults,
				    &regulation) != ERR_INVALID)
			fail_msg("accepted: %s", FAULTS[i].reason);
		assert_int_equal(regulation.duty_count, 7); /* untouched */
		if (!has_fault(&faults, FAULTS[i].line, FAULTS[i].reason)) {
			faults_print(&arena, &faults);
			fail_msg("row %zu: not found: %d: %s", i, FAULTS[i].line, FAULTS[i].reason);
		}
	}
}

/* A fictitious second instrument, with other limits: data alone, no line of C. */
static void
regulation__another_regulation_is_only_another_file(void **state)
{
	struct faults faults = {.arena = &arena};
	struct regulation rows[2] = {tt80(), second()};
	struct regulation_set set = {.rows = rows, .count = 2};

	(void)state;
	assert_int_equal(regulation_set_check(&set, &faults), ERR_INVALID); /* no end before it */
	assert_non_null(strstr(faults.rows[0].reason.p, "trùng với 80/2020/TT-BCA"));
	assert_int_equal(faults.rows[0].line, 8);

	rows[0].has_end = true;
	rows[0].effective_to = day_at("2030-12-31");
	assert_int_equal(regulation_set_check(&set, &faults), OK);
	assert_null(regulation_in_force(&set, day_at("2020-09-14")));
	assert_ptr_equal(regulation_in_force(&set, day_at("2020-09-15")), &rows[0]);
	assert_ptr_equal(regulation_in_force(&set, day_at("2030-12-31")), &rows[0]);
	assert_ptr_equal(regulation_in_force(&set, day_at("2031-01-01")), &rows[1]);
	assert_null(regulation_in_force(&set, day_at("2036-01-01")));
	assert_ptr_equal(regulation_find(&set, TEXT("07/2031/TT-XYZ")), &rows[1]);
	assert_null(regulation_find(&set, TEXT("2/2030")));

	/* Whichever of them comes first in the list. */
	rows[0] = second();
	rows[1] = tt80();
	assert_int_equal(regulation_set_check(&set, &faults), ERR_INVALID);
	rows[1].number = rows[0].number;
	assert_int_equal(regulation_set_check(&set, &faults), ERR_INVALID);
	assert_non_null(strstr(faults.rows[2].reason.p, "07/2031/TT-XYZ đã có"));
}

static const struct {
	const char *id;
	const char *anchor;
	const char *due;
	const char *target;
	bool is_opening;
} SECOND[] = {
		{"quan-trac", "2031-04-29T10:00", "hết ngày 06/05/2031", "hết ngày 02/05/2031",
				true},
		{"quan-trac-lai", "2031-04-29T10:00", "hết ngày 13/05/2031", NULL, false},
		{"vuot-nguong", "2031-04-29T17:00", "23:00 thứ Ba 29/04/2031",
				"09:00 thứ Sáu 02/05/2031", false},
		{"xac-nhan", "2031-04-29T10:00", "không ấn định", NULL, false},
		{"cong-bo", "2031-03-16", "hết ngày 02/05/2031", NULL, true},
		{"hop", "2031-04-29T14:00", "14:00 thứ Ba 29/04/2031", NULL, true},
		{"bo-sung", "2031-05-01", "hết ngày 01/05/2031", NULL, false},
		{"phat-bieu", "2031-04-29T10:00", "không ấn định", NULL, true},
		{"mat-ma", "2031-04-29T10:00", "không ấn định", NULL, true},
		{"khac", "2031-04-29T10:00", "không ấn định", NULL, true},
};

static void
regulation__another_regulation_runs_through_the_same_code(void **state)
{
	struct regulation regulation = second();
	const struct calendar *cal = calendar_vietnam(&arena);

	(void)state;
	assert_int_equal(regulation.duty_count, COUNT_OF(SECOND));
	for (size_t i = 0; i < COUNT_OF(SECOND); i++) {
		const struct duty *duty = regulation_duty(&regulation, text_of(SECOND[i].id));
		struct instant anchor = instant_at(SECOND[i].anchor);
		struct course course;
		struct due due;

		assert_non_null(duty);
		assert_int_equal(duty->is_opening, SECOND[i].is_opening);
		assert_int_equal(course_of(duty, anchor, NULL, 0, cal, NULL, &course), OK);
		assert_string_equal(due_words(&arena, &course.due, ZONE_VIETNAM).p, SECOND[i].due);
		assert_int_equal(duty->target.kind != LIMIT_UNSET, SECOND[i].target != NULL);
		if (!SECOND[i].target)
			continue;
		assert_int_equal(deadline_of(duty->target, anchor, cal, NULL, &due), OK);
		assert_string_equal(due_words(&arena, &due, ZONE_VIETNAM).p, SECOND[i].target);
	}
}

static void
regulation__a_file_may_choose_between_readings_of_a_clause(void **state)
{
	struct regulation a = tt80(), b = second();
	const struct duty *answer = regulation_duty(&a, TEXT("10a"));
	const struct duty *map = regulation_duty(&b, TEXT("cong-bo"));
	const struct duty *longer = regulation_duty(&a, TEXT("10b"));

	(void)state;
	assert_string_equal(answer->anchor_choice.p, "unit");
	assert_string_equal(answer->anchor[0].p, "received_on");
	assert_string_equal(answer->anchor_label.p, "ngày đơn vị nhận được câu hỏi");
	assert_true(text_is_empty(answer->extends));
	assert_string_equal(longer->extends.p, "10a");
	assert_string_equal(map->anchor_choice.p, "posting");
	assert_string_equal(map->anchor[0].p, "posted_on");
	assert_false(map->limit.is_statutory);
}

static void
regulation__a_duty_is_found_by_its_part(void **state)
{
	struct regulation regulation = tt80();
	const struct duty *legal = regulation_part(&regulation, TEXT("legal_document"));

	(void)state;
	assert_string_equal(legal->id.p, "8a");
	assert_int_equal(legal->genre_count, 2);
	assert_string_equal(legal->genres[1].p, "draft");
	assert_null(regulation_part(&regulation, TEXT("poem")));
}

static void
regulation__a_duty_may_be_one_units_alone(void **state)
{
	struct regulation regulation = tt80();
	const struct duty *consent = regulation_duty(&regulation, TEXT("8b"));

	(void)state;
	assert_true(duty_is_owed_by(consent, TEXT("PC-CCHCTP")));
	assert_false(duty_is_owed_by(consent, TEXT("CSHS")));
	assert_true(duty_is_owed_by(regulation_duty(&regulation, TEXT("6a")), TEXT("CSHS")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test(regulation__article_5_has_all_duties),
			cmocka_unit_test(regulation__a_fact_begins_the_term),
			cmocka_unit_test(regulation__branches_lead_on),
			cmocka_unit_test(regulation__a_duty_is_found_by_its_part),
			cmocka_unit_test(regulation__a_duty_may_be_one_units_alone),
			cmocka_unit_test(regulation__what_is_too_large_is_refused),
			cmocka_unit_test(regulation__each_fault_is_named_with_its_line),
			cmocka_unit_test(regulation__another_regulation_is_only_another_file),
			cmocka_unit_test(regulation__another_regulation_runs_through_the_same_code),
			cmocka_unit_test(
					regulation__a_file_may_choose_between_readings_of_a_clause),
	};

	return cmocka_run_group_tests(tests, NULL, end);
}
