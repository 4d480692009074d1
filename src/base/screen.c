#include "base/screen_word.h"

#include <stdlib.h>
#include <string.h>

/* --- words ------------------------------------------------------------------------------------ */

/* Letters that are not seen part no word: they are left out. */
static bool
is_unseen(uint32_t c)
{
	return c == 0xad || (c >= 0x200b && c <= 0x200f) || (c >= 0x2060 && c <= 0x2064) ||
	       c == 0xfeff;
}

/* Signs that people take for one another, as the one of ASCII. */
static uint32_t
plain_sign(uint32_t c)
{
	if (c == 0xa0 || (c >= 0x2000 && c <= 0x200a) || c == 0x202f || c == 0x205f || c == 0x3000)
		return ' ';
	if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212)
		return '-';
	if ((c >= 0x2018 && c <= 0x201f) || c == 0xab || c == 0xbb)
		return '"';
	if (c >= 0xff01 && c <= 0xff5e)
		return c - 0xff01 + '!';
	return c;
}

static bool
is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(uint32_t c)
{
	return c < 0x80 ? (c | 0x20) >= 'a' && (c | 0x20) <= 'z' : point_is_letter(c);
}

static uint32_t
small(uint32_t c)
{
	if (c < 0x80)
		return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
	return point_lower(c);
}

/* Takes a letter or digit into the word that is open, or opens one. */
static void
word_take(struct screen_text *s, uint32_t c, bool is_open, bool is_small, size_t bytes)
{
	struct screen_word *word = &s->words[s->count - (is_open ? 1 : 0)];

	if (!is_open) {
		*word = (struct screen_word){
				.from = (uint32_t)s->n,
				.is_number = is_digit(c),
				.is_upper = !is_digit(c),
				.is_title = !is_small && !is_digit(c),
		};
		s->count++;
	}
	word->is_upper = word->is_upper && !is_small;
	word->to = (uint32_t)(s->n + bytes);
}

void
screen_read(struct arena *arena, struct text text, struct screen_text *out)
{
	struct screen_text s = {
			/* A small letter may take a byte more than its capital. */
			.low = arena_alloc(arena, 2 * text.n + 4),
			.origin = ARENA_NEW_ARRAY(arena, 2 * text.n + 5, uint32_t),
			.words = ARENA_NEW_ARRAY(arena, text.n + 1, struct screen_word),
	};
	enum { NOTHING, LETTERS, DIGITS } open = NOTHING, kind;

	for (size_t at = 0; at < text.n;) {
		size_t from = at, bytes;
		uint32_t c = plain_sign(text_point(text, &at)), low = small(c);

		if (is_unseen(c))
			continue;
		bytes = point_write(s.low + s.n, low);
		kind = is_digit(c) ? DIGITS : is_letter(c) ? LETTERS : NOTHING;
		if (kind != NOTHING)
			word_take(&s, c, open == kind, low == c, bytes);
		open = kind;
		for (size_t i = 0; i < bytes; i++)
			s.origin[s.n++] = (uint32_t)from;
	}
	s.origin[s.n] = (uint32_t)text.n;
	*out = s;
}

struct text
screen_word_text(const struct screen_text *s, size_t word)
{
	const struct screen_word *w = &s->words[word];

	return (struct text){.p = s->low + w->from, .n = w->to - w->from};
}

bool
screen_word_is(const struct screen_text *s, size_t word, const char *other)
{
	return word < s->count && text_equals(screen_word_text(s, word), text_of(other));
}

struct text
screen_gap(const struct screen_text *s, size_t word)
{
	size_t from = word > 0 ? s->words[word - 1].to : 0;
	size_t to = word < s->count ? s->words[word].from : s->n;

	return (struct text){.p = s->low + from, .n = to - from};
}

bool
screen_is_glued(const struct screen_text *s, size_t word)
{
	return word > 0 && word < s->count && screen_gap(s, word).n == 0;
}

bool
screen_is_edge(const struct screen_text *s, size_t word)
{
	struct text gap = screen_gap(s, word);

	return word == 0 || word >= s->count || memchr(gap.p, '\n', gap.n) ||
	       memchr(gap.p, '|', gap.n);
}

/* How many words of `phrase` the words from `word` on are: all, or 0. */
static size_t
phrase_length(const struct screen_text *s, size_t word, struct text phrase)
{
	struct text part;
	size_t n = 0;

	while (text_split(&phrase, ' ', &part)) {
		if (word + n >= s->count || !text_equals(screen_word_text(s, word + n), part))
			return 0;
		n++;
	}
	return n;
}

size_t
screen_phrase(const struct screen_text *s, size_t word, const char *const *phrases)
{
	for (; *phrases; phrases++) {
		size_t n = phrase_length(s, word, text_of(*phrases));

		if (n)
			return n;
	}
	return 0;
}

