/* screen_test.c - markings of secrets and personal data, by a table of real-life passages. */
#include "law/law_test.h"

#include "base/screen.h"

#define FOUND_MAX 8

static struct arena arena;

static int
end(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

struct passage {
	int line;
	enum screen_place place;
	struct text found; /* as the table says: "phone=0912345678;plate=30A-123.45" or "-" */
	struct text words;
};

/* "\n" of the table is a line's end. */
static struct text
unescape(struct text text)
{
	struct buf out = BUF(&arena);

	for (size_t i = 0; i < text.n; i++) {
		bool is_end = text.p[i] == '\\' && i + 1 < text.n && text.p[i + 1] == 'n';

		buf_add_char(&out, is_end ? '\n' : text.p[i]);
		i += is_end;
	}
	return buf_text(&out);
}

static size_t
passages_read(struct passage *out, size_t max)
{
	struct text rest = file_read(&arena, "tests/base/screen_passages.tsv"), line, place;
	size_t n = 0;

	for (int number = 1; text_split(&rest, '\n', &line); number++) {
		struct passage *row = &out[n];

		if (!line.n || line.p[0] == '#')
			continue;
		assert_true(n++ < max);
		row->line = number;
		assert_true(text_split(&line, '\t', &place) &&
				text_split(&line, '\t', &row->found));
		row->place = text_equals(place, TEXT("name")) ? SCREEN_NAME : SCREEN_PROSE;
		assert_int_equal(text_take(&arena, unescape(line), &row->words), OK);
	}
	return n;
}

/* What was found, as the table writes it. */
static struct text
found_words(const struct passage *row)
{
	struct buf out = BUF(&arena);
	struct finding *found;
	size_t count = screen(&arena, row->words, row->place, NULL, &found);

	for (size_t i = 0; i < count; i++)
		buf_addf(&out, "%s%.*s=%.*s", i ? ";" : "", TEXT_ARGS(finding_name(found[i].kind)),
				(int)found[i].length, row->words.p + found[i].start);
	return count ? buf_text(&out) : TEXT("-");
}

/* How many of the findings in `wanted` are in `found`. */
static size_t
hits(struct text wanted, struct text found, size_t *of)
{
	struct text one, other;
	size_t n = 0;

	for (*of = 0; text_split(&wanted, ';', &one); (*of)++)
		for (struct text rest = found; text_split(&rest, ';', &other);)
			if (text_equals(one, other)) {
				n++;
				break;
			}
	return n;
}

static void
screen__real_passages_are_told_apart(void **state)
{
	struct passage rows[400];
	size_t count = passages_read(rows, COUNT_OF(rows));
	size_t harmless = 0, alarms = 0, wanted = 0, caught = 0;

	(void)state;
	for (size_t i = 0; i < count; i++) {
		struct text found = found_words(&rows[i]);
		size_t of;

		if (!text_equals(found, rows[i].found))
			print_message("line %d: wanted %.*s, found %s\n", rows[i].line,
					TEXT_ARGS(rows[i].found), found.p);
		if (text_equals(rows[i].found, TEXT("-"))) {
			harmless++;
			alarms += !text_equals(found, TEXT("-"));
			continue;
		}
		caught += hits(rows[i].found, found, &of);
		wanted += of;
	}
	print_message("%zu passages, %zu harmless; found %zu of %zu; false alarms %zu\n", count,
			harmless, caught, wanted, alarms);
	assert_true(count >= 150 && harmless * 5 >= count * 2);
	assert_int_equal(caught, wanted);
	assert_int_equal(alarms, 0);
}

static void
screen__what_is_listed_is_for_everybody(void **state)
{
	const struct text hotlines[] = {TEXT("0904123456")}, domains[] = {TEXT("cand.com.vn")};
	const struct screen_terms terms = {hotlines, 1, domains, 1};
	struct text words = TEXT("Gọi 0904.123.456 hoặc 0904.123.457; thư bbt@cand.com.vn, "
				 "bbt@xcand.com.vn");
	struct finding *found;

	(void)state;
	assert_int_equal(screen(&arena, words, SCREEN_PROSE, &terms, &found), 2);
	assert_int_equal(found[0].kind, FINDING_PHONE);
	assert_int_equal(found[1].kind, FINDING_EMAIL);
	assert_int_equal(screen(&arena, words, SCREEN_PROSE, NULL, &found), 4);
}

static void
screen__letters_without_width_hide_nothing(void **state)
{
	struct text words = TEXT("T\u1ed0I\u200b M\u1ea4\u200bT\u2060 … T\u1ed0I\u00a0M\u1eac"
				 "\u200bT, 0912\u200b345\u00ad678");
	struct finding *found;

	(void)state;
	assert_int_equal(screen(&arena, words, SCREEN_PROSE, NULL, &found), 2);
	assert_int_equal(found[0].kind, FINDING_SECRET);
	assert_int_equal(found[1].kind, FINDING_PHONE);
	assert_int_equal(found[1].length, 15);
}

static void
screen__a_masked_text_has_nothing_left_to_find(void **state)
{
	struct passage rows[400];
	size_t count = passages_read(rows, COUNT_OF(rows));

	(void)state;
	for (size_t i = 0; i < count; i++) {
		char *bytes = arena_copy(&arena, rows[i].words.p, rows[i].words.n);
		struct text masked = {.p = bytes, .n = rows[i].words.n};
		struct finding *found;
		size_t n = screen(&arena, masked, rows[i].place, NULL, &found), left;

		for (size_t f = 0; f < n; f++)
			if (found[f].kind != FINDING_SECRET)
				finding_mask(bytes, &found[f]);
		assert_true(text_is_utf8(masked));
		left = screen(&arena, masked, rows[i].place, NULL, &found);
		for (size_t f = 0; f < left; f++)
			if (found[f].kind != FINDING_SECRET)
				fail_msg("line %d is still %s: %s", rows[i].line,
						finding_name(found[f].kind).p, masked.p);
	}
}

static void
screen__a_mask_leaves_the_beginning(void **state)
{
	char phone[] = "0912.345.678", mail[] = "nguyen.a@gmail.com";
	struct finding one = {FINDING_PHONE, 0, sizeof(phone) - 1},
		       other = {FINDING_EMAIL, 0, sizeof(mail) - 1};

	(void)state;
	finding_mask(phone, &one);
	finding_mask(mail, &other);
	assert_string_equal(phone, "091*.***.***");
	assert_string_equal(mail, "n*****.*@gmail.com");
}

static void
screen__many_findings_end_at_a_bound(void **state)
{
	struct buf words = BUF(&arena);
	struct finding *found;

	(void)state;
	for (int i = 0; i < 2 * FINDINGS_MAX; i++)
		buf_add_c(&words, "Điện thoại 0912345678. ");
	assert_int_equal(
			screen(&arena, buf_text(&words), SCREEN_PROSE, NULL, &found), FINDINGS_MAX);
	assert_int_equal(screen(&arena, NO_TEXT, SCREEN_PROSE, NULL, &found), 0);
}

static void
screen__kinds_are_stored_by_name(void **state)
{
	enum finding_kind kind;

	(void)state;
	for (unsigned k = FINDING_SECRET; k < FINDING_KINDS; k++) {
		assert_int_equal(finding_parse(finding_name((enum finding_kind)k), &kind), OK);
		assert_int_equal(kind, k);
	}
	assert_int_equal(finding_parse(TEXT("unset"), &kind), ERR_INVALID);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test(screen__real_passages_are_told_apart),
			cmocka_unit_test(screen__what_is_listed_is_for_everybody),
			cmocka_unit_test(screen__letters_without_width_hide_nothing),
			cmocka_unit_test(screen__a_masked_text_has_nothing_left_to_find),
			cmocka_unit_test(screen__a_mask_leaves_the_beginning),
			cmocka_unit_test(screen__many_findings_end_at_a_bound),
			cmocka_unit_test(screen__kinds_are_stored_by_name),
	};

	return cmocka_run_group_tests(tests, NULL, end);
}
