/*
 * genre.h - what an item is, and the facts that it must state besides its text.
 *
 * An article needs a title and a text; a document also its number, issuer and dates,
 * a warning when it ends, an incident its four parts. Facts belong to a revision
 * like its text: they pass the same two persons, and an approval covers them. A duty
 * of the regulation names the genres by which it is met; a news article is any
 * item that states no facts.
 */
#ifndef OFFICE_GENRE_H
#define OFFICE_GENRE_H

#include "base/json.h"
#include "http/form.h"
#include "office/ctx.h"

#define FACTS_MAX 60000 /* bytes of a revision's facts as JSON */
#define GENRE_TURNS_MAX 2

/*
 * A genre with this fact is told in messages: its first publication has none, each later
 * one says what it is to those who read the one before.
 */
#define FACT_MESSAGE "message"
#define MESSAGE_CANCEL "cancel"

struct choice {
	const char *code; /* in the store and in JSON */
	const char *label;
};

/* One fact. Its form field is "fact_<key>". */
struct fact {
	const char *key;
	enum field_kind kind; /* LINE, TEXT, DAY, INSTANT or CHOICE */
	bool required;
	size_t max; /* letters of a LINE or TEXT */
	const char *label;
	const char *hint;             /* for who writes; may be NULL */
	const struct choice *choices; /* of a CHOICE: ends with a NULL code */
	bool is_internal;             /* for the desk alone: never shown to the public */
	bool is_contact;              /* where everybody may call or write: nobody's own data */
};

struct genre {
	const char *name;         /* in the store, in regulations and in JSON */
	const char *label;        /* "Cảnh báo" */
	const struct fact *facts; /* ends with a NULL key */

	/*
	 * What single facts cannot say: an end before its beginning. Complains by field
	 * name and returns ERR_INVALID. May be NULL.
	 */
	enum err (*check)(struct ctx *ctx, const json_t *facts);

	/*
	 * The instants at which a public page with these facts changes by itself
	 * (office/turn.h); writes them to `out` and returns how many. May be NULL.
	 */
	size_t (*turns)(struct zone zone, struct text facts, struct instant out[GENRE_TURNS_MAX]);
};

extern const struct genre GENRE_NEWS;

/* NULL when there is none of that name. */
const struct genre *genre_find(struct text name);

/* Whether it is the one of that name. */
bool genre_is(const struct genre *genre, const char *name);

/* The i-th, or NULL behind the last. */
const struct genre *genre_at(size_t i);

/* A fact of a genre by its key; NULL: it has none. */
const struct fact *fact_find(const struct genre *genre, const char *key);

/* What a code is called; empty: there is none of that code. */
struct text choice_label(const struct choice *choices, struct text code);

/*
 * What a form holds in its "fact_<key>" fields, as typed, as JSON {key: text}: for
 * writing.facts. Only keys of the genre.
 */
struct text facts_of_form(const struct genre *genre, const struct form *form);

/*
 * Checks facts and brings them into their stored form: texts trimmed, days as
 * yyyy-mm-dd, instants with their offset, empty ones left out. Complains by field
 * name. `facts` empty: none are given.
 */
must_check enum err facts_take(
		struct ctx *ctx, const struct genre *genre, struct text facts, struct text *out);

/* Whether a revision says what it is to readers: one that replaces a live one must, others may not.
 */
must_check enum err message_check(
		struct ctx *ctx, const struct genre *genre, struct text facts, bool is_live);

/* The title as lists, banners and feeds show it: "Đã hủy: …" for a message of that kind. */
struct text message_title(struct arena *arena, const struct genre *genre, struct text facts,
		struct text title);

/*
 * The facts of a stored revision, of a genre, as views show them:
 * view.facts = [{key, label, value, text, marked: false}] in the genre's order (value: as stored,
 * text: for people), and view.fact = {key: {value, text} or false} for templates that
 * name them. With `is_public` the internal ones are left out.
 */
void facts_view(const struct ctx *ctx, json_t *view, const struct genre *genre, struct text facts,
		bool is_public);

/*
 * Each fact that stored facts tell the public, in the genre's order: its words, and where they
 * stand in facts_words; with or without what is_contact.
 */
typedef void fact_each(void *arg, const struct fact *fact, struct text words, size_t at);
void facts_each(const struct ctx *ctx, const struct genre *genre, struct text facts,
		bool with_contacts, fact_each *each, void *arg);

/* All that stored facts say to the public, a line each; with or without what is_contact. */
struct text facts_words(const struct ctx *ctx, const struct genre *genre, struct text facts,
		bool with_contacts);

/* One fact of stored facts: its text, or empty. */
struct text fact_text(struct arena *arena, struct text facts, const char *key);
bool fact_is(struct text facts, const char *key, struct text value);
bool fact_day(struct text facts, const char *key, struct day *out);
bool fact_instant(struct text facts, const char *key, struct zone zone, struct instant *out);

/* A stored value as an input has it: an instant without its offset. One that was typed stays. */
struct text fact_typed(const struct ctx *ctx, const struct fact *fact, struct text value);

/*
 * view.fact_fields: one row for each input, as desk/parts_input.html takes them. A new item is
 * not asked what its message is.
 */
void facts_form(const struct ctx *ctx, json_t *view, const struct genre *genre, struct text facts,
		bool is_new);

#endif
