/* diff_test.c - what changed, as people read it; and never longer than it may take. */
#include "base/buf.h"
#include "base/diff.h"
#include "base/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>
/* cmocka needs those above first */
#include <cmocka.h>

static struct text
marked(struct arena *arena, struct text before, struct text after)
{
	static const char *const signs[] = {"", "-", "+"};
	struct diff_run *runs;
	size_t count = diff_words(arena, before, after, &runs);
	struct buf out = BUF(arena);

	for (size_t i = 0; i < count; i++)
		buf_addf(&out, runs[i].kind == DIFF_EQUAL ? "%s%.*s" : "[%s%.*s]",
				signs[runs[i].kind], TEXT_ARGS(runs[i].text));
	return buf_text(&out);
}

static void
diff__changes_read_as_people_expect(void **state)
{
	static const struct {
		const char *before, *after, *expected;
	} rows[] = {
			{"", "", ""},
			{"một hai", "một hai", "một hai"},
			{"", "một", "[+một]"},
			{"một", "", "[-một]"},
			{"một hai ba", "một bốn ba", "một[- hai][+ bốn] ba"},
			{"một hai", "một hai ba", "một hai[+ ba]"},
			{"một hai.", "một hai, ba.", "một hai[+, ba]."},
			{"ngày 24.11.2026.", "ngày 25.11.2026.",
					"ngày[- 24.11.2026][+ 25.11.2026]."},
			{"một  hai", "một hai", "một hai"},
			{"Đoạn một.\nĐoạn hai.", "Đoạn một.\nĐoạn mới.\nĐoạn hai.",
					"Đoạn một.\n[+Đoạn mới.\n]Đoạn hai."},
			{"Đoạn một.\nĐoạn mới.\nĐoạn hai.", "Đoạn một.\nĐoạn hai.",
					"Đoạn một.\n[-Đoạn mới.\n]Đoạn hai."},
			{"a b c x d e f", "1 2 3 x 4 5 6", "[-a b c x d e f][+1 2 3 x 4 5 6]"},
			{"a x b", "1 x 2", "[-a x b][+1 x 2]"},
			{"a b c d e f g h", "1 b c d e f g 2", "[-a][+1] b c d e f g[- h][+ 2]"},
			{"a b\nc d", "1 2\n3 4", "[-a b][+1 2]\n[-c d][+3 4]"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct arena arena = {0};

		assert_string_equal(
				marked(&arena, text_of(rows[i].before), text_of(rows[i].after)).p,
				rows[i].expected);
		arena_free(&arena);
	}
}

static void
diff__templates_get_paragraphs(void **state)
{
	struct arena arena = {0};
	struct diff_run *runs;
	size_t count = diff_words(&arena, TEXT("Một hai.\n\nBa."), TEXT("Một hai.\n\nBốn."), &runs);
	json_t *view = diff_view(runs, count);

	(void)state;
	assert_string_equal(json_write(&arena, view).p,
			"[{\"changed\":false,\"runs\":[{\"kind\":\"equal\",\"equal\":true,"
			"\"delete\":false,\"insert\":false,\"text\":\"Một hai.\"}]},"
			"{\"changed\":true,\"runs\":[{\"kind\":\"delete\",\"equal\":false,"
			"\"delete\":true,\"insert\":false,\"text\":\"Ba\"},"
			"{\"kind\":\"insert\",\"equal\":false,\"delete\":false,\"insert\":true,"
			"\"text\":\"Bốn\"},{\"kind\":\"equal\",\"equal\":true,\"delete\":false,"
			"\"insert\":false,\"text\":\".\"}]}]");
	json_decref(view);
	arena_free(&arena);
}

/* A small generator: the same numbers in every run. */
static uint32_t
next_random(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

static struct text
random_words(struct arena *arena, size_t count, uint32_t vocabulary, uint32_t seed)
{
	struct buf out = BUF(arena);

	for (size_t i = 0; i < count; i++)
		buf_addf(&out, "%sw%u", i % 40 ? " " : "\n", next_random(&seed) % vocabulary);
	return buf_text(&out);
}

/* `text` with one word in `every` dropped, followed by a new one or cut. */
static struct text
edited(struct arena *arena, struct text text, uint32_t every, uint32_t seed)
{
	struct buf out = BUF(arena);
	struct text word;

	while (text_split(&text, ' ', &word)) {
		uint32_t chance = next_random(&seed) % (every * 3);

		if (chance == 0)
			continue;
		buf_addf(&out, "%s%.*s", out.n ? " " : "", TEXT_ARGS(word));
		if (chance == 1)
			buf_addf(&out, " mới%u", next_random(&seed) % 1000);
		if (chance == 2)
			out.n -= word.n ? 1 : 0;
	}
	return buf_text(&out);
}

static struct text
without_blanks(struct arena *arena, struct text text)
{
	struct buf out = BUF(arena);

	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] != ' ')
			buf_add_char(&out, text.p[i]);
	return buf_text(&out);
}

static void
assert_runs_make_both_texts(struct arena *arena, struct text before, struct text after)
{
	struct diff_run *runs;
	size_t count = diff_words(arena, before, after, &runs);
	struct buf old = BUF(arena), new = BUF(arena);

	for (size_t i = 0; i < count; i++) {
		if (runs[i].kind != DIFF_INSERT)
			buf_add(&old, runs[i].text);
		if (runs[i].kind != DIFF_DELETE)
			buf_add(&new, runs[i].text);
	}
	assert_true(text_equals(buf_text(&new), after));
	/* Blanks of what stayed are those of the new text. */
	assert_true(text_equals(
			without_blanks(arena, buf_text(&old)), without_blanks(arena, before)));
}

static void
diff__runs_make_both_texts(void **state)
{
	(void)state;
	for (uint32_t seed = 1; seed <= 400; seed++) {
		struct arena arena = {0};
		struct text a = random_words(&arena, seed % 60, 1 + seed % 7, seed);
		struct text b = random_words(&arena, seed % 47, 1 + seed % 5, seed * 7);

		assert_runs_make_both_texts(&arena, a, b);
		arena_free(&arena);
	}
}

static int64_t
milliseconds_of(struct arena *arena, struct text before, struct text after)
{
	struct timespec from, to;
	struct diff_run *runs;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
	diff_words(arena, before, after, &runs);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
	return (to.tv_sec - from.tv_sec) * 1000 + (to.tv_nsec - from.tv_nsec) / 1000000;
}

/* The bounds leave room for sanitizers; the figures printed are what counts. */
static void
diff__fifty_thousand_words_are_fast(void **state)
{
	struct arena arena = {0};
	struct text a = random_words(&arena, 50000, 3000, 1);
	int64_t moderate = milliseconds_of(&arena, a, edited(&arena, a, 20, 2));
	int64_t unlike = milliseconds_of(&arena, a, random_words(&arena, 50000, 3000, 3));
	int64_t few = milliseconds_of(&arena, random_words(&arena, 50000, 10, 4),
			random_words(&arena, 50000, 10, 5));

	(void)state;
	print_message("50,000 words: %d ms with 5 %% changed, %d ms all unlike, %d ms of 10 "
		      "words\n",
			(int)moderate, (int)unlike, (int)few);
	assert_true(moderate < 2000);
	assert_true(unlike < 5000);
	assert_true(few < 5000);
	arena_free(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test(diff__changes_read_as_people_expect),
			cmocka_unit_test(diff__templates_get_paragraphs),
			cmocka_unit_test(diff__runs_make_both_texts),
			cmocka_unit_test(diff__fifty_thousand_words_are_fast),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
