/* calendar_diff_test.c - what two versions of a calendar differ in. */
#include "law_test.h"

#include "law/calendar_diff.h"

static struct arena arena;

static int
end(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

#define ROW(day_, kind_, status_, name_, source_)                                                  \
	{                                                                                          \
		.day = {day_}, .kind = (kind_), .status = (status_), .name = TEXT(name_),          \
		.source = TEXT(source_)                                                            \
	}
#define TET ROW(20454, DAY_HOLIDAY, DAY_CONFIRMED, "Tết", "S")
#define LIEU ROW(20456, DAY_COMPENSATORY_OFF, DAY_CONFIRMED, "Bù", "S")

static const struct {
	const char *reason;
	struct calendar_day before[2];
	struct calendar_day after[2];
	size_t before_count, after_count;
	const char *changes; /* a letter each: a, r, c */
} CASES[] = {
		{"nothing to nothing", {}, {}, 0, 0, ""},
		{"the same", {TET, LIEU}, {TET, LIEU}, 2, 2, ""},
		{"all new", {}, {TET, LIEU}, 0, 2, "aa"},
		{"all gone", {TET, LIEU}, {}, 2, 0, "rr"},
		{"one more at the end", {TET}, {TET, LIEU}, 1, 2, "a"},
		{"one more at the front", {LIEU}, {TET, LIEU}, 1, 2, "a"},
		{"one less at the end", {TET, LIEU}, {TET}, 2, 1, "r"},
		{"one less at the front", {TET, LIEU}, {LIEU}, 2, 1, "r"},
		{"a day moves", {TET}, {LIEU}, 1, 1, "ra"},
		{"a day moves back", {LIEU}, {TET}, 1, 1, "ar"},
		{"another kind", {TET}, {ROW(20454, DAY_SWAPPED_OFF, DAY_CONFIRMED, "Tết", "S")}, 1,
				1, "c"},
		{"another status", {TET}, {ROW(20454, DAY_HOLIDAY, DAY_ANNOUNCED, "Tết", "S")}, 1,
				1, "c"},
		{"another name", {TET}, {ROW(20454, DAY_HOLIDAY, DAY_CONFIRMED, "Tế", "S")}, 1, 1,
				"c"},
		{"another source", {TET}, {ROW(20454, DAY_HOLIDAY, DAY_CONFIRMED, "Tết", "T")}, 1,
				1, "c"},
};

static void
diff__a_day_is_added_removed_or_changed(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		struct calendar_change *changes;
		char letters[8] = "";
		size_t n = calendar_diff(&arena, CASES[i].before, CASES[i].before_count,
				CASES[i].after, CASES[i].after_count, &changes);

		for (size_t c = 0; c < n; c++)
			letters[c] = day_change_name(changes[c].change).p[0];
		if (strcmp(letters, CASES[i].changes))
			fail_msg("%s: %s, not %s", CASES[i].reason, letters, CASES[i].changes);
	}
}

static size_t
random_days(uint64_t *seed, struct calendar_day *days)
{
	size_t n = 0;

	for (int day = 0; day < 40; day++)
		if (random_below(seed, 2))
			days[n++] = (struct calendar_day){
					.day = {day},
					.kind = (enum day_kind)(1 + random_below(seed, 4)),
					.status = DAY_CONFIRMED,
					.name = TEXT("N"),
					.source = TEXT("S"),
			};
	return n;
}

/* A row for each day: what there was, with the changes made. */
static void
diff__the_changes_lead_from_one_to_the_other(void **state)
{
	uint64_t seed = 20260820;

	(void)state;
	for (int round = 0; round < 1000; round++) {
		struct calendar_day before[40], after[40];
		const struct calendar_day *made[40] = {0};
		struct calendar_change *changes;
		size_t b = random_days(&seed, before), a = random_days(&seed, after);
		size_t n = calendar_diff(&arena, before, b, after, a, &changes), seen = 0;

		for (size_t i = 0; i < b; i++)
			made[before[i].day.n] = &before[i];
		for (size_t i = 0; i < n; i++)
			made[(changes[i].after ? changes[i].after : changes[i].before)->day.n] =
					changes[i].after;
		for (int day = 0; day < 40; day++)
			if (made[day]) {
				assert_int_equal(made[day]->day.n, after[seen].day.n);
				assert_int_equal(made[day]->kind, after[seen++].kind);
			}
		assert_int_equal(seen, a);
	}
}

static void
diff__changes_have_words(void **state)
{
	(void)state;
	assert_string_equal(day_change_label(DAY_ADDED).p, "Thêm");
	assert_string_equal(day_change_label(DAY_REMOVED).p, "Bỏ");
	assert_string_equal(day_change_label(DAY_CHANGED).p, "Sửa");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test(diff__a_day_is_added_removed_or_changed),
			cmocka_unit_test(diff__the_changes_lead_from_one_to_the_other),
			cmocka_unit_test(diff__changes_have_words),
	};

	return cmocka_run_group_tests(tests, NULL, end);
}
