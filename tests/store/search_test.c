/* What tokenizer.h promises: the same words are found on both engines. */
#include "support/stores.h"

#include "store/tokenizer.h"

static const struct migration migrations[] = {
		{1, "texts", "CREATE VIRTUAL TABLE texts USING fts5 (body, tokenize = 'vi')",
				"CREATE TABLE texts (rowid BIGINT PRIMARY KEY, body TSVECTOR)"},
};

static const struct sql add = {.name = "add",
		.text = "INSERT INTO texts (rowid, body) VALUES ($1, $2)",
		.postgres = "INSERT INTO texts (rowid, body) VALUES ($1, $2::tsvector)",
		.parameters = 2};
static const struct sql find = {.name = "find",
		.text = "SELECT rowid FROM texts WHERE texts MATCH $1 ORDER BY rowid",
		.postgres = "SELECT rowid FROM texts WHERE body @@ $1::tsquery ORDER BY rowid",
		.parameters = 1};

/* What was added, for the way without an index; each test begins with number 1. */
static struct {
	struct text bodies[8];
	int64_t count;
} kept;

static void
text_add(struct fixture *f, int64_t id, const char *body)
{
	struct query q;

	kept.bodies[id] = text_copy(&f->arena, text_of(body));
	kept.count = id;
	query_begin(&q, f->store, &add);
	bind_int(&q, id);
	bind_text(&q, search_document(f->store, &f->arena, text_of(body)));
	assert_ok(query_run(&q));
}

/* The numbers found, one bit each. */
static unsigned
found(struct fixture *f, const char *typed, bool prefix)
{
	struct text words = search_words(f->store, &f->arena, text_of(typed), prefix);
	struct query q;
	unsigned bits = 0;

	if (!words.n)
		return 0;
	query_begin(&q, f->store, &find);
	bind_text(&q, words);
	while (query_next(&q))
		bits |= 1u << column_int(&q, 0);
	assert_ok(query_end(&q));
	return bits;
}

/* The same without an index. */
static unsigned
matching(struct fixture *f, const char *typed)
{
	unsigned bits = 0;

	for (int64_t i = 1; i <= kept.count; i++)
		if (search_matches(&f->arena, text_of(typed), kept.bodies[i]))
			bits |= 1u << i;
	return bits;
}

#define assert_found(typed, bits)                                                                  \
	do {                                                                                       \
		assert_int_equal(found(f, typed, false), (bits));                                  \
		assert_int_equal(matching(f, typed), (bits));                                      \
	} while (0)
#define BIT(n) (1u << (n))

static void
words_without_diacritics_find_both_and_words_with_them_only_themselves(struct fixture *f)
{
	text_add(f, 1, "Mở đường cao tốc");
	text_add(f, 2, "Mo duong cao toc");
	text_add(f, 3, "Giá đương kim");
	assert_found("duong", BIT(1) | BIT(2) | BIT(3));
	assert_found("DUONG", BIT(1) | BIT(2) | BIT(3));
	assert_found("đường", BIT(1));
	assert_found("ĐƯỜNG", BIT(1));
	assert_found("đương", BIT(3));
	assert_found("đuong", 0);
	assert_found("cao đường", BIT(1));
	assert_found("cao duong", BIT(1) | BIT(2));
}

static void
both_places_of_the_tone_mark_are_one_word(struct fixture *f)
{
	text_add(f, 1, "Hoà bình");
	text_add(f, 2, "Hòa bình");
	text_add(f, 3, "quý hoá");
	assert_found("hoà", BIT(1) | BIT(2));
	assert_found("HÒA", BIT(1) | BIT(2));
	assert_found("hóa", BIT(3));
	assert_found("quý", BIT(3));
}

static void
document_numbers_are_found_as_typed(struct fixture *f)
{
	text_add(f, 1, "Thông tư số 80/2020/TT-BCA quy định");
	text_add(f, 2, "năm 2020 có 80 vụ");
	text_add(f, 3, "Quyết định 353/QĐ-BCA-V19 ngày 01/02/2020");
	assert_found("80/2020", BIT(1));
	assert_found("80 2020", BIT(1) | BIT(2));
	assert_found("353/QĐ-BCA-V19", BIT(3));
	assert_found("353/qd-bca-v19", BIT(3));
	assert_found("353/QĐ BCA", BIT(3));
	assert_found("80/2020/TT-BCA", BIT(1));
	assert_found("2020/80", 0);
	assert_found("01/02/2020", BIT(3));
}

