/*
 * Vietnamese has some seven thousand syllables, so a small table of words met
 * before spares nearly all of ICU's work, and the forms are by construction those
 * of base/text.h.
 */
#include "store/tokenizer.h"

#include "base/buf.h"
#include "base/log.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

/* --- words --- */

/* The next word of `text` from `*at` on; false at the end. Bytes that are not UTF-8 part words. */
static bool
next_word(struct text text, size_t *at, struct text *word, bool *ascii)
{
	int32_t i = (int32_t)*at, end = (int32_t)text.n, from = -1, next;

	*ascii = true;
	for (; i < end; i = next) {
		const uint8_t *p = (const uint8_t *)text.p;
		bool is_part;
		UChar32 c;

		next = i;
		U8_NEXT(p, next, end, c);
		if (c >= 0 && c < 0x80)
			is_part = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
				  (c >= 'A' && c <= 'Z');
		else
			is_part = c >= 0 &&
				  (U_GET_GC_MASK((UChar32)c) &
						  (U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK |
								  U_GC_CO_MASK)) != 0;
		if (is_part && from < 0)
			from = i;
		if (is_part && c >= 0x80)
			*ascii = false;
		if (!is_part && from >= 0)
			break;
	}
	*at = (size_t)i;
	if (from < 0)
		return false;
	*word = text_slice(text, (size_t)from, (size_t)i);
	return true;
}

#define MEMORY_SLOTS 4096 /* a power of two */
#define MEMORY_BYTES 20   /* the longest Vietnamese syllable, "NGHIÊNG", takes 8 */

struct remembered {
	uint8_t sizes[3]; /* of the word, its folded form, its written form */
	char bytes[3][MEMORY_BYTES];
};

struct forms {
	struct text folded;
	struct text written;
};

static struct remembered *
memory_slot(struct remembered *memory, struct text word)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < word.n; i++)
		hash = (hash ^ (uint8_t)word.p[i]) * 16777619u;
	return &memory[(hash ^ hash >> 15) % MEMORY_SLOTS];
}

static struct text
remembered_text(const struct remembered *slot, int which)
{
	return (struct text){.p = slot->bytes[which], .n = slot->sizes[which]};
}

static void
remember(struct remembered *slot, struct text word, struct forms forms)
{
	const struct text texts[3] = {word, forms.folded, forms.written};

	for (int i = 0; i < 3; i++)
		if (texts[i].n > MEMORY_BYTES)
			return;
	for (int i = 0; i < 3; i++) {
		memcpy(slot->bytes[i], texts[i].p, texts[i].n);
		slot->sizes[i] = (uint8_t)texts[i].n;
	}
}

/* `memory` may be NULL. The forms live in the arena or until the next call. */
static struct forms
word_forms(struct arena *arena, struct remembered *memory, struct text word, bool ascii)
{
	struct remembered *slot = memory ? memory_slot(memory, word) : NULL;
	struct forms forms;

	if (slot && slot->sizes[0] && text_equals(remembered_text(slot, 0), word))
		return (struct forms){remembered_text(slot, 1), remembered_text(slot, 2)};
	forms.folded = text_fold(arena, word);
	forms.written = ascii ? forms.folded : text_lower(arena, word);
	/* Marks alone fold to nothing. */
	if (!forms.folded.n)
		forms.folded = forms.written;
	if (slot)
		remember(slot, word, forms);
	return forms;
}

/* --- FTS5 --- */

struct tokenizer {
	struct arena arena;
	struct remembered memory[MEMORY_SLOTS];
};

typedef int token_found(void *context, int flags, const char *token, int size, int start, int end);

static int
tokenizer_create(void *context, const char **args, int count, Fts5Tokenizer **out)
{
	struct tokenizer *self = calloc(1, sizeof(*self));

	(void)context, (void)args, (void)count;
	*out = (Fts5Tokenizer *)self;
	return self ? SQLITE_OK : SQLITE_NOMEM;
}

static void
tokenizer_delete(Fts5Tokenizer *tokenizer)
{
	struct tokenizer *self = (struct tokenizer *)tokenizer;

	arena_free(&self->arena);
	free(self);
}

static int
emit(struct forms forms, bool is_query, token_found *found, void *context, int start, int end)
{
	bool differs = !text_equals(forms.folded, forms.written);
	int code;

	if (is_query)
		return found(context, 0, forms.written.p, (int)forms.written.n, start, end);
	code = found(context, 0, forms.folded.p, (int)forms.folded.n, start, end);
	if (code == SQLITE_OK && differs)
		code = found(context, FTS5_TOKEN_COLOCATED, forms.written.p, (int)forms.written.n,
				start, end);
	return code;
}

