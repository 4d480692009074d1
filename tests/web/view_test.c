/*
 * view_test.c - the Mustache engine against the official specification (mustache-spec/), and
 * what is our own.
 */
#include "base/json.h"
#include "web/view.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
/* cmocka needs those above first */
#include <cmocka.h>

#define SPEC_DIR "tests/web/mustache-spec"

static struct views *
views_of(const char *const (*sources)[2], size_t count, const struct words *words)
{
	struct views *views = views_new();
	struct view_fault fault;

	for (size_t i = 0; i < count; i++)
		if (views_add(views, text_of(sources[i][0]), text_of(sources[i][1]), &fault))
			fail_msg("%s:%d: %s", sources[i][0], fault.line, fault.message);
	if (views_link(views, words, &fault))
		fail_msg("link: %s", fault.message);
	return views;
}

/* Renders one template with data written as JSON. */
static void
assert_renders(const char *source, const char *data, const char *expected)
{
	const char *sources[][2] = {{"page", source}};
	struct views *views = views_of(sources, 1, NULL);
	struct view_options options = {0};
	struct arena arena = {0};
	struct buf out = BUF(&arena);
	json_t *value = NULL;

	assert_int_equal(json_read(text_of(data), 10000, &value), OK);
	assert_int_equal(view_render(views, TEXT("page"), value, &options, &out), OK);
	assert_string_equal(buf_text(&out).p, expected);
	json_cleanup(&value);
	arena_free(&arena);
	views_free(views);
}

/* One case of the specification; false if it fails. */
static bool
spec_case(const char *file, const json_t *test)
{
	struct views *views = views_new();
	struct view_options options = {0};
	struct arena arena = {0};
	struct buf out = BUF(&arena);
	const char *name;
	json_t *part;
	enum err err = views_add(views, TEXT("page"), json_text(test, "template"), NULL);
	bool good;

	json_object_foreach(json_object_get(test, "partials"), name, part) if (err == OK) err =
			views_add(views, text_of(name), json_text_of(part), NULL);
	/* A missing part renders as nothing: one case is about that. */
	if (err == OK && (views_link(views, NULL, NULL) == OK || json_object_get(test, "partials")))
		err = view_render(
				views, TEXT("page"), json_object_get(test, "data"), &options, &out);
	good = err == OK && text_equals(buf_text(&out), json_text(test, "expected"));
	if (!good)
		print_error("%s: %s: %s\n  expected %s\n  got      %s\n", file,
				json_text(test, "name").p, err_name(err),
				json_write(&arena, json_object_get(test, "expected")).p,
				buf_text(&out).p);
	arena_free(&arena);
	views_free(views);
	return good;
}

static void
view__follows_the_specification(void **state)
{
	static const char *const files[] = {"comments", "delimiters", "interpolation", "inverted",
			"partials", "sections", "~inheritance"};
	int passed = 0, failed = 0;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(files); i++) {
		char path[500];
		json_t *spec, *test;
		size_t k;

		snprintf(path, sizeof(path), SPEC_DIR "/%s.json", files[i]);
		spec = json_load_file(path, 0, NULL);
		if (!spec)
			fail_msg("cannot read %s", path);
		json_array_foreach(json_object_get(spec, "tests"), k, test) *
				(spec_case(files[i], test) ? &passed : &failed) += 1;
		json_decref(spec);
	}
	print_message("specification: %d passed, %d failed\n", passed, failed);
	assert_int_equal(failed, 0);
	assert_true(passed > 150);
}

static void
view__escapes_what_is_not_raw(void **state)
{
	(void)state;
	assert_renders("<a title=\"{{x}}\">{{{x}}}</a>", "{\"x\":\"<'&\\\">\"}",
			"<a title=\"&lt;&#39;&amp;&quot;&gt;\"><'&\"></a>");
}

static void
view__zero_and_the_empty_text_are_false(void **state)
{
	(void)state;
	assert_renders("{{#a}}a{{/a}}{{#b}}b{{/b}}{{^c}}c{{/c}}{{#d}}d{{/d}}",
			"{\"a\":0,\"b\":\"\",\"d\":{}}", "cd");
}

