/* conf_test.c - congtin.conf says what each option is without it; what is wrong is named. */
#include "base/conf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka needs the four above first */
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#define SHIPPED TEXT("congtin.conf")
#define WRONG "build/conf_test.conf"

static void
conf__the_file_that_is_shipped_names_each_option_once_with_its_default(void **state)
{
	struct arena arena = {0};
	struct conf conf = conf_default(), before = conf;
	struct text file, fault = NO_TEXT;

	(void)state;
	assert_int_equal(file_read(&arena, SHIPPED, 100000, &file), OK);
	for (size_t i = 0; conf_name(i); i++) {
		struct text line = text_format(&arena, "\n%s = ", conf_name(i));
		ptrdiff_t at = text_find(file, line);

		if (at < 0 || text_find(text_slice(file, (size_t)at + 1, file.n), line) >= 0)
			fail_msg("%s", conf_name(i));
	}
	assert_int_equal(conf_read(&arena, SHIPPED, &conf, &fault), OK);
	assert_true(text_equals(conf.store, before.store));
	assert_true(text_equals(conf.files, before.files));
	assert_true(text_equals(conf.listen, before.listen));
	assert_true(text_equals(conf.site_name, before.site_name));
	assert_true(text_equals(conf.site_short, before.site_short));
	assert_true(text_equals(conf.site_url, before.site_url));
	assert_true(text_equals(conf.log_level, before.log_level));
	assert_false(conf.regulations.n || conf.calendar.n || conf.totp_roles.n ||
			conf.trusted_proxy.n);
	/* From here on there are only numbers and flags. */
	assert_memory_equal(&conf.threads, &before.threads,
			offsetof(struct conf, strict_views) + sizeof(bool) -
					offsetof(struct conf, threads));
	arena_free(&arena);
}

static void
wrong(const char *content, const char *reason)
{
	struct arena arena = {0};
	struct conf conf = conf_default();
	struct text fault = NO_TEXT;
	FILE *file = fopen(WRONG, "w");

	assert_non_null(file);
	fputs(content, file);
	fclose(file);
	assert_int_equal(conf_read(&arena, TEXT(WRONG), &conf, &fault), ERR_INVALID);
	if (!text_starts_with(fault, text_format(&arena, WRONG ":%s", reason)))
		fail_msg("%.*s", TEXT_ARGS(fault));
	assert_int_equal(conf.writers, conf_default().writers);
	remove(WRONG);
	arena_free(&arena);
}

static void
conf__what_is_wrong_is_named_with_file_line_and_reason(void **state)
{
	(void)state;
	wrong("# a\nlistn = \"x\";\n", "2: không có tùy chọn tên là listn");
	wrong("writers = 8;\nwriters = \"x\";\n", "2: ");
	wrong("writers = \"4\";\n", "1: writers phải là một số nguyên");
	wrong("\n\nwriters = 0;\n", "3: writers phải từ 1 đến 64 (đang là 0)");
	wrong("log_json = 1;\n", "1: log_json phải là true hoặc false");
	wrong("listen = \"8080\";\n", "1: listen phải là ĐỊA_CHỈ:CỔNG hoặc unix:ĐƯỜNG_DẪN");
	wrong("listen = \"127.0.0.1:65536\";\n", "1: listen ");
	wrong("listen = \"unix:\";\n", "1: listen ");
	wrong("site_url = \"cong.example\";\n", "1: site_url phải bắt đầu bằng http://");
	wrong("site_url = \"https://cong.example/\";\n", "1: site_url ");
	wrong("trusted_proxy = \"nginx\";\n", "1: trusted_proxy phải là một địa chỉ IP");
	wrong("log_level = \"loud\";\n", "1: log_level phải là debug, info, warn hoặc error");
	wrong("store = 5;\n", "1: store phải là một chuỗi");
	wrong("store = \"a\";\nfiles = \n", "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test(
					conf__the_file_that_is_shipped_names_each_option_once_with_its_default),
			cmocka_unit_test(conf__what_is_wrong_is_named_with_file_line_and_reason),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