static int
tokenizer_run(Fts5Tokenizer *tokenizer, void *context, int flags, const char *p, int n,
		token_found *found)
{
	struct tokenizer *self = (struct tokenizer *)tokenizer;
	struct text text = {.p = p, .n = p && n > 0 ? (size_t)n : 0}, word;
	bool is_query = (flags & FTS5_TOKENIZE_QUERY) != 0, ascii;
	size_t at = 0;
	int code = SQLITE_OK;

	while (code == SQLITE_OK && next_word(text, &at, &word, &ascii)) {
		struct forms forms;
		int start = (int)(word.p - text.p);

		if (word.n > WORD_BYTES_MAX)
			continue;
		arena_reset(&self->arena);
		forms = word_forms(&self->arena, self->memory, word, ascii);
		code = emit(forms, is_query, found, context, start, (int)at);
	}
	return code;
}

static fts5_api *
fts5_of(sqlite3 *db)
{
	sqlite3_stmt *statement = NULL;
	fts5_api *api = NULL;

	if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &statement, NULL) != SQLITE_OK)
		return NULL;
	sqlite3_bind_pointer(statement, 1, &api, "fts5_api_ptr", NULL);
	sqlite3_step(statement);
	sqlite3_finalize(statement);
	return api;
}

enum err
tokenizer_register(sqlite3 *db)
{
	fts5_tokenizer methods = {
			.xCreate = tokenizer_create,
			.xDelete = tokenizer_delete,
			.xTokenize = tokenizer_run,
	};
	fts5_api *api = fts5_of(db);

	if (!api || api->xCreateTokenizer(api, "vi", NULL, &methods, NULL) != SQLITE_OK) {
		log_error("store: this SQLite has no FTS5");
		return ERR_BROKEN;
	}
	return OK;
}

/* --- what people typed --- */

/* How an engine writes a query down: words, what parts them, where phrases begin and end. */
struct grammar {
	const char *both;
	const char *phrase_begin, *phrase_end;
	const char *word_begin, *word_next, *word_end;
	const char *prefix;
};

/* Takes the next piece off the front of `rest`: up to a blank, or what "…" holds together. */
static bool
next_piece(struct text *rest, struct text *piece)
{
	bool quoted = false;
	size_t i = 0;

	*rest = text_trim(*rest);
	if (!rest->n)
		return false;
	if (rest->p[0] == '"') {
		quoted = true;
		*rest = text_slice(*rest, 1, rest->n);
	}
	while (i < rest->n && rest->p[i] != '"' &&
			(quoted || (rest->p[i] != ' ' && rest->p[i] != '\t' && rest->p[i] != '\n')))
		i++;
	*piece = text_slice(*rest, 0, i);
	if (quoted && i < rest->n)
		i++;
	*rest = text_slice(*rest, i, rest->n);
	return true;
}

struct typed_words {
	struct {
		struct text text;
		bool begins; /* a phrase */
	} words[SEARCH_WORDS_MAX];
	size_t count;
};

static void
words_read(struct typed_words *out, struct arena *arena, struct text typed)
{
	struct text piece, word;

	while (next_piece(&typed, &piece)) {
		bool begins = true, ascii;
		size_t at = 0;

		while (out->count < SEARCH_WORDS_MAX && next_word(piece, &at, &word, &ascii)) {
			if (word.n > WORD_BYTES_MAX)
				continue;
			out->words[out->count].text = word_forms(arena, NULL, word, ascii).written;
			out->words[out->count++].begins = begins;
			begins = false;
		}
	}
}

static struct text
words_write(struct arena *arena, struct text typed, bool prefix, const struct grammar *grammar)
{
	struct typed_words typed_words = {.count = 0};
	struct buf out = BUF(arena);

	words_read(&typed_words, arena, typed);
	for (size_t i = 0; i < typed_words.count; i++) {
		struct text word = typed_words.words[i].text;
		bool last = i + 1 == typed_words.count;

		if (typed_words.words[i].begins) {
			buf_add_c(&out, i ? grammar->both : "");
			buf_add_c(&out, grammar->phrase_begin);
		} else {
			buf_add_c(&out, grammar->word_next);
		}
		buf_add_c(&out, grammar->word_begin);
		buf_add(&out, word);
		buf_add_c(&out, grammar->word_end);
		if (last && prefix && text_length(word) >= 2)
			buf_add_c(&out, grammar->prefix);
		else if (last || typed_words.words[i + 1].begins)
			buf_add_c(&out, grammar->phrase_end);
	}
	return buf_text(&out);
}