static void
view__wrong_templates_are_told_with_their_line(void **state)
{
	static const struct {
		const char *source;
		int line;
		const char *message;
	} rows[] = {
			{"a\n{{#b}}\n{{c", 3, "a tag is not closed"},
			{"a\n{{#b}}\nc", 2, "{{…b}} is never closed"},
			{"{{/b}}", 1, "{{/b}} closes nothing"},
			{"{{#a}}\n{{#b}}\n{{/a}}", 3, "{{/a}} where {{/b}} (of line 2) is due"},
			{"\n\n{{}}", 3, "a tag without a name"},
			{"{{a b}}", 1, "a name with a blank: a b"},
			{"{{a..b}}", 1, "an odd name: a..b"},
			{"{{=<% =}}", 1, "delimiters must be two, without '='"},
			{"{{#t}} {{/t}}", 1, "{{#t}} without words"},
			{"{{#t}}\n{{#a}}b{{/a}}{{/t}}", 2,
					"{{#t}} may hold words and {{names}} only"},
			{"\xff", 1, "not UTF-8"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct views *views = views_new();
		struct view_fault fault = {0};

		assert_int_equal(views_add(views, TEXT("page"), text_of(rows[i].source), &fault),
				ERR_INVALID);
		assert_string_equal(fault.message, rows[i].message);
		assert_int_equal(fault.line, rows[i].line);
		assert_string_equal(fault.view.p, "page");
		views_free(views);
	}
}

static void
view__a_missing_part_is_told_when_linking(void **state)
{
	struct views *views = views_new();
	struct view_fault fault = {0};

	(void)state;
	assert_int_equal(views_add(views, TEXT("a"), TEXT("x\n{{> web/none}}"), NULL), OK);
	assert_int_equal(views_link(views, NULL, &fault), ERR_NOT_FOUND);
	assert_int_equal(fault.line, 2);
	assert_string_equal(fault.message, "there is no template web/none");
	views_free(views);
}

static enum err
render_strict(const char *source, const char *data, struct view_fault *fault)
{
	const char *sources[][2] = {{"page", source}};
	struct views *views = views_of(sources, 1, NULL);
	struct view_options options = {.strict = true, .fault = fault};
	struct arena arena = {0};
	struct buf out = BUF(&arena);
	json_t *value = NULL;
	enum err err = json_read(text_of(data), 10000, &value);

	if (err == OK)
		err = view_render(views, TEXT("page"), value, &options, &out);
	json_cleanup(&value);
	arena_free(&arena);
	/* fault->view borrows from the views */
	if (fault)
		fault->view = NO_TEXT;
	views_free(views);
	return err;
}

static void
view__strict_names_what_the_data_lack(void **state)
{
	struct view_fault fault = {0};

	(void)state;
	assert_int_equal(render_strict("a\n{{site.name}}", "{\"site\":{}}", &fault), ERR_INVALID);
	assert_int_equal(fault.line, 2);
	assert_string_equal(fault.message, "the data lack: site.name");
	assert_int_equal(render_strict("{{x}}", "{\"x\":[1]}", &fault), ERR_INVALID);
	assert_string_equal(fault.message, "not a text: x");
	assert_int_equal(render_strict("{{#t}}Chào {{x}}{{/t}}", "{}", &fault), ERR_INVALID);
	assert_int_equal(render_strict("{{#x}}a{{/x}}", "{}", NULL), ERR_INVALID);
	assert_int_equal(render_strict("{{^x}}a{{/x}}", "{}", NULL), ERR_INVALID);
	assert_int_equal(render_strict("{{#x.y}}a{{/x.y}}{{^x.y}}b{{/x.y}}", "{\"x\":{}}", NULL),
			OK);
	assert_int_equal(render_strict("{{#x}}{{y}}{{/x}}", "{\"x\":false}", NULL), OK);
	assert_int_equal(render_strict("{{x}}", "{\"x\":null}", NULL), OK);
}

static const char english[] = "# head\nmsgid \"\"\nmsgstr \"Content-Type: text/plain\\n\"\n\n"
			      "#: web/page\nmsgid \"Chào {{name}}\"\nmsgstr \"Hello {{name}}\"\n\n"
			      "msgid \"\"\n\"Hai \"\n\"dòng\"\nmsgstr \"Two \\\"lines\\\"\"\n"
			      "msgid \"Chưa dịch\"\nmsgstr \"\"\n";

static void
view__words_are_said_in_the_language_asked_for(void **state)
{
	static const char *const sources[][2] = {
			{"page", "<p>{{#t}} Chào\n  {{name}} {{/t}}, {{#t}}Hai dòng{{/t}}, "
				 "{{#t}}Chưa dịch{{/t}}"}};
	static const char *const expected[LANG_COUNT] = {
			[LANG_VI] = "<p>Chào &lt;Ân&gt;, Hai dòng, Chưa dịch",
			[LANG_EN] = "<p>Hello &lt;Ân&gt;, Two \"lines\", Chưa dịch"};
	struct words *words = words_new();
	struct arena arena = {0};
	json_t *data = NULL;
	struct views *views;
	int line;

	(void)state;
	assert_int_equal(words_add(words, LANG_EN, text_of(english), &line), OK);
	assert_int_equal(json_read(TEXT("{\"name\":\"<Ân>\"}"), 100, &data), OK);
	views = views_of(sources, 1, words);
	words_free(words);
	for (int i = 0; i < LANG_COUNT; i++) {
		struct view_options options = {.lang = (enum lang)i};
		struct buf out = BUF(&arena);

		assert_int_equal(view_render(views, TEXT("page"), data, &options, &out), OK);
		assert_string_equal(buf_text(&out).p, expected[i]);
	}
	json_cleanup(&data);
	arena_free(&arena);
	views_free(views);
}

static void
words__wrong_files_are_told_with_their_line(void **state)
{
	static const struct {
		const char *po;
		int line;
	} rows[] = {
			{"msgid \"a\"\nmsgid \"b\"\n", 2},
			{"\nmsgstr \"a\"\n", 2},
			{"msgid \"a\nmsgstr \"b\"", 1},
			{"msgid \"a\\q\"\n", 1},
			{"\"a\"\n", 1},
			{"msgid \"a\"\n", 2},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct words *words = words_new();
		int line = 0;

		assert_int_equal(
				words_add(words, LANG_EN, text_of(rows[i].po), &line), ERR_INVALID);
		assert_int_equal(line, rows[i].line);
		words_free(words);
	}
}

static void
words__a_language_is_known_by_its_code(void **state)
{
	enum lang lang = LANG_VI;

	(void)state;
	assert_true(lang_of(TEXT("en-GB"), &lang));
	assert_int_equal(lang, LANG_EN);
	assert_true(lang_of(TEXT("VI"), &lang));
	assert_int_equal(lang, LANG_VI);
	assert_false(lang_of(TEXT("fr"), &lang));
	assert_string_equal(lang_code(LANG_EN), "en");
}

static void
view__a_block_may_hold_a_layout_with_a_block_of_the_same_name(void **state)
{
	static const char *const sources[][2] = {{"layout", "[{{$content}}{{/content}}]"},
			{"card", "({{$content}}{{/content}})"},
			{"page", "{{<layout}}{{$content}}a{{<card}}{{$content}}b{{/content}}{{/"
				 "card}}"
				 "{{/content}}{{/layout}}"}};
	struct views *views = views_of(sources, 3, NULL);
	struct view_options options = {0};
	struct arena arena = {0};
	struct buf out = BUF(&arena);

	(void)state;
	assert_int_equal(view_render(views, TEXT("page"), NULL, &options, &out), OK);
	assert_string_equal(buf_text(&out).p, "[a(b)]");
	arena_free(&arena);
	views_free(views);
}

static void
view__endless_templates_end_in_an_error(void **state)
{
	static const char *const sources[][2] = {{"self", "x{{> self}}"},
			{"double", "x{{> double}}{{> double}}"},
			{"layout", "{{<layout}}{{$a}}{{/a}}{{/layout}}"}};
	struct views *views = views_of(sources, 3, NULL);
	struct arena arena = {0};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct view_fault fault = {0};
		struct view_options options = {.fault = &fault};
		struct buf out = BUF(&arena);

		assert_int_equal(view_render(views, text_of(sources[i][0]), NULL, &options, &out),
				ERR_TOO_LARGE);
		assert_int_equal(fault.line, 1);
	}
	arena_free(&arena);
	views_free(views);
}

