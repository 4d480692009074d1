/* json_test.c - JSON of strangers is read strictly; what is put comes out as written. */
#include "base/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka needs the four above first */
#include <cmocka.h>

static void
json__what_is_put_is_written_in_order(void **state)
{
	struct arena arena = {0};
	json_t *view = json_new_object();
	struct text written;

	(void)state;
	json_put_text(view, "title", TEXT("Đà \"Nẵng\""));
	json_put_int(view, "count", 7);
	json_put_bool(view, "open", true);
	json_put_day(view, "day", day_of_civil((struct civil){2026, 8, 20}));
	json_put_instant(view, "at", (struct instant){0}, ZONE_VIETNAM);
	json_put_text(json_add_object(json_put_list(view, "list")), "a", NO_TEXT);
	json_put_text(view, "unfilled", (struct text){0});
	written = json_write(&arena, view);
	assert_string_equal(written.p,
			"{\"title\":\"Đà \\\"Nẵng\\\"\",\"count\":7,\"open\":true,"
			"\"day\":{\"iso\":\"2026-08-20\",\"text\":\"20/08/2026\"},"
			"\"at\":{\"iso\":\"1970-01-01T07:00:00+07:00\","
			"\"text\":\"07:00 thứ Năm 01/01/1970\"},\"list\":[{\"a\":\"\"}],"
			"\"unfilled\":\"\"}");
	assert_true(text_equals(json_text(view, "title"), TEXT("Đà \"Nẵng\"")));
	assert_true(text_is_empty(json_text(view, "nothing")));
	assert_int_equal(json_int(view, "count"), 7);
	assert_true(json_flag(view, "open"));
	json_cleanup(&view);
	arena_free(&arena);
}

static void
json__strangers_json_is_read_strictly(void **state)
{
	static const struct {
		const char *text;
		enum err expected;
		const char *reason;
	} rows[] = {
			{"{\"a\":[1,2,{}]}", OK, "well-formed"},
			{" \"one text\" ", OK, "any value is JSON"},
			{"{\"a\":1,\"a\":2}", ERR_INVALID, "a key twice"},
			{"{\"a\":1} x", ERR_INVALID, "something behind the value"},
			{"{\"a\":\"\\u0000\"}", ERR_INVALID, "NUL in a text"},
			{"\"\xff\"", ERR_INVALID, "not UTF-8"},
			{"\"\\ud800\"", ERR_INVALID, "half of a pair"},
			{"", ERR_INVALID, "nothing"},
			{"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]", OK,
					"32 deep"},
			{"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
					ERR_INVALID, "33 deep"},
			{"[\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\\\"[[[\"]", OK,
					"brackets in a text"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		json_t *value = NULL;

		if (json_read(text_of(rows[i].text), 1000, &value) != rows[i].expected)
			fail_msg("%s: %s", rows[i].reason, rows[i].text);
		json_cleanup(&value);
	}
}

static void
json__bytes_that_are_not_text_do_no_harm(void **state)
{
	json_t *value = json_of_text(TEXT("a\xff\0b"));

	(void)state;
	assert_string_equal(json_string_value(value), "a??b");
	json_cleanup(&value);
}

static void
json__too_much_is_refused_unread(void **state)
{
	json_t *value = NULL;

	(void)state;
	assert_int_equal(json_read(TEXT("[1,2]"), 4, &value), ERR_TOO_LARGE);
	assert_null(value);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test(json__what_is_put_is_written_in_order),
			cmocka_unit_test(json__strangers_json_is_read_strictly),
			cmocka_unit_test(json__bytes_that_are_not_text_do_no_harm),
			cmocka_unit_test(json__too_much_is_refused_unread),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
