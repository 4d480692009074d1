/* limit_test.c - kinds of limit, their words, and the words of faults. */
#include "law_test.h"

#include "law/limit.h"

static struct arena arena;

static int
end(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static const struct {
	const char *name;
	struct limit limit;
	const char *label;
} LIMITS[] = {
		{"working_days", {LIMIT_WORKING_DAYS, 2, true}, "2 ngày làm việc"},
		{"calendar_days", {LIMIT_CALENDAR_DAYS, 60, true}, "60 ngày"},
		{"hours", {LIMIT_HOURS, 12, true}, "12 giờ"},
		{"working_minutes", {LIMIT_WORKING_MINUTES, 90, false}, "90 phút làm việc"},
		{"immediate", {LIMIT_IMMEDIATE, 0, true}, "ngay"},
		{"simultaneous", {LIMIT_SIMULTANEOUS, 0, true}, "đồng thời"},
		{"before_event", {LIMIT_BEFORE_EVENT, 0, true}, "trước khi sự kiện diễn ra"},
		{"on_request", {LIMIT_ON_REQUEST, 0, true}, "theo thời hạn nêu trong yêu cầu"},
		{"none", {LIMIT_NONE, 0, true}, "không quy định thời hạn"},
		{"external", {LIMIT_EXTERNAL, 0, true}, "theo văn bản khác"},
};

static void
limit__names_and_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(LIMITS); i++) {
		enum limit_kind kind;

		assert_int_equal(limit_kind_parse(text_of(LIMITS[i].name), &kind), OK);
		assert_int_equal(kind, LIMITS[i].limit.kind);
		assert_string_equal(limit_kind_name(kind).p, LIMITS[i].name);
		assert_string_equal(limit_label(&arena, LIMITS[i].limit).p, LIMITS[i].label);
		assert_true(limit_is_valid(LIMITS[i].limit));
		assert_int_equal(limit_has_amount(kind), LIMITS[i].limit.amount > 0);
	}
	assert_int_equal(limit_kind_parse(TEXT("unset"), &(enum limit_kind){0}), ERR_INVALID);
	assert_false(limit_is_valid((struct limit){.kind = (enum limit_kind)99}));
}

static void
fault__words_name_the_place_as_far_as_known(void **state)
{
	struct fault fault = {.file = TEXT("f.csv"), .line = 3, .column = 7, .reason = TEXT("R")};

	(void)state;
	assert_string_equal(fault_words(&arena, &fault).p, "f.csv:3:7: R");
	fault.column = 0;
	assert_string_equal(fault_words(&arena, &fault).p, "f.csv:3: R");
	fault.line = 0;
	assert_string_equal(fault_words(&arena, &fault).p, "f.csv: R");
}

/* Shifted by one byte each time, so that the cut falls on every part of a letter. */
static void
fault__a_long_reason_is_cut_between_letters(void **state)
{
	(void)state;
	for (int shift = 0; shift < 3; shift++) {
		struct faults faults = {.arena = &arena};
		struct buf out = BUF(&arena);

		buf_add_c(&out, &"aaa"[shift]);
		for (int i = 0; i < 300; i++)
			buf_add_c(&out, "ế");
		fault_add(&faults, TEXT("f"), 1, 1, "%s", buf_text(&out).p);
		assert_true(text_is_utf8(faults.rows[0].reason));
		assert_in_range(faults.rows[0].reason.n, 380, 400);
	}
}

/* Whatever bytes a stranger's name is made of: nothing is read before the beginning. */
static void
fault__a_reason_without_any_whole_letter_is_empty(void **state)
{
	struct faults faults = {.arena = &arena};
	struct buf out = BUF(&arena);

	(void)state;
	for (int i = 0; i < 500; i++)
		buf_add_char(&out, '\xBF');
	fault_add(&faults, TEXT("f"), 1, 1, "%s", buf_text(&out).p);
	assert_string_equal(faults.rows[0].reason.p, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test(limit__names_and_words),
			cmocka_unit_test(fault__words_name_the_place_as_far_as_known),
			cmocka_unit_test(fault__a_long_reason_is_cut_between_letters),
			cmocka_unit_test(fault__a_reason_without_any_whole_letter_is_empty),
	};

	return cmocka_run_group_tests(tests, NULL, end);
}