static void
view__an_unknown_template_is_not_found(void **state)
{
	struct views *views = views_new();
	struct view_options options = {0};
	struct arena arena = {0};
	struct buf out = BUF(&arena);

	(void)state;
	assert_int_equal(view_render(views, TEXT("none"), NULL, &options, &out), ERR_NOT_FOUND);
	views_free(views);
}

static void
view__all_templates_of_the_program_compile_and_link(void **state)
{
	struct views *views = views_new();
	struct words *words = words_new();
	struct view_fault fault;
	int line = 0;

	(void)state;
	if (words_add_embedded(words, &line))
		fail_msg("po/en.po:%d is wrong", line);
	if (views_add_embedded(views, &fault) || views_link(views, words, &fault))
		fail_msg("%.*s:%d: %s", TEXT_ARGS(fault.view), fault.line, fault.message);
	assert_string_equal(word(words, LANG_EN, TEXT("Tìm kiếm")).p, "Search");
	words_free(words);
	views_free(views);
}

#define THREADS 4

struct work {
	const struct views *views;
	json_t *data;
	struct text expected;
	int wrong;
};

static void *
render_often(void *argument)
{
	struct work *work = argument;
	struct view_options options = {0};
	struct arena arena = {0};

	for (int i = 0; i < 2000; i++) {
		struct buf out = BUF(&arena);

		if (view_render(work->views, TEXT("page"), work->data, &options, &out) != OK ||
				!text_equals(buf_text(&out), work->expected))
			work->wrong++;
		arena_reset(&arena);
	}
	arena_free(&arena);
	return NULL;
}