bool
screen_follows(const struct screen_text *s, size_t word, size_t reach, const char *const *phrases)
{
	for (size_t i = word; i > 0 && word - i < reach; i--) {
		struct text gap = screen_gap(s, i);

		if (memchr(gap.p, '\n', gap.n))
			return false;
		if (screen_phrase(s, i - 1, phrases))
			return true;
	}
	return false;
}

/* --- the whole -------------------------------------------------------------------------------- */

struct found {
	const struct screen_text *s;
	struct finding *rows;
	size_t count;
};

static void
found_add(struct found *found, struct finding finding)
{
	const uint32_t *origin = found->s->origin;
	size_t from = origin[finding.start], to = origin[finding.start + finding.length];

	if (found->count == FINDINGS_MAX)
		return;
	found->rows[found->count++] = (struct finding){
			.kind = finding.kind,
			.start = from,
			.length = to - from,
	};
}

static void
find_words(struct found *found)
{
	const struct screen_text *s = found->s;

	for (size_t word = 0; word < s->count && found->count < FINDINGS_MAX;) {
		struct finding finding;
		size_t next = s->words[word].is_number ? screen_number(s, word, &finding)
						       : screen_secret(s, word, &finding);

		if (next)
			found_add(found, finding);
		word = next ? next : word + 1;
	}
}

static void
find_emails(struct found *found)
{
	const struct screen_text *s = found->s;
	const char *at = s->low, *end = s->low + s->n;

	while (found->count < FINDINGS_MAX && (at = memchr(at, '@', (size_t)(end - at))) != NULL) {
		struct finding finding;

		if (screen_email(s, (size_t)(at - s->low), &finding))
			found_add(found, finding);
		at++;
	}
}

static int
by_start(const void *a, const void *b)
{
	const struct finding *one = a, *other = b;

	return one->start < other->start ? -1 : one->start > other->start;
}

/* Of two that overlap the first stays: the digits of an address are no telephone. */
static size_t
drop_overlaps(struct finding *rows, size_t count)
{
	size_t n = 0;

	qsort(rows, count, sizeof(*rows), by_start);
	for (size_t i = 0; i < count; i++)
		if (n == 0 || rows[i].start >= rows[n - 1].start + rows[n - 1].length)
			rows[n++] = rows[i];
	return n;
}

size_t
screen(struct arena *arena, struct text text, enum screen_place place,
		const struct screen_terms *terms, struct finding **out)
{
	struct screen_text s;
	struct found found = {
			.s = &s, .rows = ARENA_NEW_ARRAY(arena, FINDINGS_MAX, struct finding)};
	struct arena_mark mark = arena_mark(arena);

	screen_read(arena, text, &s);
	s.place = place;
	s.terms = terms;
	find_words(&found);
	find_emails(&found);
	arena_reset_to(arena, mark);
	*out = found.rows;
	return drop_overlaps(found.rows, found.count);
}

/* --- one finding ------------------------------------------------------------------------------ */

static const struct text NAMES[FINDING_KINDS] = {
		[FINDING_UNSET] = TEXT("unset"),
		[FINDING_SECRET] = TEXT("secret"),
		[FINDING_CITIZEN] = TEXT("citizen"),
		[FINDING_IDENTITY] = TEXT("identity"),
		[FINDING_PASSPORT] = TEXT("passport"),
		[FINDING_PHONE] = TEXT("phone"),
		[FINDING_EMAIL] = TEXT("email"),
		[FINDING_PLATE] = TEXT("plate"),
		[FINDING_ACCOUNT] = TEXT("account"),
};

struct text
finding_name(enum finding_kind kind)
{
	return NAMES[kind];
}

enum err
finding_parse(struct text name, enum finding_kind *out)
{
	for (unsigned kind = FINDING_UNSET + 1; kind < FINDING_KINDS; kind++)
		if (text_equals(NAMES[kind], name)) {
			*out = (enum finding_kind)kind;
			return OK;
		}
	return ERR_INVALID;
}

/* The first letters tell people which one was meant: three of a number, one of an address. */
void
finding_mask(char *bytes, const struct finding *finding)
{
	size_t shown = finding->kind == FINDING_EMAIL ? 1 : 3;

	for (size_t i = 0; i < finding->length; i++) {
		char *c = &bytes[finding->start + i];

		if (finding->kind == FINDING_EMAIL && *c == '@')
			return;
		if (!(*c & 0x80) && !is_digit((uint32_t)*c) && !is_letter((uint32_t)*c))
			continue;
		if (!(*c & 0x80) && shown > 0)
			shown--;
		else
			*c = '*';
	}
}
