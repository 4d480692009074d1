/* merge_test.c - two people's changes come together, and what collides is told. */
#include "base/buf.h"
#include "base/merge.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
/* cmocka needs those above first */
#include <cmocka.h>

#define PIECES_MAX 12

/* "a b c": three pieces. */
static struct merge_text
pieces_of(struct arena *arena, const char *words)
{
	struct text *pieces = ARENA_NEW_ARRAY(arena, PIECES_MAX, struct text);
	struct text rest = text_of(words), word;
	size_t n = 0;

	while (rest.n && text_split(&rest, ' ', &word))
		pieces[n++] = word;
	return (struct merge_text){pieces, n};
}

static void
range_add(struct buf *out, struct merge_text text, struct merge_range range)
{
	for (size_t i = range.from; i < range.to; i++)
		buf_addf(out, "%s%.*s", i > range.from ? " " : "", TEXT_ARGS(text.pieces[i]));
}

static struct text
merged(struct arena *arena, const char *base, const char *mine, const char *theirs)
{
	static const char *const signs[] = {"", "m:", "t:", "b:", ""};
	struct merge_text b = pieces_of(arena, base), m = pieces_of(arena, mine),
			  t = pieces_of(arena, theirs);
	struct merge_part *parts;
	size_t count = merge_parts(arena, b, m, t, &parts);
	struct buf out = BUF(arena);

	for (size_t i = 0; i < count; i++) {
		buf_addf(&out, "[%s", signs[parts[i].kind]);
		if (parts[i].kind == MERGE_THEIRS)
			range_add(&out, t, parts[i].theirs);
		else
			range_add(&out, m, parts[i].mine);
		if (parts[i].kind == MERGE_CLASH) {
			buf_add_c(&out, " | ");
			range_add(&out, t, parts[i].theirs);
		}
		buf_add_c(&out, "]");
	}
	return buf_text(&out);
}

static void
merge__what_one_changed_stands_and_what_both_did_clashes(void **state)
{
	static const struct {
		const char *base, *mine, *theirs, *expected;
	} rows[] = {
			{"", "", "", ""},
			{"a b c", "a b c", "a b c", "[a b c]"},
			{"a b c", "A b c", "a b C", "[m:A][b][t:C]"},
			{"a b c", "a b c d", "a b c", "[a b c][m:d]"},
			{"a b c", "a c", "a b c d", "[a][m:][c][t:d]"},
			{"a b c", "a X c", "a Y c", "[a][X | Y][c]"},
			{"a b c", "a X c", "a X c", "[a][b:X][c]"},
			{"a b c", "a c", "a Y c", "[a][ | Y][c]"},
			{"a b", "a x b", "a y b", "[a][x | y][b]"},
			{"a b c d", "a b X d", "a Y c d", "[a][b X | Y c][d]"},
			{"", "x", "y", "[x | y]"},
			{"a", "", "", "[b:]"},
			{"a b c d e", "c d e", "a b c", "[m:][c][t:]"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct arena arena = {0};

		assert_string_equal(merged(&arena, rows[i].base, rows[i].mine, rows[i].theirs).p,
				rows[i].expected);
		arena_free(&arena);
	}
}

static void
merge__a_value_is_mine_theirs_or_a_clash(void **state)
{
	(void)state;
	assert_int_equal(merge_value(TEXT("a"), TEXT("a"), TEXT("a")), MERGE_SAME);
	assert_int_equal(merge_value(TEXT("a"), TEXT("b"), TEXT("a")), MERGE_MINE);
	assert_int_equal(merge_value(TEXT("a"), TEXT("a"), TEXT("b")), MERGE_THEIRS);
	assert_int_equal(merge_value(TEXT("a"), TEXT("b"), TEXT("b")), MERGE_BOTH);
	assert_int_equal(merge_value(TEXT("a"), TEXT("b"), NO_TEXT), MERGE_CLASH);
}

/* Of few kinds, so that many are alike. */
static struct merge_text
random_pieces(struct arena *arena)
{
	static const struct text kinds[] = {TEXT("a"), TEXT("b"), TEXT("c"), TEXT("d")};
	struct text *pieces = ARENA_NEW_ARRAY(arena, PIECES_MAX, struct text);
	size_t n = (size_t)rand() % PIECES_MAX;

	for (size_t i = 0; i < n; i++)
		pieces[i] = kinds[rand() % 4];
	return (struct merge_text){pieces, n};
}

static void
assert_follows(struct merge_range range, size_t *at)
{
	assert_int_equal(range.from, *at);
	assert_true(range.to >= range.from);
	*at = range.to;
}

static void
merge__the_parts_are_each_of_the_three_texts_whatever_they_are(void **state)
{
	(void)state;
	srand(6);
	for (int round = 0; round < 20000; round++) {
		struct arena arena = {0};
		struct merge_text b = random_pieces(&arena), m = random_pieces(&arena),
				  t = random_pieces(&arena);
		struct merge_part *parts;
		size_t count = merge_parts(&arena, b, m, t, &parts);
		size_t at[3] = {0};

		for (size_t i = 0; i < count; i++) {
			assert_follows(parts[i].base, &at[0]);
			assert_follows(parts[i].mine, &at[1]);
			assert_follows(parts[i].theirs, &at[2]);
			assert_true(i == 0 || parts[i].kind != MERGE_SAME ||
					parts[i - 1].kind != MERGE_SAME);
		}
		assert_int_equal(at[0], b.count);
		assert_int_equal(at[1], m.count);
		assert_int_equal(at[2], t.count);
		arena_free(&arena);
	}
}

static void
merge__a_change_beside_none_is_taken_as_it_is(void **state)
{
	(void)state;
	srand(7);
	for (int round = 0; round < 5000; round++) {
		struct arena arena = {0};
		struct merge_text b = random_pieces(&arena), t = random_pieces(&arena);
		struct merge_part *parts;
		size_t count = merge_parts(&arena, b, b, t, &parts);

		for (size_t i = 0; i < count; i++)
			assert_true(parts[i].kind == MERGE_SAME || parts[i].kind == MERGE_THEIRS);
		arena_free(&arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test(merge__what_one_changed_stands_and_what_both_did_clashes),
			cmocka_unit_test(merge__a_value_is_mine_theirs_or_a_clash),
			cmocka_unit_test(
					merge__the_parts_are_each_of_the_three_texts_whatever_they_are),
			cmocka_unit_test(merge__a_change_beside_none_is_taken_as_it_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