static void
view__many_threads_render_the_same_templates(void **state)
{
	static const char *const sources[][2] = {{"row", "<li>{{name}}</li>\n"},
			{"page", "<ul>\n  {{#rows}}\n  {{> row}}\n  {{/rows}}\n</ul>\n"}};
	struct views *views = views_of(sources, 2, NULL);
	struct work works[THREADS];
	pthread_t threads[THREADS];
	json_t *data[THREADS];

	(void)state;
	for (size_t i = 0; i < THREADS; i++) {
		assert_int_equal(json_read(TEXT("{\"rows\":[{\"name\":\"a\"},{\"name\":\"&\"}]}"),
						 100, &data[i]),
				OK);
		works[i] = (struct work){.views = views,
				.data = data[i],
				.expected = TEXT("<ul>\n  <li>a</li>\n  <li>&amp;</li>\n</ul>\n")};
		assert_int_equal(pthread_create(&threads[i], NULL, render_often, &works[i]), 0);
	}
	for (size_t i = 0; i < THREADS; i++) {
		pthread_join(threads[i], NULL);
		assert_int_equal(works[i].wrong, 0);
		json_decref(data[i]);
	}
	views_free(views);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test(view__follows_the_specification),
			cmocka_unit_test(view__escapes_what_is_not_raw),
			cmocka_unit_test(view__zero_and_the_empty_text_are_false),
			cmocka_unit_test(view__wrong_templates_are_told_with_their_line),
			cmocka_unit_test(view__a_missing_part_is_told_when_linking),
			cmocka_unit_test(view__strict_names_what_the_data_lack),
			cmocka_unit_test(view__words_are_said_in_the_language_asked_for),
			cmocka_unit_test(words__wrong_files_are_told_with_their_line),
			cmocka_unit_test(words__a_language_is_known_by_its_code),
			cmocka_unit_test(
					view__a_block_may_hold_a_layout_with_a_block_of_the_same_name),
			cmocka_unit_test(view__endless_templates_end_in_an_error),
			cmocka_unit_test(view__an_unknown_template_is_not_found),
			cmocka_unit_test(view__all_templates_of_the_program_compile_and_link),
			cmocka_unit_test(view__many_threads_render_the_same_templates),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
