/*
 * tokenizer.h - what counts as a word when people search, for both engines.
 *
 * Letters, digits and marks make words; everything else parts them. A word is
 * kept in its folded form (text_fold: "duong") and, at the same place, as written
 * (text_lower: "đường") where that differs. A word typed with diacritics looks
 * only for the written form, one typed without finds both. What holds a document
 * number together ("353/QĐ-BCA-V19") becomes words at following places, so that
 * the number as typed is found as a phrase.
 *
 * SQLite does this inside FTS5, in tables made with `tokenize = 'vi'`. PostgreSQL
 * gets the same words ready made; its columns are plain tsvector:
 *
 *	bind_text(&q, search_document(store, arena, body));
 *	bind_text(&q, search_words(store, arena, typed, true));
 *
 *	SQLite:     … WHERE item_search MATCH $1
 *	PostgreSQL: … WHERE words @@ $1::tsquery     INSERT … VALUES ($1::tsvector)
 */
#ifndef STORE_TOKENIZER_H
#define STORE_TOKENIZER_H

#include "store/store.h"

#define SEARCH_WORDS_MAX 32 /* words of a query; further ones are dropped */
#define WORD_BYTES_MAX 128  /* longer ones are no words; they are not found */

/* What to store in the search index for `text`. */
struct text search_document(struct store *store, struct arena *arena, struct text text);

/*
 * What to look for when somebody typed `typed`: all words, in any order; those
 * joined by other signs, or inside "…", in that order. With `prefix` the last
 * word, if it has two letters or more, may be a word's beginning. Can never be a
 * syntax error; empty when there is no word in it (then do not search).
 */
struct text search_words(struct store *store, struct arena *arena, struct text typed, bool prefix);

/* Whether `text` would be found so: for the few rows that have no index. */
bool search_matches(struct arena *arena, struct text typed, struct text text);

/* The same for one engine: FTS5's MATCH, PostgreSQL's tsvector and tsquery. */
struct text search_match_text(struct arena *arena, struct text typed, bool prefix);
struct text search_vector_text(struct arena *arena, struct text text);
struct text search_query_text(struct arena *arena, struct text typed, bool prefix);

struct sqlite3;

/* Makes the tokenizer `vi` known to a SQLite connection. */
must_check enum err tokenizer_register(struct sqlite3 *db);

#endif
