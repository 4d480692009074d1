/* complaint_test.c - complaints on a rendered page are tied to the inputs that they are about. */
#include "web/complaint.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#define SAID(words) "<p class=\"complaint\"><span><span>Lỗi:</span> " words "</span></p>"
#define SAID_OF(field, words)                                                                      \
	"<p class=\"complaint\" id=\"" field "-complaint\"><span><span>Lỗi:</span> " words         \
	"</span></p>"

/* What becomes of a page with complaints at `fields`, all with the same words. */
static void
assert_tied(const char *const *fields, const char *words, const char *html, const char *tied)
{
	struct arena arena = {0};
	struct form form = {.arena = &arena};

	for (size_t i = 0; fields[i]; i++)
		assert_int_equal(form_complain(&form, fields[i], "%s", words), ERR_INVALID);
	assert_string_equal(text_c(&arena, complaints_tie(&arena, &form, text_of(html))), tied);
	arena_free(&arena);
}

static void
complaint__describes_its_input_before_the_hint_does(void **state)
{
	static const char *const fields[] = {"to", NULL};

	(void)state;
	assert_tied(fields, "A < B", SAID("A &lt; B") "<select id=\"to\" name=\"to\"><option>",
			SAID_OF("to", "A &lt; B") "<select id=\"to\" name=\"to\" "
						  "aria-describedby=\"to-complaint\" "
						  "aria-invalid=\"true\"><option>");
	assert_tied(fields, "Sai.",
			SAID("Sai.") "<input id=\"to\" aria-describedby=\"to-hint\" required>",
			SAID_OF("to", "Sai.") "<input id=\"to\" aria-describedby=\"to-complaint "
					      "to-hint\" required aria-invalid=\"true\">");
}

static void
complaint__of_a_group_makes_no_input_of_it(void **state)
{
	static const char *const fields[] = {"way", NULL};

	(void)state;
	assert_tied(fields, "Sai.", "<fieldset id=\"way\">" SAID("Sai.") "<input name=\"way\">",
			"<fieldset id=\"way\" aria-describedby=\"way-complaint\">" SAID_OF(
					"way", "Sai.") "<input name=\"way\">");
}

static void
complaint__of_two_fields_in_the_same_words_goes_to_each(void **state)
{
	static const char *const fields[] = {"a", "b", NULL};

	(void)state;
	assert_tied(fields, "Thiếu.",
			SAID("Thiếu.") "<input id=\"a\">" SAID("Thiếu.") "<input id=\"b\">",
			SAID_OF("a", "Thiếu.") "<input id=\"a\" aria-describedby=\"a-complaint\" "
					       "aria-invalid=\"true\">" SAID_OF("b",
							       "Thiếu.") "<input id=\"b\" "
									 "aria-describedby=\"b-"
									 "complaint\" "
									 "aria-invalid=\"true\">");
}

static void
complaint__that_is_not_on_the_page_changes_nothing(void **state)
{
	static const char *const fields[] = {"to", "", NULL}, *const none[] = {NULL};
	const char *html = SAID("Khác.") "<input id=\"to\"><input id=\"from\"";

	(void)state;
	assert_tied(fields, "Sai.", html, html);
	assert_tied(none, "", html, html);
	assert_tied(fields, "Sai.", "<p class=\"complaint\"", "<p class=\"complaint\"");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test(complaint__describes_its_input_before_the_hint_does),
			cmocka_unit_test(complaint__of_a_group_makes_no_input_of_it),
			cmocka_unit_test(complaint__of_two_fields_in_the_same_words_goes_to_each),
			cmocka_unit_test(complaint__that_is_not_on_the_page_changes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