static void
quoted_words_are_a_phrase(struct fixture *f)
{
	text_add(f, 1, "an toàn giao thông");
	text_add(f, 2, "giao thông an toàn");
	assert_found("an toan giao thong", BIT(1) | BIT(2));
	assert_found("\"an toan giao\"", BIT(1));
	assert_found("\"an toan\" \"giao thong", BIT(1) | BIT(2));
	assert_found("\"giao an\"", 0);
}

static void
the_last_word_may_be_a_beginning(struct fixture *f)
{
	text_add(f, 1, "phòng cháy chữa cháy");
	text_add(f, 2, "phong trào");
	assert_int_equal(found(f, "phon", true), BIT(1) | BIT(2));
	assert_int_equal(found(f, "phon", false), 0);
	assert_int_equal(found(f, "phòn", true), BIT(1));
	assert_int_equal(found(f, "cháy ph", true), BIT(1));
	assert_int_equal(found(f, "\"phong tr\"", true), BIT(2));
	/* One letter is no beginning. */
	assert_int_equal(found(f, "p", true), 0);
}

static void
no_typing_is_a_syntax_error(struct fixture *f)
{
	static const char *const typed[] = {"", " ", "\"", "\"\"", "\"\"\"", "*", "AND", "OR NOT",
			"NEAR(", "a AND", "a*b", "^a", "{x}:y", "body:a", "-a", "a:", "(", "'",
			"' OR 1", "\\", "a\\'b", "!", "a & | b", "<->", "a:*", "\xff\xfe", "a\xc3",
			"\xc4\x91\xff", "𝔘𝔫𝔦", "漢字", "e\xcc\x81", "\xcc\x81", "a\tb\nc", "----",
			"%", "_", "🙂", "x\x01y"};

	text_add(f, 1, "a b");
	for (size_t i = 0; i < COUNT_OF(typed); i++) {
		found(f, typed[i], false);
		found(f, typed[i], true);
	}
	assert_found("a & | b", BIT(1));
}

static void
any_text_can_be_indexed(struct fixture *f)
{
	char *long_word = arena_alloc(&f->arena, 5001);
	char *words = arena_alloc(&f->arena, 200001);

	memset(long_word, 'x', 5000);
	for (int i = 0; i < 200000; i += 2) {
		words[i] = (char)('a' + i / 2 % 26);
		words[i + 1] = ' ';
	}
	text_add(f, 1, long_word);
	text_add(f, 2, words);
	text_add(f, 3, "mark \xcc\x81 alone, cut \xc4, '\\' and \xf0\x9f\x99\x82 ½ Ⅷ");
	text_add(f, 4, "");
	assert_found(long_word, 0);
	assert_found("a z", BIT(2));
	assert_found("alone", BIT(3));
	/* What stands behind a word that is too long follows what stands before it. */
	text_add(f, 5, text_format(&f->arena, "trước %s sau", long_word).p);
	assert_found("\"trước sau\"", BIT(5));
}

static void
a_query_has_a_bounded_number_of_words(struct fixture *f)
{
	char typed[4001];

	text_add(f, 1, "a");
	for (int i = 0; i < 4000; i += 2)
		memcpy(typed + i, "a ", 2);
	typed[4000] = 0;
	assert_found(typed, BIT(1));
	assert_true(search_match_text(&f->arena, text_of(typed), false).n < 300);
}

static void
the_texts_for_each_engine_are_these(struct fixture *f)
{
	struct arena *arena = &f->arena;

	assert_text(search_match_text(arena, TEXT("Đường  353/QĐ \"an toàn\" ca"), true),
			"\"đường\" AND \"353 qđ\" AND \"an toàn\" AND \"ca\" *");
	assert_text(search_query_text(arena, TEXT("Đường  353/QĐ \"an toàn\" ca"), true),
			"'đường' & '353' <-> 'qđ' & 'an' <-> 'toàn' & 'ca':*");
	assert_text(search_vector_text(arena, TEXT("Đường-phố, A")),
			"'duong':1 'đường':1 'pho':2 'phố':2 'a':3 ");
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(words_without_diacritics_find_both_and_words_with_them_only_themselves),
			STORE_TEST(both_places_of_the_tone_mark_are_one_word),
			STORE_TEST(document_numbers_are_found_as_typed),
			STORE_TEST(quoted_words_are_a_phrase),
			STORE_TEST(the_last_word_may_be_a_beginning),
			STORE_TEST(no_typing_is_a_syntax_error),
			STORE_TEST(any_text_can_be_indexed),
			STORE_TEST(a_query_has_a_bounded_number_of_words),
			SQLITE_TEST(the_texts_for_each_engine_are_these),
	};

	return stores_run("search", tests, COUNT_OF(tests), migrations, COUNT_OF(migrations));
}
