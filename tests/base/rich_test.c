/* rich_test.c - what a document may hold, what is refused and why, and what it becomes. */
#include "base/json.h"
#include "base/rich.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
/* cmocka needs those above first */
#include <cmocka.h>

#define DOC(blocks) "{\"type\":\"doc\",\"content\":[" blocks "]}"
#define P(inlines) "{\"type\":\"paragraph\",\"content\":[" inlines "]}"
#define T(words) "{\"type\":\"text\",\"text\":\"" words "\"}"
#define MARKED(words, marks) "{\"type\":\"text\",\"marks\":[" marks "],\"text\":\"" words "\"}"
#define STRONG "{\"type\":\"strong\"}"
#define EM "{\"type\":\"em\"}"
#define LINK(href) "{\"type\":\"link\",\"attrs\":{\"href\":\"" href "\"}}"
#define IMG(src) "{\"type\":\"image\",\"attrs\":{\"src\":\"" src "\"}}"
#define H(level, words)                                                                            \
	"{\"type\":\"heading\",\"attrs\":{\"level\":" level "},\"content\":[" T(words) "]}"
#define LIST(items) "{\"type\":\"bullet_list\",\"content\":[" items "]}"
#define ITEM(blocks) "{\"type\":\"list_item\",\"content\":[" blocks "]}"
#define TABLE(rows) "{\"type\":\"table\",\"content\":[" rows "]}"
#define ROW(cells) "{\"type\":\"table_row\",\"content\":[" cells "]}"
#define TH(words) "{\"type\":\"table_header\",\"content\":[" P(T(words)) "]}"
#define TD(words) "{\"type\":\"table_cell\",\"content\":[" P(T(words)) "]}"

static json_t *
take(struct arena *arena, const char *json)
{
	struct rich_fault fault = {NO_TEXT};
	json_t *doc = NULL;

	if (rich_take(arena, text_of(json), &fault, &doc) != OK)
		fail_msg("refused: %s\n%s", fault.reason.p, json);
	return doc;
}

