/*
 * publication.h - the public's side of an item: what is read, found and fed.
 *
 * One row an item that was ever public. A withdrawn one stays, to say why (410) or
 * where to go (redirect).
 */
#ifndef OFFICE_PUBLICATION_H
#define OFFICE_PUBLICATION_H

#include "office/ctx.h"

#define PUBLICATION_PAGE_MAX 100

struct genre;
struct item;
struct revision;

struct publication {
	int64_t item;
	int64_t revision;
	struct text section;
	struct text slug;
	struct text title;
	struct text abstract;
	struct text image; /* path of the picture for lists; may be empty */
	int64_t unit;
	struct text unit_code, unit_name;
	struct instant published_at;
	struct instant updated_at;
	bool live;
	struct instant withdrawn_at; /* if not live */
	struct text reason;
	struct text redirect;
	struct text body;          /* publication_load only: rich text as JSON */
	struct text correction;    /* publication_load only */
	struct text source;        /* publication_load only: of an extract */
	const struct genre *genre; /* publication_load and publication_list_genre only */
	struct text facts;         /* likewise: JSON, see genre.h */
};

/*
 * Makes a revision public, for the first time (item->published_at is not yet set) or instead of
 * the one before. The first time keeps with it how long it lay with whom (span_item_split).
 */
must_check enum err publication_put(struct ctx *ctx, const struct item *item,
		const struct revision *revision, struct instant published_at);

/* What the search index gets of a publication: its row there, and the words by weight. */
struct publication_words {
	int64_t search;
	struct text title;
	struct text abstract;
	struct text words;
};

/*
 * The two halves of publication_put, for taking in many: SQLite's search index
 * writes out what it has gathered before most other statements, so with all rows
 * first and all words last it takes half the time.
 */
must_check enum err publication_row_put(struct ctx *ctx, const struct item *item,
		const struct revision *revision, struct instant published_at,
		struct publication_words *out);
must_check enum err publication_index(struct ctx *ctx, const struct publication_words *words);

/* Takes it away: readers get `reason`, or are led to `redirect`. */
must_check enum err publication_remove(
		struct ctx *ctx, int64_t item, struct text reason, struct text redirect);

/* Withdrawn ones too: look at `live`. */
must_check enum err publication_load(struct ctx *ctx, int64_t item, struct publication *out);

/* A page of a list, to be continued below (at, item) of its last row. */
struct publication_after {
	struct instant at; /* ms 0: from the newest */
	int64_t item;
};

/*
 * Newest first; `section` empty: all; a section with children holds theirs too.
 * `unit` 0: all.
 */
must_check enum err publication_list(struct ctx *ctx, struct text section, int64_t unit,
		struct publication_after after, size_t limit, struct publication **out,
		size_t *count);

/* Newest first, of one genre, with their facts. */
must_check enum err publication_list_genre(struct ctx *ctx, const struct genre *genre,
		struct publication_after after, size_t limit, struct publication **out,
		size_t *count);

/* Likewise, the newest `limit` of those whose page still changes by itself (office/turn.h). */
must_check enum err publication_list_turning(struct ctx *ctx, const struct genre *genre,
		size_t limit, struct publication **out, size_t *count);

/* The newest of one unit, of one genre, with their facts. */
must_check enum err publication_list_unit_genre(struct ctx *ctx, const struct genre *genre,
		int64_t unit, size_t limit, struct publication **out, size_t *count);

/* The newest of an item's matter and genre, without itself, with their facts. */
must_check enum err publication_list_matter(struct ctx *ctx, int64_t item, size_t limit,
		struct publication **out, size_t *count);

/*
 * What units gave for a column of the Portal and is public, by part and newest first; `parts`
 * gets the number of the part that each was given for.
 */
must_check enum err publication_list_column(struct ctx *ctx, int64_t column, size_t limit,
		struct publication **out, int64_t **parts, size_t *count);

/*
 * What people search: without marks it finds both, with marks only what is written
 * so; newest first below search row `before` (0: from the newest), whose value for
 * the next page comes back in `next` (0: no more).
 */
must_check enum err publication_search(struct ctx *ctx, struct text query, int64_t before,
		size_t limit, struct publication **out, size_t *count, int64_t *next);

/* How many are live: for the home page's figures and tests. */
must_check enum err publication_count(struct ctx *ctx, int64_t *out);

/* When the first of the live ones was published; ms 0: there is none. */
must_check enum err publication_oldest(struct ctx *ctx, struct instant *out);

/*
 * The word that stands with all of a genre in the search index: with it searches find
 * that genre alone. No text has it by chance.
 */
struct text publication_genre_word(struct arena *arena, const struct genre *genre);

/* "/tin-tuc/12-ten-bai" */
struct text publication_path(struct arena *arena, const struct publication *publication);

#endif
