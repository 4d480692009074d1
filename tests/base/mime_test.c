/* mime_test.c - a mail as bytes: whose letters, which addresses, and nothing smuggled in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/crypt.h"
#include "base/mime.h"

static struct mail_message
letter(void)
{
	return (struct mail_message){
			.from = {TEXT("Cổng Thông tin điện tử Bộ Công an"),
					TEXT("cong@bca.example")},
			.to = {TEXT("Nguyễn Thị Hồng Ánh"), TEXT("anh@dan.example")},
			.reply_to = {TEXT("Unit \"48\" \\ Da Nang"), TEXT("dn@bca.example")},
			.subject = TEXT("Đã nhận câu hỏi: Thủ tục cấp đổi căn cước công dân ở Đà "
					"Nẵng"),
			.id = TEXT("m1.2.3@bca.example"),
			.zone = ZONE_VIETNAM,
			.plain = TEXT("Kính gửi."),
			.html = TEXT("<p>Kính gửi.</p>"),
	};
}

static bool
has(struct text text, const char *part)
{
	return text_find(text, text_of(part)) >= 0;
}

static void
addresses_are_plain_ones_with_a_domain(void **state)
{
	static const char *const good[] = {
			"a@b.vn", "le.van-an+tin@mail.bca.gov.vn", "x_1@y-2.example"};
	static const char *const bad[] = {"", "a", "a@", "@b.vn", "a@b", "a b@c.vn",
			"a@b.vn\r\nBcc: c@d.vn", "<a@b.vn>", "a@b.vn,c@d.vn", "a..b@c.vn",
			".a@c.vn", "a@c..vn", "a@.vn", "\"a\"@b.vn", "a@b@c.vn", "ánh@b.vn",
			"a@b.vn\n", "a@b.vn>"};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(good); i++)
		assert_true(mail_address_is_valid(text_of(good[i])));
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		if (mail_address_is_valid(text_of(bad[i])))
			fail_msg("taken: %s", bad[i]);
}

static void
vietnamese_becomes_encoded_words_that_break_between_letters(void **state)
{
	static struct arena arena;
	struct mail_message message = letter();
	struct text mail = mail_write(&arena, &message), line;

	(void)state;
	assert_true(has(mail, "To: =?UTF-8?B?"));
	assert_true(has(mail, "?=\r\n <anh@dan.example>\r\n"));
	assert_true(has(mail, "Reply-To: \"Unit \\\"48\\\" \\\\ Da Nang\" <dn@bca.example>\r\n"));
	assert_true(has(mail, "Message-ID: <m1.2.3@bca.example>\r\n"));
	assert_true(has(mail, "Date: Thu, 01 Jan 1970 07:00:00 +0700\r\n"));
	while (text_split(&mail, '\n', &line)) {
		assert_true(line.n <= 77);
		for (size_t i = 0; i < line.n; i++)
			assert_true((unsigned char)line.p[i] < 127);
	}
}

static void
the_same_mail_is_the_same_bytes(void **state)
{
	static struct arena arena;
	struct mail_message message = letter();

	(void)state;
	assert_true(text_equals(mail_write(&arena, &message), mail_write(&arena, &message)));
}

static void
nothing_that_a_header_is_given_begins_another(void **state)
{
	static struct arena arena;
	struct mail_message message = letter();
	struct text mail, line;

	(void)state;
	message.subject = TEXT("Hỏi\r\nBcc: x@y.example\r\n\r\nThân thư");
	message.to.name = TEXT("An\r\nBcc: x@y.example");
	message.reply_to = (struct mailbox){TEXT("x"), TEXT("a@b.vn>\r\nBcc: <x@y.example")};
	mail = mail_write(&arena, &message);
	assert_false(has(mail, "Reply-To"));
	while (text_split(&mail, '\n', &line) && line.n > 1)
		assert_false(text_starts_with(line, TEXT("Bcc")));
	assert_true(has(mail, "Content-Type: text/html"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test(addresses_are_plain_ones_with_a_domain),
			cmocka_unit_test(
					vietnamese_becomes_encoded_words_that_break_between_letters),
			cmocka_unit_test(the_same_mail_is_the_same_bytes),
			cmocka_unit_test(nothing_that_a_header_is_given_begins_another),
	};

	crypt_begin();
	return cmocka_run_group_tests_name("mime", tests, NULL, NULL);
}