static void
rich__what_is_taken_is_shown_as_html(void **state)
{
	static const struct {
		const char *json;
		const char *html;
	} rows[] = {
			{DOC(P(T("a < b & \\\"c\\\""))), "<p>a &lt; b &amp; &quot;c&quot;</p>\n"},
			{DOC("{\"type\":\"paragraph\"}"), "<p></p>\n"},
			{DOC(P(T("a") "," MARKED("b", STRONG) "," MARKED("c", EM "," STRONG))),
					"<p>a<strong>b</strong><em><strong>c</strong></em></p>\n"},
			{DOC(P(MARKED("a", LINK("/x?a=1&b=2")) "," MARKED(
					 "b", STRONG "," LINK("/x?a=1&b=2")))),
					"<p><a "
					"href=\"/x?a=1&amp;b=2\">a<strong>b</strong></a></p>\n"},
			{DOC(P(MARKED("a", LINK("https://b.example/")))),
					"<p><a href=\"https://b.example/\" "
					"rel=\"noopener\">a</a></p>\n"},
			{DOC(H("2", "Kết quả") "," H("3", "Kết quả") "," H("4", "!")),
					"<h2 id=\"muc-ket-qua\">Kết quả</h2>\n"
					"<h3 id=\"muc-ket-qua-2\">Kết quả</h3>\n"
					"<h4 id=\"muc-2\">!</h4>\n"},
			{DOC(LIST(ITEM(P(T("a")) "," LIST(ITEM(P(T("b"))))))),
					"<ul>\n<li><p>a</p>\n<ul>\n<li><p>b</p>\n</li>\n</ul>\n"
					"</li>\n</ul>\n"},
			{DOC("{\"type\":\"ordered_list\",\"attrs\":{\"order\":3},\"content\":"
			     "[" ITEM(P(T("a"))) "]}"),
					"<ol start=\"3\">\n<li><p>a</p>\n</li>\n</ol>\n"},
			{DOC("{\"type\":\"blockquote\",\"content\":[" P(
					 T("a") ",{\"type\":\"hard_break\"}," T(
							 "b")) "]},{\"type\":\"horizontal_rule\"}"),
					"<blockquote>\n<p>a<br>b</p>\n</blockquote>\n<hr>\n"},
			{DOC(P(IMG("/media/12"))), "<figure><img src=\"/media/12\" alt=\"\" "
						   "loading=\"lazy\"></figure>\n"},
			{DOC(P("{\"type\":\"image\",\"attrs\":{\"src\":\"/media/ab.webp\",\"alt\":"
			       "\"\\\"x\\\"\",\"title\":\"Chú <thích>\",\"width\":640,"
			       "\"height\":480}}")),
					"<figure><img src=\"/media/ab.webp\" "
					"alt=\"&quot;x&quot;\" width=\"640\" height=\"480\" "
					"loading=\"lazy\"><figcaption>Chú "
					"&lt;thích&gt;</figcaption>"
					"</figure>\n"},
			{DOC(P(T("a ") "," IMG("/media/1"))), "<p>a <img src=\"/media/1\" alt=\"\" "
							      "loading=\"lazy\"></p>\n"},
			{DOC(TABLE(ROW(TH("a") "," TH("b")) "," ROW(TD("c") "," TD("d")))),
					"<div class=\"table-scroll\" role=\"region\" "
					"tabindex=\"0\" "
					"aria-label=\"Bảng 1\">\n<table>\n<thead>\n"
					"<tr><th scope=\"col\">a</th><th "
					"scope=\"col\">b</th></tr>\n"
					"</thead>\n<tbody>\n<tr><td>c</td><td>d</td></tr>\n"
					"</tbody>\n</table>\n</div>\n"},
			{DOC(TABLE(ROW(TD("a")) "," ROW(TH("b")))),
					"<div class=\"table-scroll\" role=\"region\" "
					"tabindex=\"0\" "
					"aria-label=\"Bảng 1\">\n<table>\n<tbody>\n"
					"<tr><td>a</td></tr>\n<tr><th scope=\"row\">b</th></tr>\n"
					"</tbody>\n</table>\n</div>\n"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct arena arena = {0};
		struct buf out = BUF(&arena);
		json_t *doc = take(&arena, rows[i].json);

		rich_html(&out, doc);
		assert_string_equal(buf_text(&out).p, rows[i].html);
		json_decref(doc);
		arena_free(&arena);
	}
}

static void
rich__what_is_not_in_the_schema_is_refused(void **state)
{
	static const struct {
		const char *json;
		const char *reason; /* a part of it */
	} rows[] = {
			{"", "không đọc được"},
			{"[]", "Thành phần “” không được phép"},
			{P(T("a")), "Trong Cổng không được có đoạn văn"},
			{DOC(""), "Có văn bản không có nội dung"},
			{DOC(T("a")), "Trong văn bản không được có chữ"},
			{DOC("{\"type\":\"iframe\"}"), "“iframe” không được phép"},
			{DOC("{\"type\":\"script\",\"content\":[" T("x") "]}"), "“script”"},
			{DOC("{\"type\":\"paragraph\",\"onclick\":\"x()\"}"), "“onclick”"},
			{DOC("{\"type\":\"paragraph\",\"attrs\":{\"style\":\"x\"}}"), "“style”"},
			{DOC("{\"type\":\"paragraph\",\"text\":\"x\"}"), "Chữ không được đứng"},
			{DOC("{\"type\":\"paragraph\",\"content\":{}}"), "không hợp lệ"},
			{DOC(P("{\"type\":\"text\",\"text\":7}")), "phải là chữ"},
			{DOC(P("{\"type\":\"text\"}")), "phải là chữ"},
			{DOC(P(MARKED("a", "{\"type\":\"underline\"}"))), "“underline”"},
			{DOC(P(MARKED("a", "{\"type\":\"em\",\"attrs\":{\"class\":\"x\"}}"))),
					"“class”"},
			{DOC(P(MARKED("a", "{\"type\":\"link\"}"))), "Thiếu “href”"},
			{DOC(H("1", "a")), "“level” của đề mục phải là số từ 2 đến 4"},
			{DOC(H("5", "a")), "“level”"},
			{DOC(H("\"2\"", "a")), "“level”"},
			{DOC(LIST(P(T("a")))), "Trong danh sách không được có đoạn văn"},
			{DOC(LIST(ITEM(H("2", "a")))), "phải bắt đầu bằng một đoạn văn"},
			{DOC(ROW(TD("a"))), "không được có hàng của bảng"},
			{DOC(TABLE(TD("a"))), "Trong bảng không được có ô của bảng"},
			{DOC(TABLE(ROW("{\"type\":\"table_cell\",\"attrs\":{\"colspan\":51},"
				       "\"content\":[{\"type\":\"paragraph\"}]}"))),
					"“colspan”"},
			{DOC(TABLE(ROW("{\"type\":\"table_cell\",\"attrs\":{\"rowspan\":0},"
				       "\"content\":[{\"type\":\"paragraph\"}]}"))),
					"“rowspan”"},
			{DOC(P("{\"type\":\"hard_break\",\"content\":[" T("a") "]}")),
					"Bên trong ngắt dòng không được có gì"},
			{DOC(P("{\"type\":\"image\",\"attrs\":{\"src\":\"/media/1\",\"onerror\":"
			       "\"x()\"}}")),
					"“onerror”"},
			{DOC(P("{\"type\":\"image\"}")), "Thiếu “src”"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct arena arena = {0};
		struct rich_fault fault = {NO_TEXT};
		json_t *doc = NULL;

		if (rich_take(&arena, text_of(rows[i].json), &fault, &doc) != ERR_INVALID)
			fail_msg("taken: %s", rows[i].json);
		assert_null(doc);
		if (text_find(fault.reason, text_of(rows[i].reason)) < 0)
			fail_msg("%s\n  says %s", rows[i].json, fault.reason.p);
		assert_true(text_is_utf8(fault.reason));
		arena_free(&arena);
	}
}

static void
rich__links_lead_only_where_they_may(void **state)
{
	static const struct {
		const char *href;
		bool may;
	} rows[] = {
			{"https://bocongan.example/a?b=c#d", true},
			{"HTTP://bocongan.example", true},
			{"mailto:a@b.example", true},
			{"/", true},
			{"/tin-tuc/mot-bai?x=1", true},
			{"", false},
			{"//evil.example", false},
			{"/\\evil.example", false},
			{"\\\\evil.example", false},
			{"https:evil", false},
			{"https:///evil", false},
			{"https://", false},
			{"https://?x", false},
			{"javascript:alert(1)", false},
			{"JaVaScRiPt:alert(1)", false},
			{" javascript:alert(1)", false},
			{"java\tscript:alert(1)", false},
			{"java\nscript:alert(1)", false},
			{"\x01javascript:alert(1)", false},
			{"/\t/evil.example", false},
			{"/\n/evil.example", false},
			{"javascript&colon;alert(1)", false},
			{"data:text/html,<script>", false},
			{"vbscript:x", false},
			{"blob:https://a/b", false},
			{"file:///etc/passwd", false},
			{"mailto:nobody", false},
			{"tin-tuc", false},
			{"#main", false},
			{"?x", false},
			{"https://a b.example", false},
			{"https://a.example/\x7f", false},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		if (rich_may_link(text_of(rows[i].href)) != rows[i].may)
			fail_msg("link to %s", rows[i].href);
}

static void
rich__pictures_come_only_from_this_site(void **state)
{
	static const struct {
		const char *src;
		bool may;
	} rows[] = {
			{"/media/12", true},
			{"/media/0a1b2c.webp", true},
			{"/media/0a1b2c/640.webp", true},
			{"/media/", false},
			{"/media/../x", false},
			{"/media/a/../../x", false},
			{"/media//x", false},
			{"/media/a.", false},
			{"/media/a/", false},
			{"/media/.a", false},
			{"/media/a?x", false},
			{"/media/a%2f", false},
			{"//media/a", false},
			{"https://a.example/media/1", false},
			{"data:image/png;base64,x", false},
			{"/desk/1", false},
			{"/media/a\" onerror=", false},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		if (rich_may_show(text_of(rows[i].src)) != rows[i].may)
			fail_msg("picture from %s", rows[i].src);
}

/* A control character that text_take drops must not make a link of what was none. */
static void
rich__a_link_is_judged_as_it_was_sent(void **state)
{
	struct arena arena = {0};
	struct rich_fault fault = {NO_TEXT};
	json_t *doc = NULL;

	(void)state;
	assert_int_equal(rich_take(&arena, text_of(DOC(P(MARKED("a", LINK("/\\u0001/evil"))))),
					 &fault, &doc),
			ERR_INVALID);
	assert_true(text_find(fault.reason, TEXT("Liên kết")) == 0);
	arena_free(&arena);
}

static void
rich__texts_become_nfc_and_empty_ends_go(void **state)
{
	struct arena arena = {0};
	json_t *doc = take(&arena, DOC(P(T("Hoa\\u0300\\u0007") "," T(
						   "")) ",{\"type\":\"paragraph\"}," P(T(""))));

	(void)state;
	assert_string_equal(json_write(&arena, doc).p, DOC(P(T("Hoà"))));
	json_decref(doc);
	arena_free(&arena);
}

static void
rich__attributes_come_out_complete(void **state)
{
	struct arena arena = {0};
	json_t *doc = take(&arena,
			DOC("{\"type\":\"heading\"}," P("{\"type\":\"image\",\"attrs\":{\"src\":"
							"\"/media/1\",\"title\":null}}")));

	(void)state;
	assert_string_equal(json_write(&arena, doc).p,
			DOC("{\"type\":\"heading\",\"attrs\":{\"level\":2}}," P(
					"{\"type\":\"image\",\"attrs\":{\"src\":\"/media/1\","
					"\"alt\":\"\",\"title\":\"\"}}")));
	json_decref(doc);
	arena_free(&arena);
}

static void
rich__too_deep_and_too_many_are_refused(void **state)
{
	struct arena arena = {0};
	struct rich_fault fault = {NO_TEXT};
	struct buf deep = BUF(&arena), many = BUF(&arena);
	json_t *doc = NULL;

	(void)state;
	buf_add_c(&deep, "{\"type\":\"doc\",\"content\":[");
	for (int i = 0; i < 13; i++)
		buf_add_c(&deep, "{\"type\":\"blockquote\",\"content\":[");
	buf_add_c(&deep, "{\"type\":\"paragraph\"}");
	for (int i = 0; i < 13; i++)
		buf_add_c(&deep, "]}");
	buf_add_c(&deep, "]}");
	assert_int_equal(rich_take(&arena, buf_text(&deep), &fault, &doc), ERR_INVALID);
	assert_string_equal(fault.reason.p, "Nội dung lồng nhau quá sâu.");
	deep.n = 0;
	for (int i = 0; i < 100000; i++)
		buf_add_char(&deep, '[');
	assert_int_equal(rich_take(&arena, buf_text(&deep), &fault, &doc), ERR_INVALID);
	buf_add_c(&many, "{\"type\":\"doc\",\"content\":[");
	for (int i = 0; i <= RICH_HEADINGS_MAX; i++)
		buf_addf(&many, "%s{\"type\":\"heading\"}", i ? "," : "");
	buf_add_c(&many, "]}");
	assert_int_equal(rich_take(&arena, buf_text(&many), &fault, &doc), ERR_TOO_LARGE);
	while (many.n <= RICH_BYTES_MAX)
		buf_add_c(&many, "                                                              ");
	assert_int_equal(rich_take(&arena, buf_text(&many), &fault, &doc), ERR_TOO_LARGE);
	assert_string_equal(fault.reason.p, "Nội dung quá dài: tối đa 1 MB.");
	assert_null(doc);
	arena_free(&arena);
}

static void
rich__plain_paragraphs_come_back_as_they_were(void **state)
{
	static const struct {
		const char *text;
		const char *again; /* NULL: the same */
	} rows[] = {
			{"", NULL},
			{"Một đoạn.", NULL},
			{"Một đoạn\nhai dòng.\n\nĐoạn hai.", NULL},
			{"## Đề mục\n\nĐoạn.\n\n### Nhỏ hơn", NULL},
			{"- một\n- hai\n\nĐoạn.", NULL},
			{"3. ba\n4. bốn", NULL},
			{"---", NULL},
			{"\n\n  Một \n\n\n\nHai\n", "Một\n\nHai"},
			{"Đoạn.\n- một", "Đoạn.\n\n- một"},
			{"## Đề\nĐoạn", "## Đề\n\nĐoạn"},
			{"# Không", NULL},
			{"-không", NULL},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct arena arena = {0};
		struct rich_fault fault = {NO_TEXT};
		json_t *doc = rich_of_paragraphs(text_of(rows[i].text)), *taken = NULL;
		bool lossy = true;
		struct text again = rich_to_paragraphs(&arena, doc, &lossy);

		assert_string_equal(again.p, rows[i].again ? rows[i].again : rows[i].text);
		assert_false(lossy);
		assert_int_equal(rich_check(&arena, doc, &fault, &taken), OK);
		assert_true(json_equal(doc, taken));
		json_decref(taken);
		json_decref(doc);
		arena_free(&arena);
	}
}

static void
rich__what_a_plain_field_cannot_hold_is_flagged(void **state)
{
	static const char *const rows[] = {
			DOC(P(MARKED("a", STRONG))),
			DOC(P(IMG("/media/1"))),
			DOC(TABLE(ROW(TD("a")))),
			DOC("{\"type\":\"blockquote\",\"content\":[" P(T("a")) "]}"),
			DOC(LIST(ITEM(P(T("a")) "," LIST(ITEM(P(T("b"))))))),
			DOC(P(T("- a"))),
			DOC("{\"type\":\"paragraph\"}," P(T("a"))),
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct arena arena = {0};
		json_t *doc = take(&arena, rows[i]);
		bool lossy = false;

		rich_to_paragraphs(&arena, doc, &lossy);
		if (!lossy)
			fail_msg("not flagged: %s", rows[i]);
		json_decref(doc);
		arena_free(&arena);
	}
}

static void
rich__plain_text_serves_search_and_feeds(void **state)
{
	struct arena arena = {0};
	struct text *images;
	json_t *doc = take(&arena,
			DOC(H("2", "Đề mục") "," P(T("Một ") "," MARKED("hai", EM)) "," LIST(ITEM(P(T("ba")))) "," TABLE(
					ROW(TH("x") "," TD(
							"y"))) "," P("{\"type\":\"image\","
								     "\"attrs\":{\"src\":\"/media/"
								     "7/640.webp\","
								     "\"alt\":\"cầu\"}}," IMG(
										     "/med"
										     "ia/"
										     "7."
										     "png") "," IMG("/media/8"))));

	(void)state;
	assert_string_equal(rich_text(&arena, doc).p, "Đề mục\nMột hai\nba\nx | y\n[cầu][][]");
	assert_string_equal(rich_excerpt(&arena, doc, 100).p, "Một hai ba");
	assert_string_equal(rich_excerpt(&arena, doc, 8).p, "Một hai…");
	assert_int_equal(rich_word_count(doc), 9);
	assert_int_equal(rich_images(&arena, doc, &images), 2);
	assert_string_equal(images[0].p, "7");
	assert_string_equal(images[1].p, "8");
	assert_false(rich_is_empty(doc));
	json_decref(doc);
	doc = take(&arena, DOC(P(T("  "))));
	assert_true(rich_is_empty(doc));
	json_decref(doc);
	doc = take(&arena, DOC(P(IMG("/media/1"))));
	assert_false(rich_is_empty(doc));
	json_decref(doc);
	arena_free(&arena);
}

/* Covers every digit; of a picture's words too. */
static struct text
covered(void *arg, struct text piece, size_t at, bool is_words)
{
	struct arena *arena = arg;
	char *bytes = arena_copy(arena, piece.p, piece.n);

	(void)at;
	(void)is_words;
	for (size_t i = 0; i < piece.n; i++)
		if (bytes[i] >= '0' && bytes[i] <= '9')
			bytes[i] = '*';
	return (struct text){.p = bytes, .n = piece.n};
}

static void
rich__words_of_a_picture_are_text_and_rewritten_in_place(void **state)
{
	struct arena arena = {0};
	json_t *doc = take(&arena,
			DOC(P(T("a1 ") ","
				       "{\"type\":\"image\",\"attrs\":{\"src\":\"/media/7.png\","
				       "\"alt\":\"b2\",\"title\":\"c3\"}}")));
	struct text html = {0};
	struct buf out = BUF(&arena);

	(void)state;
	assert_string_equal(rich_text(&arena, doc).p, "a1 [b2] c3");
	rich_rewrite(&arena, doc, covered, &arena);
	assert_string_equal(rich_text(&arena, doc).p, "a* [b*] c*");
	rich_html(&out, doc);
	html = buf_text(&out);
	assert_true(text_find(html, TEXT("/media/7.png")) > 0);
	json_decref(doc);
	arena_free(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test(rich__what_is_taken_is_shown_as_html),
			cmocka_unit_test(rich__what_is_not_in_the_schema_is_refused),
			cmocka_unit_test(rich__links_lead_only_where_they_may),
			cmocka_unit_test(rich__pictures_come_only_from_this_site),
			cmocka_unit_test(rich__a_link_is_judged_as_it_was_sent),
			cmocka_unit_test(rich__texts_become_nfc_and_empty_ends_go),
			cmocka_unit_test(rich__attributes_come_out_complete),
			cmocka_unit_test(rich__too_deep_and_too_many_are_refused),
			cmocka_unit_test(rich__plain_paragraphs_come_back_as_they_were),
			cmocka_unit_test(rich__what_a_plain_field_cannot_hold_is_flagged),
			cmocka_unit_test(rich__plain_text_serves_search_and_feeds),
			cmocka_unit_test(rich__words_of_a_picture_are_text_and_rewritten_in_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