struct text
search_match_text(struct arena *arena, struct text typed, bool prefix)
{
	static const struct grammar fts5 = {
			.both = " AND ",
			.phrase_begin = "\"",
			.phrase_end = "\"",
			.word_begin = "",
			.word_next = " ",
			.word_end = "",
			.prefix = "\" *",
	};

	return words_write(arena, typed, prefix, &fts5);
}

struct text
search_query_text(struct arena *arena, struct text typed, bool prefix)
{
	static const struct grammar tsquery = {
			.both = " & ",
			.phrase_begin = "",
			.phrase_end = "",
			.word_begin = "'",
			.word_next = " <-> ",
			.word_end = "'",
			.prefix = ":*",
	};

	return words_write(arena, typed, prefix, &tsquery);
}

#define VECTOR_PLACE_MAX 16383 /* PostgreSQL counts no further */

/* A word holds no quote and no backslash: nothing to escape. */
static void
lexeme_add(struct buf *out, struct text word, size_t place)
{
	buf_add_char(out, '\'');
	buf_add(out, word);
	buf_add_c(out, "':");
	buf_add_int(out, (int64_t)place);
	buf_add_char(out, ' ');
}

struct text
search_vector_text(struct arena *arena, struct text text)
{
	struct remembered *memory = ARENA_NEW_ARRAY(arena, MEMORY_SLOTS, struct remembered);
	struct arena scratch = {0};
	struct buf out = BUF(arena);
	struct text word;
	size_t at = 0, place = 0;
	bool ascii;

	while (next_word(text, &at, &word, &ascii)) {
		struct forms forms;

		if (word.n > WORD_BYTES_MAX)
			continue;
		place += place < VECTOR_PLACE_MAX;
		arena_reset(&scratch);
		forms = word_forms(&scratch, memory, word, ascii);
		lexeme_add(&out, forms.folded, place);
		if (!text_equals(forms.folded, forms.written))
			lexeme_add(&out, forms.written, place);
	}
	arena_free(&scratch);
	return buf_text(&out);
}

/* --- without an index --- */

/* A text's words, each as written and folded. */
struct spoken {
	struct forms *words;
	size_t count;
};

static struct spoken
spoken_of(struct arena *arena, struct text text)
{
	struct spoken spoken = {.words = ARENA_NEW_ARRAY(arena, text.n / 2 + 1, struct forms)};
	struct text word;
	size_t at = 0;
	bool ascii;

	while (next_word(text, &at, &word, &ascii))
		if (word.n <= WORD_BYTES_MAX)
			spoken.words[spoken.count++] = word_forms(arena, NULL, word, ascii);
	return spoken;
}

/* Whether the `count` words from `first` on stand in that order somewhere. */
static bool
phrase_is_in(const struct spoken *spoken, const struct typed_words *typed, size_t first,
		size_t count)
{
	for (size_t at = 0; at + count <= spoken->count; at++) {
		size_t n = 0;

		while (n < count) {
			struct text word = typed->words[first + n].text;

			if (!text_equals(word, spoken->words[at + n].written) &&
					!text_equals(word, spoken->words[at + n].folded))
				break;
			n++;
		}
		if (n == count)
			return true;
	}
	return false;
}

bool
search_matches(struct arena *arena, struct text typed, struct text text)
{
	struct typed_words words = {.count = 0};
	struct spoken spoken = spoken_of(arena, text);
	size_t first = 0;

	words_read(&words, arena, typed);
	while (first < words.count) {
		size_t count = 1;

		while (first + count < words.count && !words.words[first + count].begins)
			count++;
		if (!phrase_is_in(&spoken, &words, first, count))
			return false;
		first += count;
	}
	return words.count > 0;
}

struct text
search_document(struct store *store, struct arena *arena, struct text text)
{
	return store_is_postgres(store) ? search_vector_text(arena, text) : text;
}

struct text
search_words(struct store *store, struct arena *arena, struct text typed, bool prefix)
{
	return store_is_postgres(store) ? search_query_text(arena, typed, prefix)
					: search_match_text(arena, typed, prefix);
}
